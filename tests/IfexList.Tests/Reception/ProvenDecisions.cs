using IfexList.Authentication;
using IfexList.Tests.Moderation;
using MimeKit;

namespace IfexList.Tests.Reception;

/// <summary>Whose decisions count: what the domain of a moderator says of the mail that brings one.</summary>
public sealed class ProvenDecisions : IAsyncLifetime
{
    private const string Amel = DutyHouse.Amel;
    private const string Marie = DutyHouse.Marie;
    private const string Kofi = DutyHouse.Kofi;
    private const string Grace = DutyHouse.Grace;

    private static readonly Evidence Aligned = Dmarc(CheckResult.Pass, DmarcPolicy.Reject, aligned: true);
    private static readonly Evidence Rejected = Dmarc(CheckResult.Fail, DmarcPolicy.Reject);
    private static readonly Evidence FailedUnderNone = Dmarc(CheckResult.Fail, DmarcPolicy.None);

    private DutyHouse _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await DutyHouse.OpenAsync();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    public static TheoryData<string, Evidence, string> Table() => new()
    {
        { "nothing was found out", Evidence.Nothing, "done" },
        { "nothing is published", Dmarc(CheckResult.None, null), "done" },
        { "aligned under reject", Aligned, "done" },
        { "aligned under none", Dmarc(CheckResult.Pass, DmarcPolicy.None, aligned: true), "done" },
        { "aligned, and nothing is published", Dmarc(CheckResult.None, null, aligned: true), "done" },
        { "its record can't be read", Dmarc(CheckResult.PermError, null), "done" },
        { "failed under reject", Rejected, "refused" },
        { "failed under quarantine", Dmarc(CheckResult.Fail, DmarcPolicy.Quarantine), "refused" },
        { "not checked to the end, under reject", Dmarc(CheckResult.TempError, DmarcPolicy.Reject), "refused" },
        { "failed under none", FailedUnderNone, "asked" },
        { "not checked to the end, under none", Dmarc(CheckResult.TempError, DmarcPolicy.None), "asked" },
        { "its policy couldn't be asked", Dmarc(CheckResult.TempError, null), "asked" },
    };

    [Theory, MemberData(nameof(Table))]
    public async Task An_answer_counts_as_far_as_its_domain_vouches_for_it(string why, Evidence evidence, string comesTo)
    {
        await _desk.PostAsync();
        await AnswerAsync(evidence, Marie, "ok");
        Assert.True((comesTo == "done" ? 0 : 1) == _desk.House.Count("held"), why);
        Assert.True((comesTo == "refused" ? 1 : 0) == _desk.House.Count("desk_log", "deed = 'forged'"), why);
        Assert.True((comesTo == "asked") == _desk.House.LetterTo(Marie).Subject!.Contains("Please send it once more", StringComparison.Ordinal), why);
    }

    [Fact]
    public async Task A_disowned_answer_is_told_to_its_moderator_and_the_others_once_an_hour()
    {
        await _desk.PostAsync();
        var request = _desk.House.LetterTo(Marie);
        for (var i = 0; i < 3; i++)
            await AnswerAsync(Rejected, Marie, "ok", request);
        foreach (var moderator in (string[])[Marie, Kofi])
        {
            Assert.Equal(2, _desk.House.OwedTo(moderator).Count);
            Assert.Contains("Nothing shows that the mail is really hers", _desk.Last(moderator), StringComparison.Ordinal);
        }
        await AnswerAsync(Aligned, Marie, "ok", request);
        Assert.Single(_desk.House.OwedTo(Grace));
    }

    [Theory]
    [InlineData("discard")]
    [InlineData("take")]
    [InlineData("suspend " + Kofi)]
    [InlineData("original")]
    public async Task So_it_is_with_everything_that_a_decision_address_takes(string word)
    {
        await _desk.PostAsync();
        var request = _desk.House.LetterTo(Marie);
        await AnswerAsync(Rejected, Marie, word, request);
        Assert.Equal((1, 0, 0), (_desk.House.Count("held", "taken_by IS NULL"), _desk.House.Count("moderator", "suspended = 1"), _desk.House.Count("desk_log", "deed IN ('taken', 'original', 'suspended')")));
        await AnswerAsync(FailedUnderNone, Marie, word, request);
        Assert.Contains(word, _desk.House.LetterTo(Marie).TextBody, StringComparison.Ordinal);
        await AnswerAsync(FailedUnderNone, Marie, word);
        Assert.Equal(1, _desk.House.Count("desk_log", "deed IN ('discarded', 'taken', 'original', 'suspended')"));
    }

    [Fact]
    public async Task What_is_sent_once_more_from_the_mailbox_counts()
    {
        await _desk.PostAsync();
        var request = _desk.House.LetterTo(Marie);
        await AnswerAsync(FailedUnderNone, Marie, "ok urgent", request);
        Assert.Contains("\r\nok urgent\r\n", _desk.House.LetterTo(Marie).TextBody!.ReplaceLineEndings("\r\n"), StringComparison.Ordinal);
        Assert.Empty(_desk.House.OwedTo(Grace));
        await AnswerAsync(FailedUnderNone, Marie, "ok urgent");
        Assert.Single(_desk.House.OwedTo(Grace));
        Assert.Contains("2026-0312-01", _desk.Last(Marie), StringComparison.Ordinal);
        Assert.Empty(_desk.BrokenInvariants());
    }

    /// <summary>Whoever has the token and any letter of hers could send that there.</summary>
    [Theory]
    [InlineData("thief@elsewhere.example", false)]
    [InlineData("alerts-moderate+aaaaaaaaaaaaaaaaaaaaaaaaaa@lists.example.org", false)]
    [InlineData("", true)]
    public async Task A_letter_of_hers_to_others_decides_nothing(string writtenTo, bool isReaddressed)
    {
        await _desk.PostAsync();
        var to = _desk.House.LetterTo(Marie).ReplyTo.Mailboxes.Single().Address;
        var evidence = Aligned with { Dmarc = Aligned.Dmarc! with { IsReaddressed = isReaddressed } };
        await _desk.House.KeepAsync(evidence, TestHouse.Mail(Marie, writtenTo.Length > 0 ? writtenTo : to, "Lunch", "ok"), "x@evil.example", to);
        Assert.Equal(1, _desk.House.Count("held"));
        Assert.Contains("Please send it once more", _desk.House.LetterTo(Marie).Subject, StringComparison.Ordinal);
        await AnswerAsync(Aligned, Marie, "ok");
        Assert.Single(_desk.House.OwedTo(Grace));
    }

    [Fact]
    public async Task It_is_asked_for_once()
    {
        await _desk.PostAsync();
        var request = _desk.House.LetterTo(Marie);
        for (var i = 0; i < 3; i++)
            await AnswerAsync(FailedUnderNone, Marie, "ok", request);
        Assert.Equal(2, _desk.House.OwedTo(Marie).Count);
        await AnswerAsync(Aligned, Marie, "ok", request);
        Assert.Single(_desk.House.OwedTo(Grace));
    }

    [Fact]
    public async Task A_domain_that_has_come_to_reject_meanwhile_goes_before_the_read_mailbox()
    {
        await _desk.PostAsync();
        await AnswerAsync(FailedUnderNone, Marie, "ok");
        await AnswerAsync(Rejected, Marie, "ok");
        Assert.Equal(1, _desk.House.Count("held"));
    }

    [Fact]
    public async Task What_was_not_understood_is_asked_about_without_a_second_proof()
    {
        await _desk.PostAsync();
        await AnswerAsync(FailedUnderNone, Marie, "fine, I think");
        await AnswerAsync(FailedUnderNone, Marie, "fine, I think");
        Assert.Contains("could not read a decision", _desk.Last(Marie), StringComparison.Ordinal);
        await AnswerAsync(FailedUnderNone, Marie, "ok");
        Assert.Single(_desk.House.OwedTo(Grace));
    }

    [Fact]
    public async Task An_edited_text_comes_back_in_the_letter_and_may_be_quoted()
    {
        await _desk.PostAsync();
        var edited = $"ok edited\n\n[begin text]\nSubject: Arrest in Gafsa\n\nThe police arrested a journalist: Arrest. He is free again.\n[end text]";
        await AnswerAsync(FailedUnderNone, Marie, edited);
        Assert.Contains("[begin text]\nSubject: Arrest in Gafsa\n\nThe police arrested a journalist: Arrest. He is free again.\n[end text]", _desk.House.LetterTo(Marie).TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        await AnswerAsync(FailedUnderNone, Marie, "ok edited");
        var copy = Assert.Single(_desk.House.OwedTo(Grace));
        Assert.Equal("Arrest in Gafsa", copy.Subject);
        Assert.StartsWith("The police arrested a journalist: Arrest. He is free again.", copy.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lines_for_a_digest_are_sent_once_more_together()
    {
        for (var i = 1; i <= 2; i++)
            await _desk.House.SendAsync(TestHouse.Mail($"s{i}@mail.example", "alerts-en@lists.example.org", $"News {i}", $"Something has happened, number {i}."), $"s{i}@mail.example", "alerts-en@lists.example.org");
        await _desk.PassHoursAsync(4);
        Assert.Contains("(UNSURE, ", _desk.Last(Marie), StringComparison.Ordinal);
        await AnswerAsync(Rejected, Marie, "ok 1\ndiscard 2", _desk.House.LetterTo(Marie));
        Assert.Equal(2, _desk.House.Count("held"));
        await AnswerAsync(FailedUnderNone, Marie, "ok 1\ndiscard 2", _desk.House.OwedTo(Marie)[0]);
        Assert.Contains("ok 1 discard 2", _desk.Last(Marie), StringComparison.Ordinal);
        await AnswerAsync(FailedUnderNone, Marie, "ok 1\ndiscard 2");
        Assert.Equal(0, _desk.House.Count("held"));
        Assert.Single(_desk.House.OwedTo(Grace));
    }

    [Fact]
    public async Task What_is_out_is_corrected_by_nobody_unproven()
    {
        await _desk.PostAsync();
        await AnswerAsync(Aligned, Marie, "ok");
        var done = _desk.House.LetterTo(Marie);
        await AnswerAsync(Rejected, Marie, "correct\n\n[begin text]\nSubject: Arrest\n\nNobody was arrested.\n[end text]", done);
        Assert.Single(_desk.House.OwedTo(Grace));
    }

    [Fact]
    public async Task A_word_in_the_Subject_alone_is_shown_as_what_was_read()
    {
        await _desk.PostAsync();
        var to = _desk.House.LetterTo(Marie).ReplyTo.Mailboxes.Single().Address;
        await _desk.House.KeepAsync(FailedUnderNone, TestHouse.Mail(Marie, to, "approve [alerts 417] Arrest", ""), Marie, to);
        Assert.Contains("\n\napprove\n\n", _desk.House.LetterTo(Marie).TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disowned_mail_of_a_poster_withdraws_and_adds_nothing()
    {
        var post = await _desk.PostAsync();
        var letter = _desk.House.LetterTo(Amel);
        await AnswerAsync(Rejected, Amel, "withdraw", letter);
        await AnswerAsync(Rejected, Amel, "The number of his phone is 12345.", letter);
        Assert.Equal(1, _desk.Held(post).Version);
        Assert.Equal(0, _desk.House.Count("remark"));
        Assert.StartsWith("LIKELY FORGED: amel.jaziri@horria.example Its domain did not send it", _desk.Last(Marie), StringComparison.Ordinal);
        await AnswerAsync(Aligned, Amel, "withdraw", letter);
        Assert.Equal(1, _desk.House.Count("decision", "verdict = 'withdrawn'"));
    }

    private Task AnswerAsync(Evidence evidence, string who, string text, MimeMessage? letter = null)
    {
        letter ??= _desk.House.LetterTo(who);
        var to = letter.ReplyTo.Mailboxes.Single().Address;
        var quoted = letter.TextBody!.ReplaceLineEndings("\n").Replace("\n", "\n> ", StringComparison.Ordinal);
        return _desk.House.KeepAsync(evidence, TestHouse.Mail(who, to, "Re: " + letter.Subject, $"{text}\n\nOn Thu, 12 Mar 2026, Alerts wrote:\n> {quoted}"), who, to);
    }

    private static Evidence Dmarc(CheckResult result, DmarcPolicy? policy, bool aligned = false) => new(null, [], new DmarcEvidence(result, "clearinghouse.example", policy, aligned));
}
