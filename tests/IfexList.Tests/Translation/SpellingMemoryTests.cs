using IfexList.Mail;
using IfexList.Store;
using IfexList.Translation;

namespace IfexList.Tests.Translation;

/// <summary>What a case's editions teach about its names.</summary>
public sealed class SpellingMemoryTests : IAsyncLifetime
{
    private const string Case = "2026-1130";

    private readonly string _folder = Directory.CreateTempSubdirectory("ifexlist-spelling").FullName;
    private Database _database = null!;

    public ValueTask InitializeAsync()
    {
        _database = Database.Open(Path.Combine(_folder, "ifexlist.db"));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<string> LearnAsync(string name, Language from, Language to)
    {
        await _database.WriteAsync(tx => SpellingMemory.Learn(tx, Case, from, Pairs.Text(name, from), to, Pairs.Text(name, to), 1));
        return Told(to, Pairs.Text(name, from));
    }

    private string Told(Language language, string text) => string.Join(", ", _database.Read(db => SpellingMemory.Of(db, Case, language, text)).Select(spelling => $"{spelling.Term} = {spelling.Spelled}").Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("a", "en", "ru", "")]
    [InlineData("a", "en", "ar", "")]
    [InlineData("a", "en", "fr", "")]
    [InlineData("a", "en", "es", "")]
    [InlineData("a", "ru", "fr", "")]
    [InlineData("a", "ar", "en", "")]
    [InlineData("a", "ru", "ar", "")]
    [InlineData("b", "fr", "ru", "")]
    [InlineData("b", "fr", "ar", "")]
    [InlineData("b", "fr", "en", "")]
    public async Task Names_are_learnt_from_an_edition_and_nothing_else_is(string name, string from, string to, string expected) =>
        Assert.Equal(expected, await LearnAsync(name, Languages.Parse(from), Languages.Parse(to)));

    [Fact]
    public async Task What_the_desk_says_counts_more_than_what_is_learnt()
    {
        await _database.WriteAsync(tx => SpellingMemory.Say(tx, Case, Language.Ru, [new Spelling("chavunduka", "Чавандука")], 1));
        Assert.Contains("chavunduka = Чавандука", await LearnAsync("a", Language.En, Language.Ru), StringComparison.Ordinal);
        await _database.WriteAsync(tx => SpellingMemory.Say(tx, Case, Language.Ru, [new Spelling("Chavunduka", "Чевандука")], 2));
        Assert.Equal("chavunduka = Чевандука", Told(Language.Ru, "Mr Chavunduka's wife"));
    }

    [Fact]
    public async Task Only_names_of_the_text_and_of_the_case_are_given()
    {
        await _database.WriteAsync(tx => SpellingMemory.Say(tx, Case, Language.Ru, [new Spelling("Rose Kadiri", "Роза Кадири"), new Spelling("Klow", "Клов")], 1));
        Assert.Equal("Rose Kadiri = Роза Кадири", Told(Language.Ru, "ROSE KADIRI was there"));
        Assert.Equal("", Told(Language.Ar, "Rose Kadiri was there"));
        Assert.Empty(_database.Read(db => SpellingMemory.Of(db, "2026-1131", Language.Ru, "Rose Kadiri")));
    }
}
