using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;

namespace IfexList.Authentication;

/// <summary>The keys of one mail's signatures, as they were found in the DNS. One that wasn't waited for any more is a temporary error.</summary>
public sealed class KeyRing(IReadOnlyDictionary<Signer, SignerKey> keys) : IDkimPublicKeyLocator
{
    private static readonly SignerKey Unknown = new(CheckResult.TempError);

    public static KeyRing Empty { get; } = new(new Dictionary<Signer, SignerKey>());

    public SignerKey Of(Signer signer) => keys.GetValueOrDefault(signer, Unknown);

    public AsymmetricKeyParameter LocatePublicKey(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
        Of(new Signer(domain.ToLowerInvariant(), selector.ToLowerInvariant())).Key ?? throw new KeyNotFoundException();

    public Task<AsymmetricKeyParameter> LocatePublicKeyAsync(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
        Task.FromResult(LocatePublicKey(methods, domain, selector, cancellationToken));
}
