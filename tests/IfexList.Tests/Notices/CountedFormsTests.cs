using System.Text.RegularExpressions;
using IfexList.Mail;
using IfexList.Notices;

namespace IfexList.Tests.Notices;

/// <summary>
/// What a Russian and an Arabic letter says of 0, 1, 2, 3, 5, 11, 21 and 100, held to a table of nouns that knows nothing of the program's plural rules. A noun that
/// isn't in it is only held to the rule of its figures: add it.
/// </summary>
public sealed partial class CountedFormsTests : IDisposable
{
    private static readonly int[] Counts = [0, 1, 2, 3, 5, 11, 21, 100];

    // One, two to four, five and more; in whatever case the sentence wants. Then which form each count takes.
    private static readonly string[] RussianNouns =
    [
        "день дня дней", "час часа часов", "получатель получателя получателей", "текст текста текстов", "подписка подписки подписок", "письмо письма писем", "список списка списков",
        "заголовок заголовка заголовков", "сообщение сообщения сообщений", "читателя читателей читателей", "опробованного опробованных опробованных",
    ];

    private static readonly int[] RussianForms = [2, 0, 1, 1, 2, 2, 0, 2];

    // One, two (either case), three to ten, eleven and more, hundreds.
    private static readonly string[] ArabicNouns =
    [
        "يوم يومان|يومين أيام يومًا يوم", "ساعة ساعتان|ساعتين ساعات ساعة ساعة", "رسالة رسالتان|رسالتين رسائل رسالة رسالة", "قارئ قارئان|قارئين|قارئَين قراء قارئًا قارئ",
        "نص|نصًا نصان|نصين نصوص نصًا نص", "قائمة قائمتان|قائمتين قوائم قائمة قائمة", "عنوان عنوانان|عنوانين عناوين عنوانًا عنوان",
    ];

    // Which of them, and whether a figure stands before it: of one and two the noun says it. What is said of none is no count.
    private static readonly (int Form, bool IsFigure)?[] ArabicForms = [null, (0, false), (1, false), (2, true), (2, true), (3, true), (3, true), (4, true)];

    private readonly string _own = Directory.CreateTempSubdirectory("ifexlist-counted").FullName;

    public void Dispose() => Directory.Delete(_own, recursive: true);

    [Theory]
    [InlineData(Language.Ru)]
    [InlineData(Language.Ar)]
    public void Nouns_agree_with_their_counts(Language language)
    {
        var filters = Filters(language).ToList();
        var wrong = Enumerable.Range(0, Counts.Length)
            .SelectMany(at => Said([.. filters.Select(filter => filter.Filter)], Counts[at], language).Select((said, i) => (At: at, Said: said, filters[i].File, filters[i].Filter)))
            .Where(one => !(language == Language.Ru ? IsRussian(one.Said, one.At, one.Filter) : IsArabic(one.Said, one.At, one.Filter)))
            .Select(one => $"{one.File}: {Counts[one.At]}: {one.Said}");
        Assert.NotEmpty(filters);
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(Language.Ru, "one: # день, few: # дней, many: # дней", 2, false)]
    [InlineData(Language.Ru, "one: # день, few: # дня, many: # дней", 2, true)]
    [InlineData(Language.Ar, "one: يوم واحد, two: يومين, few: # يوم, many: # يومًا, other: # يوم", 3, false)]
    [InlineData(Language.Ar, "one: يوم واحد, two: يومين, few: # أيام, many: # يومًا, other: # يوم", 3, true)]
    public void The_table_notices_a_wrong_form(Language language, string forms, int at, bool isRight)
    {
        var filter = string.Join(", ", forms.Split(", ").Select(form => $"\"{form}\""));
        var said = Said(filter, Counts[at], language);
        Assert.Equal(isRight, language == Language.Ru ? IsRussian(said, at, filter) : IsArabic(said, at, filter));
    }

    private static bool IsRussian(string said, int at, string filter)
    {
        if (!filter.Contains('#', StringComparison.Ordinal))
            return true;
        var noun = RussianNouns.Select(row => row.Split(' ')).FirstOrDefault(row => LettersOf(filter).Intersect(row).Any());
        return said.Contains($"{Counts[at]}", StringComparison.Ordinal) && (noun is null || LettersOf(said).Intersect(noun).Contains(noun[RussianForms[at]]));
    }

    private static bool IsArabic(string said, int at, string filter)
    {
        if (!filter.Contains('#', StringComparison.Ordinal) || ArabicForms[at] is not var (form, isFigure))
            return said.Length > 0;
        var noun = ArabicNouns.Select(row => row.Split(' ')).FirstOrDefault(row => LettersOf(filter).Intersect(row.SelectMany(forms => forms.Split('|'))).Any());
        return said.Any(char.IsAsciiDigit) == isFigure && (noun is null || LettersOf(said).Intersect(noun[form].Split('|')).Any());
    }

    private static HashSet<string> LettersOf(string said) => [.. Word().Matches(said).Select(word => word.Value)];

    private string Said(string filter, int count, Language language) => Said([filter], count, language)[0];

    // A letter of our own that says each of them on a quoted line, which nothing wraps.
    private string[] Said(IReadOnlyList<string> filters, int count, Language language)
    {
        var file = Path.Combine(_own, language.Code(), NoticeCatalogue.Cancelled.Name + ".liquid");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "Subject: counted\n\n" + string.Concat(filters.Select(filter => $"> {{{{ n | plural: {filter} }}}}\n")));
        return [.. new NoticeTexts(_own).Render(NoticeCatalogue.Cancelled, language, new Dictionary<string, object?> { ["n"] = count }).Text.Split('\n').Where(line => line.StartsWith('>')).Select(line => line[2..])];
    }

    private static IEnumerable<(string File, string Filter)> Filters(Language language) =>
        from file in Directory.EnumerateFiles(Path.Combine(NoticeTexts.ShippedFolder, language.Code()), "*.liquid").Order()
        from Match filter in Plurals().Matches(File.ReadAllText(file))
        select (Path.GetFileName(file), filter.Groups[1].Value);

    [GeneratedRegex("""\| plural: ((?:"[^"]*"(?:, )?)+)""")]
    private static partial Regex Plurals();

    [GeneratedRegex(@"[\p{L}\p{Mn}]+")]
    private static partial Regex Word();
}
