using System.Collections.Concurrent;
using System.Security.Cryptography;
using IfexList.Foundation;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace IfexList.Authentication;

/// <summary>rsa-sha256, which every receiver checks. The system's own RSA is some seventeen times as fast as a managed one.</summary>
public sealed class RsaKey : DkimKey
{
    /// <summary>RFC 8301 §3.2: signers must use at least so many, and should use as many as the other says.</summary>
    public const int LeastBits = 1024, GoodBits = 2048;

    private readonly RSAParameters _parameters;

    // An object of the system isn't promised to bear two threads, and those of OpenSSL wait for each other in it: as many as sign at once.
    private readonly ConcurrentBag<RSA> _idle = [];

    internal RsaKey(DkimSettings settings, RsaPrivateCrtKeyParameters key) : base(settings)
    {
        _parameters = DotNetUtilities.ToRSAParameters(key);
        var rsa = RSA.Create(_parameters);
        PublicKey = Convert.ToBase64String(rsa.ExportSubjectPublicKeyInfo());
        Bits = rsa.KeySize;
        _idle.Add(rsa);
    }

    public override string Kind => "rsa";

    public override string PublicKey { get; }

    public override int SignatureOctets => (Bits + 7) / 8;

    public override string? Weakness => Bits < GoodBits ? $"it has {Bits} bits, {GoodBits} should be taken (RFC 8301 §3.2): make a new one" : null;

    private int Bits { get; }

    /// <summary>A new key, as its file holds it.</summary>
    public static string NewPem()
    {
        using var rsa = RSA.Create(GoodBits);
        return rsa.ExportPkcs8PrivateKeyPem() + "\n";
    }

    public override void Sign(ReadOnlySpan<byte> digest, Span<byte> signature)
    {
        var rsa = _idle.TryTake(out var idle) ? idle : RSA.Create(_parameters);
        rsa.SignHash(digest, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        _idle.Add(rsa);
    }
}
