using IfexList.Communique;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Tests.Communique;

/// <summary>What a week's releases make of a draft, in a real database; looked at in five languages.</summary>
public sealed class WeeklyDraftTests : IAsyncDisposable
{
    private readonly NewsHouse _news = new();

    public ValueTask DisposeAsync() => _news.DisposeAsync();

    [Fact]
    public async Task A_week_is_grouped_by_section_region_and_country_and_numbered_once()
    {
        await _news.ReleaseAsync("en", "TN", "ALERT - TUNISIA: Editor freed", Long("An editor"), "11 10:00");
        await _news.ReleaseAsync("en", "ZW", "ALERT - ZIMBABWE: Plates seized", Long("The plates"), "12 10:00");
        await _news.ReleaseAsync("en", "", "Joint action: Fourteen members sign", Long("Fourteen members"), "12 11:00", kind: "joint-action");
        await _news.ReleaseAsync("en", "EC", "ALERT - ECUADOR: Radio silenced", Long("A radio"), "12 12:00");
        await _news.ItemAsync("en", "job", "Researcher wanted", "A researcher.", "2026-04-30");
        await _news.ItemAsync("en", "workshop", "Safe e-mail", "A workshop.", "2026-04-02", "Accra");
        Assert.Equal(
            [
                "1 regional Zimbabwe: Plates seized", "2 regional Ecuador: Radio silenced", "3 regional Tunisia: Editor freed", "4 action Fourteen members sign", "5 conferences Safe e-mail",
                "6 jobs Researcher wanted", "7 alerts ALERTS ISSUED BY THE IFEX CLEARING HOUSE LAST WEEK",
            ], Lines(Compile()));
    }

    [Fact]
    public async Task Updates_of_one_case_are_one_entry_with_the_newest_text()
    {
        await _news.ReleaseAsync("en", "TN", "ALERT - TUNISIA: Editor summoned", Long("An editor was summoned"), "11 10:00");
        await _news.ReleaseAsync("en", "TN", "UPDATE - TUNISIA: Editor freed", Long("The editor was freed"), "13 10:00", "2026-0311-01", organisation: "OHPL");
        var draft = Compile();
        Assert.Equal(["1 regional Tunisia: Editor freed", "2 alerts ALERTS ISSUED BY THE IFEX CLEARING HOUSE LAST WEEK"], Lines(draft));
        Assert.StartsWith("The editor was freed", draft.Entries[0].Text, StringComparison.Ordinal);
        Assert.Contains("(OHPL)", draft.Entries[0].Text, StringComparison.Ordinal);
        Assert.EndsWith("\nalerts-request@lists.example.org:\nget 2026-0311-01", draft.Entries[0].Text, StringComparison.Ordinal);
        Assert.Equal("Middle East and North Africa\n2026-0313-02 - Tunisia: Editor freed (OHPL)\n+ 2026-0311-01 - Tunisia: Editor summoned", draft.Entries[1].Text);
    }

    [Fact]
    public async Task A_case_that_began_before_the_week_stands_among_the_updates()
    {
        await _news.ReleaseAsync("en", "TN", "ALERT - TUNISIA: Editor summoned", Long("Summoned"), "02 10:00");
        await _news.ReleaseAsync("en", "TN", "UPDATE - TUNISIA: Editor freed", Long("Freed"), "13 10:00", "2026-0302-01");
        Assert.Equal("1 updates Tunisia: Editor freed", Lines(Compile())[0]);
    }

    [Fact]
    public async Task What_is_corrected_stands_as_it_reads_now_and_what_is_withdrawn_or_for_members_not_at_all()
    {
        var corrected = await _news.ReleaseAsync("en", "TN", "ALERT - TUNISIA: Editor fred", Long("Wrong"), "11 10:00");
        await _news.EditionAsync(corrected, "en", "ALERT - TUNISIA: Editor freed", Long("Right"), "12 10:00", corrects: true);
        await _news.ReleaseAsync("en", "ZW", "ALERT - ZIMBABWE: For members", Long("Secret"), "12 10:00", toMembers: true);
        var withdrawn = await _news.ReleaseAsync("en", "EC", "ALERT - ECUADOR: Withdrawn", Long("Gone"), "12 10:00");
        await _news.House.Database.WriteAsync(tx => tx.Execute("UPDATE edition SET state = 'withdrawn' WHERE release = @id", ("@id", withdrawn)));
        var draft = Compile();
        Assert.Equal(["1 regional Tunisia: Editor freed", "2 alerts ALERTS ISSUED BY THE IFEX CLEARING HOUSE LAST WEEK"], Lines(draft));
        Assert.StartsWith("Right", draft.Entries[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_translation_counts_in_the_week_in_which_it_came()
    {
        var old = await _news.ReleaseAsync("en", "TN", "ALERT - TUNISIA: Editor freed", Long("Old"), "03 10:00");
        await _news.EditionAsync(old, "fr", "ALERTE - TUNISIE : Directeur libéré", Long("Tard"), "12 10:00");
        await _news.ReleaseAsync("en", "ZW", "ALERT - ZIMBABWE: Plates seized", Long("New"), "12 10:00");
        Assert.Equal("1 regional Tunisie\u00A0: Directeur libéré", Lines(Compile(Language.Fr))[0].Replace("updates", "regional", StringComparison.Ordinal));
        Assert.Equal("1 regional Zimbabwe: Plates seized", Lines(Compile())[0]);
        Assert.Equal(1, _news.House.Database.Read(db => WeeklyDraft.Missing(db, _news.List, Language.Fr, NewsHouse.Monday)));
    }

    [Fact]
    public async Task What_is_past_is_not_announced()
    {
        await _news.ItemAsync("en", "event", "Over", "Over.", "2026-03-15");
        await _news.ItemAsync("en", "event", "Today", "Today.", "2026-03-16");
        await _news.ItemAsync("en", "publication", "A guide", "No day.", null);
        await _news.ItemAsync("fr", "event", "Ailleurs", "Une autre langue.", "2026-03-20");
        Assert.Equal(["1 conferences Today", "2 publications A guide"], Lines(Compile()));
    }

    [Fact]
    public async Task A_long_alert_is_told_in_its_first_sentences_without_its_headings()
    {
        await _news.ReleaseAsync("en", "TN", "ALERT - TUNISIA: Editor freed", "ALERT - TUNISIA\n\nTunis, 12 March 2026\n\nSOURCE: OHPL, Tunis\n\n" + string.Join(' ', Enumerable.Repeat(Long("The editor"), 20)), "11 10:00");
        var told = Compile().Entries[0].Text.Split("\n\n")[0];
        Assert.StartsWith("The editor", told, StringComparison.Ordinal);
        Assert.EndsWith(".", told, StringComparison.Ordinal);
        Assert.InRange(told.Length, 300, 700);
    }

    [Theory]
    [InlineData("en"), InlineData("fr"), InlineData("es"), InlineData("ru"), InlineData("ar")]
    public async Task The_draft_and_its_letter_look_as_they_were_approved(string language)
    {
        await _news.EditorAsync(language: language, desks: language);
        await DraftSamples.FillAsync(_news, language);
        await _news.PassToAsync(NewsHouse.Monday);
        // As no other desk has an editor, she gets their drafts, too.
        var letter = _news.House.OwedTo(NewsHouse.Editor).Single(owed => owed.TextBody!.Contains(DraftSamples.Announced(language), StringComparison.Ordinal));
        Golden.Check(Path.Combine("draft", $"{language}.txt"), $"{letter.Subject}\n\n{letter.TextBody!.ReplaceLineEndings("\n")}");
    }

    private WeeklyDraft Compile(Language language = Language.En) =>
        _news.House.Database.Read(db => WeeklyDraft.Compile(db, _news.List, language, NewsHouse.Monday, _news.House.Get<AddressPlan>()));

    private static List<string> Lines(WeeklyDraft draft) => [.. draft.Entries.Select(entry => $"{entry.Number} {entry.Section} {entry.Headline}")];

    private static string Long(string begin) => $"{begin} and his three colleagues spoke to reporters in front of the court on Tuesday, as the organisation says in its report.";
}
