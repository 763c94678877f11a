using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;

namespace IfexList.Moderation;

/// <summary>
/// What a moderator's reply to one request says. The first line he wrote himself must be exactly a decision; a sentence that merely
/// begins with such a word decides nothing, since what was approved by mistake has gone to every reader.
/// </summary>
public abstract record ModeratorReply
{
    private const int ShownCharacters = 200;
    private const int ReasonCharacters = 4000;

    private ModeratorReply() { }

    /// <summary>Publish; in the language named, or in the one guessed; to those who chose one of these topics (a country, a theme), or to all.</summary>
    public sealed record Approve(Language? Language, IReadOnlyList<Topic>? Topics = null) : ModeratorReply;

    /// <summary>Don't publish, and tell the member why; the reason may be empty.</summary>
    public sealed record Reject(string Reason) : ModeratorReply;

    /// <summary>Don't publish, and tell nobody.</summary>
    public sealed record Discard : ModeratorReply;

    /// <summary>He sent the text back changed, or says that he did.</summary>
    public sealed record Edited : ModeratorReply;

    /// <summary>The line at which we read no decision; empty if he wrote nothing at all.</summary>
    public sealed record Unclear(string LineRead) : ModeratorReply;

    public static ModeratorReply Read(OwnText own, string subject)
    {
        // The request's own marker lines, above or below the quotation: the text came back.
        if (own.Top.Concat(own.Below).Concat(own.Between).Any(MarkerLines.IsMarker))
            return new Edited();
        var written = own.Answer.SkipWhile(line => !OwnText.IsWritten(line)).ToList();
        if (written.Count > 0)
            return ReadLines(written);
        if (own.Between.FirstOrDefault(OwnText.IsWritten) is { } remark)
            return NotUnderstood(remark);
        return ReadSubject(subject);
    }

    // The first line is written on; it decides, and what follows it may take that back.
    private static ModeratorReply ReadLines(List<string> lines)
    {
        var first = lines[0];
        if (first.Length > Limits.CommandCharacters)
            return NotUnderstood(first);
        var line = DecisionLine.Of(first);
        var alone = line.Rest.Length == 0 && !lines.Skip(1).Any(OwnText.IsWritten);
        var question = DecisionLine.IsQuestion(first);
        return DecisionWords.Read(line.Word, alone) switch
        {
            DecisionWord.Edited => new Edited(),
            DecisionWord.Approve when SaysEdited(line.Rest) => new Edited(),
            DecisionWord.Approve when !question && LanguageIn(line.Rest, out var language) => (ModeratorReply?)SecondThought(lines) ?? new Approve(language),
            DecisionWord.Discard when !question && LanguageIn(line.Rest, out var language) && language is null => (ModeratorReply?)SecondThought(lines) ?? new Discard(),
            DecisionWord.Reject when !question || line.Rest.Length > 1 => new Reject(ReasonIn(line.Rest, lines)),
            _ => NotUnderstood(first),
        };
    }

    // An old phone: the word stands in the Subject, before the tag of the request (or in place of it).
    private static ModeratorReply ReadSubject(string subject)
    {
        var peeled = Words.PeelReplyPrefixes(subject);
        var tag = peeled.IndexOf('[');
        var words = tag < 0 ? peeled : peeled[..tag];
        return OwnText.IsWritten(words) && ReadLines([words]) is not Unclear and var decision ? decision : new Unclear("");
    }

    /// <summary>Nothing behind the word, or a language, or thanks, or both in this order.</summary>
    internal static bool LanguageIn(string rest, out Language? language)
    {
        var words = Words.Split(rest).ToList();
        while (words.Count > 0 && DecisionWords.IsCourtesy(words[^1]))
            words.RemoveAt(words.Count - 1);
        language = DecisionWords.TryLanguage(words, out var named) ? named : null;
        return language is not null || words.Count == 0 && !rest.Any(IsSign);
    }

    // A thumb pointing down is no punctuation.
    private static bool IsSign(char c) => char.IsSurrogate(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.OtherSymbol;

    private static bool SaysEdited(string rest) => Words.Split(rest) is [var word] && DecisionWords.Read(word) == DecisionWord.Edited;

    private static Unclear? SecondThought(List<string> lines)
    {
        foreach (var line in lines.Skip(1))
            if (line.Length <= Limits.CommandCharacters && DecisionWords.IsSecondThought(DecisionLine.Of(line).Word))
                return NotUnderstood(line);
        return null;
    }

    // Up to the next blank line; a name under the reason is not for the member's eyes.
    private static string ReasonIn(string rest, List<string> lines)
    {
        var further = lines.Skip(1);
        if (rest.Length == 0)
            further = further.SkipWhile(line => !OwnText.IsWritten(line));
        var reason = further.TakeWhile(OwnText.IsWritten).Select(line => line.Trim()).Prepend(rest).Where(line => line.Length > 0).ToList();
        if (reason.Count > 0 && (reason.Count > 1 || rest.Length == 0) && IsName(reason[^1]))
            reason.RemoveAt(reason.Count - 1);
        return Cut(string.Join('\n', reason), ReasonCharacters);
    }

    private static bool IsName(string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: <= 3 } words && line[^1] is not ('.' or '!' or '?')
        && words.All(word => char.IsUpper(word[0]) && word.Skip(1).Any(char.IsLower));

    private static Unclear NotUnderstood(string line) => new(Cut(string.Concat(line.Where(c => !Words.IsInvisible(c) && !char.IsControl(c))).Trim(), ShownCharacters));

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
