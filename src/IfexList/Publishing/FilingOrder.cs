using System.Globalization;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Publishing;

/// <summary>
/// What a desk puts on record without sending it to anybody: a report, an article, a link. The first line orders it (<c>file report alerts</c>), lines of <c>key: value</c> below say what
/// it is about, the text stands below an empty line. In five languages.
/// </summary>
public sealed record FilingOrder(MailingList List, string Kind, string Text)
{
    private const int MostKeys = 12;

    private static readonly HashSet<string> Verbs = [.. "file archive archiver classer archivar архивировать أرشف أرشفة".Split(' ').Select(Words.Fold)];

    private static readonly Dictionary<string, string> Keys = new (string Key, string Words)[]
    {
        ("title", "title titre título заголовок عنوان"),
        ("country", "country countries topics pays sujets país países temas страна страны темы بلد بلدان مواضيع"),
        ("case", "case affaire caso дело قضية"),
        ("date", "date fecha дата تاريخ"),
        ("source", "source organisation organization fuente organización источник организация مصدر منظمة"),
        ("language", "language langue idioma язык لغة"),
        ("link", "link lien enlace url ссылка رابط"),
        ("number", "number numéro número номер رقم"),
    }.SelectMany(row => row.Words.Split(' ').Select(word => (Word: Words.Fold(word), row.Key))).DistinctBy(pair => pair.Word).ToDictionary(pair => pair.Word, pair => pair.Key);

    public string Title { get; init; } = "";

    public IReadOnlyList<Topic> About { get; init; } = [];

    public string? Case { get; init; }

    public DateOnly? Date { get; init; }

    /// <summary>The organisation that it is by.</summary>
    public string? Source { get; init; }

    public Language? Language { get; init; }

    /// <summary>Where it stands, on the web.</summary>
    public string? Link { get; init; }

    /// <summary>Of what is on record already: its new text, or in another language a translation.</summary>
    public string? Number { get; init; }

    /// <summary>Lines that can't be followed; then nothing is filed.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>Null where the first line orders nothing of the kind.</summary>
    /// <param name="text">What its writer wrote himself.</param>
    public static FilingOrder? Read(string text, ListCatalogue lists)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').SkipWhile(line => !OwnText.IsWritten(line)).ToList();
        if (lines.Count == 0 || Ordered(lines[0], lists) is not { } order)
            return null;
        var at = 1;
        for (; at < lines.Count && at <= MostKeys && KeyOf(lines[at]) is { } key; at++)
            order = order.With(key, lines[at][(lines[at].IndexOf(':') + 1)..].Trim(), lines[at]);
        return order with { Text = string.Join('\n', lines.Skip(at)).Trim('\n', ' ') };
    }

    // All its words are the verb, the kind and the list, whatever their order.
    private static FilingOrder? Ordered(string line, ListCatalogue lists)
    {
        var words = line.Length > Limits.CommandCharacters ? [] : Words.Split(line).Where(word => word.Length > 0).ToList();
        if (words.Count is < 3 or > 2 + ReleaseKinds.MostWords || !Verbs.Contains(words[0]))
            return null;
        foreach (var place in (int[])[1, words.Count - 1])
            if (lists.Find(words[place]) is { Kind: ListKind.Broadcast } list && ReleaseKinds.Find(string.Join(' ', words.Where((_, i) => i > 0 && i != place))) is { } kind)
                return new FilingOrder(list, kind, "");
        return null;
    }

    private static string? KeyOf(string line)
    {
        var colon = line.AsSpan(0, Math.Min(line.Length, 20)).IndexOfAny(':', '：');
        return colon > 0 ? Keys.GetValueOrDefault(Words.Fold(line[..colon])) : null;
    }

    private FilingOrder With(string key, string value, string line) => (key, value) switch
    {
        ("title", { Length: > 0 }) => this with { Title = value },
        ("country", _) when Topics(value) is { Count: > 0 } about => this with { About = [.. About.Concat(about).Distinct()] },
        ("case", _) when ReleaseNumbers.Find(value) is { } number => this with { Case = number },
        ("number", _) when ReleaseNumbers.Find(value) is { } number => this with { Number = number },
        ("date", _) when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1970 and < 9999 => this with { Date = day },
        ("source", { Length: > 0 and <= Limits.AuthorCharacters }) => this with { Source = HeaderText.Clean(value) },
        ("language", _) when Languages.TryParse(value, out var language) && List.Languages.Contains(language) => this with { Language = language },
        ("link", _) when Uri.TryCreate(value, UriKind.Absolute, out var link) && link.Scheme is "http" or "https" && value.Length <= 1000 => this with { Link = value },
        _ => this with { Faults = [.. Faults, line.Trim()] },
    };

    // All of them, or none: a word that is no country is a slip.
    private List<Topic>? Topics(string value)
    {
        var found = value.Split([',', '،', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(name => TopicNames.Find(name, List) ?? (Topic.TryParse(name, List, out var topic) ? topic : null)).ToList();
        return found.Contains(null) ? null : [.. found.OfType<Topic>()];
    }
}
