using System.Text;
using IfexList.Authentication;
using IfexList.Foundation;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;

namespace IfexList.Tests.Authentication;

/// <summary>A key of each kind in files that go with the tests, and MimeKit's verifier, which knows of them only what we would publish.</summary>
public sealed class SigningKeys : DkimPublicKeyLocatorBase, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ifexlist-dkim-");
    private readonly Dictionary<string, string> _published = [];

    public SigningKeys()
    {
        Rsa = Add("s1", RsaKey.NewPem());
        Ed25519 = Add("e1", Ed25519Key.NewPem());
    }

    public DkimSettings Rsa { get; }

    public DkimSettings Ed25519 { get; }

    public DkimSettings Write(string selector, string pem)
    {
        var file = Path.Combine(_folder.FullName, selector + ".pem");
        File.WriteAllText(file, pem);
        return new DkimSettings { Domain = TestHouse.Domain, Selector = selector, KeyFile = file };
    }

    /// <summary>The selectors of its signatures, in their order, each with whether it holds.</summary>
    public IReadOnlyList<(string Selector, bool Holds)> Signatures(byte[] mail)
    {
        var message = MimeMessage.Load(new MemoryStream(mail), TestContext.Current.CancellationToken);
        var verifier = new DkimVerifier(this);
        return [.. message.Headers.Where(header => header.Id == HeaderId.DkimSignature).Select(header => (Tag(header.Value, "s"), verifier.Verify(message, header, TestContext.Current.CancellationToken)))];
    }

    /// <summary>Signed by the RSA key, and it holds.</summary>
    public bool IsSigned(byte[] mail) => Signatures(mail) is [("s1", true)];

    /// <summary>One tag of a signature, without the white space that folds it.</summary>
    public static string Tag(string field, string name) =>
        string.Concat(field.Split(';').Select(tag => tag.Trim()).First(tag => tag.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..].Where(c => !char.IsWhiteSpace(c)));

    /// <summary>The first DKIM-Signature field as it is written, its name left out.</summary>
    public static string Field(byte[] mail)
    {
        var text = Encoding.Latin1.GetString(mail);
        var start = text.IndexOf("DKIM-Signature:", StringComparison.Ordinal) + "DKIM-Signature:".Length;
        var end = start;
        do
            end = text.IndexOf("\r\n", end, StringComparison.Ordinal) + 2;
        while (text[end] == ' ');
        return text[start..end];
    }

    public override AsymmetricKeyParameter LocatePublicKey(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
        GetPublicKey(_published[$"{selector}._domainkey.{domain}"]);

    public override Task<AsymmetricKeyParameter> LocatePublicKeyAsync(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
        Task.FromResult(LocatePublicKey(methods, domain, selector, cancellationToken));

    private DkimSettings Add(string selector, string pem)
    {
        var settings = Write(selector, pem);
        var key = DkimKey.Read(settings);
        _published.Add(key.RecordName, key.Record);
        return settings;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
