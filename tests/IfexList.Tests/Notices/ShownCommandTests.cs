using IfexList.Commands;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using Xunit;

namespace IfexList.Tests.Notices;

public class ShownCommandTests
{
    private static readonly ListCatalogue Lists = new(new Settings { Lists = new Dictionary<string, ListSettings> { ["alerts"] = new(), ["communique"] = new() } });

    public static TheoryData<string, Language> Shown()
    {
        var rows = new TheoryData<string, Language>();
        foreach (var kind in ShownCommands.Kinds)
            foreach (var language in Languages.All)
                rows.Add(kind, language);
        return rows;
    }

    public static TheoryData<Language> InFive() => [.. Languages.All];

    [Theory, MemberData(nameof(Shown))]
    public void A_letter_shows_the_same_commands_in_every_language(string kind, Language language)
    {
        Assert.NotEmpty(ShownCommands.CommandLines(kind, language));
        Assert.Equal(ShownCommands.Own(kind, Language.En).Count, ShownCommands.Own(kind, language).Count);
        Assert.Equal(ShownCommands.Quoted(kind, Language.En).Count, ShownCommands.Quoted(kind, language).Count);
    }

    [Theory, MemberData(nameof(Shown))]
    public void Every_command_that_a_letter_shows_is_understood(string kind, Language language)
    {
        // The word that says no answers a question, and is read as such.
        foreach (var line in ShownCommands.CommandLines(kind, language).Where(line => YesOrNo.Read(OwnText.Of(line)) != false))
            Assert.True(Read(line) is [_], $"\"{line}\": {string.Join("; ", Read(line))}");
    }

    private static readonly string[] Journalist = ["journalist", "journaliste", "periodista", "журналист", "صحفي"];

    [Theory, MemberData(nameof(InFive))]
    public void Help_says_all_commands_in_twelve_lines(Language language)
    {
        var own = ShownCommands.Own("help", language).SelectMany(Read).ToList();
        Assert.Equal(
            [
                $"subscribe alerts lang={language.Code()} region=africa delivery=weekly format=text", "unsubscribe alerts",
                $"set lang={language.Code()},{(language is Language.En or Language.Ar ? "fr" : "en")}", "set topics=africa,TN", "set delivery=headlines", "set format=text",
                "set cap=20", "pause 2026-12-31",
                $"get 2026-0312-01/{(language is Language.En or Language.Ar ? "fr" : "en")}", "index TN", "my data", "forget me",
            ],
            own);
        var quoted = ShownCommands.Quoted("help", language).SelectMany(Read).Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "case 2026-0312-01", "follow alerts 2026-0312-01", "last 5", "lists", "resume", $"search {Journalist[(int)language]}", "set delivery=daily", "set delivery=now", "set delivery=weekly", "set edition=all", "set format=full", "set wait=12h", "settings", "unsubscribe all",
            ],
            quoted);
    }

    [Theory, MemberData(nameof(InFive))]
    public void The_word_that_says_no_is_understood(Language language) =>
        Assert.Single(ShownCommands.Own("confirm", language), line => YesOrNo.Read(OwnText.Of(line)) == false);

    private static IReadOnlyList<string> Read(string line)
    {
        Assert.True(Address.TryParse("reader@mail.example", out var reader));
        return [.. CommandReader.Read("", line, Lists.All[0], Lists, reader, new DateOnly(2026, 3, 12)).Commands.Select(command => command.ToString()!)];
    }
}
