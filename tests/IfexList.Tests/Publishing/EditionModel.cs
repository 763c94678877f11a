using IfexList.Mail;

namespace IfexList.Tests.Publishing;

/// <summary>
/// Who gets which edition, said once more as simply as can be: a list of readers, a list of releases, and a loop over both. It knows no rows, and shares nothing with what it is
/// held against.
/// </summary>
internal sealed class EditionModel(double listWait)
{
    private const double WeekHours = 7 * 24;

    public List<Reader> Readers { get; } = [];

    public List<Release> Releases { get; } = [];

    /// <summary>Hours since the begin.</summary>
    public double Now { get; private set; }

    public HashSet<(string Reader, int Release, Language Language)> Had { get; } = [];

    internal sealed class Reader(string name, double since)
    {
        public string Name { get; } = name;
        public double Since { get; } = since;
        public Language[] Languages { get; set; } = [Language.En];
        public string Topic { get; set; } = "";
        public bool All { get; set; }
        public bool Paused { get; set; }

        /// <summary>Hours; NaN leaves it to the list, infinity is never.</summary>
        public double Wait { get; set; } = double.NaN;
    }

    internal sealed class Release(int id, Language original, string topic, double at)
    {
        public int Id { get; } = id;
        public Language Original { get; } = original;
        public string Topic { get; } = topic;
        public double At { get; } = at;

        /// <summary>Languages that are out, and whether the text is stale.</summary>
        public Dictionary<Language, bool> Editions { get; } = new() { [original] = false };
    }

    public void Publish(Release release)
    {
        Releases.Add(release);
        foreach (var reader in Readers.Where(reader => MayGet(reader, release) && (reader.All || reader.Languages.Contains(release.Original))))
            Give(reader, release, release.Original);
    }

    public void Translate(Release release, Language language)
    {
        release.Editions[language] = false;
        foreach (var reader in Readers.Where(reader => MayGet(reader, release)))
            if (reader.All || Awaits(reader, release)
                && (reader.Languages[0] == language || reader.Languages.Contains(language) && release.At + WaitOf(reader) <= Now))
                Give(reader, release, language);
    }

    public void Advance(double hours)
    {
        Now += hours;
        foreach (var release in Releases)
            foreach (var reader in Readers.Where(reader => MayGet(reader, release) && Awaits(reader, release)))
                if (release.At + WaitOf(reader) is var end && end > Now - hours && end <= Now && Best(reader, release) is { } best)
                    Give(reader, release, best);
    }

    /// <summary>A reader chooses anew: what he still waited for comes to him as he wants it now.</summary>
    public void Choose(Reader reader, Action<Reader> change)
    {
        var former = WaitOf(reader);
        change(reader);
        foreach (var release in Releases.Where(release => MayGet(reader, release) && release.At > Now - Math.Min(former, WeekHours)))
            if (reader.All)
                foreach (var language in release.Editions.Keys)
                    Give(reader, release, language);
            else if (!HasAny(reader, release))
            {
                if ((reader.Languages.Contains(release.Original) || release.At + WaitOf(reader) <= Now) && Best(reader, release) is { } best)
                    Give(reader, release, best);
                else if (release.Editions.ContainsKey(reader.Languages[0]))
                    Give(reader, release, reader.Languages[0]);
            }
    }

    private static Language? Best(Reader reader, Release release) => reader.Languages.Where(release.Editions.ContainsKey)
        .OrderBy(language => release.Editions[language]).ThenBy(language => Array.IndexOf(reader.Languages, language)).Select(language => (Language?)language).FirstOrDefault();

    private bool Awaits(Reader reader, Release release) => !reader.All && !reader.Languages.Contains(release.Original) && !HasAny(reader, release);

    private static bool MayGet(Reader reader, Release release) =>
        !reader.Paused && reader.Since <= release.At && (reader.Topic == "" || reader.Topic == release.Topic);

    private bool HasAny(Reader reader, Release release) => Had.Any(had => had.Reader == reader.Name && had.Release == release.Id);

    private double WaitOf(Reader reader) => double.IsNaN(reader.Wait) ? listWait : reader.Wait;

    private void Give(Reader reader, Release release, Language language) => Had.Add((reader.Name, release.Id, language));
}
