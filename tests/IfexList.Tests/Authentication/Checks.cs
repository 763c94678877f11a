using System.Net;
using System.Text;
using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Smtp;
using IfexList.Store;
using IfexList.Tests.Operations;
using Microsoft.Extensions.Time.Testing;

namespace IfexList.Tests.Authentication;

/// <summary>The checks of a mail's sender over a resolver that the test fills.</summary>
internal static class Checks
{
    // Nobody has registered a key there.
    private static readonly Lazy<Database> NoKeys = new(() => Database.Open(Path.Combine(Directory.CreateTempSubdirectory("ifexlist-keys-").FullName, "ifexlist.db")));

    public static FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 12, 8, 0, 0, TimeSpan.Zero));

    public static NameLookup Names(FakeDns dns) => NameLookup.Open(new DnsSettings { Servers = [dns.Endpoint] }, Time);

    public static SenderCheck Over(FakeDns dns, params string[] frontRelays)
    {
        var names = Names(dns);
        return new SenderCheck(new Spf(names), new SignerKeys(names), new Dmarc(names), new Dkim(Time), new MemberSignatures(NoKeys.Value, Time), new FrontRelays(frontRelays), Time);
    }

    public static Task<Evidence> OfAsync(FakeDns dns, string mail, string? sender = "amel@bulk.example", string client = "192.0.2.1") =>
        OfAsync(Over(dns), Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n")), sender, client);

    public static Task<Evidence> OfAsync(SenderCheck check, byte[] mail, string? sender, string client) =>
        check.OfAsync(new Envelope(Address.TryParse(sender, out var address) ? address : null, IPAddress.Parse(client), "client.example", "ESMTP", SmtpUtf8: false), mail, TestContext.Current.CancellationToken);
}
