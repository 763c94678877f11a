using IfexList.Foundation;
using IfexList.Reception;
using IfexList.Store;
using IfexList.Tests.Moderation;
using MimeKit;

namespace IfexList.Tests.Reception;

/// <summary>What a desk does with a post besides releasing it at once: embargo, recall, two editors, questions, who has it in hand, corrections, members first.</summary>
public sealed class DeskDays
{
    private const string Marie = "marie@clearinghouse.example";
    private const string Kofi = "kofi@clearinghouse.example";
    private const string Grace = "grace@daily.example";
    private const string Tendai = "tendai@zw.example";

    private static async Task<DutyHouse> DeskAsync(Func<ListSettings, ListSettings>? rules = null)
    {
        var desk = new DutyHouse(rules);
        await desk.AppointAsync(Marie);
        await desk.AppointAsync(Kofi);
        await desk.House.ReaderAsync(Grace);
        return desk;
    }

    private static async Task AnswerAsync(DutyHouse desk, string who, string line, MimeMessage? letter = null, string text = "")
    {
        letter ??= desk.House.LetterTo(who);
        var to = letter.ReplyTo.Mailboxes.Single().Address;
        var mail = TestHouse.Mail(who, to, "Re: " + letter.Subject, $"{line}\n{text}\n\nOn Thu, 12 Mar 2026, Alerts wrote:\n> {letter.TextBody!.ReplaceLineEndings("\n").Replace("\n", "\n> ")}");
        Assert.Equal(250, (await desk.House.SendAsync(mail, who, to)).Code);
    }

    private static string Last(DutyHouse desk, string who) => desk.House.LetterTo(who).TextBody!.ReplaceLineEndings(" ");

    private static long Log(DutyHouse desk, string deed) => desk.House.Count("desk_log", $"deed = '{deed}'");

    [Fact]
    public async Task An_embargoed_release_leaves_at_its_time_and_not_before()
    {
        await using var desk = await DeskAsync();
        await desk.PostAsync();
        await AnswerAsync(desk, Marie, "ok at 18:00 UTC");
        Assert.Contains("2026-03-12 18:00 UTC", Last(desk, Marie), StringComparison.Ordinal);
        Assert.Contains("2026-03-12 18:00 UTC", Last(desk, Kofi), StringComparison.Ordinal);
        await desk.PassHoursAsync(9.5);
        Assert.Empty(desk.House.OwedTo(Grace));
        await desk.PassHoursAsync(0.5);
        Assert.Single(desk.House.OwedTo(Grace));
        Assert.Contains("Released as 2026-0312-01", Last(desk, Marie).Replace("Number 1 has been r", "R", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(0, desk.House.Count("due", "kind IN ('remind', 'release', 'return')"));
        Assert.Equal((1, 1), (Log(desk, "scheduled"), Log(desk, "released")));
    }

    [Fact]
    public async Task Anybody_who_was_asked_recalls_what_waits_and_gets_it_to_decide()
    {
        await using var desk = await DeskAsync();
        var post = await desk.PostAsync();
        await AnswerAsync(desk, Marie, "ok at 18:00 UTC");
        await AnswerAsync(desk, Kofi, "recall");
        Assert.Contains("RECALLED", Last(desk, Kofi), StringComparison.Ordinal);
        Assert.DoesNotContain("it leaves on", Last(desk, Kofi), StringComparison.Ordinal);
        Assert.Contains("has recalled number", Last(desk, Marie), StringComparison.Ordinal);
        await desk.PassHoursAsync(3.5);
        Assert.Equal(HeldState.Open, desk.Held(post).State);
        await AnswerAsync(desk, Kofi, "ok");
        Assert.Single(desk.House.OwedTo(Grace));
    }

    [Fact]
    public async Task In_its_grace_a_release_can_be_recalled_and_an_urgent_one_has_none()
    {
        await using var desk = await DeskAsync(list => list with { RecallGrace = TimeSpan.FromMinutes(30) });
        await desk.PostAsync("one");
        await AnswerAsync(desk, Marie, "ok");
        Assert.Empty(desk.House.OwedTo(Grace));
        await AnswerAsync(desk, Marie, "recall");
        await desk.PassHoursAsync(1);
        Assert.Empty(desk.House.OwedTo(Grace));
        await AnswerAsync(desk, Marie, "ok");
        await desk.PassHoursAsync(0.5);
        Assert.Single(desk.House.OwedTo(Grace));
        await desk.PostAsync("two");
        await AnswerAsync(desk, Marie, "ok urgent");
        Assert.Equal(2, desk.House.OwedTo(Grace).Count);
    }

    [Fact]
    public async Task A_time_that_is_past_is_asked_back()
    {
        await using var desk = await DeskAsync();
        await desk.PostAsync();
        await AnswerAsync(desk, Marie, "ok at 2026-03-11 18:00 UTC");
        Assert.Contains("at 18:00", Last(desk, Marie), StringComparison.Ordinal);
        Assert.Equal(1, desk.House.Count("held", "verdict IS NULL"));
    }

    [Fact]
    public async Task Where_the_list_wants_two_editors_one_s_ok_releases_nothing()
    {
        await using var desk = await DeskAsync(list => list with { TwoEditors = ["all"] });
        await desk.PostAsync();
        await AnswerAsync(desk, Marie, "ok");
        Assert.Empty(desk.House.OwedTo(Grace));
        Assert.Contains("SECOND EDITOR NEEDED: this was approved by marie@clearinghouse.example", Last(desk, Kofi), StringComparison.Ordinal);
        await AnswerAsync(desk, Marie, "ok");
        Assert.Contains("somebody else must approve it too", Last(desk, Marie), StringComparison.Ordinal);
        Assert.Empty(desk.House.OwedTo(Grace));
        await AnswerAsync(desk, Kofi, "ok");
        Assert.Single(desk.House.OwedTo(Grace));
        Assert.Equal((1, 1), (Log(desk, "approved"), Log(desk, "released")));
    }

    [Fact]
    public async Task A_second_editor_who_changes_the_text_is_its_first()
    {
        await using var desk = await DeskAsync(list => list with { TwoEditors = ["all"] });
        await desk.PostAsync();
        await AnswerAsync(desk, Marie, "ok by=name");
        await AnswerAsync(desk, Kofi, "edited", text: "\n[begin text]\nSubject: Arrest\n\nThe police arrested a journalist and an editor.\n[end text]");
        Assert.Empty(desk.House.OwedTo(Grace));
        Assert.Contains("and an editor", Last(desk, Marie), StringComparison.Ordinal);
        await AnswerAsync(desk, Marie, "ok");
        Assert.Contains("and an editor", Assert.Single(desk.House.OwedTo(Grace)).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_time_poster_needs_two_editors_and_later_one()
    {
        await using var desk = await DeskAsync(list => list with { TwoEditors = ["first"] });
        await desk.PostAsync("one");
        Assert.Contains("nothing from it was released before", Last(desk, Marie), StringComparison.Ordinal);
        await AnswerAsync(desk, Marie, "ok");
        await AnswerAsync(desk, Kofi, "ok");
        Assert.Single(desk.House.OwedTo(Grace));
        await desk.PostAsync("two");
        Assert.DoesNotContain("nothing from it was released before", Last(desk, Marie), StringComparison.Ordinal);
        await AnswerAsync(desk, Marie, "ok");
        Assert.Equal(2, desk.House.OwedTo(Grace).Count);
    }

    [Fact]
    public async Task No_word_about_its_kind_frees_a_post_of_its_second_editor()
    {
        await using var desk = await DeskAsync(list => list with { TwoEditors = ["joint-action"] });
        await desk.PostAsync("JOINT ACTION - TUNISIA: Free the editor");
        await AnswerAsync(desk, Marie, "ok kind=alert");
        Assert.Empty(desk.House.OwedTo(Grace));
        await AnswerAsync(desk, Kofi, "ok kind=alert");
        Assert.Single(desk.House.OwedTo(Grace));
        await desk.PostAsync("ALERT - TUNISIA: The editor is free");
        await AnswerAsync(desk, Marie, "ok");
        Assert.Equal(2, desk.House.OwedTo(Grace).Count);
    }

    [Fact]
    public async Task Who_takes_a_post_is_named_to_the_others_and_whoever_is_first_still_decides()
    {
        await using var desk = await DeskAsync();
        var post = await desk.PostAsync();
        await AnswerAsync(desk, Marie, "take");
        Assert.Equal(desk.Person(Marie), desk.Held(post).TakenBy);
        Assert.Contains($"{Marie} has number {post} in hand", Last(desk, Kofi), StringComparison.Ordinal);
        await AnswerAsync(desk, Kofi, "ok");
        Assert.Single(desk.House.OwedTo(Grace));
        Assert.Contains("has been released", Last(desk, Marie), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_that_is_put_off_is_not_reminded_of_for_a_day()
    {
        await using var desk = await DeskAsync();
        await desk.PostAsync();
        await AnswerAsync(desk, Marie, "hold");
        var had = desk.House.OwedTo(Kofi).Count;
        await desk.PassHoursAsync(23);
        Assert.Equal(had, desk.House.OwedTo(Kofi).Count);
        await desk.PassHoursAsync(2);
        Assert.Equal(had + 1, desk.House.OwedTo(Kofi).Count);
    }

    [Fact]
    public async Task A_question_goes_to_the_poster_and_its_answer_to_all()
    {
        await using var desk = await DeskAsync();
        var post = await desk.PostAsync();
        await AnswerAsync(desk, Marie, "ask: Is there a second source?");
        var question = desk.House.LetterTo(DutyHouse.Amel);
        Assert.Contains("Is there a second source?", question.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain(Marie, desk.House.LetterSourceTo(DutyHouse.Amel), StringComparison.OrdinalIgnoreCase);
        await AnswerAsync(desk, DutyHouse.Amel, "Yes: the lawyer confirms it.", question);
        foreach (var editor in new[] { Marie, Kofi })
        {
            Assert.Contains("Is there a second source?", Last(desk, editor), StringComparison.Ordinal);
            Assert.Contains("Yes: the lawyer confirms it.", Last(desk, editor), StringComparison.Ordinal);
        }
        Assert.Equal(2, desk.Held(post).Version);
        await AnswerAsync(desk, Marie, "ok");
        var copy = Assert.Single(desk.House.OwedTo(Grace));
        Assert.DoesNotContain("lawyer", copy.TextBody, StringComparison.Ordinal);
        Assert.Equal(0, desk.House.Count("remark"));
    }

    [Fact]
    public async Task An_answer_to_a_letter_from_before_a_change_decides_nothing_and_is_asked_anew()
    {
        await using var desk = await DeskAsync();
        await desk.PostAsync();
        var old = desk.House.LetterTo(Kofi);
        await AnswerAsync(desk, DutyHouse.Amel, "One name must not appear: X.", desk.House.LetterTo(DutyHouse.Amel));
        await AnswerAsync(desk, Kofi, "ok", old);
        Assert.Empty(desk.House.OwedTo(Grace));
        Assert.Contains("NOTHING DECIDED", Last(desk, Kofi), StringComparison.Ordinal);
        Assert.Contains("One name must not appear", Last(desk, Kofi), StringComparison.Ordinal);
        await AnswerAsync(desk, Kofi, "ok");
        Assert.Single(desk.House.OwedTo(Grace));
    }

    [Fact]
    public async Task The_original_comes_untouched_and_the_post_stays_held()
    {
        await using var desk = await DeskAsync();
        var mail = TestHouse.Mail(DutyHouse.Amel, "alerts-en@lists.example.org", "Secret headers", "The police arrested a journalist.", "X-Originating-IP: [192.0.2.7]\r\n");
        await desk.House.MemberAsync(DutyHouse.Amel, "OHPL");
        await desk.House.SendAsync(mail, DutyHouse.Amel, "alerts-en@lists.example.org");
        Assert.DoesNotContain("192.0.2.7", desk.House.LetterSourceTo(Marie), StringComparison.Ordinal);
        await AnswerAsync(desk, Marie, "original");
        Assert.Contains("X-Originating-IP: [192.0.2.7]", desk.House.LetterSourceTo(Marie), StringComparison.Ordinal);
        Assert.Equal(1, desk.House.Count("held"));
        await AnswerAsync(desk, Marie, "ok");
        Assert.Single(desk.House.OwedTo(Grace));
    }

    [Fact]
    public async Task A_correction_goes_to_those_who_got_the_original()
    {
        await using var desk = await DeskAsync();
        await desk.PostAsync();
        await AnswerAsync(desk, Marie, "ok");
        await desk.House.Database.WriteAsync(tx => tx.Execute("UPDATE served SET outcome = 'delivered'"));
        await desk.House.Database.WriteAsync(tx => tx.Execute("DELETE FROM deliveries WHERE rendering IN (SELECT id FROM rendering WHERE edition IS NOT NULL)"));
        await desk.House.ReaderAsync("new@daily.example");
        await AnswerAsync(desk, Marie, "correct");
        Assert.Contains("[begin text]", desk.House.LetterTo(Marie).TextBody, StringComparison.Ordinal);
        await AnswerAsync(desk, Marie, "correct", text: "\n[begin text]\nSubject: Arrest\n\nThe police arrested an editor, not a journalist.\n[end text]");
        var copy = Assert.Single(desk.House.OwedTo(Grace));
        Assert.Equal("Correction: Arrest", copy.Subject);
        Assert.StartsWith("Corrects alert 2026-0312-01 of 12 March 2026.", copy.TextBody, StringComparison.Ordinal);
        Assert.Empty(desk.House.OwedTo("new@daily.example"));
        Assert.Contains("1 reader", Last(desk, Marie), StringComparison.Ordinal);
        Assert.Equal(1, Log(desk, "corrected"));
    }

    [Fact]
    public async Task Where_two_editors_are_wanted_a_correction_needs_them_too()
    {
        await using var desk = await DeskAsync(list => list with { TwoEditors = ["all"] });
        await desk.PostAsync();
        await AnswerAsync(desk, Marie, "ok");
        await AnswerAsync(desk, Kofi, "ok");
        await AnswerAsync(desk, Marie, "correct", text: "\n[begin text]\nSubject: Arrest\n\nWrong again.\n[end text]");
        Assert.Equal(1, desk.House.Count("edition"));
        Assert.Contains("Wrong again.", Last(desk, Kofi), StringComparison.Ordinal);
        await AnswerAsync(desk, Kofi, "ok");
        Assert.Equal(2, desk.House.Count("edition"));
        Assert.Equal(1, desk.House.Count("release"));
        Assert.Equal(0, desk.House.Count("held"));
    }

    [Fact]
    public async Task To_recall_what_has_left_is_too_late_and_shows_how_to_correct()
    {
        await using var desk = await DeskAsync();
        await desk.PostAsync();
        await AnswerAsync(desk, Marie, "ok");
        await AnswerAsync(desk, Marie, "recall");
        Assert.Contains("has already left", Last(desk, Marie), StringComparison.Ordinal);
        Assert.Contains("[begin text]", desk.House.LetterTo(Marie).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_first_and_then_everybody()
    {
        await using var desk = await DeskAsync();
        await desk.House.MemberAsync(Tendai, "ZimRights");
        await desk.PostAsync();
        await AnswerAsync(desk, Marie, "ok to=members");
        Assert.Single(desk.House.OwedTo(Tendai));
        Assert.Empty(desk.House.OwedTo(Grace));
        await AnswerAsync(desk, Marie, "ok");
        Assert.Single(desk.House.OwedTo(Grace));
        Assert.Single(desk.House.OwedTo(Tendai));
        Assert.Equal((1, 1), (desk.House.Count("release", "audience = 'everyone'"), Log(desk, "widened")));
        await AnswerAsync(desk, Marie, "ok");
        Assert.Single(desk.House.OwedTo(Grace));
    }

    [Fact]
    public async Task Where_two_editors_are_wanted_one_sends_nothing_of_the_members_to_everybody()
    {
        await using var desk = await DeskAsync(list => list with { TwoEditors = ["all"] });
        await desk.House.MemberAsync(Tendai, "ZimRights");
        await desk.PostAsync();
        await AnswerAsync(desk, Marie, "ok to=members");
        await AnswerAsync(desk, Kofi, "ok");
        Assert.Single(desk.House.OwedTo(Tendai));
        Assert.DoesNotContain("Only the members got it", Last(desk, Kofi), StringComparison.Ordinal);
        await AnswerAsync(desk, Kofi, "ok");
        Assert.Empty(desk.House.OwedTo(Grace));
    }

    [Fact]
    public async Task A_token_in_strange_hands_fills_no_mailbox()
    {
        await using var desk = await DeskAsync();
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
        await using var desk = await DeskAsync();
        await desk.PostAsync("one");
        await AnswerAsync(desk, Marie, "ok");
        await desk.PostAsync("two");
        await AnswerAsync(desk, Marie, "ok case=2026-0101-09");
        Assert.Contains("case=2026-0101-09", Last(desk, Marie), StringComparison.Ordinal);
        await AnswerAsync(desk, Marie, "ok case=2026-0312-01");
        Assert.Equal(2, desk.House.Count("release", "case_number = '2026-0312-01'"));
        Assert.StartsWith("Updates alert of 12 March 2026", desk.House.OwedTo(Grace)[1].TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_moderator_suspends_another_and_what_she_had_approved_does_not_leave()
    {
        await using var desk = await DeskAsync();
        var post = await desk.PostAsync();
        var open = desk.House.LetterTo(Marie);
        await AnswerAsync(desk, Marie, "ok at 18:00 UTC");
        await AnswerAsync(desk, Kofi, $"suspend {Marie}");
        Assert.Contains("has been suspended", Last(desk, Kofi), StringComparison.Ordinal);
        Assert.Contains(Marie, desk.House.LetterTo(DutyHouse.Owner).TextBody, StringComparison.Ordinal);
        await desk.PassHoursAsync(11);
        Assert.Empty(desk.House.OwedTo(Grace));
        Assert.Equal(HeldState.Open, desk.Held(post).State);
        var had = desk.House.OwedTo(Marie).Count;
        await AnswerAsync(desk, Marie, "ok", open);
        Assert.Empty(desk.House.OwedTo(Grace));
        Assert.Equal(had, desk.House.OwedTo(Marie).Count);
    }

    [Fact]
    public async Task The_last_one_left_can_t_suspend_himself_nor_anybody_a_stranger()
    {
        await using var desk = new DutyHouse();
        await desk.AppointAsync(Kofi);
        await desk.PostAsync();
        await AnswerAsync(desk, Kofi, $"suspend {Kofi}");
        Assert.Contains("Nobody else would be left", Last(desk, Kofi), StringComparison.Ordinal);
        await AnswerAsync(desk, Kofi, "suspend nobody@clearinghouse.example");
        Assert.Contains("no active moderator's", Last(desk, Kofi), StringComparison.Ordinal);
        Assert.Equal(1, desk.House.Count("moderator", "suspended = 0"));
    }
}
