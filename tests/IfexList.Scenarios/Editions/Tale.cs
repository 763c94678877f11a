using IfexList.Mail;

namespace IfexList.Scenarios.Editions;

/// <summary>One alert of the week: who sends it when, in which language, and what becomes of its translations.</summary>
/// <param name="CorrectedAfter">How long after its release the original is corrected; null: never.</param>
internal sealed record Tale(string Code, Language Language, string Country, string Region, DateTimeOffset At, TimeSpan? CorrectedAfter)
{
    private static readonly Language[] Written = [Language.En, Language.En, Language.En, Language.Fr, Language.Fr, Language.Es, Language.Ru, Language.Ar];

    public IReadOnlyList<string> About => [Country, Region];

    public string Subject => Headline(Language);

    public string Text => Body(Language, "18");

    public static List<Tale> Deal(Random chance, int count, DateTimeOffset begin) =>
    [
        .. Enumerable.Range(1, count).Select(number =>
        {
            var place = Readership.Places[chance.Next(Readership.Places.Count)];
            // On the whole twenty minutes; what desks do falls on the tens between, so that no wait ends at the minute at which an edition comes.
            var at = begin + TimeSpan.FromHours(chance.Next(0, 120)) + TimeSpan.FromMinutes(20 * chance.Next(3));
            return new Tale($"Q{number:00}", Written[chance.Next(Written.Length)], place.Country, place.Region, at, number % 6 == 0 ? TimeSpan.FromHours(chance.Next(2, 40)) + TimeSpan.FromMinutes(10) : null);
        }).OrderBy(tale => tale.At),
    ];

    public string Headline(Language language) => $"{Code}: {Week.Speech.Headline(language)}";

    public static string Body(Language language, string day) => $"{Week.Speech.Report(language)}\n\n{day}";

    /// <summary>The tale that a Subject names; null where it names none.</summary>
    public static string? CodeIn(string subject) => subject.IndexOf('Q', StringComparison.Ordinal) is >= 0 and var at && subject.Length >= at + 3 && int.TryParse(subject.AsSpan(at + 1, 2), out _)
        ? subject.Substring(at, 3) : null;
}
