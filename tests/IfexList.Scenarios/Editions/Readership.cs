using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Scenarios.Editions;

/// <summary>Fifteen thousand readers with mixed language lists, waits and places, dealt by chance; and their rows.</summary>
internal static class Readership
{
    /// <summary>Where alerts come from: a country and its region.</summary>
    public static readonly IReadOnlyList<(string Country, string Region)> Places =
        [("TN", "mena"), ("EG", "mena"), ("ZW", "africa"), ("CI", "africa"), ("PE", "americas"), ("EC", "americas"), ("KZ", "europe"), ("RU", "europe")];

    private static readonly TimeSpan?[] Waits = [null, null, null, TimeSpan.FromHours(6), TimeSpan.FromHours(48), Timeout.InfiniteTimeSpan];

    // By how many speak what.
    private static readonly Language[] Spoken =
        [Language.En, Language.En, Language.En, Language.Fr, Language.Fr, Language.Fr, Language.Es, Language.Es, Language.Ru, Language.Ru, Language.Ar, Language.Ar];

    public static List<Reader> Deal(Random chance, int count, DateTimeOffset begin) => [.. Enumerable.Range(0, count).Select(i => One(chance, i, begin))];

    public static Task EnrolAsync(Database database, string list, IEnumerable<Reader> readers, bool withTopics) => database.WriteAsync(tx =>
    {
        foreach (var reader in readers)
            tx.Execute("""
                INSERT INTO subscription (list, person, state, languages, topics, wait, editions, consent_at)
                VALUES (@list, @person, 'active', @languages, @topics, @wait, @editions, @at)
                """,
                ("@list", list), ("@person", Person.Know(tx, Parse(reader.Address), reader.Since.ToUnixTimeMilliseconds())), ("@languages", Languages.Join(reader.Languages)),
                ("@topics", withTopics && reader.About is { } about ? $";{about};" : ""), ("@wait", Stored(reader.Wait)), ("@editions", reader.WantsAll ? "all" : "one"),
                ("@at", reader.Since.ToUnixTimeMilliseconds()));
    });

    public static Task LeaveAsync(Database database, string list, IEnumerable<Reader> readers, long now) => database.WriteAsync(tx =>
    {
        foreach (var reader in readers)
            Subscriptions.Leave(tx, list, Person.Find(tx, Parse(reader.Address))!.Value, now);
    });

    private static Reader One(Random chance, int number, DateTimeOffset begin)
    {
        var languages = Enumerable.Range(0, chance.Next(10) switch { < 5 => 1, < 8 => 2, _ => 3 }).Select(_ => Spoken[chance.Next(Spoken.Length)]).Distinct().ToList();
        var place = Places[chance.Next(Places.Count)];
        var about = chance.Next(10) switch { < 7 => place.Country, < 9 => place.Region, _ => null };
        var since = chance.Next(20) == 0 ? begin + TimeSpan.FromHours(chance.Next(24, 96)) + TimeSpan.FromMinutes(15) : begin - TimeSpan.FromDays(1);
        var until = chance.Next(40) == 0 ? since + TimeSpan.FromHours(chance.Next(24, 96)) + TimeSpan.FromMinutes(15) : (DateTimeOffset?)null;
        return new Reader($"r{number}@h{number % 97}.example", languages, Waits[chance.Next(Waits.Length)], chance.Next(50) == 0, about, since, until);
    }

    // As a reader's choice is stored.
    private static long? Stored(TimeSpan? wait) => wait == Timeout.InfiniteTimeSpan ? -1 : (long?)wait?.TotalMilliseconds;

    private static Address Parse(string address) => Address.TryParse(address, out var parsed) ? parsed : throw new FormatException(address);
}
