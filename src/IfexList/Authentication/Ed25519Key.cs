using System.Security.Cryptography;
using IfexList.Foundation;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.EdEC;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace IfexList.Authentication;

/// <summary>ed25519-sha256 (RFC 8463): short signatures, which few receivers check as yet. .NET has none of its own.</summary>
public sealed class Ed25519Key : DkimKey
{
    private readonly Ed25519PrivateKeyParameters _key;

    internal Ed25519Key(DkimSettings settings, Ed25519PrivateKeyParameters key) : base(settings)
    {
        _key = key;
        // RFC 8463 §4: the bare key, without the wrapping that RSA's has.
        PublicKey = Convert.ToBase64String(key.GeneratePublicKey().GetEncoded());
    }

    public override string Kind => "ed25519";

    public override string PublicKey { get; }

    public override int SignatureOctets => Ed25519.SignatureSize;

    /// <summary>A new key, as its file holds it: in the form that openssl writes, without the public half that older readers stumble at.</summary>
    public static string NewPem()
    {
        var key = new PrivateKeyInfo(new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519), new DerOctetString(RandomNumberGenerator.GetBytes(Ed25519.SecretKeySize)));
        return new string(PemEncoding.Write("PRIVATE KEY", key.GetDerEncoded())) + "\n";
    }

    // RFC 8463 §3: what is signed is the digest itself.
    public override void Sign(ReadOnlySpan<byte> digest, Span<byte> signature)
    {
        var signed = new byte[Ed25519.SignatureSize];
        _key.Sign(Ed25519.Algorithm.Ed25519, null, digest.ToArray(), 0, digest.Length, signed, 0);
        signed.CopyTo(signature);
    }
}
