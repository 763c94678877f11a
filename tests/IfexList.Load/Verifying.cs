using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Smtp;
using IfexList.Store;
using IfexList.Tests.Authentication;
using IfexList.Tests.Operations;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Security;

namespace IfexList.Load;

/// <summary>
/// Signed mails of 5 KB from ten domains, each looked at as between dot and commit: SPF, DKIM and DMARC over a resolver on a socket. Beside it, in the same
/// run, MimeKit's verifier alone over the same bytes, with the keys in its hand.
/// </summary>
public sealed class Verifying(Plan plan, Report report)
{
    private const int Mails = 1000, Domains = 10, Octets = 5000;

    private static readonly Envelope Peer = new(null, IPAddress.Parse("192.0.2.1"), "mail.d0.example", "ESMTP", SmtpUtf8: false);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var signers = Enumerable.Range(0, Domains).Select(_ => TestSigner.Rsa()).ToList();
        List<(string Domain, byte[] Bytes)> mails = [.. Enumerable.Range(0, Mails).Select(i => (Domain(i), Encoding.UTF8.GetBytes(signers[i % Domains].Sign(Mail(i), Domain(i)))))];
        await using var dns = new FakeDns();
        for (var i = 0; i < Domains; i++)
            dns.Text($"s._domainkey.{Domain(i)}", signers[i].Record).Text(Domain(i), "v=spf1 ip4:192.0.2.1 -all").Text("_dmarc." + Domain(i), "v=DMARC1; p=reject");
        var names = NameLookup.Open(new DnsSettings { Servers = [dns.Endpoint] }, TimeProvider.System);
        using var folder = new TemporaryFolder();
        await using var nobodysKeys = Database.Open(folder.File("ifexlist.db"));
        var check = new SenderCheck(new Spf(names), new SignerKeys(names), new Dmarc(names), new Dkim(TimeProvider.System), new MemberSignatures(nobodysKeys, TimeProvider.System), new FrontRelays([]), TimeProvider.System);
        var keys = new Keys(signers);
        List<Run> ours = [], theirs = [];
        for (var run = -1; run < plan.Runs; run++)
        {
            var alone = Verify(mails, keys);
            var whole = await CheckAsync(mails, check, cancellationToken);
            // The first round is the compiler's.
            if (run < 0)
                continue;
            theirs.Add(alone);
            ours.Add(whole);
        }
        report.Add(string.Create(CultureInfo.InvariantCulture, $"SPF, DKIM and DMARC of {Mails:N0} signed mails, one behind the other"), ours, null, ("MimeKit's verifier alone", theirs));
    }

    private static async Task<Run> CheckAsync(List<(string Domain, byte[] Bytes)> mails, SenderCheck check, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        foreach (var (domain, bytes) in mails)
        {
            var envelope = Peer with { Sender = Address.TryParse("amel@" + domain, out var sender) ? sender : null };
            var found = await check.OfAsync(envelope, bytes, cancellationToken);
            if (found is not { Spf.Result: CheckResult.Pass, Dkim: [{ Result: CheckResult.Pass }], Dmarc.Result: CheckResult.Pass })
                throw new LoadException($"a signed mail didn't pass: {found}");
        }
        return new Run(mails.Count, watch.Elapsed);
    }

    private static Run Verify(List<(string Domain, byte[] Bytes)> mails, Keys keys)
    {
        var verifier = new DkimVerifier(keys);
        var watch = Stopwatch.StartNew();
        foreach (var (_, bytes) in mails)
        {
            var message = MimeMessage.Load(new MemoryStream(bytes), persistent: true);
            if (!verifier.Verify(message, message.Headers[0]))
                throw new LoadException("MimeKit doesn't verify what was signed");
        }
        return new Run(mails.Count, watch.Elapsed);
    }

    private static string Domain(int number) => string.Create(CultureInfo.InvariantCulture, $"d{number % Domains}.example");

    private static string Mail(int number)
    {
        var text = new StringBuilder();
        while (text.Length < Octets)
            text.Append(CultureInfo.InvariantCulture, $"{number}. On the night of 11 March four men entered the printing works and took\r\nthe plates of the next edition. They showed no warrant and gave no names.\r\n");
        return $"From: Amel <amel@{Domain(number)}>\r\nTo: alerts@{RunningDaemon.Domain}\r\nSubject: ALERT {number}\r\nDate: Thu, 12 Mar 2026 08:51:58 +0100\r\n"
            + $"Message-ID: <{number}@{Domain(number)}>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n{text}";
    }

    private sealed class Keys(IReadOnlyList<TestSigner> signers) : IDkimPublicKeyLocator
    {
        private readonly Dictionary<string, AsymmetricKeyParameter> _keys =
            signers.Select((signer, i) => (Domain(i), PublicKeyFactory.CreateKey(Convert.FromBase64String(signer.Record.Split("p=")[1])))).ToDictionary();

        public AsymmetricKeyParameter LocatePublicKey(string methods, string domain, string selector, CancellationToken cancellationToken = default) => _keys[domain];

        public Task<AsymmetricKeyParameter> LocatePublicKeyAsync(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            Task.FromResult(_keys[domain]);
    }
}
