namespace IfexList.Lists;

/// <summary>
/// A Russian name as it stands behind a preposition: "из Туниса", "по Тунису", "в Саудовской Аравии". By its endings, so that it holds for names of the CLDR
/// and themes of a list alike; a form too many is a word that nobody writes.
/// </summary>
internal static class RussianCases
{
    // Words of the longest name that declines, and spellings of one name that are tried.
    private const int MostWords = 6;
    private const int MostSpellings = 8;
    private const int ShortestWord = 3;

    private const string Vowels = "аеиоуыэюя";

    // The end of the name, and what takes its place in the genitive, dative, accusative, instrumental and prepositional. The first row that fits
    // counts; where a bar parts them, either may be right.
    private static readonly (string Ending, string Cases)[] Rows =
    [
        ("египет", "египта египту египет египтом египте"),
        ("острова", "островов островам острова островами островах"),
        ("ия", "ии ии ию ией ии"),
        ("ая", "ой ой ую ой ой"),
        ("яя", "ей ей юю ей ей"),
        ("ое", "ого ому ое ым ом"),
        ("ее", "его ему ее им ем"),
        ("ый", "ого ому ый ым ом"),
        ("кий", "кого кому кий ким ком"),
        ("ий", "его ему ий им ем|ия ию ий ием ии"),
        ("ые", "ых ым ые ыми ых"),
        ("ие", "их им ие ими их|ия ию ие ием ии"),
        ("ии", "ий иям ии иями иях"),
        ("ы", "ов ам ы ами ах|- ам ы ами ах"),
        ("ка", "ки ке ку кой ке"), ("га", "ги ге гу гой ге"), ("ха", "хи хе ху хой хе"), ("ша", "ши ше шу шей ше"), ("жа", "жи же жу жей же"), ("ча", "чи че чу чей че"),
        ("а", "ы е у ой е"),
        ("я", "и е ю ей е"),
        ("ь", "я ю ь ем е|и и ь ью и"),
        ("й", "я ю й ем е"),
    ];

    /// <param name="name">In the nominative, folded; hyphens may stand in it.</param>
    public static IEnumerable<string> Of(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > MostWords || !name.Any(c => c is >= 'а' and <= 'я'))
            return [];
        IEnumerable<string[]> spellings = [["", "", "", "", ""]];
        foreach (var word in words)
            spellings = spellings.SelectMany(front => Declined(word).Select(cases => Beside(front, cases, ' '))).Take(MostSpellings).ToList();
        return spellings.SelectMany(cases => cases).Distinct();
    }

    // "Шри-Ланки", but "Гвинеи-Бисау".
    private static IEnumerable<string[]> Declined(string word)
    {
        if (word.LastIndexOf('-') is var hyphen && hyphen < 0)
            return OneWord(word);
        var (front, last) = (word[..hyphen], word[(hyphen + 1)..]);
        return OneWord(last).SelectMany(cases => Declined(front).Prepend(Same(front)).Select(start => Beside(start, cases, '-')));
    }

    private static IEnumerable<string[]> OneWord(string word)
    {
        if (word.Length < ShortestWord)
            return [Same(word)];
        foreach (var (ending, cases) in Rows)
            if (word.EndsWith(ending, StringComparison.Ordinal))
                return cases.Split('|').Select(row => row.Split(' ').Select(form => word[..^ending.Length] + form.TrimStart('-')).ToArray());
        // "Тунис"; Того, Перу, Мали and Зимбабве stay what they are.
        return Vowels.Contains(word[^1]) ? [Same(word)] : [[word + "а", word + "у", word, word + "ом", word + "е"]];
    }

    private static string[] Same(string word) => [word, word, word, word, word];

    private static string[] Beside(string[] front, string[] behind, char between) =>
        [.. front.Zip(behind, (one, other) => one.Length == 0 ? other : $"{one}{between}{other}")];
}
