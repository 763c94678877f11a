using IfexList.Foundation;

namespace IfexList.Ledger;

/// <summary>
/// A phrase of a refusal: <c>user unknown</c>; with a gap for a name, <c>user * not found</c>; with choices, <c>(user|mailbox) [is] unknown</c>.
/// It begins where a word begins and may end inside one, so <c>blacklist</c> finds "blacklisted". In scripts that join words it begins anywhere.
/// A gap written onto a word, <c>exceed* quota</c>, leaves its ending open.
/// </summary>
internal sealed class RefusalPhrase
{
    private readonly PhrasePart[] _parts;
    private readonly bool _isOneWord;

    private RefusalPhrase(PhrasePart[] parts, string text)
    {
        if (parts is not [{ IsAfterGap: false, Choices: var first }, ..] || first.Any(string.IsNullOrWhiteSpace))
            throw new FormatException($"\"{text}\" may begin with nothing");
        _parts = [parts[0] with { Choices = [.. first.Select(Begun)] }, .. parts[1..]];
        _isOneWord = parts.Length == 1 && !first.Any(choice => choice.Contains(' '));
    }

    /// <exception cref="FormatException">It says nothing.</exception>
    public static RefusalPhrase Read(string text) => new(PhrasePart.Read(text), text);

    public bool IsIn(RefusalText refusal)
    {
        var words = refusal.Words;
        foreach (var choice in _parts[0].Choices)
            for (var at = refusal.Trigrams.MayHave(choice) ? words.IndexOf(choice, StringComparison.Ordinal) : -1; at >= 0; at = words.IndexOf(choice, at + 1, StringComparison.Ordinal))
                if (!(_isOneWord && IsInHostName(words, at)) && GoesOn(words.AsSpan(at), choice, 1))
                    return true;
        return false;
    }

    /// <param name="found">What has been found at its start.</param>
    private bool GoesOn(ReadOnlySpan<char> text, string found, int part)
    {
        if (part == _parts.Length)
            return true;
        // The space before a gap is the one behind it, too.
        var rest = text[(_parts[part].IsAfterGap && found.EndsWith(' ') ? found.Length - 1 : found.Length)..];
        foreach (var choice in _parts[part].Choices)
            if (_parts[part].IsAfterGap ? FollowsGap(rest, choice, part) : rest.StartsWith(choice, StringComparison.Ordinal) && GoesOn(rest, choice, part + 1))
                return true;
        return false;
    }

    private bool FollowsGap(ReadOnlySpan<char> rest, string choice, int part)
    {
        var gap = Math.Min(rest.Length, Limits.RefusalGapCharacters + choice.Length);
        for (var from = 0; from <= gap && rest[from..gap].IndexOf(choice, StringComparison.Ordinal) is >= 0 and var at; from += at + 1)
            if (GoesOn(rest[(from + at)..], choice, part + 1))
                return true;
        return false;
    }

    // "spam.example.org" is a host, whatever it is called.
    private static bool IsInHostName(string words, int at)
    {
        var word = words.AsSpan(at + 1);
        var end = word.IndexOf(' ');
        return (end < 0 ? word : word[..end]).Contains('.');
    }

    private static string Begun(string choice) => IsJoined(choice[0]) ? choice : " " + choice;

    // Arabic writes "and", "the" and "in" onto the word; Thai, Chinese and Japanese have no spaces.
    private static bool IsJoined(char c) => c is (>= '\u0600' and <= '\u06FF') or (>= '\u0E00' and not (>= '\u1E00' and <= '\u1FFF'));
}
