using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Commands;

/// <summary>The command that a line may have been meant to be: one that begins like it, or one misspelt ("Hlep", "unsuscribe").</summary>
/// <param name="Suggestion">A line to copy.</param>
/// <param name="IsMisspelt">Its first word is none of ours, but like one.</param>
internal sealed record NearMiss(string Suggestion, bool IsMisspelt)
{
    // Shorter words are too like one another; a longer one bears two slips.
    private const int ShortestWord = 4;
    private const int LongWord = 7;
    private const int LongestWord = 24;
    private const int MostFurtherWords = 2;

    private static readonly (string Key, CommandWord Word)[] Candidates =
        [.. CommandWords.All.Select(word => (Key: Words.Fold(word.Spelled), word)).Where(pair => pair.Key.Length >= ShortestWord && !pair.Key.Contains(' '))];

    // In English, as letters write commands: one ASCII line, which stays whole in an Arabic mail too.
    private static readonly Dictionary<Sense, string> English =
        CommandWords.All.Where(word => word.Tongues.HasFlag(Tongues.En)).DistinctBy(word => word.Sense).ToDictionary(word => word.Sense, word => word.Spelled);

    /// <summary>Null where the line begins like no command.</summary>
    public static NearMiss? Of(string line, MailingList list)
    {
        if (LineWords.Of(line) is not { } words)
            return null;
        words.SkipFiller();
        var first = words.Next;
        if ((words.TakeVerb() ?? words.TakeOther()) is { } word)
            return Example(word, list) is { } exact ? new NearMiss(exact, false) : null;
        return first.Length is >= ShortestWord and <= LongestWord && IsShort(words) && Nearest(first) is { } near && Example(near, list) is { } example ? new NearMiss(example, true) : null;
    }

    // A misspelt command has few words of its own behind it; "Held in Tunis without charge" is no misspelt "help".
    private static bool IsShort(LineWords words)
    {
        var count = 0;
        for (words.Skip(); !words.AtEnd; words.Skip())
            count += CommandWords.IsFiller(words.Next) ? 0 : 1;
        return count <= MostFurtherWords;
    }

    private static CommandWord? Nearest(string word)
    {
        var most = word.Length >= LongWord ? 2 : 1;
        var (nearest, least) = ((CommandWord?)null, most + 1);
        foreach (var (key, candidate) in Candidates)
            if (Math.Abs(key.Length - word.Length) < least && Distance(word, key) is var distance && distance < least)
                (nearest, least) = (candidate, distance);
        return nearest;
    }

    // As he nearly wrote it; Arabic beside a list's name would lose its order on the screen.
    private static string? Example(CommandWord word, MailingList list)
    {
        var spelled = word.Tongues == Tongues.Ar || word.Spelled.Contains('-') ? English.GetValueOrDefault(word.Sense, "help") : word.Spelled;
        return word.Sense switch
        {
            Sense.Subscribe or Sense.Unsubscribe => $"{spelled} {list.Name}",
            Sense.Set => "settings",
            Sense.Get => $"{spelled} 1",
            Sense.Search or Sense.Withdraw => null,
            Sense.LanguageKey => $"{spelled} {list.Languages[0].Code()}",
            Sense.FormatKey => $"{spelled} text",
            Sense.RhythmKey => $"{spelled} weekly",
            Sense.TopicsKey => $"{spelled} {Regions.Africa}",
            Sense.CapKey => $"{spelled} 20",
            Sense.WaitKey => $"{spelled} 24h",
            // A number that he doesn't know is no line to copy, and "editors" are no misspelt editions.
            Sense.Case or Sense.Follow or Sense.Unfollow or Sense.AddressKey or Sense.EditionsKey or Sense.Wish or Sense.All or Sense.Never or Sense.One or Sense.End or Sense.FileKey or Sense.SplitKey => null,
            _ => spelled,
        };
    }

    /// <summary>Damerau and Levenshtein: letters missing, added, changed, or two neighbours swapped.</summary>
    internal static int Distance(string one, string other)
    {
        var rows = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= other.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= one.Length; i++)
            for (var j = 1; j <= other.Length; j++)
            {
                var change = rows[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(change, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        return rows[one.Length, other.Length];
    }
}
