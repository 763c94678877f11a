using System.Security.Cryptography;
using System.Text;
using MimeKit;
using MimeKit.Cryptography;

namespace IfexList.Tests.Authentication;

/// <summary>A forwarder that seals what it passes on (RFC 8617).</summary>
internal sealed class TestSealer : ArcSigner
{
    private TestSealer(string domain, string selector, RSA key) : base(new MemoryStream(Encoding.ASCII.GetBytes(key.ExportRSAPrivateKeyPem())), domain, selector) =>
        Record = $"v=DKIM1; p={Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())}";

    public TestSealer(string domain, string selector) : this(domain, selector, RSA.Create(2048)) { }

    public string Record { get; }

    public async Task<byte[]> SealAsync(string mail)
    {
        var message = MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(mail)));
        message.Prepare(EncodingConstraint.SevenBit);
        await SignAsync(message, [HeaderId.From, HeaderId.Subject, HeaderId.Date]);
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        using var stream = new MemoryStream();
        await message.WriteToAsync(format, stream);
        return stream.ToArray();
    }

    protected override AuthenticationResults GenerateArcAuthenticationResults(FormatOptions options, MimeMessage message, CancellationToken cancellationToken = default) =>
        new(Domain);

    protected override Task<AuthenticationResults> GenerateArcAuthenticationResultsAsync(FormatOptions options, MimeMessage message, CancellationToken cancellationToken = default) =>
        Task.FromResult(new AuthenticationResults(Domain));
}
