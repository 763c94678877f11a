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
    private const int TextCharacters = 4000;

    /// <summary>What stands for a case number where a case begins.</summary>
    public const string NewCase = "new";

    private ModeratorReply() { }

    /// <summary>Publish; in the language named, or in the one guessed; to those who chose one of these countries and topics, or to all.</summary>
    /// <param name="Kind">A code of <see cref="ReleaseKinds"/>.</param>
    /// <param name="IsUrgent">It goes before everything that is being sent.</param>
    /// <param name="NamesAuthor">Its author's name may be read by everybody.</param>
    /// <param name="Returned">The text as it came back, where that is to be released instead.</param>
    /// <param name="Case">The number of the case that it continues, <see cref="NewCase"/> for none whatever its poster says, null where nothing is said.</param>
    /// <param name="ToMembers">The registered members get it, nobody else.</param>
    /// <param name="At">Not before then.</param>
    public sealed record Approve(
        Language? Language, TopicSet? Topics = null, TopicSet? Countries = null, string? Kind = null, bool IsUrgent = false, bool NamesAuthor = false,
        ReturnedText? Returned = null, string? Case = null, bool ToMembers = false, EmbargoTime? At = null) : ModeratorReply
    {
        /// <summary>The word alone.</summary>
        public static Approve Plain { get; } = new(Language: null);

        /// <summary>These orders, and where they are silent those of a first editor.</summary>
        public Approve Over(Approve first) => new(
            Language ?? first.Language, Topics ?? first.Topics, Countries ?? first.Countries, Kind ?? first.Kind, IsUrgent || first.IsUrgent, NamesAuthor || first.NamesAuthor,
            Returned, Case ?? first.Case, ToMembers || first.ToMembers, At ?? first.At);

        public IReadOnlyList<Topic> About => [.. (IEnumerable<Topic>?)Countries ?? [], .. (IEnumerable<Topic>?)Topics ?? []];
    }

    /// <summary>Don't publish, and tell the member why; the reason may be empty.</summary>
    public sealed record Reject(string Reason) : ModeratorReply;

    /// <summary>Don't publish, and tell nobody.</summary>
    public sealed record Discard : ModeratorReply;

    /// <summary>Not now: it stays held, and nobody is reminded of it for a while.</summary>
    public sealed record PutOff : ModeratorReply;

    /// <summary>He has it in hand: the others are told.</summary>
    public sealed record Take : ModeratorReply;

    /// <summary>A question to its poster; it stays held.</summary>
    public sealed record Ask(string Question) : ModeratorReply;

    /// <summary>He wants to see the untouched mail.</summary>
    public sealed record Original : ModeratorReply;

    /// <summary>What was approved and hasn't left yet is held again.</summary>
    public sealed record Recall : ModeratorReply;

    /// <summary>What went out was wrong; the text to send after it, where he sent it along.</summary>
    public sealed record Correct(ReturnedText? Returned) : ModeratorReply;

    /// <summary>That moderator decides nothing any more: her mailbox is in strange hands.</summary>
    public sealed record Suspend(Address Moderator) : ModeratorReply;

    /// <summary>He says that he changed the text, but no text came back; or it did, without a word of decision.</summary>
    public sealed record Edited : ModeratorReply;

    /// <summary>The line at which we read no decision; empty if he wrote nothing at all.</summary>
    public sealed record Unclear(string LineRead) : ModeratorReply;

    /// <param name="text">What a person reads in the reply, quotations included.</param>
    public static ModeratorReply Read(string text, string subject, MailingList list)
    {
        var returned = ReturnedText.Find(text);
        // The lines of the text that he sent back are the post's: no words of his.
        var own = OwnText.Of(returned is { IsHis: true } ? returned.Around : text);
        var written = own.Answer.SkipWhile(line => !OwnText.IsWritten(line)).ToList();
        if (written.Count > 0)
            return ReadLines(written, returned, list);
        if (own.Between.FirstOrDefault(OwnText.IsWritten) is { } remark)
            return NotUnderstood(remark);
        return ReadSubject(subject, returned, list);
    }

    // The first line is written on; it decides, and what follows it may take that back.
    private static ModeratorReply ReadLines(List<string> lines, ReturnedText? returned, MailingList list)
    {
        var first = lines[0];
        if (first.Length > Limits.CommandCharacters)
            return NotUnderstood(first);
        var line = DecisionLine.Of(first);
        var alone = line.Rest.Length == 0 && returned is not { IsHis: true } && !lines.Skip(1).Any(OwnText.IsWritten);
        var word = DecisionWords.Read(line.Word, alone);
        var isQuestion = DecisionLine.IsQuestion(first);
        return word switch
        {
            DecisionWord.Reject when !isQuestion || line.Rest.Length > 1 => new Reject(TextBehind(line, lines)),
            // "ask Marie" is about somebody; only a colon or the end of the line begins a question.
            DecisionWord.Ask when (line.HasColon || line.Rest.Length == 0) && TextBehind(line, lines) is var question && Words.Fold(question).Length > 0 => new Ask(question),
            _ when isQuestion => NotUnderstood(first),
            DecisionWord.Approve or DecisionWord.Edited when ApprovalLine.Read(line.Rest, list) is { } approval =>
                (ModeratorReply?)SecondThought(lines) ?? Approval(approval.Orders, word == DecisionWord.Edited || approval.SaysEdited, returned),
            DecisionWord.Suspend when Suspended(line.Rest) is { } moderator => new Suspend(moderator),
            _ when line.IsBare => Bare(word, lines, returned) ?? NotUnderstood(first),
            _ => NotUnderstood(first),
        };
    }

    // Nothing stands behind the word. What sends nothing and loses nothing is done whatever else he writes below.
    private static ModeratorReply? Bare(DecisionWord word, List<string> lines, ReturnedText? returned) => word switch
    {
        DecisionWord.Discard => (ModeratorReply?)SecondThought(lines) ?? new Discard(),
        DecisionWord.Correct => (ModeratorReply?)SecondThought(lines) ?? new Correct(returned is null ? null : returned with { IsSaid = true }),
        DecisionWord.PutOff => new PutOff(),
        DecisionWord.Take => new Take(),
        DecisionWord.Original => new Original(),
        DecisionWord.Recall => new Recall(),
        _ => null,
    };

    private static Address? Suspended(string rest)
    {
        var words = rest.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToList();
        var bare = string.Concat(words.FirstOrDefault("").Where(c => !Words.IsInvisible(c))).Trim('<', '>', '(', ')', '.', ',', ';', ':', '!', '"', '«', '»', '،');
        return Address.TryParse(bare, out var address) && words.Skip(1).All(word => DecisionWords.IsCourtesy(Words.Fold(word))) ? address : null;
    }

    // Programs quote what they were sent, cut and wrapped as they like: a quoted text counts only where he says that he edited it.
    private static ModeratorReply Approval(Approve orders, bool saysEdited, ReturnedText? returned)
    {
        if (saysEdited)
            return returned is null ? new Edited() : orders with { Returned = returned with { IsSaid = true } };
        return returned is { IsHis: true } ? orders with { Returned = returned } : orders;
    }

    // An old phone: the word stands in the Subject, before the tag of the request (or in place of it).
    private static ModeratorReply ReadSubject(string subject, ReturnedText? returned, MailingList list)
    {
        var peeled = Words.PeelReplyPrefixes(subject);
        var tag = peeled.IndexOf('[');
        var words = tag < 0 ? peeled : peeled[..tag];
        if (OwnText.IsWritten(words) && ReadLines([words], returned, list) is not Unclear and var decision)
            return decision;
        return returned is { IsHis: true } ? new Edited() : new Unclear("");
    }

    private static Unclear? SecondThought(List<string> lines) => lines.Skip(1).FirstOrDefault(DecisionLine.IsSecondThought) is { } line ? NotUnderstood(line) : null;

    // Up to the next blank line; a name under it is not for the member's eyes.
    private static string TextBehind(DecisionLine line, List<string> lines)
    {
        var rest = line.Rest;
        var further = lines.Skip(1);
        if (rest.Length == 0)
            further = further.SkipWhile(below => !OwnText.IsWritten(below));
        var text = further.TakeWhile(OwnText.IsWritten).Select(below => below.Trim()).Prepend(rest).Where(written => written.Length > 0).ToList();
        if (text.Count > 0 && (text.Count > 1 || rest.Length == 0) && IsName(text[^1]))
            text.RemoveAt(text.Count - 1);
        return Cut(string.Join('\n', text), TextCharacters);
    }

    /// <summary>Whether a line is nothing but somebody's name, as it stands below a letter.</summary>
    internal static bool IsName(string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: <= 3 } words && line[^1] is not ('.' or '!' or '?')
        && words.All(word => char.IsUpper(word[0]) && word.Skip(1).Any(char.IsLower));

    private static Unclear NotUnderstood(string line) => new(Cut(string.Concat(line.Where(c => !Words.IsInvisible(c) && !char.IsControl(c))).Trim(), ShownCharacters));

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
