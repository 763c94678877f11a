using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using IfexList.Mail;

namespace IfexList.Lists;

/// <summary>
/// Names of topics in five languages, both ways: as letters write them, and as readers do. Countries are named by the CLDR; regions by our own words
/// beside it; themes by the list's.
/// </summary>
public static partial class TopicNames
{
    /// <summary>Words of the longest name that is looked for: "South Georgia and South Sandwich Islands".</summary>
    public const int MostWords = 8;

    // Before the number of one: as letters write it, and as readers may.
    private static readonly string[] CaseWords = ["case, the case", "affaire, l'affaire, dossier", "caso", "дело, делу, дела", "قضية, ملف"];

    // One table for all lists; a list's own themes are looked for before it.
    private static readonly ConditionalWeakTable<MailingList, Dictionary<string, string>> Themes = [];

    private static readonly Lazy<Dictionary<string, string>> Codes = new(CodesByName);

    private static readonly Lazy<HashSet<string>> CaseKeys = new(() => [.. CaseWords.SelectMany(words => words.Split(',')).Select(Key)]);

    // Behind Arabic letters a number would be read from its other end; whoever shows names takes isolates out, and leaves marks.
    private const char LeftToRight = '\u200E';

    public static string Of(Topic topic, Language language, MailingList list)
    {
        if (topic.IsCase)
            return $"{CaseWords[(int)language].Split(',')[0]} {(language.IsRightToLeft() ? LeftToRight : "")}{topic.Code}";
        if (topic.IsCountry)
            return CountryNames.Of(topic.Code, language);
        if (Regions.All.Contains(topic.Code))
            return RegionNames.Of(topic.Code, language);
        // A theme that was taken out of the configuration is still some reader's choice.
        return list.Themes.TryGetValue(topic.Code, out var words) ? words.In(language.Code()) : topic.Code;
    }

    /// <summary>A topic by its code or by its name in any of the five languages, with or without an Arabic article; null where it is none.</summary>
    public static Topic? Find(string words, MailingList list) => FindByKey(Key(words), list);

    /// <param name="key">What <see cref="Key"/> makes of the words, or of each of them, spaces between.</param>
    public static Topic? FindByKey(string key, MailingList list)
    {
        var code = Themes.GetValue(list, CodesByTheme).GetValueOrDefault(key) ?? Codes.Value.GetValueOrDefault(key) ?? CaseIn(key);
        return code is not null && Topic.TryParse(code, list, out var topic) ? topic : null;
    }

    // "case 2026 0312 01", or the number alone; who retypes it may forget a zero.
    private static string? CaseIn(string key) =>
        CaseKey().Match(key) is { Success: true } match && (match.Groups["word"].Length == 0 || CaseKeys.Value.Contains(match.Groups["word"].Value))
            ? $"{match.Groups["year"].Value}-{match.Groups["day"].Value}-{match.Groups["n"].Value.PadLeft(2, '0')}"
            : null;

    private static Dictionary<string, string> CodesByTheme(MailingList list)
    {
        var codes = new Dictionary<string, string>();
        foreach (var (code, names) in list.Themes)
            foreach (var name in (names.PerLanguage?.Values ?? []).Append(names.Default).Append(code))
                Add(codes, name, code);
        return codes;
    }

    // The first to take a name keeps it.
    private static Dictionary<string, string> CodesByName()
    {
        var codes = new Dictionary<string, string>();
        foreach (var (region, name) in RegionNames.All)
            Add(codes, name, region);
        foreach (var country in Regions.Countries)
            codes.TryAdd(Key(country), country);
        var named = Regions.Countries.SelectMany(country => Languages.All.SelectMany(language => CountryNames.All(country, language).Select(name => (Country: country, Name: name)))).ToList();
        foreach (var (country, name) in named.Concat(CountryNames.Others))
            Add(codes, name, country);
        // "Myanmar (Burma)" is found by either name. What stands in the brackets of several is nobody's; "(США)" behind the Virgin Islands is taken by then.
        foreach (var part in named.SelectMany(pair => pair.Name.Split('(', ')').Select(name => (pair.Country, Name: name))).GroupBy(part => Key(part.Name)))
            if (part.Select(one => one.Country).Distinct().Count() == 1)
                Add(codes, part.First().Name, part.First().Country);
        codes.Remove("");
        return codes;
    }

    private static void Add(Dictionary<string, string> codes, string name, string code)
    {
        codes.TryAdd(Key(name), code);
        foreach (var declined in RussianCases.Of(Words.Fold(name)))
            codes.TryAdd(Key(declined), code);
    }

    /// <summary>Hyphens, apostrophes, "&amp;" and Arabic articles make no difference: "Moyen Orient", "cote divoire", "Trinidad and Tobago", "التونس".</summary>
    public static string Key(string name)
    {
        var words = Words.Split(name.Replace('-', ' ').Replace("&", " and ").Replace("'", "").Replace("’", ""));
        return string.Join(' ', words.Select(WithoutArticle));
    }

    // Three letters are left at least, so that no short word loses its own first letters.
    private static string WithoutArticle(string word) => word.Length > 4 && word.StartsWith("ال", StringComparison.Ordinal) ? word[2..] : word;

    [GeneratedRegex("^(?<word>[^0-9]*?) ?(?<year>[0-9]{4}) (?<day>[0-9]{4}) (?<n>[0-9]{1,4})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex CaseKey();
}
