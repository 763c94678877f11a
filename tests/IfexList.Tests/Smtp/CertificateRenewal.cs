using System.Security.Authentication;
using IfexList.Foundation;
using IfexList.Smtp;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace IfexList.Tests.Smtp;

public class CertificateRenewal
{
    [Fact]
    public async Task A_renewed_certificate_is_used_from_the_next_handshake_on_and_a_broken_one_never()
    {
        using var pair = new PemPair("first.example");
        await using var server = await Server.StartAsync(pair.In(new SmtpSettings()));
        Assert.Equal("CN=first.example", await SubjectAsync(server));
        pair.Break();
        Assert.Equal("CN=first.example", await SubjectAsync(server));
        pair.Write("second.example");
        Assert.Equal("CN=second.example", await SubjectAsync(server));
    }

    [Fact]
    public void A_pair_that_is_broken_at_the_start_stops_it_with_its_name()
    {
        using var pair = new PemPair("first.example");
        pair.Break();
        var fault = Assert.Throws<SettingsException>(() => new Certificates(pair.Certificate, pair.Key, NullLogger.Instance));
        Assert.Contains(pair.Key, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_certificate_STARTTLS_is_neither_offered_nor_done()
    {
        await using var server = await Server.StartAsync();
        await using var peer = await server.ConnectAsync();
        await peer.ReplyAsync();
        Assert.DoesNotContain("STARTTLS", await peer.AskAsync("EHLO x"), StringComparison.Ordinal);
        Assert.StartsWith("502 5.5.1", await peer.AskAsync("STARTTLS"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_handshake_ends_the_connection_and_nothing_in_it_is_obeyed()
    {
        using var pair = new PemPair("first.example");
        await using var server = await Server.StartAsync(pair.In(new SmtpSettings()));
        await using var peer = await server.ConnectAsync();
        await peer.ReplyAsync();
        Assert.StartsWith("220", await peer.AskAsync("STARTTLS"), StringComparison.Ordinal);
        Assert.DoesNotContain("250", await peer.AskAsync("EHLO x\r\nMAIL FROM:<a@b.example>"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handshake_that_never_comes_ends_the_connection()
    {
        var time = new FakeTimeProvider();
        using var pair = new PemPair("first.example");
        await using var server = await Server.StartAsync(pair.In(new SmtpSettings()), time);
        await using var peer = await server.ConnectAsync();
        await peer.ReplyAsync();
        Assert.StartsWith("220", await peer.AskAsync("STARTTLS"), StringComparison.Ordinal);
        time.Advance(Limits.TlsHandshakeTime);
        Assert.Equal("", await peer.ReplyAsync());
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Both_modern_versions_are_spoken(SslProtocols version)
    {
        using var pair = new PemPair("first.example");
        await using var server = await Server.StartAsync(pair.In(new SmtpSettings()));
        await using var peer = await server.ConnectAsync();
        await peer.ReplyAsync();
        await peer.AskAsync("STARTTLS");
        await peer.SecureAsync(version);
        Assert.StartsWith("250", await peer.AskAsync("EHLO x"), StringComparison.Ordinal);
    }

    /// <summary>A greeting written by hand: no library of today would say it.</summary>
    [Theory]
    [InlineData(1, "TLS 1.0, RFC 8996")]
    [InlineData(2, "TLS 1.1, RFC 8996")]
    public async Task An_older_version_is_refused(byte minor, string version)
    {
        using var pair = new PemPair("first.example");
        await using var server = await Server.StartAsync(pair.In(new SmtpSettings()));
        await using var peer = await server.ConnectAsync();
        await peer.ReplyAsync();
        await peer.AskAsync("STARTTLS");
        // RFC 4346 §7.4.1.2: version, random, no session, the suites ECDHE-ECDSA and ECDHE-RSA with AES-128, no compression.
        byte[] hello = [3, minor, .. new byte[32], 0, 0, 4, 0xC0, 0x09, 0xC0, 0x13, 1, 0];
        await peer.SendAsync((byte[])[22, 3, 1, 0, (byte)(hello.Length + 4), 1, 0, 0, (byte)hello.Length, .. hello]);
        var alert = await peer.ReplyAsync();
        Assert.True(alert.Length == 0 || alert[0] == 21 && alert[^2..] == "\u0002\u0046", $"{version}: fatal, protocol_version; or nothing said at all");
        Assert.Equal("", await peer.ReplyAsync());
        // What this machine's own library would refuse in any case isn't left to it.
        Assert.Equal(SslProtocols.Tls12 | SslProtocols.Tls13, new Certificates(pair.Certificate, pair.Key, NullLogger.Instance).Current().EnabledSslProtocols);
    }

    private static async Task<string?> SubjectAsync(Server server)
    {
        await using var peer = await server.ConnectAsync();
        await peer.ReplyAsync();
        Assert.StartsWith("220", await peer.AskAsync("STARTTLS"), StringComparison.Ordinal);
        await peer.SecureAsync();
        Assert.StartsWith("250", await peer.AskAsync("EHLO x"), StringComparison.Ordinal);
        return peer.Subject;
    }
}
