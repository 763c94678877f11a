using System.Globalization;
using System.Text.RegularExpressions;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Archive;

/// <summary>
/// A question to the archive, read from what anybody wrote: words that must all occur, <c>"phrases"</c>, and what narrows it: <c>country:TN</c>, <c>case:NUMBER</c>, <c>since:2026-01</c>,
/// <c>until:2026-03</c>, <c>language:fr</c>, in five languages and also in words (<c>since 2026-01</c>, <c>in fr</c>). Nothing of it reaches FTS5 unquoted.
/// </summary>
/// <param name="Match">As FTS5 reads it; empty where no word is looked for.</param>
/// <param name="Keys">The words, folded, by which they are shown where they were found; of those that end in a star, the beginning.</param>
public sealed partial record SearchQuery(string Match, IReadOnlyList<string> Keys, ShelfQuery Where)
{
    private static readonly Dictionary<string, string> Names = new (string Key, string Words)[]
    {
        ("country", "country pays país pais страна بلد"),
        ("case", "case affaire caso дело قضية"),
        ("since", "since from depuis desde с منذ"),
        ("until", "until till jusque hasta до حتى"),
        ("language", "language lang langue idioma lengua язык لغة"),
        ("list", "list liste lista рассылка قائمة"),
        ("kind", "kind type tipo вид نوع"),
        // Only before a language's code: "in fr".
        ("in", "in en на في"),
    }.SelectMany(row => row.Words.Split(' ').Select(word => (Word: Words.Fold(word), row.Key))).DistinctBy(pair => pair.Word).ToDictionary(pair => pair.Word, pair => pair.Key);

    /// <summary>Whether anything is looked for.</summary>
    public bool IsEmpty => Match.Length == 0 && Where == new ShelfQuery();

    public static SearchQuery Read(string asked, ListCatalogue lists)
    {
        var (match, keys, where) = (new List<string>(), new List<string>(), new ShelfQuery());
        var pieces = Piece().Matches(asked.Length <= Limits.SearchCharacters ? asked : asked[..Limits.SearchCharacters]).Select(piece => piece.Value).Take(Limits.SearchWords).ToList();
        for (var i = 0; i < pieces.Count; i++)
            if (Narrowed(where, pieces, ref i, lists) is { } narrower)
                where = narrower;
            else
                Add(match, keys, pieces[i]);
        return new SearchQuery(string.Join(' ', match), keys, where);
    }

    // "country:TN", "since 2026-01": the value behind the colon, or in the next piece. Null: it is a word to look for.
    private static ShelfQuery? Narrowed(ShelfQuery where, List<string> pieces, ref int at, ListCatalogue lists)
    {
        var (piece, colon) = (pieces[at], pieces[at].IndexOf(':'));
        if (!Names.TryGetValue(Words.Fold(colon < 0 ? piece : piece[..colon]), out var key))
            return null;
        var isBehind = colon >= 0 && colon + 1 < piece.Length;
        var value = isBehind ? piece[(colon + 1)..] : at + 1 < pieces.Count ? pieces[at + 1] : "";
        // In words only what can be nothing else: "since 2026-01", "in fr".
        if (colon < 0 && key is not ("since" or "until" or "in" or "case") || With(where, key, value.Trim('"', ',', '،'), lists) is not { } narrower)
            return null;
        at += isBehind ? 0 : 1;
        return narrower;
    }

    private static ShelfQuery? With(ShelfQuery where, string key, string value, ListCatalogue lists) => key switch
    {
        "country" => lists.All.Select(list => TopicNames.Find(value, list) ?? (Topic.TryParse(value, list, out var topic) ? topic : null)).FirstOrDefault(topic => topic is not null) is { } about ? where with { About = about } : null,
        "case" => ReleaseNumbers.Find(value) is { } number ? where with { Case = number } : null,
        "since" => Begin(value) is { } from ? where with { From = from.First } : null,
        "until" => Begin(value) is { } until ? where with { Until = until.Behind } : null,
        "language" or "in" => LanguageOf(value) is { } language ? where with { Language = language } : null,
        "list" => lists.Find(value) is { } list ? where with { List = list.Name } : null,
        "kind" => ReleaseKinds.Find(value) is { } kind ? where with { Kind = kind } : null,
        _ => null,
    };

    private static Language? LanguageOf(string value) => Languages.TryParse(value, out var language) && value.Length == 2 ? language : null;

    // A year, a month or a day: its first instant, and the first one behind it.
    private static (DateTimeOffset First, DateTimeOffset Behind)? Begin(string value)
    {
        foreach (var (format, years, months, days) in ((string, int, int, int)[])[("yyyy", 1, 0, 0), ("yyyy-MM", 0, 1, 0), ("yyyy-MM-dd", 0, 0, 1)])
            if (DateOnly.TryParseExact(value, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year < 9999)
                return (At(day), At(day.AddYears(years).AddMonths(months).AddDays(days)));
        return null;
    }

    private static DateTimeOffset At(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    private static void Add(List<string> match, List<string> keys, string piece)
    {
        var words = SearchText.Fold(piece);
        if (words.Length == 0)
            return;
        var isPhrase = piece.StartsWith('"') || words.Contains(' ');
        // What is looked for has letters, digits and blanks alone: nothing in it ends the quotation.
        match.Add(isPhrase || words.Length < Limits.SearchPrefixLetters ? $"\"{words}\"" : $"\"{words}\"*");
        keys.AddRange(isPhrase || words.Length < Limits.SearchPrefixLetters ? words.Split(' ') : [words + "*"]);
    }

    [GeneratedRegex("""[^\s"«“]*[:][«“"][^"»”]*["»”]?|["«“][^"»”]*["»”]?|[^\s"«“]+""", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Piece();
}
