using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IfexList.Scenarios.Actors;
using IfexList.Tests.Operations;
using MailKit.Net.Smtp;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.OpenSsl;

namespace IfexList.Scenarios;

/// <summary>Trust in both directions, at the real daemon's sockets: what a name in From is worth, and what shows others that a copy is ours.</summary>
public sealed partial class WhoReallySent : IAsyncLifetime
{
    private const string Subject = "ALERT - ZIMBABWE: Plates seized";
    private const string Organisation = "savannapress.example";
    private const string House = "clearinghouse.example";

    // Where the member's mail comes from, which is not where this test's does.
    private const string ItsServer = "192.0.2.9";

    private readonly RSA _key = RSA.Create(2048);
    private readonly FakeDns _dns = new();
    private readonly NextHop _hop = NextHop.Open();
    private ListHost _host = null!;

    public ValueTask InitializeAsync()
    {
        foreach (var (domain, policy) in (ReadOnlySpan<(string, string)>)[(Organisation, "reject"), (House, "quarantine")])
            _dns.Text("_dmarc." + domain, $"v=DMARC1; p={policy}").Text(domain, $"v=spf1 ip4:{ItsServer} -all")
                .Text("s._domainkey." + domain, $"v=DKIM1; k=rsa; p={Convert.ToBase64String(_key.ExportSubjectPublicKeyInfo())}");
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _hop.DisposeAsync();
        await _dns.DisposeAsync();
        _key.Dispose();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_post_that_its_domain_disowns_is_refused_at_the_door()
    {
        await StartAsync();
        var refusal = await Assert.ThrowsAsync<SmtpCommandException>(() => PostAsync(Post()));
        Assert.Equal(550, (int)refusal.StatusCode);
        await _host.DeliversAllAsync();
        Assert.Empty(_hop.Taken);
        Assert.Equal(0, await _host.CountAsync("held", "posts"));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("203.0.113.9", "LIKELY FORGED: ")]
    [InlineData(ItsServer, "GENUINE: ")]
    public async Task Behind_a_relay_of_our_own_it_is_held_and_judged_by_the_server_that_the_relay_saw(string server, string verdict)
    {
        await StartAsync(settings => settings["Smtp"]!["FrontRelays"] = new JsonArray("127.0.0.1"));
        var post = Post();
        post.Headers.Insert(0, HeaderId.Received, $"from mail.{Organisation} (unknown [{server}]) by mx.lists.example.org with ESMTP id 1; Thu, 12 Mar 2026 08:00:00 +0000");
        await PostAsync(post);
        Assert.StartsWith(verdict + Newsroom.Member, (await _hop.RequestAsync(Subject)).Text, StringComparison.Ordinal);
        await _host.DeliversAllAsync();
        Assert.Equal(0, _hop.Copies);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_signature_of_its_domain_makes_it_genuine_from_wherever_it_comes()
    {
        await StartAsync();
        await PostAsync(Signed(Post()));
        Assert.StartsWith("GENUINE: " + Newsroom.Member, (await _hop.RequestAsync(Subject)).Text, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Where_members_pass_a_signed_post_goes_out_and_a_name_alone_does_not()
    {
        await StartAsync(settings => settings["Lists"]!["alerts"]!["Moderation"] = "members");
        await _host.AddMemberAsync("press@unpublished.example", "Unpublished Press");
        await PostAsync(Signed(Post()));
        await _hop.ServesAsync(Subject, [Newsroom.Reader(0)]);
        await _host.Sender.PostAsync("press@unpublished.example", "ALERT - From alone", "Somebody writes in the name of a member whose domain publishes nothing.");
        Assert.StartsWith("UNSURE: press@unpublished.example", (await _hop.RequestAsync("ALERT - From alone")).Text, StringComparison.Ordinal);
        await _host.DeliversAllAsync();
        Assert.Equal(3, _hop.Copies);
    }

    [Fact(Timeout = 60_000)]
    public async Task Under_quarantine_an_answer_without_proof_decides_nothing_and_one_with_it_does()
    {
        await StartAsync();
        await PostAsync(Signed(Post()));
        var request = await _hop.RequestAsync(Subject);
        await _host.Sender.ReplyAsync(Newsroom.Moderator, request, "ok");
        await _hop.AwaitAsync(Newsroom.Moderator, mail => !mail.IsRequest() && mail.Text.Contains("Nothing shows that the mail is really hers", StringComparison.Ordinal));
        await _host.DeliversAllAsync();
        Assert.Equal(1, await _host.CountAsync("held", "posts"));
        Assert.Equal(0, _hop.Copies);
        await _host.Sender.SendAsync(Newsroom.Moderator, request.ReplyTo, Signed(Sender.Reply(Newsroom.Moderator, request, "ok", request.ReplyTo)));
        await _hop.ServesAsync(Subject, [Newsroom.Reader(0)]);
    }

    [Fact(Timeout = 60_000)]
    public async Task All_that_leaves_bears_a_signature_that_receivers_verify()
    {
        await StartAsync();
        var made = await _host.RunAsync("dkim", "create");
        var record = string.Concat(InQuotes().Matches(made.Split('\n').Single(line => line.Contains(" IN TXT ", StringComparison.Ordinal))).Select(part => part.Groups[1].Value));
        await _host.StopAsync();
        await _host.StartAsync(
            ("IFEXLIST__Dkim__0__Domain", ListHost.Domain), ("IFEXLIST__Dkim__0__Selector", "s1"), ("IFEXLIST__Dkim__0__KeyFile", Path.Combine(_host.DataDirectory, "dkim-s1.pem")));
        await PostAsync(Signed(Post()));
        var request = await _hop.RequestAsync(Subject);
        await _host.Sender.SendAsync(Newsroom.Moderator, request.ReplyTo, Signed(Sender.Reply(Newsroom.Moderator, request, "ok", request.ReplyTo)));
        await _hop.ServesAsync(Subject, Newsroom.Readers(3));
        await _host.DeliversAllAsync();
        var receiver = new DkimVerifier(new OneRecord($"s1._domainkey.{ListHost.Domain}", record));
        Assert.All(_hop.Taken, mail => Assert.True(receiver.Verify(mail.Message, Assert.Single(mail.Message.Headers, field => field.Id == HeaderId.DkimSignature), TestContext.Current.CancellationToken), mail.Subject));
    }

    private async Task StartAsync(Action<JsonObject>? change = null)
    {
        _host = await Newsroom.FoundAsync(_hop, 3, settings =>
        {
            settings["Dns"] = new JsonObject { ["Servers"] = new JsonArray(_dns.Endpoint) };
            change?.Invoke(settings);
        });
        await _host.StartAsync();
    }

    private Task PostAsync(MimeMessage post) => _host.Sender.SendAsync(Newsroom.Member, Newsroom.Alerts, post);

    private static MimeMessage Post() => Sender.Message(Newsroom.Member, Newsroom.Alerts, Subject, "The printing plates were seized last night.");

    /// <summary>As its author's provider signs it.</summary>
    private MimeMessage Signed(MimeMessage message)
    {
        using var pem = new StringReader(_key.ExportRSAPrivateKeyPem());
        var pair = (AsymmetricCipherKeyPair)new PemReader(pem).ReadObject();
        message.Prepare(EncodingConstraint.SevenBit, maxLineLength: 76);
        new DkimSigner(pair.Private, message.From.Mailboxes.Single().Domain, "s").Sign(message, [HeaderId.From, HeaderId.To, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId]);
        return message;
    }

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex InQuotes();

    /// <summary>A receiver's resolver.</summary>
    private sealed class OneRecord(string name, string record) : DkimPublicKeyLocatorBase
    {
        public override AsymmetricKeyParameter LocatePublicKey(string methods, string domain, string selector, CancellationToken cancellationToken = default)
        {
            Assert.Equal(name, $"{selector}._domainkey.{domain}");
            return GetPublicKey(record);
        }

        public override Task<AsymmetricKeyParameter> LocatePublicKeyAsync(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            Task.FromResult(LocatePublicKey(methods, domain, selector, cancellationToken));
    }
}
