using IfexList.Foundation;
using IfexList.Store;
using IfexList.Tests.Moderation;
using MimeKit;

namespace IfexList.Tests.Reception;

/// <summary>What could go out, or stop nowhere, though nobody at the desk has plainly said so.</summary>
public sealed class DeskTraps
{
    private const string Marie = DutyHouse.Marie;
    private const string Kofi = DutyHouse.Kofi;
    private const string Grace = DutyHouse.Grace;
    private const string Tendai = "tendai@zw.example";

    private static string Reply(string who, string line, MimeMessage letter) => TestHouse.Mail(who, To(letter), "Re: " + letter.Subject, line);

    private static string To(MimeMessage letter) => letter.ReplyTo.Mailboxes.Single().Address;

    private static async Task AnswerAsync(DutyHouse desk, string who, string line, MimeMessage? letter = null)
    {
        letter ??= desk.House.LetterTo(who);
        Assert.Equal(250, (await desk.House.SendAsync(Reply(who, line, letter), who, To(letter))).Code);
    }

    private static string Text(string subject, string text) => $"\n\n[begin text]\nSubject: {subject}\n\n{text}\n[end text]";

    [Fact]
    public async Task A_reminder_from_before_her_suspension_decides_nothing_when_she_is_appointed_anew()
    {
        await using var desk = await DutyHouse.OpenAsync();
        await desk.PostAsync();
        await desk.PassHoursAsync(6);
        var stolen = desk.House.LetterTo(Marie);
        Assert.EndsWith("for a decision", stolen.Subject, StringComparison.Ordinal);
        await desk.House.Database.WriteAsync(tx => Appointments.Suspend(tx, "alerts", DutyHouse.Parse(Marie), 0));
        await desk.AppointAsync(Marie);
        await AnswerAsync(desk, Marie, "ok 1", stolen);
        Assert.Empty(desk.House.OwedTo(Grace));
    }

    [Theory]
    [InlineData(Kofi, "ok, thanks", "he was told that it is out, no more")]
    [InlineData(Marie, "ok to=members", "says again what was done")]
    [InlineData(Marie, "ok at 18:00 UTC", "means later")]
    [InlineData(Marie, "ok fr", "means something else")]
    public async Task What_members_got_goes_to_everybody_by_the_plain_word_to_the_letter_that_asks_for_it(string who, string line, string why)
    {
        await using var desk = await DutyHouse.OpenAsync();
        await desk.House.MemberAsync(Tendai, "ZimRights");
        await desk.PostAsync();
        await AnswerAsync(desk, Marie, "ok to=members");
        await AnswerAsync(desk, who, line);
        Assert.True(desk.House.OwedTo(Grace).Count == 0, why);
    }

    [Fact]
    public async Task What_leaves_at_its_time_for_members_can_go_to_everybody_later()
    {
        await using var desk = await DutyHouse.OpenAsync(list => list with { RecallGrace = TimeSpan.FromMinutes(30) });
        await desk.House.MemberAsync(Tendai, "ZimRights");
        await desk.PostAsync();
        await AnswerAsync(desk, Marie, "ok to=members");
        await desk.PassHoursAsync(0.5);
        Assert.Contains("Only the members got it", desk.Last(Marie), StringComparison.Ordinal);
        await AnswerAsync(desk, Marie, "ok");
        Assert.Single(desk.House.OwedTo(Grace));
    }

    [Fact]
    public async Task What_goes_to_everybody_later_names_no_day_of_what_only_members_may_read()
    {
        await using var desk = await DutyHouse.OpenAsync();
        await desk.House.MemberAsync(Tendai, "ZimRights");
        await desk.PostAsync("one");
        await AnswerAsync(desk, Marie, "ok to=members");
        await desk.PassAsync(TimeSpan.FromDays(2));
        await desk.PostAsync("two");
        await AnswerAsync(desk, Marie, "ok to=members case=2026-0312-01");
        Assert.Contains("12 March", desk.House.LetterTo(Tendai).TextBody, StringComparison.Ordinal);
        await AnswerAsync(desk, Marie, "ok");
        Assert.StartsWith("The police", Assert.Single(desk.House.OwedTo(Grace)).TextBody, StringComparison.Ordinal);
        Assert.Equal(1, desk.House.Count("edition", "text LIKE 'The police%: two.'"));
    }

    [Theory]
    [InlineData("ok kind=update", "the kind that is ordered")]
    [InlineData("edited\n\n[begin text]\nSubject: UPDATE - TUNISIA: Arrest\n\nThe police arrested a journalist.\n[end text]", "the kind that his own text states")]
    public async Task No_editor_gets_around_the_second_one_by_naming_another_kind(string line, string why)
    {
        await using var desk = await DutyHouse.OpenAsync(list => list with { TwoEditors = ["alert"] });
        await desk.PostAsync("ALERT - TUNISIA: Arrest");
        await AnswerAsync(desk, Marie, line);
        Assert.True(desk.House.OwedTo(Grace).Count == 0, why);
        await AnswerAsync(desk, Marie, "recall");
        await AnswerAsync(desk, Marie, "ok");
        Assert.True(desk.House.OwedTo(Grace).Count == 0, why);
        await AnswerAsync(desk, Kofi, "ok");
        Assert.Single(desk.House.OwedTo(Grace));
    }

    [Fact]
    public async Task A_second_editor_s_own_correction_needs_another_editor()
    {
        await using var desk = await DutyHouse.OpenAsync(list => list with { TwoEditors = ["alert"] });
        await desk.PostAsync();
        await AnswerAsync(desk, Marie, "ok kind=alert");
        await AnswerAsync(desk, Kofi, "ok");
        await AnswerAsync(desk, Marie, "correct" + Text("Arrest", "Wrong again."));
        await AnswerAsync(desk, Kofi, "edited" + Text("Arrest", "Whatever a stranger wants."));
        Assert.Equal(1, desk.House.Count("edition"));
        await AnswerAsync(desk, Marie, "ok");
        Assert.Equal(2, desk.House.Count("edition"));
    }

    [Theory]
    [InlineData("hold", "put off")]
    [InlineData("ask: Is there a second source?", "asked about")]
    [InlineData("take", "taken")]
    public async Task What_waits_for_its_time_stops_when_it_is(string line, string why)
    {
        await using var desk = await DutyHouse.OpenAsync();
        var post = await desk.PostAsync();
        await AnswerAsync(desk, Marie, "ok at 18:00 UTC");
        await AnswerAsync(desk, Kofi, line);
        await desk.PassHoursAsync(12);
        Assert.True(desk.House.OwedTo(Grace).Count == 0, why);
        Assert.Equal(HeldState.Open, desk.Held(post).State);
        Assert.NotNull(desk.DueAt(Due.Remind, post));
    }

    [Fact]
    public async Task A_recall_counts_whichever_letter_it_answers()
    {
        await using var desk = await DutyHouse.OpenAsync();
        var post = await desk.PostAsync();
        var request = desk.House.LetterTo(Kofi);
        await AnswerAsync(desk, Marie, "ok at 18:00 UTC");
        await AnswerAsync(desk, Kofi, "recall", request);
        Assert.Equal(HeldState.Open, desk.Held(post).State);
        Assert.Contains("RECALLED", desk.Last(Kofi), StringComparison.Ordinal);
        await desk.PassHoursAsync(12);
        Assert.Empty(desk.House.OwedTo(Grace));
    }

    [Fact]
    public async Task An_embargo_that_is_over_when_the_second_editor_approves_holds_nothing_up()
    {
        await using var desk = await DutyHouse.OpenAsync(list => list with { TwoEditors = ["all"] });
        await desk.PostAsync();
        await AnswerAsync(desk, Marie, "ok at 9:00 UTC");
        var request = desk.House.LetterTo(Kofi);
        await desk.PassHoursAsync(1.5);
        await AnswerAsync(desk, Kofi, "ok", request);
        Assert.Single(desk.House.OwedTo(Grace));
    }

    [Fact]
    public async Task What_waits_while_its_list_is_not_configured_leaves_when_it_is_again()
    {
        await using var desk = await DutyHouse.OpenAsync();
        var post = await desk.PostAsync();
        await AnswerAsync(desk, Marie, "ok at 18:00 UTC");
        await desk.ExecuteAsync("UPDATE held SET list = 'gone'");
        await desk.PassHoursAsync(11);
        Assert.Empty(desk.House.OwedTo(Grace));
        Assert.NotNull(desk.DueAt(Due.Release, post));
        await desk.ExecuteAsync("UPDATE held SET list = 'alerts'");
        await desk.PassHoursAsync(24);
        Assert.Single(desk.House.OwedTo(Grace));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_correction_that_comes_twice_is_one(bool byTwo)
    {
        await using var desk = await DutyHouse.OpenAsync(list => byTwo ? list with { TwoEditors = ["all"] } : list);
        await desk.PostAsync();
        await AnswerAsync(desk, Marie, "ok");
        await AnswerAsync(desk, Kofi, "ok");
        var letter = desk.House.LetterTo(Marie);
        var mail = Reply(Marie, "correct" + Text("Arrest", "The police arrested an editor."), letter).ReplaceLineEndings("\r\n");
        for (var i = 0; i < 4; i++)
            await desk.House.TakeInAsync(System.Text.Encoding.UTF8.GetBytes(mail), Marie, To(letter));
        await desk.House.WorkOffAsync();
        Assert.Equal(byTwo ? 1 : 0, desk.House.Count("held"));
        Assert.Equal(byTwo ? 1 : 2, desk.House.Count("edition"));
    }

    [Fact]
    public async Task Two_corrections_of_the_same_text_approved_in_one_reply_are_not_both_sent()
    {
        await using var desk = await DutyHouse.OpenAsync(list => list with { TwoEditors = ["all"] });
        await desk.PostAsync();
        await AnswerAsync(desk, Marie, "ok");
        await AnswerAsync(desk, Kofi, "ok");
        var letter = desk.House.LetterTo(Marie);
        await AnswerAsync(desk, Marie, "correct");
        await AnswerAsync(desk, Marie, "correct" + Text("Arrest", "The police arrested an editor."));
        await AnswerAsync(desk, Marie, "correct" + Text("Arrest", "The police arrested two editors."), letter);
        await desk.PassHoursAsync(6);
        await AnswerAsync(desk, Kofi, "ok 1 2");
        Assert.Equal(0, desk.House.Count("inbox"));
        Assert.Equal(2, desk.House.Count("edition"));
        Assert.Equal(1, desk.House.Count("held"));
    }

    [Fact]
    public async Task The_original_comes_for_a_number_of_a_reminder_too()
    {
        await using var desk = await DutyHouse.OpenAsync();
        await desk.PostAsync();
        await desk.PassHoursAsync(6);
        await AnswerAsync(desk, Marie, "original 1");
        Assert.Contains(desk.House.LetterTo(Marie).BodyParts, part => part is MessagePart { Message.TextBody: { } text } && text.Contains("journalist", StringComparison.Ordinal));
        await AnswerAsync(desk, Marie, "ok");
        Assert.Single(desk.House.OwedTo(Grace));
    }
}
