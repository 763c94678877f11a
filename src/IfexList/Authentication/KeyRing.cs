using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;

namespace IfexList.Authentication;

/// <summary>The keys of one mail's signatures, as they were found in the DNS.</summary>
/// <param name="otherwise">What a signature comes to whose key isn't among them. It was asked for by what the header says, so who is named otherwise is named in a disguise.</param>
public sealed class KeyRing(IReadOnlyDictionary<Signer, SignerKey> keys, CheckResult otherwise = CheckResult.PermError) : IDkimPublicKeyLocator
{
    private readonly SignerKey _otherwise = new(otherwise);

    /// <summary>Where nothing is signed.</summary>
    public static KeyRing Empty { get; } = new(new Dictionary<Signer, SignerKey>());

    /// <summary>Where nobody answered in time.</summary>
    public static KeyRing Late { get; } = new(new Dictionary<Signer, SignerKey>(), CheckResult.TempError);

    public SignerKey Of(Signer signer) => keys.GetValueOrDefault(signer, _otherwise);

    public AsymmetricKeyParameter LocatePublicKey(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
        Of(new Signer(domain.ToLowerInvariant(), selector.ToLowerInvariant())).Key ?? throw new KeyNotFoundException();

    public Task<AsymmetricKeyParameter> LocatePublicKeyAsync(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
        Task.FromResult(LocatePublicKey(methods, domain, selector, cancellationToken));
}
