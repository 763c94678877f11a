using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace IfexList.Tests.Authentication;

/// <summary>A server that signs mail (RFC 6376, relaxed header, simple body), written apart from what verifies it. The mails given to it fold no line.</summary>
internal sealed class TestSigner
{
    private readonly string _algorithm;
    private readonly Func<byte[], byte[]> _sign;

    private TestSigner(string algorithm, string record, Func<byte[], byte[]> sign) => (_algorithm, Record, _sign) = (algorithm, record, sign);

    public string Record { get; }

    public static TestSigner Rsa(int bits = 2048)
    {
        var rsa = RSA.Create(bits);
        return new TestSigner("rsa-sha256", $"v=DKIM1; k=rsa; p={Convert.ToBase64String(rsa.ExportSubjectPublicKeyInfo())}",
            header => rsa.SignData(header, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    public static TestSigner Ed25519()
    {
        var key = new Ed25519PrivateKeyParameters(RandomNumberGenerator.GetBytes(32));
        return new TestSigner("ed25519-sha256", $"v=DKIM1; k=ed25519; p={Convert.ToBase64String(key.GeneratePublicKey().GetEncoded())}", header =>
        {
            var signer = new Ed25519Signer();
            signer.Init(true, key);
            signer.BlockUpdate(SHA256.HashData(header));
            return signer.GenerateSignature();
        });
    }

    /// <param name="tags">Further tags, each with its semicolon.</param>
    public string Sign(string mail, string domain, string selector = "s", string fields = "from:to:subject:date:message-id", string tags = "")
    {
        mail = mail.ReplaceLineEndings("\r\n");
        var split = mail.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var header = mail[..split].Split("\r\n").Select(line => line.Split(':', 2)).ToList();
        var body = Encoding.UTF8.GetBytes(mail[(split + 4)..].TrimEnd('\r', '\n') + "\r\n");
        if (tags.IndexOf("l=", StringComparison.Ordinal) is var l and >= 0)
            body = body[..int.Parse(tags[(l + 2)..].Split(';')[0], CultureInfo.InvariantCulture)];
        var signature = $"v=1; a={_algorithm}; c=relaxed/simple; d={domain}; s={selector}; {tags} h={fields}; bh={Convert.ToBase64String(SHA256.HashData(body))}; b=";
        var signed = new StringBuilder();
        foreach (var name in fields.Split(':'))
            if (header.FindLastIndex(field => field[0].Equals(name, StringComparison.OrdinalIgnoreCase)) is var at and >= 0)
            {
                signed.Append(CultureInfo.InvariantCulture, $"{name.ToLowerInvariant()}:{Relaxed(header[at][1])}\r\n");
                header.RemoveAt(at);
            }
        signed.Append("dkim-signature:").Append(Relaxed(signature));
        return $"DKIM-Signature: {signature}{Convert.ToBase64String(_sign(Encoding.UTF8.GetBytes(signed.ToString())))}\r\n{mail}";
    }

    private static string Relaxed(string value) => string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
