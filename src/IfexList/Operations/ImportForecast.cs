using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Operations;

/// <summary>What an import would do, told without doing it: the outcomes, and the readers of the file as they would be afterwards.</summary>
internal sealed class ImportForecast(MailingList list, long now)
{
    // Of an address that stands there twice the second line changes what the first one would have written.
    // Hashes take little room, however long the file is.
    private readonly HashSet<long> _seen = [];
    private readonly SortedDictionary<Rhythm, int> _rhythms = [];
    private readonly SortedDictionary<SubscriptionState, int> _states = [];
    private readonly SortedDictionary<Language, int> _languages = [];

    public Enrolled Add(Connection db, ImportedReader reader)
    {
        var (outcome, state, choices) = Enrolment.Foresee(db, list, reader, now);
        if (!_seen.Add(Hash(reader.Address.Key)))
            return outcome == Enrolled.Added ? Enrolled.Updated : outcome;
        Count(_rhythms, choices.Rhythm);
        Count(_states, state);
        Count(_languages, choices.Languages[0]);
        return outcome;
    }

    public IEnumerable<string> Lines()
    {
        yield return $"rhythm    {Told(_rhythms, rhythm => rhythm.Code())}";
        yield return $"state     {Told(_states, state => state.ToString().ToLowerInvariant())}";
        yield return $"language  {Told(_languages, language => language.Code())}";
    }

    private static long Hash(string key) => BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static void Count<T>(SortedDictionary<T, int> counts, T one) where T : notnull => counts[one] = counts.GetValueOrDefault(one) + 1;

    private static string Told<T>(SortedDictionary<T, int> counts, Func<T, string> word) where T : notnull =>
        counts.Count == 0 ? "-" : string.Join(", ", counts.Select(pair => $"{word(pair.Key)} {pair.Value}"));
}
