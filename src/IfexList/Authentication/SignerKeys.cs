using System.Collections.Concurrent;
using IfexList.Foundation;
using IfexList.Mail;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace IfexList.Authentication;

/// <summary>The key by which a server's signature is to be verified.</summary>
/// <param name="Trouble">What a signature comes to for which there is none, or none that counts; null where there is a key.</param>
/// <param name="IsExact">It speaks for its domain alone, not for names below it (RFC 6376 §3.6.1, <c>t=s</c>).</param>
public sealed record SignerKey(CheckResult? Trouble, AsymmetricKeyParameter? Key = null, bool IsExact = false);

/// <summary>Finds the keys that the signatures of a mail name (RFC 6376 §3.6.2).</summary>
public sealed class SignerKeys(NameLookup names)
{
    // To read an RSA key costs as much as to verify with it many times: its modulus is looked at for being one. The same few servers sign most mails.
    private readonly ConcurrentDictionary<string, SignerKey> _read = new(StringComparer.Ordinal);

    /// <summary>The keys of the first signatures and seals of a mail, asked for all at once.</summary>
    public async Task<KeyRing> FindAsync(IReadOnlyList<HeaderField> fields, CancellationToken cancellationToken)
    {
        var signers = Signatures.In(fields).Distinct().ToList();
        if (signers.Count == 0)
            return KeyRing.Empty;
        var keys = await Task.WhenAll(signers.Select(signer => FindAsync(signer, cancellationToken)));
        return new KeyRing(signers.Zip(keys).ToDictionary(pair => pair.First, pair => pair.Second));
    }

    private async Task<SignerKey> FindAsync(Signer signer, CancellationToken cancellationToken)
    {
        var answer = await names.TextsAsync($"{signer.Selector}._domainkey.{signer.Domain}", cancellationToken);
        if (answer.HasFailed)
            return new SignerKey(CheckResult.TempError);
        // Where a wildcard answers for every name, what comes is no key; of two keys nobody knows which is meant.
        return answer.Records.Where(text => TagList.Read(text) is not { } tags || tags.ContainsKey("p")).ToList() is [var record] ? Read(record) : new SignerKey(CheckResult.PermError);
    }

    private SignerKey Read(string record)
    {
        if (_read.TryGetValue(record, out var known))
            return known;
        if (_read.Count >= Limits.SignerKeysKept)
            _read.Clear();
        return _read[record] = Parse(record);
    }

    private static SignerKey Parse(string record)
    {
        if (TagList.Read(record) is not { } tags || !tags.TryGetValue("p", out var text) || !IsForMail(tags))
            return new SignerKey(CheckResult.PermError);
        // Withdrawn.
        if (text.Length == 0)
            return new SignerKey(CheckResult.Fail);
        try
        {
            return text.Length > Limits.SignerKeyCharacters ? new SignerKey(CheckResult.Policy) : Judge(Key(tags.GetValueOrDefault("k", "rsa"), Convert.FromBase64String(text)), tags);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or IOException or InvalidOperationException or SecurityUtilityException)
        {
            return new SignerKey(CheckResult.PermError);
        }
    }

    private static bool IsForMail(IReadOnlyDictionary<string, string> tags) =>
        tags.GetValueOrDefault("v", "DKIM1") == "DKIM1"
        && tags.GetValueOrDefault("s", "*").Split(':').Any(service => service is "*" or "email")
        && tags.GetValueOrDefault("h", "sha256").Split(':').Contains("sha256");

    private static AsymmetricKeyParameter Key(string kind, byte[] bytes) => kind switch
    {
        "ed25519" => new Ed25519PublicKeyParameters(bytes),
        "rsa" => PublicKeyFactory.CreateKey(bytes),
        _ => throw new FormatException(kind),
    };

    private static SignerKey Judge(AsymmetricKeyParameter key, IReadOnlyDictionary<string, string> tags) => key switch
    {
        // RFC 8301 §3.2: such a signature proves nothing.
        RsaKeyParameters rsa when rsa.Modulus.BitLength < Limits.SignerKeyBits => new SignerKey(CheckResult.Policy),
        RsaKeyParameters or Ed25519PublicKeyParameters => new SignerKey(null, key, tags.GetValueOrDefault("t", "").Split(':').Contains("s")),
        _ => new SignerKey(CheckResult.PermError),
    };
}
