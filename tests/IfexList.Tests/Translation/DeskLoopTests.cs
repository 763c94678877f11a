using System.Text;
using IfexList.Mail;
using IfexList.Store;
using IfexList.Tests.Moderation;
using static IfexList.Tests.Translation.TranslationHouse;

namespace IfexList.Tests.Translation;

/// <summary>A translation by mail, from the call to the edition. The house's clock begins on a Thursday at 08:00 UTC, 04:00 in Toronto.</summary>
public sealed class DeskLoopTests
{
    private const string Title = "ALERTE - TUNISIE";

    [Fact]
    public async Task A_release_calls_the_desks_of_languages_in_which_readers_wait_and_no_others()
    {
        await using var house = new TranslationHouse();
        var number = await house.ReleaseAsync();
        var letter = house.House.LetterTo(Nadia);
        Assert.Equal($"[alerts {number}/fr] Translation wanted: ALERT - TUNISIA", letter.Subject);
        Assert.StartsWith("alerts-answer+", letter.ReplyTo.Mailboxes.Single().Address, StringComparison.Ordinal);
        var text = letter.TextBody!.ReplaceLineEndings("\n");
        Assert.All(["1 reader waits", "2026-03-12 16:00 America/Toronto (20:00 UTC)", "[3] He edits", Omar], said => Assert.Contains(said, text, StringComparison.Ordinal));
        Assert.Single(house.Subjects(Omar));
        Assert.Null(house.House.Database.Read(db => WantedEditions.Of(db, house.Wanted().Release, Language.Ar)));
        Assert.DoesNotContain(house.House.OwedTo(Lucie), sent => sent.Subject!.Contains("Translation", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Called_twice_nobody_hears_of_it_twice()
    {
        await using var house = new TranslationHouse();
        await house.ReleaseAsync();
        await house.CallAsync(house.Wanted().Release);
        Assert.Single(house.Subjects(Nadia));
        Assert.Equal(0, house.House.Count("due", "kind = 'translate'"));
    }

    [Fact]
    public async Task A_desk_without_translators_is_its_editors()
    {
        await using var house = new TranslationHouse();
        await house.House.ReaderAsync("vera@gazeta.example", "ru");
        await house.ReleaseAsync();
        Assert.All([DutyHouse.Marie, Lucie], editor => Assert.Contains(house.Subjects(editor), subject => subject.Contains("/ru] Translation wanted", StringComparison.Ordinal)));
        Assert.DoesNotContain(house.Subjects(Nadia), subject => subject.Contains("/ru]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Taken_drafted_approved_and_out_to_that_language_only()
    {
        await using var house = new TranslationHouse();
        var number = await house.ReleaseAsync();
        await house.SayAsync(Nadia, "take");
        Assert.Contains($"{Nadia} has this translation in hand", house.Desk.Last(Omar), StringComparison.Ordinal);
        Assert.Contains("this translation is yours", house.Desk.Last(Nadia), StringComparison.Ordinal);
        await house.SayAsync(Nadia, $"{Title}\n\n{French}");
        Assert.Equal((WantedState.Drafted, 2), (house.Wanted().State, house.Wanted().Version));
        Assert.Contains("Your text has been received", house.Desk.Last(Nadia), StringComparison.Ordinal);
        var asked = house.House.LetterTo(Lucie);
        Assert.Equal($"[alerts {number}/fr] Translation to approve: {Title}", asked.Subject);
        Assert.Contains("[3] He edits the weekly", asked.TextBody, StringComparison.Ordinal);
        Assert.Empty(house.House.OwedTo(Awa));
        var english = house.House.OwedTo(Grace).Count;

        await house.SayAsync(Lucie, "ok");
        var copy = Assert.Single(house.House.OwedTo(Awa));
        Assert.Contains("La Voix du Bassin", copy.TextBody!, StringComparison.Ordinal);
        Assert.Equal(english, house.House.OwedTo(Grace).Count);
        Assert.Equal(WantedState.Released, house.Wanted().State);
        Assert.Contains($"is out as {number}/fr (French), for 1 reader", house.Desk.Last(Nadia), StringComparison.Ordinal);
        Assert.Equal(1, house.House.Count("desk_log", "deed = 'translated'"));
        Assert.Equal(0, house.House.Count("due", "kind = 'chase'"));
        Assert.Empty(house.Desk.BrokenInvariants());
    }

    [Fact]
    public async Task What_a_draft_has_lost_is_pointed_out_to_both()
    {
        await using var house = new TranslationHouse();
        await house.ReleaseAsync();
        await house.SayAsync(Nadia, $"{Title}\n\n{French.Replace("Fax : +216 76 555 0142", "", StringComparison.Ordinal)}");
        Assert.All([Nadia, Lucie], who => Assert.Contains("555 0142", house.House.LetterTo(who).TextBody!.Split("The source:")[0], StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_editor_sends_the_draft_back_changed_and_releases_it_with_the_same_mail()
    {
        await using var house = new TranslationHouse();
        await house.ReleaseAsync();
        await house.SayAsync(Nadia, $"{Title}\n\n{French}");
        await house.SayAsync(Lucie, $"ok\n\n[begin text]\nSubject: {Title}\n\n{French.Replace("dirige", "publie", StringComparison.Ordinal)}\n[end text]");
        Assert.Contains("Il publie l'hebdomadaire", Assert.Single(house.House.OwedTo(Awa)).TextBody, StringComparison.Ordinal);
        Assert.Contains("is out as", house.Desk.Last(Nadia), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 0, "an editor reads it first")]
    [InlineData(true, 1, "the list lets translators release")]
    public async Task Whether_a_translator_releases_his_own_is_the_lists_to_say(bool mayRelease, int copies, string why)
    {
        await using var house = new TranslationHouse(list => list with { TranslatorsRelease = mayRelease });
        await house.ReleaseAsync();
        await house.SayAsync(Nadia, $"{Title}\n\n{French}");
        await house.SayAsync(Nadia, "ok");
        Assert.True(house.House.OwedTo(Awa).Count == copies, why);
    }

    [Fact]
    public async Task An_answer_to_an_older_version_decides_nothing_and_its_writer_gets_it_as_it_stands()
    {
        await using var house = new TranslationHouse();
        await house.ReleaseAsync();
        await house.SayAsync(Nadia, $"{Title}\n\n{French}");
        var first = house.House.LetterTo(Lucie);
        await house.SayAsync(Nadia, $"{Title}\n\n{French.Replace("dirige", "publie", StringComparison.Ordinal)}");
        await house.SayAsync(Lucie, "ok", first);
        Assert.Empty(house.House.OwedTo(Awa));
        Assert.Contains("NOTHING DONE", house.Desk.Last(Lucie), StringComparison.Ordinal);
        Assert.Contains("Il publie", house.Desk.Last(Lucie), StringComparison.Ordinal);
        await house.SayAsync(Lucie, "ok");
        Assert.Single(house.House.OwedTo(Awa));
    }

    [Fact]
    public async Task Of_two_approvals_at_once_one_decides()
    {
        await using var house = new TranslationHouse();
        await house.Desk.AppointAsync(DutyHouse.Kofi, desks: "fr");
        await house.ReleaseAsync();
        await house.SayAsync(Nadia, $"{Title}\n\n{French}");
        var letters = new[] { Lucie, DutyHouse.Kofi }.Select(who => (Who: who, Letter: house.House.LetterTo(who))).ToList();
        foreach (var (who, letter) in letters)
        {
            var to = letter.ReplyTo.Mailboxes.Single().Address;
            await house.House.TakeInAsync(Encoding.UTF8.GetBytes(TestHouse.Mail(who, to, "Re: " + letter.Subject, "ok")), who, to);
        }
        await house.House.WorkOffAsync();
        Assert.Single(house.House.OwedTo(Awa));
        Assert.Equal(1, house.House.Count("edition", "language = 'fr'"));
        Assert.Equal(1, house.House.Count("desk_log", "deed = 'translated'"));
    }

    [Fact]
    public async Task Dropped_nobody_is_asked_any_more_and_a_text_brings_it_back()
    {
        await using var house = new TranslationHouse();
        await house.ReleaseAsync();
        var call = house.House.LetterTo(Nadia);
        await house.SayAsync(Nadia, $"{Title}\n\n{French}");
        await house.SayAsync(Lucie, "drop: too late to help");
        Assert.Equal((WantedState.Dropped, null), (house.Wanted().State, house.Wanted().Text));
        Assert.Contains("too late to help", house.Desk.Last(Nadia), StringComparison.Ordinal);
        await house.Desk.PassAsync(TimeSpan.FromHours(30));
        Assert.DoesNotContain(house.Subjects(Omar), subject => subject.Contains("still missing", StringComparison.Ordinal));
        await house.SayAsync(Nadia, $"{Title}\n\n{French}");
        Assert.Equal(WantedState.Drafted, house.Wanted().State);
        await house.SayAsync(Nadia, "ok", call);
        Assert.Empty(house.House.OwedTo(Awa));
    }

    [Fact]
    public async Task A_reply_that_says_nothing_is_asked_back_once()
    {
        await using var house = new TranslationHouse();
        await house.ReleaseAsync();
        var call = house.House.LetterTo(Nadia);
        await house.SayAsync(Nadia, "What a sad story.", call);
        Assert.Contains("Not understood", house.House.LetterTo(Nadia).Subject!, StringComparison.Ordinal);
        await house.SayAsync(Nadia, "What a sad story.", call);
        await house.SayAsync(Nadia, "Yes, very sad.");
        Assert.Equal(2, house.Subjects(Nadia).Count);
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-replied\r\n", "a vacation answer")]
    [InlineData("Precedence: bulk\r\n", "a mailing")]
    public async Task Robots_take_nothing_and_get_no_answer(string header, string why)
    {
        await using var house = new TranslationHouse();
        await house.ReleaseAsync();
        await house.SayAsync(Nadia, "take", headers: header);
        Assert.True(house.Subjects(Nadia).Count == 1, why);
        Assert.Null(house.Wanted().TakenBy);
        Assert.Equal(0, house.House.Count("inbox"));
    }

    [Fact]
    public async Task The_right_token_from_a_wrong_address_decides_nothing_and_the_editors_hear_of_it()
    {
        await using var house = new TranslationHouse();
        await house.ReleaseAsync();
        await house.SayAsync(Nadia, $"{Title}\n\n{French}");
        await house.SayAsync(Lucie, "ok", from: "mallory@elsewhere.example");
        Assert.Empty(house.House.OwedTo(Awa));
        Assert.Empty(house.House.OwedTo("mallory@elsewhere.example"));
        Assert.Contains("mallory@elsewhere.example", house.Desk.Last(Lucie), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ok\n\n[begin text]\nSubject: ALERTE - TUNISIE\n\n{below}\n[end text]", "his first paragraph is gone, for it names somebody", "La police", "")]
    [InlineData("ok\n\n[begin text]\nSubject: ALERTE - TUNISIE : convoqué\n\n{text}\n[end text]", "only the title is another", "", "convoqué")]
    public async Task What_an_editor_took_out_or_called_otherwise_is_out_so(string reply, string why, string gone, string subject)
    {
        await using var house = new TranslationHouse();
        await house.ReleaseAsync();
        await house.SayAsync(Nadia, $"{Title}\n\n{French}");
        await house.SayAsync(Lucie, reply.Replace("{text}", French, StringComparison.Ordinal).Replace("{below}", French.Split("\n\n", 2)[1], StringComparison.Ordinal));
        var copy = Assert.Single(house.House.OwedTo(Awa));
        Assert.True(gone.Length == 0 || !copy.TextBody!.Contains(gone, StringComparison.Ordinal), why);
        Assert.Contains(subject, copy.Subject, StringComparison.Ordinal);
        Assert.Contains("Fax : +216", copy.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_that_only_takes_something_out_goes_out_too()
    {
        await using var house = new TranslationHouse();
        await house.ReleaseAsync();
        await house.SayAsync(Nadia, $"{Title}\n\n{French}");
        await house.SayAsync(Lucie, "ok");
        await house.SayAsync(Lucie, $"ok\n\n{Title}\n\n{French.Split("\n\n", 2)[1]}");
        Assert.Equal(2, house.House.Count("edition", "language = 'fr'"));
        Assert.DoesNotContain("La police", house.House.LetterTo(Awa).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_source_says_in_the_same_words_stays_in_a_draft_that_came_back()
    {
        const string same = "SOURCE: Observatory for Press Freedom (OHPL), Tunis";
        await using var house = new TranslationHouse();
        await house.ReleaseAsync($"{English}\n\n{same}");
        await house.SayAsync(Nadia, $"{Title}\n\n{French}\n\n{same}");
        await house.SayAsync(Lucie, $"ok\n\n[begin text]\nSubject: {Title}\n\n{French.Replace("dirige", "publie", StringComparison.Ordinal)}\n\n{same}\n[end text]");
        Assert.Contains(same, Assert.Single(house.House.OwedTo(Awa)).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ok_over_a_changed_quotation_is_asked_about()
    {
        await using var house = new TranslationHouse();
        await house.ReleaseAsync();
        await house.SayAsync(Nadia, $"{Title}\n\n{French}");
        var letter = house.House.LetterTo(Lucie);
        string Quoted(string text) => "> " + text.Replace("\n", "\n> ", StringComparison.Ordinal);
        var shown = letter.TextBody!.ReplaceLineEndings("\n");
        await house.SayAsync(Lucie, $"ok\n\nOn Thursday, alerts wrote:\n{Quoted(shown.Replace("dirige", "publie", StringComparison.Ordinal))}", letter);
        Assert.Empty(house.House.OwedTo(Awa));
        Assert.Contains("Not understood", house.House.LetterTo(Lucie).Subject, StringComparison.Ordinal);
        await house.SayAsync(Lucie, $"ok\n\nOn Thursday, alerts wrote:\n{Quoted(shown)}");
        Assert.Single(house.House.OwedTo(Awa));
    }

    [Fact]
    public async Task An_ok_to_a_mere_note_shows_the_text_and_releases_nothing()
    {
        await using var house = new TranslationHouse();
        await house.Desk.AppointAsync(DutyHouse.Kofi, desks: "fr");
        await house.ReleaseAsync();
        await house.SayAsync(Nadia, $"{Title}\n\n{French}");
        await house.SayAsync(Lucie, "ok", from: "mallory@elsewhere.example");
        await house.SayAsync(DutyHouse.Kofi, "ok, thanks");
        Assert.Empty(house.House.OwedTo(Awa));
        Assert.Contains("L'Observatoire demande", house.Desk.Last(DutyHouse.Kofi), StringComparison.Ordinal);
        await house.SayAsync(DutyHouse.Kofi, "ok");
        Assert.Single(house.House.OwedTo(Awa));
    }

    [Fact]
    public async Task Whoever_says_ok_before_the_desk_heard_of_a_correction_releases_nothing()
    {
        await using var house = new TranslationHouse();
        await house.ReleaseAsync();
        await house.SayAsync(Nadia, $"{Title}\n\n{French}");
        var letter = house.House.LetterTo(Lucie);
        var publication = house.House.Get<IfexList.Publishing.Publication>();
        var ready = house.House.Database.Read(db => publication.PrepareCorrection(db, CaseFile.NewestOf(db, 1)!.Id, "", English.Replace("nine", "ten", StringComparison.Ordinal)))!;
        await house.House.Database.WriteAsync(tx => publication.Commit(tx, ready));
        await house.SayAsync(Lucie, "ok", letter);
        Assert.Empty(house.House.OwedTo(Awa));
        await house.House.Get<IfexList.Reception.Clock>().TickAsync();
        await house.SayAsync(Nadia, "ok");
        await house.SayAsync(Lucie, "ok");
        Assert.Single(house.House.OwedTo(Awa));
    }

    [Fact]
    public async Task A_draft_that_nobody_released_goes_with_whoever_wrote_it()
    {
        await using var house = new TranslationHouse();
        await house.ReleaseAsync();
        await house.SayAsync(Nadia, $"{Title}\n\n{French}");
        await house.House.Database.WriteAsync(tx =>
        {
            var nadia = Person.Find(tx, DutyHouse.Parse(Nadia))!.Value;
            Translators.Remove(tx, "alerts", DutyHouse.Parse(Nadia));
            Erasure.Begin(tx, nadia, house.House.Time.Now());
            Erasure.Finish(tx, nadia);
        });
        Assert.Equal((WantedState.Wanted, null, null), (house.Wanted().State, house.Wanted().Text, house.Wanted().DraftedBy));
    }
}
