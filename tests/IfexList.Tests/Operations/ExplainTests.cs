using System.Text.Json;
using IfexList.Authentication;

namespace IfexList.Tests.Operations;

public sealed class ExplainTests : IDisposable
{
    private const string Amel = "amel.jaziri@horria.example";
    private const string Stored = "Received: from mail.horria.example\r\n\tby lists.example.org with ESMTPS;\r\n\tThu, 12 Mar 2026 06:52:11 +0000\r\n";
    private const string Token = "abcdefghijklmnopqrstuvwxyz";

    private static readonly Evidence Aligned = Dmarc(CheckResult.Pass, DmarcPolicy.Reject, aligned: true);
    private static readonly Evidence Rejected = Dmarc(CheckResult.Fail, DmarcPolicy.Reject);

    private readonly AdminShell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("alerts@lists.example.org", "", "The police arrested a journalist.", "post", "hold")]
    [InlineData("alerts-request@lists.example.org", "", "help", "commands", "request")]
    [InlineData("alerts@lists.example.org", "", "unsubscribe", "commands", "answer")]
    [InlineData("alerts-moderate+" + Token + "@lists.example.org", "", "ok", "decision", "by-its-token")]
    [InlineData("editor@elsewhere.example", "Delivered-To: alerts-request@lists.example.org\r\n", "help", "commands", "request")]
    [InlineData("alerts-owner@lists.example.org", "", "Dear people", "post", "forwarded-to-owners")]
    public async Task A_mail_is_what_its_recipient_and_its_robot_s_signs_make_it(string to, string headers, string text, string kind, string rule)
    {
        await _shell.DoneAsync("members", "add", Amel, "--organisation", "OHPL");
        var told = await ExplainAsync(Aligned, TestHouse.Mail(Amel, to, "x", text, headers));
        Assert.Equal((kind, "GENUINE", rule), (told.GetProperty("kind").GetString(), told.GetProperty("authentication").GetString(), told.GetProperty("rule").GetString()));
        Assert.Equal(0, told.GetProperty("recipients").GetArrayLength());
        Assert.Equal(0, await _shell.NumberAsync("SELECT count(*) FROM inbox"));
    }

    [Theory]
    [InlineData("alerts-bounces+" + Token + "@lists.example.org", "Return-Path: <>\r\n", "Undeliverable", "bounce")]
    [InlineData("alerts-moderate+" + Token + "@lists.example.org", "Auto-Submitted: auto-replied\r\n", "I am away", "auto-reply")]
    public async Task A_robot_s_mail_is_what_it_says(string to, string headers, string text, string kind)
    {
        await _shell.DoneAsync("members", "add", Amel, "--organisation", "OHPL");
        Assert.Equal(kind, (await ExplainAsync(Aligned, TestHouse.Mail(Amel, to, "x", text, headers))).GetProperty("kind").GetString());
    }

    /// <summary>The second octet of an Arabic letter is a line's end in another alphabet.</summary>
    [Fact]
    public async Task A_file_without_our_line_ends_says_the_same()
    {
        var mail = TestHouse.Mail("postmaster@mail.example", "alerts-bounces+" + Token + "@lists.example.org", "Undelivered", "reader@example.org\r\nالسبب: صندوق البريد ممتلئ");
        foreach (var file in (string[])[_shell.Write("crlf.eml", mail), _shell.Write("lf.eml", mail.Replace("\r\n", "\n", StringComparison.Ordinal))])
            Assert.Contains("\"class\":\"full\"", (await _shell.DoneAsync("explain", "--json", file)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_complaint_is_told_by_its_form()
    {
        var mail = TestHouse.Mail("fbl@provider.example", "alerts-bounces+" + Token + "@lists.example.org", "x", "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--")
            .Replace("text/plain; charset=utf-8", "multipart/report; report-type=feedback-report; boundary=b", StringComparison.Ordinal);
        Assert.Equal("complaint", (await ExplainAsync(Evidence.Nothing, mail)).GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Each_rule_is_told_with_yes_or_no_up_to_the_one_that_decides()
    {
        await _shell.DoneAsync("members", "add", Amel, "--organisation", "OHPL");
        var answer = await _shell.DoneAsync("explain", Write(Rejected, TestHouse.Mail(Amel, "alerts@lists.example.org", "Arrest", "The police arrested a journalist.")));
        string[] expected =
        [
            "kind:  post  alerts@lists.example.org", "from:  " + Amel + "  OHPL  registered", "found:  dmarc=fail header.from=horria.example policy.published=reject policy.aligned=no",
            "rule:  mixed-letters  no", "rule:  look-alike  no", "rule:  other-address  no", "rule:  disowned  yes: LIKELY FORGED", "authentication:  LIKELY FORGED",
            "screening:  drop  no", "screening:  decision-attempt  no", "screening:  answer  no", "screening:  answer  no", "screening:  twice  no", "screening:  hold  yes", "comes to:  hold",
        ];
        Assert.Equal(expected, answer.Lines.Skip(1));
    }

    [Fact]
    public async Task Two_files_are_two_lines()
    {
        var answer = await _shell.DoneAsync("explain", "--json", Write(Aligned, TestHouse.Mail(Amel, "alerts@lists.example.org", "x", "a"), "a.eml"), Write(Rejected, TestHouse.Mail(Amel, "alerts@lists.example.org", "x", "a"), "b.eml"));
        Assert.Equal(["UNSURE", "LIKELY FORGED"], answer.Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("authentication").GetString()));
    }

    [Fact]
    public async Task A_file_that_can_t_be_read_has_its_line_and_the_others_theirs()
    {
        var good = Write(Aligned, TestHouse.Mail(Amel, "alerts@lists.example.org", "x", "a"), "a.eml");
        var answer = await _shell.RunAsync("explain", "--json", _shell.At("missing.eml"), good, _shell.Write("empty.eml", ""), _shell.Write("noise.eml", "\0\u00ff:\n:\n\n--\n"), good);
        Assert.Equal(1, answer.ExitCode);
        Assert.Equal(5, answer.Lines.Length);
        var told = answer.Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("kind").GetString()).ToList();
        Assert.Equal(("none", "post", "post"), (told[0], told[1], told[4]));
        Assert.Contains("missing.eml: there is no such file", answer.Complaints[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_came_back_is_told_by_recipient_with_its_class_status_row_and_words()
    {
        var bounce = Bounces.ReturnHouse.Dsn("Subject: x", ("grace@daily.example", "failed", "5.1.1"), ("otto@daily.example", "delayed", "4.4.1"));
        var told = JsonDocument.Parse((await _shell.DoneAsync("explain", "--json", _shell.Write("b.eml", bounce))).Out).RootElement;
        Assert.Equal(("bounce", "none"), (told.GetProperty("kind").GetString(), told.GetProperty("authentication").GetString()));
        Assert.Equal(["grace@daily.example dead 5.1.1", "otto@daily.example delayed 4.4.1"],
            told.GetProperty("recipients").EnumerateArray().Select(r => $"{r.GetProperty("address")} {r.GetProperty("class")} {r.GetProperty("status")}"));
        var shown = (await _shell.DoneAsync("explain", _shell.At("b.eml"))).Lines;
        Assert.Contains(shown, line => line.StartsWith("recipient:  grace@daily.example", StringComparison.Ordinal) && line.Contains("dead  5.1.1", StringComparison.Ordinal));
    }

    /// <summary>Whoever writes it into his mail isn't believed; nor is the field of another server.</summary>
    [Theory]
    [InlineData("lists.example.org", "")]
    [InlineData("mx.example.org", Stored)]
    public async Task A_field_that_our_front_desk_did_not_write_is_no_evidence(string authservId, string trace)
    {
        await _shell.DoneAsync("members", "add", Amel, "--organisation", "OHPL");
        var file = _shell.Write("x.eml", Aligned.ToField(authservId) + trace + TestHouse.Mail(Amel, "alerts@lists.example.org", "Arrest", "The police arrested a journalist."));
        Assert.DoesNotContain("GENUINE", (await _shell.DoneAsync("explain", "--json", file)).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("01-alert-fr-gmail-android-dkim.eml", "post")]
    [InlineData("02-forged-alert-fr-dkim-broken.eml", "post")]
    [InlineData("41-mod-approve-fr-outlook-desktop.eml", "decision")]
    public async Task Samples_are_explained_without_a_resolver(string sample, string kind)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Mail", sample)).Replace("MODTOKEN0000", Token, StringComparison.Ordinal);
        var told = JsonDocument.Parse((await _shell.DoneAsync("explain", "--json", _shell.Write("s.eml", text))).Out).RootElement;
        Assert.Equal(kind, told.GetProperty("kind").GetString());
        Assert.NotEqual("GENUINE", told.GetProperty("authentication").GetString());
    }

    private async Task<JsonElement> ExplainAsync(Evidence evidence, string mail) => JsonDocument.Parse((await _shell.DoneAsync("explain", "--json", Write(evidence, mail))).Out).RootElement;

    private string Write(Evidence evidence, string mail, string name = "mail.eml") => _shell.Write(name, evidence.ToField("lists.example.org") + Stored + mail);

    private static Evidence Dmarc(CheckResult result, DmarcPolicy? policy, bool aligned = false) => new(null, [], new DmarcEvidence(result, "horria.example", policy, aligned));
}
