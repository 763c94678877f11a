using IfexList.Mail;

namespace IfexList.Scenarios.Editions;

/// <summary>
/// Who must have got what, told a second time and as simply as can be: reader by reader, from what happened. It knows nothing of rows, renderings or due times.
/// </summary>
internal sealed class Mailboxes(IReadOnlyList<Reader> readers, TimeSpan usualWait)
{
    private readonly Dictionary<string, Story> _stories = [];
    private readonly IReadOnlyList<TimeSpan> _waits = [.. readers.Select(reader => reader.Wait ?? usualWait).Where(wait => wait != Timeout.InfiniteTimeSpan).Distinct()];
    private readonly Dictionary<string, List<string>> _boxes = readers.ToDictionary(reader => reader.Address, _ => new List<string>());

    /// <summary>What an edition is called in a mailbox.</summary>
    /// <param name="version">0, and one more with each correction.</param>
    public static string Name(string code, Language language, int version) => $"{code}/{language.Code()}.{version}";

    public IReadOnlyList<string> Of(Reader reader) => _boxes[reader.Address];

    public int Mails => _boxes.Values.Sum(box => box.Count);

    public int Fallbacks { get; private set; }

    public bool IsOut(string code, Language language) => _stories.TryGetValue(code, out var story) && story.Editions.ContainsKey(language);

    /// <summary>An alert is out in the language that it came in: whoever reads that language at all has it at once.</summary>
    public void Release(string code, Language language, IReadOnlyList<string> about, DateTimeOffset at)
    {
        var story = Begin(code, language, about, at);
        foreach (var reader in Concerned(story).Where(reader => reader.WantsAll || reader.Languages.Contains(language)))
            Put(story, reader, language);
    }

    /// <summary>A newsletter's number is out in one more language; none of them is the original.</summary>
    public void Number(string code, Language language, DateTimeOffset at)
    {
        if (_stories.ContainsKey(code))
            Translate(code, language, at);
        else
            Serve(Begin(code, language, [], at, hasOriginal: false), language, at);
    }

    /// <summary>A release is out in one more language.</summary>
    public void Translate(string code, Language language, DateTimeOffset at)
    {
        var story = _stories[code];
        story.Editions[language] = new Edition();
        Serve(story, language, at);
    }

    /// <summary>Whoever had it in that language gets it again; where it was the original, the others are behind from now on.</summary>
    public void Correct(string code, Language language, DateTimeOffset at)
    {
        var story = _stories[code];
        story.Editions[language] = new Edition(story.Editions[language].Version + 1);
        if (language == story.Original)
            foreach (var other in story.Editions.Keys.Where(other => other != language).ToList())
                story.Editions[other] = story.Editions[other] with { IsStale = true };
        foreach (var reader in readers.Where(reader => reader.IsThere(at) && story.Had(reader).Contains(language)))
            _boxes[reader.Address].Add(Name(code, language, story.Editions[language].Version));
    }

    /// <summary>Time passes: whoever has waited long enough takes the best that there is.</summary>
    public void Pass(DateTimeOffset from, DateTimeOffset to)
    {
        foreach (var story in _stories.Values.Where(story => _waits.Any(wait => story.At + wait > from && story.At + wait <= to)))
            foreach (var reader in Concerned(story).Where(reader => Ends(story, reader) is { } end && end > from && end <= to && reader.IsThere(end) && story.Had(reader).Count == 0))
                if (BestOf(story, reader) is { } language)
                {
                    Fallbacks++;
                    Put(story, reader, language);
                }
    }

    private void Serve(Story story, Language language, DateTimeOffset at)
    {
        foreach (var reader in Concerned(story).Where(reader => reader.IsThere(at)))
            if (reader.WantsAll || story.Had(reader).Count == 0 && (reader.Best == language || reader.Languages.Contains(language) && Ends(story, reader) <= at))
                Put(story, reader, language);
    }

    private Story Begin(string code, Language language, IReadOnlyList<string> about, DateTimeOffset at, bool hasOriginal = true)
    {
        var story = new Story(code, hasOriginal ? language : null, about, at);
        story.Editions[language] = new Edition();
        _stories.Add(code, story);
        return story;
    }

    private IEnumerable<Reader> Concerned(Story story) =>
        readers.Where(reader => reader.IsThere(story.At) && (reader.About is null || story.About.Count == 0 || story.About.Contains(reader.About)));

    private DateTimeOffset? Ends(Story story, Reader reader) =>
        reader.WantsAll || reader.Wait == Timeout.InfiniteTimeSpan ? null : story.At + (reader.Wait ?? usualWait);

    private static Language? BestOf(Story story, Reader reader)
    {
        var there = reader.Languages.Where(story.Editions.ContainsKey).ToList();
        return there.Cast<Language?>().FirstOrDefault(language => !story.Editions[language!.Value].IsStale) ?? (there.Count > 0 ? there[0] : null);
    }

    private void Put(Story story, Reader reader, Language language)
    {
        story.Note(reader, language);
        _boxes[reader.Address].Add(Name(story.Code, language, story.Editions[language].Version));
    }

    private readonly record struct Edition(int Version = 0, bool IsStale = false);

    private sealed record Story(string Code, Language? Original, IReadOnlyList<string> About, DateTimeOffset At)
    {
        private readonly Dictionary<string, HashSet<Language>> _had = [];

        public Dictionary<Language, Edition> Editions { get; } = [];

        public HashSet<Language> Had(Reader reader) => _had.GetValueOrDefault(reader.Address) ?? [];

        public void Note(Reader reader, Language language)
        {
            if (!_had.TryGetValue(reader.Address, out var had))
                _had.Add(reader.Address, had = []);
            had.Add(language);
        }
    }
}
