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

    private static readonly string[][] Names =
    [
        ["Chavunduka", "Чавундука", "تشافوندوكا"], ["Dobrovich", "Добрович", "دوبروفيتش"], ["Dobrovich", "Добровича", "دوبروفيتش"], ["Belinska", "Белинска", "بلينسكا"], ["Kalvari", "Кальвари", "كالفاري"], ["Harbour", "Харбор", "هاربور"],
        ["Harbour", "Харбора", "هاربور"], ["Kadiri", "Кадири", "كاديري"], ["Martin", "Мартин", "مارتن"], ["Samuel", "Самуэль", "صامويل"], ["Tamara", "Тамара", "تامارا"], ["Sabel", "Сабель", "سابل"], ["Port", "Порт", "بورت"],
        ["Benmansour", "Бенмансур", "بنمنصور"], ["Benmansour", "Бенмансура", "بنمنصور"], ["Zerouali", "Зеруали", "زروالي"], ["Fatima", "Фатима", "فاطمة"], ["Karim", "Карим", "كريم"], ["Klow", "Клов", "كلوف"],
    ];

    private static bool IsRight(Spelling spelling) =>
        spelling.Term == spelling.Spelled && spelling.Term.All(c => char.IsAscii(c)) || Names.Any(name => name.Contains(spelling.Term) && name.Contains(spelling.Spelled) && spelling.Term != spelling.Spelled);

    private IReadOnlyList<Spelling> Learnt(string caseNumber, Language language, string text) => _database.Read(db => SpellingMemory.Of(db, caseNumber, language, text));

    private string Told(Language language, string text) => string.Join(", ", Learnt(Case, language, text).Select(spelling => $"{spelling.Term} = {spelling.Spelled}"));

    [Fact]
    public async Task Of_twenty_six_pairs_of_editions_no_wrong_name_is_learnt()
    {
        var wrong = new List<string>();
        foreach (var (name, from, to) in Pairs.All())
        {
            var number = $"{name}-{from}-{to}";
            await _database.WriteAsync(tx => SpellingMemory.Learn(tx, number, from, Pairs.Text(name, from), to, Pairs.Text(name, to), 1));
            wrong.AddRange(Learnt(number, to, Pairs.Text(name, from)).Where(spelling => !IsRight(spelling)).Select(spelling => $"{number}: {spelling.Term} = {spelling.Spelled}"));
        }
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("a", Language.En, Language.Ru, "Chavunduka = Чавундука, Dobrovich = Добрович, Belinska = Белинска, Samuel = Самуэль, HPU = HPU")]
    [InlineData("a", Language.En, Language.Ar, "Chavunduka = تشافوندوكا, Dobrovich = دوبروفيتش, HPU = HPU")]
    [InlineData("a", Language.Ru, Language.Fr, "Чавундука = Chavunduka, Добрович = Dobrovich")]
    [InlineData("b", Language.Fr, Language.Ru, "Benmansour = Бенмансур, Karim = Карим")]
    [InlineData("b", Language.Ar, Language.En, "بنمنصور = Benmansour")]
    public async Task Names_are_learnt_from_an_edition(string name, Language from, Language to, string expected)
    {
        await _database.WriteAsync(tx => SpellingMemory.Learn(tx, Case, from, Pairs.Text(name, from), to, Pairs.Text(name, to), 1));
        Assert.Empty(expected.Split(", ").Except(Told(to, Pairs.Text(name, from)).Split(", ")));
    }

    [Fact]
    public async Task What_the_desk_says_counts_more_than_what_is_learnt()
    {
        await _database.WriteAsync(tx => SpellingMemory.Say(tx, Case, Language.Ru, [new Spelling("chavunduka", "Чавандука")], 1));
        await _database.WriteAsync(tx => SpellingMemory.Learn(tx, Case, Language.En, Pairs.Text("a", Language.En), Language.Ru, Pairs.Text("a", Language.Ru), 2));
        Assert.Contains("chavunduka = Чавандука", Told(Language.Ru, Pairs.Text("a", Language.En)), StringComparison.Ordinal);
        await _database.WriteAsync(tx => SpellingMemory.Say(tx, Case, Language.Ru, [new Spelling("Chavunduka", "Чевандука")], 3));
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
