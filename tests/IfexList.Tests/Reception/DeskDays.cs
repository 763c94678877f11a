using IfexList.Foundation;
using IfexList.Reception;
using IfexList.Store;
using IfexList.Tests.Moderation;
using MimeKit;

namespace IfexList.Tests.Reception;

/// <summary>What a desk does with a post besides releasing it at once: embargo, recall, two editors, questions, who has it in hand, corrections, members first.</summary>
public sealed class DeskDays
{
    private const string Marie = DutyHouse.Marie;
    private const string Kofi = DutyHouse.Kofi;
    private const string Grace = DutyHouse.Grace;
    private const string Tendai = "tendai@zw.example";

    private static long Log(DutyHouse desk, string deed) => desk.House.Count("desk_log", $"deed = '{deed}'");

    [Fact]
    public async Task An_embargoed_release_leaves_at_its_time_and_not_before()
    {
        await using var desk = await DutyHouse.OpenAsync();
        await desk.PostAsync();
        await desk.AnswerAsync(Marie, "ok at 18:00 UTC");
        Assert.Contains("2026-03-12 18:00 UTC", desk.Last(Marie), StringComparison.Ordinal);
        Assert.Contains("2026-03-12 18:00 UTC", desk.Last(Kofi), StringComparison.Ordinal);
        await desk.PassHoursAsync(9.5);
        Assert.Empty(desk.House.OwedTo(Grace));
        await desk.PassHoursAsync(0.5);
        Assert.Single(desk.House.OwedTo(Grace));
        Assert.Contains("Released as 2026-0312-01", desk.Last(Marie).Replace("Number 1 has been r", "R", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(0, desk.House.Count("due", "kind IN ('remind', 'release', 'return')"));
        Assert.Equal((1, 1), (Log(desk, "scheduled"), Log(desk, "released")));
    }

    [Fact]
    public async Task Anybody_who_was_asked_recalls_what_waits_and_gets_it_to_decide()
    {
        await using var desk = await DutyHouse.OpenAsync();
        var post = await desk.PostAsync();
        await desk.AnswerAsync(Marie, "ok at 18:00 UTC");
        await desk.AnswerAsync(Kofi, "recall");
        Assert.Contains("RECALLED", desk.Last(Kofi), StringComparison.Ordinal);
        Assert.DoesNotContain("it leaves on", desk.Last(Kofi), StringComparison.Ordinal);
        Assert.Contains("has recalled number", desk.Last(Marie), StringComparison.Ordinal);
        await desk.PassHoursAsync(3.5);
        Assert.Equal(HeldState.Open, desk.Held(post).State);
        await desk.AnswerAsync(Kofi, "ok");
        Assert.Single(desk.House.OwedTo(Grace));
    }

    [Fact]
    public async Task In_its_grace_a_release_can_be_recalled_and_an_urgent_one_has_none()
    {
        await using var desk = await DutyHouse.OpenAsync(list => list with { RecallGrace = TimeSpan.FromMinutes(30) });
        await desk.PostAsync("one");
        await desk.AnswerAsync(Marie, "ok");
        Assert.Empty(desk.House.OwedTo(Grace));
        await desk.AnswerAsync(Marie, "recall");
        await desk.PassHoursAsync(1);
        Assert.Empty(desk.House.OwedTo(Grace));
        await desk.AnswerAsync(Marie, "ok");
        await desk.PassHoursAsync(0.5);
        Assert.Single(desk.House.OwedTo(Grace));
        await desk.PostAsync("two");
        await desk.AnswerAsync(Marie, "ok urgent");
        Assert.Equal(2, desk.House.OwedTo(Grace).Count);
    }

    [Fact]
    public async Task A_time_that_is_past_is_asked_back()
    {
        await using var desk = await DutyHouse.OpenAsync();
        await desk.PostAsync();
        await desk.AnswerAsync(Marie, "ok at 2026-03-11 18:00 UTC");
        Assert.Contains("at 18:00", desk.Last(Marie), StringComparison.Ordinal);
        Assert.Equal(1, desk.House.Count("held", "verdict IS NULL"));
    }

    [Fact]
    public async Task Where_the_list_wants_two_editors_one_s_ok_releases_nothing()
    {
        await using var desk = await DutyHouse.OpenAsync(list => list with { TwoEditors = ["all"] });
        await desk.PostAsync();
        await desk.AnswerAsync(Marie, "ok");
        Assert.Empty(desk.House.OwedTo(Grace));
        Assert.Contains("SECOND EDITOR NEEDED: this was approved by marie@clearinghouse.example", desk.Last(Kofi), StringComparison.Ordinal);
        await desk.AnswerAsync(Marie, "ok");
        Assert.Contains("somebody else must approve it too", desk.Last(Marie), StringComparison.Ordinal);
        Assert.Empty(desk.House.OwedTo(Grace));
        await desk.AnswerAsync(Kofi, "ok");
        Assert.Single(desk.House.OwedTo(Grace));
        Assert.Equal((1, 1), (Log(desk, "approved"), Log(desk, "released")));
    }

    [Fact]
    public async Task A_second_editor_who_changes_the_text_is_its_first()
    {
        await using var desk = await DutyHouse.OpenAsync(list => list with { TwoEditors = ["all"] });
        await desk.PostAsync();
        await desk.AnswerAsync(Marie, "ok by=name");
        await desk.AnswerAsync(Kofi, "edited", text: "\n[begin text]\nSubject: Arrest\n\nThe police arrested a journalist and an editor.\n[end text]");
        Assert.Empty(desk.House.OwedTo(Grace));
        Assert.Contains("and an editor", desk.Last(Marie), StringComparison.Ordinal);
        await desk.AnswerAsync(Marie, "ok");
        Assert.Contains("and an editor", Assert.Single(desk.House.OwedTo(Grace)).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_time_poster_needs_two_editors_and_later_one()
    {
        await using var desk = await DutyHouse.OpenAsync(list => list with { TwoEditors = ["first"] });
        await desk.PostAsync("one");
        Assert.Contains("nothing from it was released before", desk.Last(Marie), StringComparison.Ordinal);
        await desk.AnswerAsync(Marie, "ok");
        await desk.AnswerAsync(Kofi, "ok");
        Assert.Single(desk.House.OwedTo(Grace));
        await desk.PostAsync("two");
        Assert.DoesNotContain("nothing from it was released before", desk.Last(Marie), StringComparison.Ordinal);
        await desk.AnswerAsync(Marie, "ok");
        Assert.Equal(2, desk.House.OwedTo(Grace).Count);
    }

    [Fact]
    public async Task No_word_about_its_kind_frees_a_post_of_its_second_editor()
    {
        await using var desk = await DutyHouse.OpenAsync(list => list with { TwoEditors = ["joint-action"] });
        await desk.PostAsync("JOINT ACTION - TUNISIA: Free the editor");
        await desk.AnswerAsync(Marie, "ok kind=alert");
        Assert.Empty(desk.House.OwedTo(Grace));
        await desk.AnswerAsync(Kofi, "ok kind=alert");
        Assert.Single(desk.House.OwedTo(Grace));
        await desk.PostAsync("ALERT - TUNISIA: The editor is free");
        await desk.AnswerAsync(Marie, "ok");
        Assert.Equal(2, desk.House.OwedTo(Grace).Count);
    }

    [Fact]
    public async Task Who_takes_a_post_is_named_to_the_others_and_whoever_is_first_still_decides()
    {
        await using var desk = await DutyHouse.OpenAsync();
        var post = await desk.PostAsync();
        await desk.AnswerAsync(Marie, "take");
        Assert.Equal(desk.Person(Marie), desk.Held(post).TakenBy);
        Assert.Contains($"{Marie} has number {post} in hand", desk.Last(Kofi), StringComparison.Ordinal);
        await desk.AnswerAsync(Kofi, "ok");
        Assert.Single(desk.House.OwedTo(Grace));
        Assert.Contains("has been released", desk.Last(Marie), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_that_is_put_off_is_not_reminded_of_for_a_day()
    {
        await using var desk = await DutyHouse.OpenAsync();
        await desk.PostAsync();
        await desk.AnswerAsync(Marie, "hold");
        var had = desk.House.OwedTo(Kofi).Count;
        await desk.PassHoursAsync(23);
        Assert.Equal(had, desk.House.OwedTo(Kofi).Count);
        await desk.PassHoursAsync(2);
        Assert.Equal(had + 1, desk.House.OwedTo(Kofi).Count);
    }

    [Fact]
    public async Task A_question_goes_to_the_poster_and_its_answer_to_all()
    {
        await using var desk = await DutyHouse.OpenAsync();
        var post = await desk.PostAsync();
        await desk.AnswerAsync(Marie, "ask: Is there a second source?");
        var question = desk.House.LetterTo(DutyHouse.Amel);
        Assert.Contains("Is there a second source?", question.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain(Marie, desk.House.LetterSourceTo(DutyHouse.Amel), StringComparison.OrdinalIgnoreCase);
        await desk.AnswerAsync(DutyHouse.Amel, "Yes: the lawyer confirms it.", question);
        foreach (var editor in new[] { Marie, Kofi })
        {
            Assert.Contains("Is there a second source?", desk.Last(editor), StringComparison.Ordinal);
            Assert.Contains("Yes: the lawyer confirms it.", desk.Last(editor), StringComparison.Ordinal);
        }
        Assert.Equal(2, desk.Held(post).Version);
        await desk.AnswerAsync(Marie, "ok");
        var copy = Assert.Single(desk.House.OwedTo(Grace));
        Assert.DoesNotContain("lawyer", copy.TextBody, StringComparison.Ordinal);
        Assert.Equal(0, desk.House.Count("remark"));
    }

    [Fact]
    public async Task An_answer_to_a_letter_from_before_a_change_decides_nothing_and_is_asked_anew()
    {
        await using var desk = await DutyHouse.OpenAsync();
        await desk.PostAsync();
        var old = desk.House.LetterTo(Kofi);
        await desk.AnswerAsync(DutyHouse.Amel, "One name must not appear: X.", desk.House.LetterTo(DutyHouse.Amel));
        await desk.AnswerAsync(Kofi, "ok", old);
        Assert.Empty(desk.House.OwedTo(Grace));
        Assert.Contains("NOTHING DECIDED", desk.Last(Kofi), StringComparison.Ordinal);
        Assert.Contains("One name must not appear", desk.Last(Kofi), StringComparison.Ordinal);
        await desk.AnswerAsync(Kofi, "ok");
        Assert.Single(desk.House.OwedTo(Grace));
    }

    [Fact]
    public async Task The_original_comes_untouched_and_the_post_stays_held()
    {
        await using var desk = await DutyHouse.OpenAsync();
        var mail = TestHouse.Mail(DutyHouse.Amel, "alerts-en@lists.example.org", "Secret headers", "The police arrested a journalist.", "X-Originating-IP: [192.0.2.7]\r\n");
        await desk.House.MemberAsync(DutyHouse.Amel, "OHPL");
        await desk.House.SendAsync(mail, DutyHouse.Amel, "alerts-en@lists.example.org");
        Assert.DoesNotContain("192.0.2.7", desk.House.LetterSourceTo(Marie), StringComparison.Ordinal);
        await desk.AnswerAsync(Marie, "original");
        Assert.Contains("X-Originating-IP: [192.0.2.7]", desk.House.LetterSourceTo(Marie), StringComparison.Ordinal);
        Assert.Equal(1, desk.House.Count("held"));
        await desk.AnswerAsync(Marie, "ok");
        Assert.Single(desk.House.OwedTo(Grace));
    }

    [Fact]
    public async Task A_correction_goes_to_those_who_got_the_original()
    {
        await using var desk = await DutyHouse.OpenAsync();
        await desk.PostAsync();
        await desk.AnswerAsync(Marie, "ok");
        await desk.House.Database.WriteAsync(tx => tx.Execute("UPDATE served SET outcome = 'delivered'"));
        await desk.House.Database.WriteAsync(tx => tx.Execute("DELETE FROM deliveries WHERE rendering IN (SELECT id FROM rendering WHERE edition IS NOT NULL)"));
        await desk.House.ReaderAsync("new@daily.example");
        await desk.AnswerAsync(Marie, "correct");
        Assert.Contains("[begin text]", desk.House.LetterTo(Marie).TextBody, StringComparison.Ordinal);
        await desk.AnswerAsync(Marie, "correct", text: "\n[begin text]\nSubject: Arrest\n\nThe police arrested an editor, not a journalist.\n[end text]");
        var copy = Assert.Single(desk.House.OwedTo(Grace));
        Assert.Equal("Correction: Arrest", copy.Subject);
        Assert.StartsWith("Corrects alert 2026-0312-01 of 12 March 2026.", copy.TextBody, StringComparison.Ordinal);
        Assert.Empty(desk.House.OwedTo("new@daily.example"));
        Assert.Contains("1 reader", desk.Last(Marie), StringComparison.Ordinal);
        Assert.Equal(1, Log(desk, "corrected"));
    }

    [Fact]
    public async Task Where_two_editors_are_wanted_a_correction_needs_them_too()
    {
        await using var desk = await DutyHouse.OpenAsync(list => list with { TwoEditors = ["all"] });
        await desk.PostAsync();
        await desk.AnswerAsync(Marie, "ok");
        await desk.AnswerAsync(Kofi, "ok");
        await desk.AnswerAsync(Marie, "correct", text: "\n[begin text]\nSubject: Arrest\n\nWrong again.\n[end text]");
        Assert.Equal(1, desk.House.Count("edition"));
        Assert.Contains("Wrong again.", desk.Last(Kofi), StringComparison.Ordinal);
        await desk.AnswerAsync(Kofi, "ok");
        Assert.Equal(2, desk.House.Count("edition"));
        Assert.Equal(1, desk.House.Count("release"));
        Assert.Equal(0, desk.House.Count("held"));
    }

    [Fact]
    public async Task To_recall_what_has_left_is_too_late_and_shows_how_to_correct()
    {
        await using var desk = await DutyHouse.OpenAsync();
        await desk.PostAsync();
        await desk.AnswerAsync(Marie, "ok");
        await desk.AnswerAsync(Marie, "recall");
        Assert.Contains("has already left", desk.Last(Marie), StringComparison.Ordinal);
        Assert.Contains("[begin text]", desk.House.LetterTo(Marie).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_first_and_then_everybody()
    {
        await using var desk = await DutyHouse.OpenAsync();
        await desk.House.MemberAsync(Tendai, "ZimRights");
        await desk.PostAsync();
        await desk.AnswerAsync(Marie, "ok to=members");
        Assert.Single(desk.House.OwedTo(Tendai));
        Assert.Empty(desk.House.OwedTo(Grace));
        await desk.AnswerAsync(Marie, "ok");
        Assert.Single(desk.House.OwedTo(Grace));
        Assert.Single(desk.House.OwedTo(Tendai));
        Assert.Equal((1, 1), (desk.House.Count("release", "audience = 'everyone'"), Log(desk, "widened")));
        await desk.AnswerAsync(Marie, "ok");
        Assert.Single(desk.House.OwedTo(Grace));
    }

    [Fact]
    public async Task Where_two_editors_are_wanted_one_sends_nothing_of_the_members_to_everybody()
    {
        await using var desk = await DutyHouse.OpenAsync(list => list with { TwoEditors = ["all"] });
        await desk.House.MemberAsync(Tendai, "ZimRights");
        await desk.PostAsync();
        await desk.AnswerAsync(Marie, "ok to=members");
        await desk.AnswerAsync(Kofi, "ok");
        Assert.Single(desk.House.OwedTo(Tendai));
        Assert.DoesNotContain("Only the members got it", desk.Last(Kofi), StringComparison.Ordinal);
        await desk.AnswerAsync(Kofi, "ok");
        Assert.Empty(desk.House.OwedTo(Grace));
    }

    [Fact]
    public async Task A_token_in_strange_hands_fills_no_mailbox()
    {
        await using var desk = await DutyHouse.OpenAsync();
        await desk.PostAsync();
        var request = desk.House.LetterTo(Marie);
        for (var i = 0; i < 3; i++)
        {
            var to = request.ReplyTo.Mailboxes.Single().Address;
            await desk.House.SendAsync(TestHouse.Mail("mallory@evil.example", to, "Re: x", $"ok\n{i}"), "mallory@evil.example", to);
        }
        Assert.Equal(2, desk.House.OwedTo(Kofi).Count);
        Assert.Equal(1, Log(desk, "forged"));
        Assert.Empty(desk.House.OwedTo(Grace));
    }

    [Fact]
    public async Task A_case_is_continued_by_its_number_and_an_unknown_one_is_asked_back()
    {
        await using var desk = await DutyHouse.OpenAsync();
        await desk.PostAsync("one");
        await desk.AnswerAsync(Marie, "ok");
        await desk.PostAsync("two");
        await desk.AnswerAsync(Marie, "ok case=2026-0101-09");
        Assert.Contains("case=2026-0101-09", desk.Last(Marie), StringComparison.Ordinal);
        await desk.AnswerAsync(Marie, "ok case=2026-0312-01");
        Assert.Equal(2, desk.House.Count("release", "case_number = '2026-0312-01'"));
        Assert.StartsWith("Updates alert of 12 March 2026", desk.House.OwedTo(Grace)[1].TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_moderator_suspends_another_and_what_she_had_approved_does_not_leave()
    {
        await using var desk = await DutyHouse.OpenAsync();
        var post = await desk.PostAsync();
        var open = desk.House.LetterTo(Marie);
        await desk.AnswerAsync(Marie, "ok at 18:00 UTC");
        await desk.AnswerAsync(Kofi, $"suspend {Marie}");
        Assert.Contains("has been suspended", desk.Last(Kofi), StringComparison.Ordinal);
        Assert.Contains(Marie, desk.House.LetterTo(DutyHouse.Owner).TextBody, StringComparison.Ordinal);
        await desk.PassHoursAsync(11);
        Assert.Empty(desk.House.OwedTo(Grace));
        Assert.Equal(HeldState.Open, desk.Held(post).State);
        var had = desk.House.OwedTo(Marie).Count;
        await desk.AnswerAsync(Marie, "ok", open);
        Assert.Empty(desk.House.OwedTo(Grace));
        Assert.Equal(had, desk.House.OwedTo(Marie).Count);
    }

    [Fact]
    public async Task The_last_one_left_can_t_suspend_himself_nor_anybody_a_stranger()
    {
        await using var desk = new DutyHouse();
        await desk.AppointAsync(Kofi);
        await desk.PostAsync();
        await desk.AnswerAsync(Kofi, $"suspend {Kofi}");
        Assert.Contains("Nobody else would be left", desk.Last(Kofi), StringComparison.Ordinal);
        await desk.AnswerAsync(Kofi, "suspend nobody@clearinghouse.example");
        Assert.Contains("no active moderator's", desk.Last(Kofi), StringComparison.Ordinal);
        Assert.Equal(1, desk.House.Count("moderator", "suspended = 0"));
    }
}
