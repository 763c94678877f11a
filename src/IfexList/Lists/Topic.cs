using System.Text.RegularExpressions;

namespace IfexList.Lists;

/// <summary>
/// What a release is about and a reader may choose by: one of five regions, a country (ISO 3166-1 alpha-2, in capitals), a theme of the list's
/// own (in small letters), or one case by its number. <see cref="TopicNames"/> knows their names.
/// </summary>
public readonly partial record struct Topic
{
    private Topic(string code) => Code = code;

    /// <summary><c>africa</c>, <c>TN</c>, <c>women</c>, <c>2026-0312-01</c>.</summary>
    public string Code { get; }

    public bool IsCountry => Code.Length == 2 && char.IsAsciiLetterUpper(Code[0]);

    public bool IsCase => Code.Length > 0 && char.IsAsciiDigit(Code[0]);

    public override string ToString() => Code;

    /// <summary>The region that a country lies in; null for what is no country.</summary>
    public Topic? Region => IsCountry ? Regions.Of(Code) is { } region ? new Topic(region) : null : null;

    /// <summary>The topic of those releases alone that belong to one case.</summary>
    /// <param name="number">As releases are numbered.</param>
    public static Topic OfCase(string number) => new(number);

    /// <summary>Whether that is a number as cases and releases have them.</summary>
    public static bool IsCaseNumber(string number) => CaseNumber().IsMatch(number);

    /// <summary>Takes a code in any case. Whether there is such a case isn't asked: nobody learns that from a number.</summary>
    public static bool TryParse(string code, MailingList list, out Topic topic)
    {
        var known = CaseNumber().IsMatch(code) ? code
            : Regions.Of(code.ToUpperInvariant()) is not null ? code.ToUpperInvariant()
            : Regions.All.Concat(list.Themes.Keys).FirstOrDefault(name => name.Equals(code, StringComparison.OrdinalIgnoreCase));
        topic = known is null ? default : new Topic(known);
        return known is not null;
    }

    /// <summary>These topics, and the region behind each of their countries: whoever chose the region reads them, too.</summary>
    public static IReadOnlyList<Topic> WithRegions(IEnumerable<Topic> topics) =>
        [.. topics.SelectMany(topic => topic.Region is { } region ? new[] { topic, region } : [topic]).Distinct()];

    /// <summary>Topics as the database compares them: each between semicolons, so that a code is found whole; nothing where there are none.</summary>
    public static string Join(IEnumerable<Topic> topics) => string.Concat(topics.Select(topic => ";" + topic.Code)) is { Length: > 0 } codes ? codes + ";" : "";

    /// <summary>What <see cref="Join"/> has written; a theme that the list no longer has stays what it was.</summary>
    public static IReadOnlyList<Topic> Split(string codes) => [.. codes.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(code => new Topic(code))];

    [GeneratedRegex("^[0-9]{4}-[0-9]{4}-[0-9]{2,4}$", RegexOptions.CultureInvariant)]
    private static partial Regex CaseNumber();
}
