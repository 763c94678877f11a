using System.Globalization;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Moderation;

/// <summary>One line of an answer to a digest: <c>discard 1 2 4</c>, <c>ok 3 fr urgent</c>, <c>reject 2: reason</c>.</summary>
public sealed record DigestAnswer(ModeratorReply Verdict, IReadOnlyList<int> Numbers);

/// <summary>
/// A moderator's reply to a letter with several posts: each line decides the posts it numbers. A number with two different verdicts is decided by neither,
/// and a second thought on a line of its own takes back whatever can't be undone.
/// </summary>
/// <param name="NotUnderstood">Lines that look like an answer and aren't one, or everything if no line is one.</param>
public sealed record DigestReply(IReadOnlyList<DigestAnswer> Answers, IReadOnlyList<string> NotUnderstood)
{
    private const int NumberDigits = 5;
    private static readonly char[] ReasonSigns = [' ', ':', '-', '–', '—'];

    /// <param name="text">What a person reads in the reply, quotations included.</param>
    /// <param name="lines">How many posts the digest shows: a word without a number means the only one.</param>
    public static DigestReply Read(string text, string subject, MailingList list, int lines)
    {
        var answers = new List<DigestAnswer>();
        var looksLikeOne = new List<string>();
        var prose = new List<string>();
        var written = OwnText.Of(text).Answer.Where(OwnText.IsWritten).Take(Limits.DigestAnswers).ToList();
        foreach (var line in written)
            if (line.Length <= Limits.CommandCharacters && ReadLine(line, list) is { } answer)
                answers.Add(answer);
            else
                (LooksLikeAnswer(line) ? looksLikeOne : prose).Add(line.Trim());
        if (answers.Count == 0 && lines == 1 && OfOnly(ModeratorReply.Read(text, subject, list)) is { } only)
            return new DigestReply([only], []);
        if (written.Exists(DecisionLine.IsSecondThought) && answers.RemoveAll(answer => answer.Verdict is ModeratorReply.Approve or ModeratorReply.Discard) > 0)
            looksLikeOne.AddRange(prose);
        var contradicted = Contradicted(answers);
        looksLikeOne.AddRange(contradicted.Select(n => n.ToString(CultureInfo.InvariantCulture)));
        answers = [.. answers.Select(a => a with { Numbers = [.. a.Numbers.Where(n => !contradicted.Contains(n))] }).Where(a => a.Numbers.Count > 0)];
        return new DigestReply(answers, answers.Count > 0 || looksLikeOne.Count > 0 ? looksLikeOne : prose);
    }

    // A stranger is asked nothing, and no text of his goes back and forth.
    private static DigestAnswer? OfOnly(ModeratorReply reply) => reply is ModeratorReply.Approve { Returned: null } or ModeratorReply.Reject
        or ModeratorReply.Discard or ModeratorReply.PutOff or ModeratorReply.Take or ModeratorReply.Original ? new DigestAnswer(reply, [1]) : null;

    private static DigestAnswer? ReadLine(string line, MailingList list)
    {
        var parts = DecisionLine.Of(line);
        var numbers = new List<int>();
        var rest = parts.Rest;
        while (TakeNumber(ref rest, out var number))
            numbers.Add(number);
        if (numbers.Count == 0)
            return null;
        var verdict = Verdict(parts with { Rest = rest }, list, DecisionLine.IsQuestion(line));
        return verdict is null ? null : new DigestAnswer(verdict, [.. numbers.Distinct()]);
    }

    private static ModeratorReply? Verdict(DecisionLine line, MailingList list, bool isQuestion) => DecisionWords.Read(line.Word) switch
    {
        DecisionWord.Reject => new ModeratorReply.Reject(line.Rest.TrimStart(ReasonSigns).Trim()),
        _ when isQuestion => null,
        DecisionWord.Approve when ApprovalLine.Read(line.Rest, list) is { SaysEdited: false, Orders: var orders } => orders,
        DecisionWord.Discard when line.IsBare => new ModeratorReply.Discard(),
        DecisionWord.PutOff when line.IsBare => new ModeratorReply.PutOff(),
        DecisionWord.Take when line.IsBare => new ModeratorReply.Take(),
        DecisionWord.Original when line.IsBare => new ModeratorReply.Original(),
        _ => null,
    };

    // Digits of any script; "2026" in a reason comes behind the first word that is no number, so it isn't taken.
    private static bool TakeNumber(ref string rest, out int number)
    {
        number = 0;
        var text = rest.AsSpan().TrimStart(" \t\u00A0,;.،؛#&\u200E\u200F");
        var digits = 0;
        while (digits < text.Length && char.IsDigit(text[digits]))
            digits++;
        if (digits is 0 or > NumberDigits || digits < text.Length && char.IsLetter(text[digits]) || text[digits..] is ['-' or '–', ..])
            return false;
        number = (int)text[..digits].ToArray().Aggregate(0.0, (sum, digit) => sum * 10 + char.GetNumericValue(digit));
        rest = text[digits..].TrimStart().ToString();
        return true;
    }

    private static HashSet<int> Contradicted(List<DigestAnswer> answers) =>
        [.. answers.SelectMany(a => a.Numbers.Select(n => (Number: n, a.Verdict))).GroupBy(p => p.Number, p => p.Verdict)
            .Where(verdicts => verdicts.Distinct().Count() > 1).Select(verdicts => verdicts.Key)];

    private static bool LooksLikeAnswer(string line) =>
        line.Length > Limits.CommandCharacters || line.Any(char.IsDigit) || DecisionWords.Read(DecisionLine.Of(line).Word, alone: true) != DecisionWord.None;
}
