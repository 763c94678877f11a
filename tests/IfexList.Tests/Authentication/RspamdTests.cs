using System.Net;
using System.Text;
using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Mail;
using Microsoft.Extensions.Logging.Abstractions;

namespace IfexList.Tests.Authentication;

public sealed class RspamdTests
{
    public static TheoryData<string, int, string?, string> Answers => new()
    {
        { """{"action":"reject","score":21.5,"symbols":{}}""", 200, "550 5.7.1", "it is spam" },
        { """{"action":"soft reject"}""", 200, "451 4.7.1", "it is asked to come again" },
        { """{"action":"greylist"}""", 200, "451 4.7.1", "so is what it hasn't seen before" },
        { """{"action":"no action"}""", 200, null, "nothing is wrong" },
        { """{"action":"add header"}""", 200, null, "what it would mark is held for a moderator anyway" },
        { """{"action":"quarantine"}""", 200, null, "so is what it would quarantine" },
        { """{"action":"reject"}""", 500, null, "a failure says nothing" },
        { """{"action":17}""", 200, null, "an action is a word" },
        { """{"score":1}""", 200, null, "no action is no refusal" },
        { """["reject"]""", 200, null, "an answer is an object" },
        { "reject", 200, null, "an answer is JSON" },
        { "", 200, null, "an answer is something" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task What_it_refuses_is_refused_and_all_else_goes_on(string answer, int status, string? refused, string reason)
    {
        await using var fake = await FakeRspamd.OpenAsync(answer, status);
        var refusal = await AskAsync(fake.Address, "amel@horria.example");
        Assert.Single(fake.Asked);
        Assert.True(refused is null ? refusal is null : refusal.ToString()!.StartsWith(refused, StringComparison.Ordinal), reason);
    }

    [Fact]
    public async Task It_is_told_what_the_envelope_says()
    {
        await using var fake = await FakeRspamd.OpenAsync("{}");
        await AskAsync(fake.Address + "/", "عامل@horria.example", helo: "mail\u0001.horria.example");
        var (headers, body) = fake.Asked.Single();
        Assert.Equal("192.0.2.7", headers["IP"]);
        Assert.Equal("mail?.horria.example", headers["Helo"]);
        Assert.Equal("عامل@horria.example", headers["From"]);
        Assert.Equal("alerts@lists.example.org, alerts-fr@lists.example.org", headers["Rcpt"]);
        Assert.False(headers.ContainsKey("Queue-Id"));
        Assert.Equal("Subject: é\r\n\r\nText\r\n", body);
    }

    [Fact]
    public async Task A_robots_mail_has_the_null_sender()
    {
        await using var fake = await FakeRspamd.OpenAsync("{}");
        await AskAsync(fake.Address, sender: null);
        Assert.Equal("<>", fake.Asked.Single().Headers["From"]);
    }

    [Fact]
    public async Task An_answer_without_end_is_none()
    {
        await using var fake = await FakeRspamd.OpenAsync($$"""{"action":"reject","symbols":"{{new string('x', Limits.RspamdOctets)}}"}""");
        Assert.Null(await AskAsync(fake.Address, "amel@horria.example"));
    }

    [Fact]
    public async Task Where_nobody_listens_the_mail_goes_on()
    {
        var fake = await FakeRspamd.OpenAsync("{}");
        var address = fake.Address;
        await fake.DisposeAsync();
        Assert.Null(await AskAsync(address, "amel@horria.example"));
    }

    [Fact]
    public async Task Where_it_is_not_configured_nobody_is_asked() => Assert.Null(await AskAsync("", "amel@horria.example"));

    private static async Task<SmtpReply?> AskAsync(string address, string? sender, string helo = "mail.horria.example")
    {
        using var rspamd = new Rspamd(address, NullLogger<Rspamd>.Instance);
        var envelope = new Envelope(sender is null ? null : Parse(sender), IPAddress.Parse("::ffff:192.0.2.7"), helo, "ESMTP", SmtpUtf8: true);
        return await rspamd.RefusalAsync(envelope, [Parse("alerts@lists.example.org"), Parse("alerts-fr@lists.example.org")],
            Encoding.Latin1.GetBytes("Subject: é\r\n\r\nText\r\n"), TestContext.Current.CancellationToken);
    }

    private static Address Parse(string text) => Address.TryParse(text, out var address) ? address : throw new ArgumentException(text);
}
