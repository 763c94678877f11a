using IfexList.Archive;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Tests.Archive;

/// <summary>What is found by which words, and by whom.</summary>
public sealed class SearchTests : IAsyncLifetime
{
    private readonly TestHouse _house = new(settings => settings with
    {
        Lists = new Dictionary<string, ListSettings>(settings.Lists) { ["own"] = new() { Archive = ArchivePolicy.Readers } },
    });

    private static readonly (string Number, Language Language, string Subject, string Text)[] Editions =
    [
        ("2026-0101-01", Language.En, "ALERT - TUNISIA", "Journalists were detained at the airport of Tunis-Carthage. The censors' office took the plates."),
        ("2026-0102-01", Language.Fr, "ALERTE - TUNISIE", "Des journalistes ont été arrêtés à l'aéroport. La liberté de la presse est en péril."),
        ("2026-0203-01", Language.Es, "ALERTA - PERÚ", "Un periodista fue detenido; la señal del canal fue cortada."),
        ("2026-0204-01", Language.Ru, "ТРЕВОГА - БЕЛАРУСЬ", "Журналистов задержали у ёлки на площади. Редакция закрыта."),
        ("2026-0305-01", Language.Ar, "تنبيه - تونس", "اعتُقل الصحفيون في المطـــار، وقال النقيب للصحفيين إن الحرّة أُغلقت. والأمن صادر اللوحات في بيت الصحافة ٢٠٢٦"),
        ("2026-0306-01", Language.Ar, "بيان - اليمن", "كبار الكتاب والشعراء بالعاصمة"),
    ];

    public async ValueTask InitializeAsync() => await _house.Database.WriteAsync(tx =>
    {
        foreach (var (number, language, subject, text) in Editions)
            File(tx, number, language, subject, text);
        File(tx, "2026-0401-01", Language.En, "Members", "The treasurer's secret plates.", toMembers: true);
        File(tx, "2026-0402-01", Language.En, "Own", "Our readers' plates.", list: "own");
    });

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    private static void File(Connection tx, string number, Language language, string subject, string text, bool toMembers = false, string list = "alerts") => Posts.File(
        tx, new NewRelease(number, list, language, number, subject, text, null, 5, toMembers, Topic.Split(subject.Contains("TUNIS", StringComparison.Ordinal) ? "TN;middle-east" : "PE"), "alert"), [],
        DateTimeOffset.Parse($"{number[..4]}-{number[5..7]}-{number[7..9]}T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds());

    [Theory]
    [InlineData("صحفيين", "0305", "the article and the letters before it, in the text")]
    [InlineData("الصحفيين", "0305", "the article in the question")]
    [InlineData("والصحفيين", "0305", "and the")]
    [InlineData("للصحفيين", "0305", "for the")]
    [InlineData("الحرة", "0305", "a doubled letter's sign in the text")]
    [InlineData("المطار", "0305", "a stretched word in the text")]
    [InlineData("اعتقل", "0305", "vowel signs in the text")]
    [InlineData("أمن", "0305", "hamza, behind and-the in the text")]
    [InlineData("2026", "0305", "Arabic digits")]
    [InlineData("كتاب", "0306", "the word itself, not what begins it")]
    [InlineData("عاصمه", "0306", "ta marbuta written as ha, behind in-the")]
    [InlineData("journaliste", "0102", "French, by its singular")]
    [InlineData("peril", "0102", "an accent that a phone left out")]
    [InlineData("PÉRIL", "0102", "in capitals")]
    [InlineData("l'aéroport", "0102", "an article with an apostrophe")]
    [InlineData("peru", "0203", "Spanish, without its accent")]
    [InlineData("senal", "0203", "n for ñ")]
    [InlineData("елки", "0204", "е for ё")]
    [InlineData("журналист", "0204", "Russian, by its first case")]
    [InlineData("detain", "0101", "the beginning of a word")]
    [InlineData("detain tunis plates", "0101", "all of several words")]
    [InlineData("detained plates carthago", "", "not some of them")]
    [InlineData("\"were detained at\"", "0101", "a phrase")]
    [InlineData("\"detained were\"", "", "not its words in another order")]
    [InlineData("Tunis-Carthage", "0101", "a hyphen")]
    [InlineData("art", "", "short words are whole ones")]
    [InlineData("journaliste* OR NEAR(", "", "nothing is an operator")]
    [InlineData("subject:alert", "", "no column can be named")]
    [InlineData("country:TN", "0102 0101", "a country by its code")]
    [InlineData("pays:Tunisie journalistes", "0102", "a country by its name, in French")]
    [InlineData("language:fr", "0102", "a language")]
    [InlineData("alert in fr", "0102", "a language in words")]
    [InlineData("since 2026-02 plates", "", "only later ones")]
    [InlineData("since:2026-02 until:2026-02", "0204 0203", "a month")]
    [InlineData("case:2026-0203-01", "0203", "a case")]
    [InlineData("treasurer", "", "what is for members alone")]
    [InlineData("readers", "", "what is for a list's own readers")]
    [InlineData("", "", "nothing")]
    [InlineData("\"", "", "half a phrase")]
    [InlineData("plates 👍", "0101", "a picture is no word")]
    [InlineData("plates \uD83D", "0101", "half a picture isn't one either")]
    [InlineData("plates \0", "0101", "a character that ends texts elsewhere")]
    [InlineData("detained ﷺ", "", "a sign that stands for a sentence")]
    [InlineData("country:", "", "a key without a value")]
    public void Everybody_finds(string asked, string numbers, string why)
    {
        var lists = _house.Get<ListCatalogue>();
        var result = _house.Database.Read(db => ArchiveSearch.Find(db, Shelf.Everybody(lists), SearchQuery.Read(asked, lists), 0, 10));
        Assert.True(numbers == string.Join(' ', result.Found.Select(one => one.Edition.Number[5..9])), $"{why}: {string.Join(' ', result.Found.Select(one => one.Edition.Number))}");
        Assert.Equal(result.Found.Count, result.Count);
    }

    [Fact]
    public void Members_and_readers_find_what_is_theirs()
    {
        var lists = _house.Get<ListCatalogue>();
        string[] Found(Reach reach) => [.. _house.Database.Read(db => ArchiveSearch.Find(db, reach, SearchQuery.Read("plates", lists), 0, 10)).Found.Select(one => one.Edition.Number)];
        Assert.Equal(["2026-0401-01", "2026-0101-01"], Found(new Reach(["alerts"], ToMember: true)));
        Assert.Equal(["2026-0402-01"], Found(new Reach(["own"], ToMember: false)));
    }

    [Theory]
    [InlineData("peril", "liberté de la presse est en péril", "the original's words")]
    [InlineData("الصحفيين", "النقيب للصحفيين إن الحرّة", "as they are written")]
    public void What_was_found_is_shown_with_the_words_around_it(string asked, string shown, string why)
    {
        var lists = _house.Get<ListCatalogue>();
        var found = _house.Database.Read(db => ArchiveSearch.Find(db, Shelf.Everybody(lists), SearchQuery.Read(asked, lists), 0, 1)).Found.Single();
        Assert.True(found.Snippet.Contains(shown, StringComparison.Ordinal) && found.Snippet.Length <= Limits.SnippetCharacters + 4, $"{why}: {found.Snippet}");
    }

    [Fact]
    public async Task What_is_gone_leaves_no_byte_behind()
    {
        await _house.Database.WriteAsync(tx =>
        {
            File(tx, "2026-0501-01", Language.En, "ALERT", "Zyxwvutsrq was summoned.");
            var edition = tx.Number("SELECT max(id) FROM edition")!.Value;
            tx.Execute("UPDATE edition SET text = '' WHERE id = @id", ("@id", edition));
            EditionWords.Replace(tx, edition);
        });
        Assert.Equal(0, _house.Count("edition_words", "edition_words MATCH 'zyxwvutsrq'"));
        Assert.True(await _house.Database.ScrubAsync());
        Assert.False(_house.Holds("zyxwvutsrq"));
    }

    [Fact]
    public async Task What_was_folded_otherwise_is_folded_anew_when_the_index_is_owed_again()
    {
        await _house.Database.WriteAsync(tx =>
        {
            tx.Execute("DELETE FROM edition_words");
            tx.Execute("INSERT INTO edition_words (rowid, edition, subject, text) SELECT (release.at << 20) | (edition.id & 1048575), edition.id, 'otherwise', 'otherwise' FROM edition JOIN release ON release.id = edition.release");
            Due.Set(tx, Due.Index, "", 0);
        });
        await _house.Get<IfexList.Reception.Clock>().TickAsync();
        Assert.Equal(0, _house.Count("edition_words", "edition_words MATCH 'otherwise'"));
        Everybody_finds("journaliste", "0102", "made of its text again");
        Assert.Equal(_house.Count("edition"), _house.Count("edition_words"));
    }

    [Fact]
    public async Task Editions_of_before_are_indexed_some_at_a_time()
    {
        await _house.Database.WriteAsync(tx =>
        {
            for (var i = 10; i < 80; i++)
                File(tx, $"2026-06{i % 28 + 1:00}-{i}", Language.En, "ALERT", "Old plates.");
            tx.Execute("DELETE FROM edition_words");
            Due.Set(tx, Due.Index, "", 0);
        });
        for (var i = 0; i < 5; i++)
        {
            await _house.Get<IfexList.Reception.Clock>().TickAsync();
            _house.Time.Advance(TimeSpan.FromSeconds(2));
        }
        Assert.Equal(_house.Count("edition"), _house.Count("edition_words"));
        Assert.Equal(0, _house.Count("due", "kind = 'index'"));
    }
}
