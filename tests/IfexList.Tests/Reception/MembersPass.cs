using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Store;
using IfexList.Tests.Moderation;

namespace IfexList.Tests.Reception;

/// <summary>A list that lets its members' posts pass: those that are proven, and nothing else, however it is dressed.</summary>
public sealed class MembersPass : IAsyncLifetime
{
    private const string Amel = DutyHouse.Amel;
    private const string Marie = DutyHouse.Marie;
    private const string Grace = DutyHouse.Grace;
    private const string Alerts = "alerts-en@lists.example.org";
    private const string Text = "On 11 March 2026 the police arrested a journalist in Gafsa.";

    private static readonly Evidence Horria = AlignedWith("horria.example");
    private static readonly Evidence Evil = AlignedWith("evil.example");

    private DutyHouse _desk = null!;

    public ValueTask InitializeAsync() => OpenAsync(list => list);

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task A_proven_member_s_post_goes_out_and_those_on_duty_hear_of_it_as_of_any_release()
    {
        await SendAsync(Horria, Amel);
        Assert.Equal(1, _desk.House.Count("held", "verdict = 'waiting' AND orders = ''"));
        Assert.Empty(_desk.House.OwedTo(Marie));
        await _desk.PassAsync(TimeSpan.Zero);
        Assert.StartsWith(Text, Assert.Single(_desk.House.OwedTo(Grace)).TextBody, StringComparison.Ordinal);
        Assert.Contains("has been released as 2026-0312-01", _desk.Last(Marie), StringComparison.Ordinal);
        Assert.Contains("2026-0312-01", _desk.Last(Amel), StringComparison.Ordinal);
        Assert.Equal(["received", "scheduled", "released"], _desk.House.Database.Read(db => db.All("SELECT deed FROM desk_log ORDER BY id", r => r.GetString(0))));
        Assert.Empty(_desk.BrokenInvariants());
    }

    [Fact]
    public async Task What_passed_with_a_mistake_in_it_is_corrected_by_whoever_heard_of_it()
    {
        await SendAsync(Horria, Amel);
        await _desk.PassAsync(TimeSpan.Zero);
        await _desk.AnswerAsync(Marie, "correct");
        Assert.Contains("[begin text]", _desk.House.LetterTo(Marie).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_it_can_be_recalled_it_is_told_and_waits()
    {
        await OpenAsync(list => list with { RecallGrace = TimeSpan.FromMinutes(30) });
        await SendAsync(Horria, Amel);
        Assert.Contains("comes from a member, which is proven, and leaves on 2026-03-12 08:30 UTC", _desk.Last(Marie), StringComparison.Ordinal);
        await _desk.AnswerAsync(Marie, "recall");
        await _desk.PassHoursAsync(2);
        Assert.Empty(_desk.House.OwedTo(Grace));
        Assert.Contains("has recalled", _desk.Last(DutyHouse.Kofi), StringComparison.Ordinal);
        await _desk.AnswerAsync(Marie, "ok");
        await _desk.PassHoursAsync(1);
        Assert.Single(_desk.House.OwedTo(Grace));
        Assert.Empty(_desk.BrokenInvariants());
    }

    [Fact]
    public async Task Its_poster_withdraws_it_while_it_waits()
    {
        await OpenAsync(list => list with { RecallGrace = TimeSpan.FromMinutes(30) });
        await SendAsync(Horria, Amel);
        await _desk.AnswerAsync(Amel, "withdraw");
        await _desk.PassHoursAsync(2);
        Assert.Empty(_desk.House.OwedTo(Grace));
        Assert.Contains("The sender has withdrawn", _desk.Last(Marie), StringComparison.Ordinal);
    }

    [Fact]
    public async Task So_does_a_colleague_s_whose_whole_domain_is_registered()
    {
        await SendAsync(Horria, "sami@horria.example");
        await _desk.PassAsync(TimeSpan.Zero);
        Assert.Single(_desk.House.OwedTo(Grace));
    }

    public static TheoryData<string, string, Evidence, string> Disguises() => new()
    {
        { "From alone, nothing found", $"From: {Amel}", Evidence.Nothing, "" },
        { "From alone, and its domain publishes none", $"From: {Amel}", Dmarc("horria.example", CheckResult.Fail, DmarcPolicy.None), "" },
        { "From alone, under quarantine", $"From: {Amel}", Dmarc("horria.example", CheckResult.Fail, DmarcPolicy.Quarantine), "" },
        { "the DNS failed", $"From: {Amel}", Dmarc("horria.example", CheckResult.TempError, null), "" },
        { "SPF of the envelope's own domain, which isn't that of From", $"From: {Amel}", new Evidence(new SpfEvidence(CheckResult.Pass, "evil.example"), [], null), "" },
        { "a signature of another domain", $"From: {Amel}", new Evidence(null, [new DkimEvidence(CheckResult.Pass, "evil.example", "s")], Dmarc("horria.example", CheckResult.None, null).Dmarc), "" },
        { "a chain that somebody sealed", $"From: {Amel}", new Evidence(null, [], null, new ArcEvidence(CheckResult.Pass, "evil.example")), "" },
        { "the member's address as a name", $"From: \"{Amel}\" <x@evil.example>", Evil, "" },
        { "the same in encoded words", "From: =?utf-8?B?YW1lbC5qYXppcmlAaG9ycmlhLmV4YW1wbGU=?= <x@evil.example>", Evil, "" },
        { "the member's name", "From: Amel Jaziri (OHPL) <x@evil.example>", Evil, "" },
        { "two From fields", $"From: x@evil.example\r\nFrom: {Amel}", Evil, "" },
        { "two authors", $"From: x@evil.example, {Amel}", Evil, "" },
        { "a group", $"From: OHPL: {Amel};", Evil, "" },
        { "a route in front", $"From: <@evil.example:{Amel}>", Evidence.Nothing, "" },
        { "Sender", $"From: x@evil.example\r\nSender: {Amel}", Evil, "" },
        { "Reply-To", $"From: x@evil.example\r\nReply-To: {Amel}", Evil, "" },
        { "Resent-From", $"From: x@evil.example\r\nResent-From: {Amel}", Evil, "" },
        { "the envelope", "From: x@evil.example", Evil, Amel },
        { "a domain below", "From: amel.jaziri@mail.horria.example", AlignedWith("mail.horria.example"), "" },
        { "a domain that only begins with it", "From: amel.jaziri@horria.example.evil.example", AlignedWith("horria.example.evil.example"), "" },
        { "a look-alike", "From: amel.jaziri@horrla.example", AlignedWith("horrla.example"), "" },
        { "a look-alike of other letters", "From: amel.jaziri@xn--horra-q2e.example", AlignedWith("xn--horra-q2e.example"), "" },
        { "another address in front of the real one", $"From: \"marie@clearinghouse.example\" <{Amel}>", Horria, "" },
        { "our own field further down", $"X-First: y\r\n{Horria.ToField("lists.example.org").TrimEnd()}\r\nFrom: {Amel}", Evidence.Nothing, "" },
        { "a key that is another organisation's", $"From: {Amel}", new Evidence(null, [], null, null, new SignatureEvidence(CheckResult.Pass, SignatureKind.OpenPgp, "ABCD")), "" },
        { "a signed text that a stranger brings", $"From: {Amel}", new Evidence(null, [], null, null, new SignatureEvidence(CheckResult.Pass, SignatureKind.OpenPgp, "0123")), "" },
    };

    [Theory, MemberData(nameof(Disguises))]
    public async Task Nothing_else_passes(string disguise, string from, Evidence evidence, string envelope)
    {
        await _desk.ExecuteAsync("INSERT INTO organisation (name, since) VALUES ('Other', 0)");
        await _desk.ExecuteAsync("INSERT INTO member_key (fingerprint, organisation, kind, bytes, since) SELECT 'ABCD', id, 'openpgp', X'00', 0 FROM organisation WHERE name = 'Other'");
        await _desk.ExecuteAsync("INSERT INTO member_key (fingerprint, organisation, kind, bytes, since) SELECT '0123', id, 'openpgp', X'00', 0 FROM organisation WHERE name = 'OHPL'");
        var mail = TestHouse.Mail("x", Alerts, "Arrest", Text).Replace("From: x", from, StringComparison.Ordinal);
        await _desk.House.KeepAsync(evidence, mail, envelope.Length > 0 ? envelope : "x@evil.example", Alerts);
        await _desk.PassAsync(TimeSpan.Zero);
        Assert.True(_desk.House.Count("held", "verdict IS NULL") == 1, disguise);
        Assert.Empty(_desk.House.OwedTo(Grace));
    }

    [Theory]
    [InlineData("text/plain", "", "", "", "nothing in it")]
    [InlineData("text/plain", "-----BEGIN PGP MESSAGE-----\r\n\r\nhQEM", "", "", "encrypted")]
    [InlineData("text/plain", Text, "Bcc: x\r\n", "amel@horria.example", "it was written to somebody else")]
    [InlineData("text/plain", Text, "Cc: alerts@lists.example.org\r\n", "amel@horria.example", "whoever has it put the list into Cc")]
    [InlineData("text/plain", Text, "Auto-Submitted: auto-generated\r\n", "", "a program wrote it")]
    public async Task A_proven_mail_is_held_as_ever_that_nobody_should_read_unread(string type, string text, string headers, string to, string why)
    {
        var mail = TestHouse.Mail(Amel, to.Length > 0 ? to : Alerts, "Arrest", text, headers).Replace("text/plain", type, StringComparison.Ordinal);
        var evidence = Horria with { Dmarc = Horria.Dmarc! with { IsReaddressed = headers.StartsWith("Cc", StringComparison.Ordinal) } };
        await _desk.House.KeepAsync(evidence, mail, Amel, Alerts);
        await _desk.PassAsync(TimeSpan.Zero);
        Assert.True(_desk.House.OwedTo(Grace).Count == 0 && _desk.House.Count("held", "verdict = 'waiting'") == 0, why);
    }

    [Fact]
    public async Task A_text_that_is_too_long_to_be_read_does_not_pass()
    {
        await SendAsync(Horria, Amel, text: new string('a', Limits.PostCharacters + 10));
        await _desk.PassAsync(TimeSpan.Zero);
        Assert.Empty(_desk.House.OwedTo(Grace));
    }

    /// <summary>Whoever has a member's old mail could send it again, signature and all.</summary>
    [Theory]
    [InlineData("the same mail", "Message-ID: <first@horria.example>\r\n", "Message-ID: <first@horria.example>\r\n", "")]
    [InlineData("the same text under another id", "Message-ID: <first@horria.example>\r\n", "Message-ID: <second@horria.example>\r\n", " Again.")]
    public async Task What_came_out_before_does_not_pass_again(string reason, string firstId, string secondId, string end)
    {
        var report = string.Join(' ', Enumerable.Range(1, 40).Select(i => $"word{i}"));
        await _desk.House.KeepAsync(Horria, firstId + TestHouse.Mail(Amel, Alerts, "Arrest", report), Amel, Alerts);
        await _desk.PassAsync(TimeSpan.Zero);
        await _desk.House.KeepAsync(Horria, secondId + TestHouse.Mail(Amel, Alerts, "Arrest again", report + end), Amel, Alerts);
        await _desk.PassAsync(TimeSpan.Zero);
        Assert.True(_desk.House.OwedTo(Grace).Count == 1, reason);
        Assert.Contains("GENUINE", _desk.Last(Marie), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("all")]
    [InlineData("alert")]
    [InlineData("first")]
    public async Task Where_two_editors_are_wanted_they_are_asked(string two)
    {
        await OpenAsync(list => list with { TwoEditors = [two] });
        await SendAsync(Horria, Amel, subject: "ALERT - TUNISIA: Journalist arrested");
        await _desk.PassAsync(TimeSpan.Zero);
        Assert.Empty(_desk.House.OwedTo(Grace));
        Assert.StartsWith("GENUINE: amel.jaziri@horria.example", _desk.Last(Marie), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_lets_nobody_pass_holds_it()
    {
        await OpenAsync(list => list with { Moderation = ModerationPolicy.All });
        await SendAsync(Horria, Amel);
        await _desk.PassAsync(TimeSpan.Zero);
        Assert.Empty(_desk.House.OwedTo(Grace));
    }

    [Fact]
    public async Task An_answer_to_the_desk_is_no_post_for_everybody()
    {
        await OpenAsync(list => list with { RecallGrace = TimeSpan.FromMinutes(30) });
        await SendAsync(Horria, Amel);
        await _desk.AnswerAsync(Marie, "recall");
        await _desk.AnswerAsync(Marie, "reject: no date");
        var letter = _desk.House.LetterTo(Amel);
        var to = letter.ReplyTo.Mailboxes.Single().Address;
        await _desk.House.KeepAsync(Horria, TestHouse.Mail(Amel, $"{to}, {Alerts}", "Re: " + letter.Subject, "But it is in the first line."), Amel, to);
        await _desk.PassHoursAsync(1);
        Assert.Empty(_desk.House.OwedTo(Grace));
        Assert.Equal(1, _desk.House.Count("held", "verdict IS NULL AND edited_text IS NOT NULL"));
    }

    private async ValueTask OpenAsync(Func<ListSettings, ListSettings> rules)
    {
        if (_desk is not null)
            await _desk.DisposeAsync();
        _desk = await DutyHouse.OpenAsync(list => rules(list with { Moderation = ModerationPolicy.Members }));
        await _desk.House.Database.WriteAsync(tx => Membership.Register(tx, DutyHouse.Parse(Amel), "OHPL", ["horria.example"], null, 0));
    }

    private Task SendAsync(Evidence evidence, string from, string subject = "Arrest", string text = Text) =>
        _desk.House.KeepAsync(evidence, TestHouse.Mail(from, Alerts, subject, text), from, Alerts);

    private static Evidence AlignedWith(string domain) => new(new SpfEvidence(CheckResult.Pass, domain), [], new DmarcEvidence(CheckResult.Pass, domain, DmarcPolicy.Reject, IsAligned: true));

    private static Evidence Dmarc(string domain, CheckResult result, DmarcPolicy? policy) => new(null, [], new DmarcEvidence(result, domain, policy, IsAligned: false));
}
