using IfexList.Mail;
using IfexList.Tests.Moderation;
using MimeKit;

namespace IfexList.Tests.Reception;

/// <summary>What a poster's reply to a letter about his post comes to: withdrawn, added to, an update of its case, a post anew.</summary>
public sealed class PosterReplies : IAsyncLifetime
{
    private const string Marie = DutyHouse.Marie;
    private const string Kofi = DutyHouse.Kofi;
    private const string Grace = DutyHouse.Grace;
    private const string Amel = DutyHouse.Amel;

    private DutyHouse _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await DutyHouse.OpenAsync();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Theory]
    [InlineData("withdraw")]
    [InlineData("Retirer, merci")]
    [InlineData("Отозвать")]
    [InlineData("سحب")]
    public async Task One_word_withdraws_what_is_held_and_the_editors_hear_of_it(string word)
    {
        await _desk.PostAsync();
        var request = _desk.House.LetterTo(Marie);
        await _desk.AnswerAsync(Amel, word);
        Assert.Contains("has been withdrawn", _desk.Last(Amel), StringComparison.Ordinal);
        Assert.Contains("The sender has withdrawn", _desk.Last(Marie), StringComparison.Ordinal);
        Assert.Equal((0, 1, 0), (_desk.House.Count("held"), _desk.House.Count("decision", "verdict = 'withdrawn'"), _desk.House.Count("body")));
        await _desk.AnswerAsync(Marie, "ok", request);
        Assert.Contains("The sender withdrew this", _desk.Last(Marie), StringComparison.Ordinal);
        Assert.Empty(_desk.House.OwedTo(Grace));
    }

    [Fact]
    public async Task What_is_approved_for_later_can_still_be_withdrawn()
    {
        await _desk.PostAsync();
        await _desk.AnswerAsync(Marie, "ok at 18:00 UTC");
        await _desk.AnswerAsync(Amel, "withdraw");
        await _desk.PassHoursAsync(11);
        Assert.Empty(_desk.House.OwedTo(Grace));
        Assert.Equal(0, _desk.House.Count("due", "kind = 'release'"));
    }

    [Fact]
    public async Task A_vacation_answer_neither_withdraws_nor_adds()
    {
        await _desk.PostAsync();
        await _desk.AnswerAsync(Amel, "withdraw", headers: "Auto-Submitted: auto-replied\r\n");
        Assert.Equal((1, 0), (_desk.House.Count("held", "version = 1"), _desk.House.Count("remark")));
    }

    [Fact]
    public async Task The_token_of_another_s_letter_withdraws_nothing()
    {
        await _desk.PostAsync();
        await _desk.AnswerAsync(Amel, "withdraw", from: "mallory@evil.example");
        Assert.Equal(1, _desk.House.Count("held", "kind = 'post' AND version = 1"));
        Assert.Equal(1, _desk.House.Count("held", "kind = 'stranger'"));
        Assert.Empty(_desk.House.OwedTo("mallory@evil.example"));
    }

    [Fact]
    public async Task The_same_acknowledgement_may_be_answered_again_and_again()
    {
        var post = await _desk.PostAsync();
        var acknowledgement = _desk.House.LetterTo(Amel);
        await _desk.AnswerAsync(Amel, "He is called Sami Trabelsi.", acknowledgement);
        await _desk.AnswerAsync(Amel, "It was at nine in the morning.", acknowledgement);
        Assert.Equal(3, _desk.Held(post).Version);
        Assert.Contains("He is called Sami Trabelsi.", _desk.Last(Kofi), StringComparison.Ordinal);
        Assert.Contains("It was at nine in the morning.", _desk.Last(Kofi), StringComparison.Ordinal);
        await _desk.AnswerAsync(Kofi, "ok");
        Assert.Single(_desk.House.OwedTo(Grace));
    }

    [Fact]
    public async Task A_reply_to_the_notice_of_release_proposes_an_update_of_its_case()
    {
        await _desk.PostAsync("ALERT - TUNISIA: Editor arrested");
        await _desk.AnswerAsync(Marie, "ok");
        var notice = _desk.House.LetterTo(Amel);
        Assert.Contains("2026-0312-01", notice.TextBody, StringComparison.Ordinal);
        Assert.Contains("1 reader", notice.TextBody, StringComparison.Ordinal);
        _desk.House.Time.Advance(TimeSpan.FromDays(1));
        await _desk.AnswerAsync(Amel, "He was released last night, his lawyer says.", notice);
        Assert.Contains("Case 2026-0312-01: ALERT - TUNISIA: Editor arrested", _desk.Last(Marie), StringComparison.Ordinal);
        Assert.DoesNotContain("has been released to", _desk.Last(Marie), StringComparison.Ordinal);
        await _desk.AnswerAsync(Marie, "ok kind=update");
        var copy = _desk.House.OwedTo(Grace)[1];
        Assert.StartsWith("Updates alert of 12 March 2026", copy.TextBody, StringComparison.Ordinal);
        Assert.Equal("2026-0312-01", copy.Headers["IfexList-Case"]);
        Assert.Equal(copy.InReplyTo, _desk.House.OwedTo(Grace)[0].MessageId);
        Assert.DoesNotContain("Alerts wrote", copy.TextBody, StringComparison.Ordinal);
        Assert.Equal("ALERT - TUNISIA: Editor arrested", copy.Subject);
    }

    [Fact]
    public async Task A_reply_to_a_rejection_is_a_post_anew()
    {
        await _desk.PostAsync();
        await _desk.AnswerAsync(Marie, "reject: no date");
        Assert.Contains("no date", _desk.Last(Amel), StringComparison.Ordinal);
        await _desk.AnswerAsync(Amel, "On 11 March 2026 the police arrested the editor of a weekly paper.");
        Assert.Equal(1, _desk.House.Count("held", "edited_text LIKE 'On 11 March%'"));
        await _desk.AnswerAsync(Kofi, "ok");
        Assert.StartsWith("On 11 March 2026", Assert.Single(_desk.House.OwedTo(Grace)).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task To_withdraw_what_is_out_is_too_late()
    {
        await _desk.PostAsync();
        var acknowledgement = _desk.House.LetterTo(Amel);
        await _desk.AnswerAsync(Marie, "ok");
        await _desk.AnswerAsync(Amel, "withdraw", acknowledgement);
        Assert.Contains("has already been released", _desk.Last(Amel), StringComparison.Ordinal);
        Assert.Equal(0, _desk.House.Count("held"));
    }

    [Fact]
    public async Task An_empty_reply_is_told_so()
    {
        await _desk.PostAsync();
        await _desk.AnswerAsync(Amel, "");
        Assert.Contains("found no words of yours", _desk.Last(Amel), StringComparison.Ordinal);
        Assert.Equal(1, _desk.House.Count("held", "version = 1"));
    }

    [Fact]
    public async Task The_acknowledgement_tells_what_is_missing()
    {
        await _desk.PostAsync();
        Assert.Contains("SOURCE line", _desk.Last(Amel), StringComparison.Ordinal);
        Assert.Equal(Language.En.Code(), _desk.House.LetterTo(Amel).Body!.Headers["Content-Language"]);
    }
}
