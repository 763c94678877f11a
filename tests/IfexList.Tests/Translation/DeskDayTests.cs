using IfexList.Authentication;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;
using IfexList.Tests.Moderation;
using IfexList.Translation;
using static IfexList.Tests.Translation.TranslationHouse;

namespace IfexList.Tests.Translation;

/// <summary>What time and corrections do to a translation: reminders, the morning's handover, a source that changed; and editions that nobody asked for.</summary>
public sealed class DeskDayTests
{
    private const string Title = "ALERTE - TUNISIE";
    private const string Owner = DutyHouse.Owner;

    [Fact]
    public async Task A_corrected_source_goes_to_who_wrote_the_translation_by_paragraph_and_his_new_text_corrects_the_edition()
    {
        await using var house = new TranslationHouse();
        var number = await OutAsync(house);
        await house.CorrectAsync(English.Replace("11 March 2026 at nine", "12 March 2026 at ten", StringComparison.Ordinal));
        Assert.Equal((WantedState.Wanted, false), (house.Wanted().State, house.Wanted().Edition is null));
        var letter = house.House.LetterTo(Nadia);
        Assert.StartsWith($"[alerts {number}/fr] Source corrected: ", letter.Subject, StringComparison.Ordinal);
        var text = letter.TextBody!.ReplaceLineEndings(" ");
        Assert.All(["12 March 2026 at ten", "The translation is out", "Il dirige"], said => Assert.Contains(said, text, StringComparison.Ordinal));
        Assert.DoesNotContain(house.Subjects(Omar), subject => subject.Contains("Source corrected", StringComparison.Ordinal));

        await house.SayAsync(Nadia, $"{Title}\n\n{French.Replace("11 mars 2026 à neuf", "12 mars 2026 à dix", StringComparison.Ordinal)}");
        await house.SayAsync(Lucie, "ok");
        Assert.Equal(2, house.House.Count("edition", "language = 'fr'"));
        Assert.Contains("12 mars 2026 à dix heures", house.House.LetterTo(Awa).TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Equal(WantedState.Released, house.Wanted().State);
        Assert.Empty(house.Desk.BrokenInvariants());
    }

    [Fact]
    public async Task A_translation_that_the_correction_does_not_touch_stays_as_it_is()
    {
        await using var house = new TranslationHouse();
        await OutAsync(house);
        await house.CorrectAsync(English.Replace("summoned Sami", "have summoned Sami", StringComparison.Ordinal));
        await house.SayAsync(Nadia, "ok");
        await house.SayAsync(Lucie, "ok");
        Assert.Equal((1, WantedState.Released), ((int)house.House.Count("edition", "language = 'fr'"), house.Wanted().State));
        Assert.Single(house.House.OwedTo(Awa));
        Assert.Contains("stays as it is", house.Desk.Last(Lucie), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_late_translation_is_chased_first_where_it_is_in_hand_then_at_the_whole_desk_then_higher_up_and_not_for_ever()
    {
        await using var house = new TranslationHouse();
        await house.ReleaseAsync();
        await house.SayAsync(Nadia, "take");
        await house.Desk.PassAsync(TimeSpan.FromHours(12));
        Assert.Equal((1, 0, 0), Reminders(house));
        Assert.Contains("You have it in hand.", house.Desk.Last(Nadia), StringComparison.Ordinal);
        await house.Desk.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal((2, 1, 0), Reminders(house));
        await house.Desk.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal((3, 2, 1), Reminders(house));
        Assert.Contains(house.Subjects(DutyHouse.Marie), subject => subject.Contains("still missing", StringComparison.Ordinal));
        for (var day = 0; day < 10; day++)
            await house.Desk.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal((7, 6, 5), Reminders(house));
    }

    [Fact]
    public async Task In_quiet_hours_nobody_is_chased()
    {
        await using var house = new TranslationHouse(list => list with { QuietHours = "15:00-19:00" });
        await house.ReleaseAsync();
        await house.Desk.PassAsync(TimeSpan.FromHours(14.5));
        Assert.Equal((0, 0, 0), Reminders(house));
        await house.Desk.PassAsync(TimeSpan.FromHours(0.5));
        Assert.Equal((1, 1, 0), Reminders(house));
    }

    [Fact]
    public async Task The_handover_names_what_is_missing_and_what_is_held_and_ends_when_nothing_is()
    {
        await using var house = new TranslationHouse();
        var number = await house.ReleaseAsync();
        await house.House.Database.WriteAsync(tx => Handover.PlanAll(tx, house.House.Get<ListCatalogue>(), house.House.Time.GetUtcNow()));
        await house.SayAsync(Nadia, $"{Title}\n\n{French}");
        var held = await house.HoldAsync("Second arrest", English);
        await house.Desk.PassAsync(TimeSpan.FromHours(5));
        var letter = Assert.Single(house.House.OwedTo(DutyHouse.Marie), sent => sent.Subject!.Contains("Handover", StringComparison.Ordinal)).TextBody!.ReplaceLineEndings(" ");
        Assert.All([$"{number}/fr, French: ALERT - TUNISIA", $"A text by {Nadia} waits for an ok.", $"[{held}] Second arrest"], said => Assert.Contains(said, letter, StringComparison.Ordinal));
        await house.SayAsync(Lucie, "ok", house.House.OwedTo(Lucie).Last(sent => sent.Subject!.Contains("to approve", StringComparison.Ordinal)));
        await house.Desk.PassAsync(TimeSpan.FromDays(1));
        Assert.Single(house.House.OwedTo(DutyHouse.Marie), sent => sent.Subject!.Contains("Handover", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_nothing_shows_that_he_sent_it_an_ok_counts_when_he_sends_it_once_more()
    {
        await using var house = new TranslationHouse();
        await house.ReleaseAsync();
        await house.SayAsync(Nadia, $"{Title}\n\n{French}");
        await KeepAsync(house, Lucie, "ok", DmarcPolicy.None);
        Assert.Empty(house.House.OwedTo(Awa));
        Assert.Contains("Please send it once more", house.House.LetterTo(Lucie).Subject!, StringComparison.Ordinal);
        await KeepAsync(house, Lucie, "ok", DmarcPolicy.None);
        Assert.Single(house.House.OwedTo(Awa));
    }

    [Fact]
    public async Task What_his_domain_disowns_decides_nothing_and_the_editors_hear_of_it()
    {
        await using var house = new TranslationHouse();
        await house.ReleaseAsync();
        await house.SayAsync(Nadia, $"{Title}\n\n{French}");
        await KeepAsync(house, Lucie, "ok", DmarcPolicy.Reject);
        Assert.Empty(house.House.OwedTo(Awa));
        Assert.Contains("nothing shows that the mail is really his", house.Desk.Last(Lucie), StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string, bool, string> Unasked() => new()
    {
        { Omar, "NUMBER: ALERTE - TUNISIE", "", true, "the number in the Subject" },
        { Omar, "ALERTE - TUNISIE", "NUMBER/fr\n\n", true, "the number in the first line" },
        { Lucie, "NUMBER ALERTE - TUNISIE", "", true, "an editor of that language" },
        { Omar, "ALERTE - TUNISIE", "", false, "no number: a post" },
        { "amadou@elsewhere.example", "NUMBER ALERTE - TUNISIE", "", false, "nobody of the desk" },
        { Omar, "2026-0311-09 ALERTE - TUNISIE", "", false, "no such release" },
    };

    [Theory, MemberData(nameof(Unasked))]
    public async Task An_edition_that_nobody_asked_for_is_a_draft_where_its_writer_belongs_to_that_desk(string from, string subject, string first, bool isDraft, string why)
    {
        await using var house = new TranslationHouse();
        var number = await house.ReleaseAsync();
        await house.House.Database.WriteAsync(tx => tx.Execute("DELETE FROM translation"));
        string With(string text) => text.Replace("NUMBER", number, StringComparison.Ordinal);
        await house.House.SendAsync(TestHouse.Mail(from, "alerts-fr@lists.example.org", With(subject), With(first) + French), from, "alerts-fr@lists.example.org");
        Assert.True(house.House.Count("translation", "state = 'drafted' AND subject = 'ALERTE - TUNISIE' AND text LIKE 'La police%'") == (isDraft ? 1 : 0), why);
        Assert.Equal(isDraft ? 0 : 1, house.House.Count("held"));
        Assert.Equal(isDraft, house.House.OwedTo(from) is [.., var last] && last.Subject!.Contains("Draft received", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mail_in_somebodys_name_replaces_no_text_and_shows_it_once_an_hour()
    {
        await using var house = new TranslationHouse();
        var number = await house.ReleaseAsync();
        await house.SayAsync(Nadia, $"{Title}\n\n{French}");
        var before = (house.Wanted(), house.Subjects(Nadia).Count, house.Subjects(Lucie).Count);
        for (var i = 0; i < 3; i++)
            await house.House.SendAsync(TestHouse.Mail(Nadia, "alerts-fr@lists.example.org", $"{number}: {Title}", $"{French}\n\n{i} mensonges."), Nadia, "alerts-fr@lists.example.org");
        Assert.Equal((before.Item1, before.Item2 + 1, before.Item3), (house.Wanted(), house.Subjects(Nadia).Count, house.Subjects(Lucie).Count));
        Assert.Equal(0, house.House.Count("held"));
    }

    private static async Task<string> OutAsync(TranslationHouse house)
    {
        var number = await house.ReleaseAsync();
        await house.SayAsync(Nadia, $"{Title}\n\n{French}");
        await house.SayAsync(Lucie, "ok");
        return number;
    }

    private static Task KeepAsync(TranslationHouse house, string who, string text, DmarcPolicy policy)
    {
        var letter = house.House.LetterTo(who);
        var to = letter.ReplyTo.Mailboxes.Single().Address;
        var evidence = Evidence.Nothing with { Dmarc = new DmarcEvidence(CheckResult.Fail, who[(who.IndexOf('@') + 1)..], policy, IsAligned: false) };
        return house.House.KeepAsync(evidence, TestHouse.Mail(who, to, "Re: " + letter.Subject, text), who, to);
    }

    private static (int Nadia, int Omar, int Owner) Reminders(TranslationHouse house)
    {
        int Of(string who) => house.Subjects(who).Count(subject => subject.Contains("still missing", StringComparison.Ordinal));
        return (Of(Nadia), Of(Omar), Of(Owner));
    }
}
