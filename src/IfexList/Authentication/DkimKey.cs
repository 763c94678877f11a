using IfexList.Foundation;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.OpenSsl;

namespace IfexList.Authentication;

/// <summary>
/// One key that we sign with, and what the world is told of it (RFC 6376 §3.6.1, RFC 8463). Its file is PEM: PKCS#8 as openssl and <c>dkim create</c> write it, PKCS#1 as
/// older tools did.
/// </summary>
public abstract class DkimKey(DkimSettings settings)
{
    public string Domain => settings.Domain;

    public string Selector => settings.Selector;

    /// <summary>Where the record is published.</summary>
    public string RecordName => $"{Selector}._domainkey.{Domain}";

    public string Record => $"v=DKIM1; k={Kind}; p={PublicKey}";

    /// <summary>As <c>k=</c> says it, and before "-sha256" <c>a=</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>As <c>p=</c> says it.</summary>
    public abstract string PublicKey { get; }

    /// <summary>The same for each signature of this key: what a mail will take is known before it is signed.</summary>
    public abstract int SignatureOctets { get; }

    /// <summary>What is to be said against this key, though it can be used; null where it is a good one.</summary>
    public virtual string? Weakness => null;

    /// <summary>From any thread.</summary>
    /// <param name="digest">SHA-256 of what is signed.</param>
    public abstract void Sign(ReadOnlySpan<byte> digest, Span<byte> signature);

    /// <exception cref="SettingsException">The file holds no key that receivers take, with file and reason.</exception>
    public static DkimKey Read(DkimSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        try
        {
            var pem = File.ReadAllText(settings.KeyFile);
            // Both forms say so: "BEGIN ENCRYPTED PRIVATE KEY", and "Proc-Type: 4,ENCRYPTED".
            if (pem.Contains("ENCRYPTED", StringComparison.Ordinal))
                throw new SettingsException($"{settings.KeyFile}: is locked with a passphrase; the daemon needs it without one");
            using var text = new StringReader(pem);
            return Of(settings, new PemReader(text).ReadObject());
        }
        catch (Exception e) when (e is not SettingsException)
        {
            throw new SettingsException($"{settings.KeyFile}: {e.Message}", e);
        }
    }

    private static DkimKey Of(DkimSettings settings, object? found) => (found is AsymmetricCipherKeyPair pair ? pair.Private : found) switch
    {
        RsaPrivateCrtKeyParameters rsa when rsa.Modulus.BitLength < RsaKey.LeastBits =>
            throw new SettingsException($"{settings.KeyFile}: has {rsa.Modulus.BitLength} bits; receivers take no less than {RsaKey.LeastBits} (RFC 8301 §3.2)"),
        RsaPrivateCrtKeyParameters rsa => new RsaKey(settings, rsa),
        Ed25519PrivateKeyParameters ed25519 => new Ed25519Key(settings, ed25519),
        null => throw new SettingsException($"{settings.KeyFile}: holds no PEM key"),
        AsymmetricKeyParameter { IsPrivate: false } => throw new SettingsException($"{settings.KeyFile}: is the public key; the private one is needed"),
        _ => throw new SettingsException($"{settings.KeyFile}: is no key for DKIM, which knows RSA and Ed25519"),
    };
}
