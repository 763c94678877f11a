using System.Globalization;
using IfexList.Foundation;
using IfexList.Mail;

namespace IfexList.Moderation;

/// <summary>One line taken apart as a decision might be written: <c>WORD rest</c>. The rest keeps the writer's spelling.</summary>
/// <param name="Word">The first word, folded, or the words of a phrase such as "en attente"; empty if the line begins with anything else.</param>
/// <param name="Rest">What stands behind it, without the colon or dash between.</param>
/// <param name="HasColon">There was a colon.</param>
internal readonly record struct DecisionLine(string Word, string Rest, bool HasColon)
{
    private const string Before = " \t\u00A0\u202F\"'“”„«»‹›‘’([*_>-–—.";
    private const string Between = " \t\u00A0\u202F:;,.!-–—،؛\"'”»›’)]*_…：";

    /// <summary>Whether nothing else stands there, thanks aside.</summary>
    public bool IsBare => !HasSign(Rest) && Words.Split(Rest).All(DecisionWords.IsCourtesy);

    public static DecisionLine Of(string line)
    {
        var first = First(line);
        if (!DecisionWords.BeginsPhrase(first.Word))
            return first;
        var (phrase, last) = (first.Word, first);
        for (var words = 2; words <= DecisionWords.MostWords; words++)
        {
            last = First(last.Rest);
            phrase += " " + last.Word;
            if (DecisionWords.Read(phrase) != DecisionWord.None)
                return last with { Word = phrase };
        }
        return first;
    }

    private static DecisionLine First(string line)
    {
        var start = 0;
        while (start < line.Length && (Before.Contains(line[start]) || Words.IsInvisible(line[start])))
            start++;
        var end = start;
        while (end < line.Length && !EndsWord(line, end))
            end++;
        var rest = end;
        while (rest < line.Length && (Between.Contains(line[rest]) || Words.IsInvisible(line[rest])))
            rest++;
        var word = start < line.Length && char.IsLetter(line[start]) ? Words.Fold(line[start..end]) : "";
        return new DecisionLine(word, line[rest..].TrimEnd(), line.AsSpan(end..rest).ContainsAny(':', '：'));
    }

    /// <summary>Whether the line asks rather than says: "ok?" decides nothing.</summary>
    public static bool IsQuestion(string line) => line.AsSpan().ContainsAny('?', '؟', '¿');

    /// <summary>Whether the line takes back what stands above it: "But without the phone number".</summary>
    public static bool IsSecondThought(string line)
    {
        if (line.Length > Limits.CommandCharacters)
            return false;
        // "Please don't send it before Monday".
        var said = Of(line);
        while (DecisionWords.IsCourtesy(said.Word) && said.Rest.Length > 0)
            said = Of(said.Rest);
        return DecisionWords.IsSecondThought(said.Word);
    }

    /// <summary>A thumb pointing down is no punctuation.</summary>
    public static bool HasSign(string text) => text.Any(c => char.IsSurrogate(c) || char.GetUnicodeCategory(c) == UnicodeCategory.OtherSymbol);

    // An apostrophe or hyphen ends a word only where no letter follows: "d'accord" is one word.
    private static bool EndsWord(string line, int at)
    {
        var c = line[at];
        if (char.IsWhiteSpace(c) || ":;,.!?،؛؟…：\"”»›)]*_[(–—".Contains(c))
            return true;
        return c is '\'' or '’' or '-' && !(at + 1 < line.Length && char.IsLetterOrDigit(line[at + 1]));
    }
}
