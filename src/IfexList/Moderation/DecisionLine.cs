using IfexList.Mail;

namespace IfexList.Moderation;

/// <summary>One line taken apart as a decision might be written: <c>WORD rest</c>. The rest keeps the writer's spelling.</summary>
/// <param name="Word">The first word, folded; empty if the line begins with anything else.</param>
/// <param name="Rest">What stands behind it, without the colon or dash between.</param>
internal readonly record struct DecisionLine(string Word, string Rest)
{
    private const string Before = " \t\u00A0\u202F\"'“”„«»‹›‘’([*_>-–—.";
    private const string Between = " \t\u00A0\u202F:;,.!-–—،؛\"'”»›’)]*_…：";

    public static DecisionLine Of(string line)
    {
        var start = 0;
        while (start < line.Length && (Before.Contains(line[start]) || Words.IsInvisible(line[start])))
            start++;
        var end = start;
        while (end < line.Length && !EndsWord(line, end))
            end++;
        var rest = line.AsSpan(end);
        while (rest.Length > 0 && (Between.Contains(rest[0]) || Words.IsInvisible(rest[0])))
            rest = rest[1..];
        return new DecisionLine(start < line.Length && char.IsLetter(line[start]) ? Words.Fold(line[start..end]) : "", rest.TrimEnd().ToString());
    }

    /// <summary>Whether the line asks rather than says: "ok?" decides nothing.</summary>
    public static bool IsQuestion(string line) => line.AsSpan().ContainsAny('?', '؟', '¿');

    // An apostrophe or hyphen ends a word only where no letter follows: "d'accord" is one word.
    private static bool EndsWord(string line, int at)
    {
        var c = line[at];
        if (char.IsWhiteSpace(c) || ":;,.!?،؛؟…：\"”»›)]*_[(–—".Contains(c))
            return true;
        return c is '\'' or '’' or '-' && !(at + 1 < line.Length && char.IsLetterOrDigit(line[at + 1]));
    }
}
