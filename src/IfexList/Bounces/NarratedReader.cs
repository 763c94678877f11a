using IfexList.Foundation;
using IfexList.Ledger;
using IfexList.Mail;
using MimeKit;

namespace IfexList.Bounces;

/// <summary>
/// Bounces that are told in sentences only. <see cref="BounceWords"/> knows how families of mail systems begin; who it was stands where all of them put it: alone
/// on a line, in brackets, behind "recipient", in the field that Exim adds, or it is the one to whom the returned mail was.
/// </summary>
public static class NarratedReader
{
    /// <returns>Null where it is none of these.</returns>
    internal static ReturnReport? Read(MimeMessage message, ReturnedPieces pieces)
    {
        var told = new ToldBounce(message, pieces);
        if (Family(message, pieces, told) is not { } family)
            return null;
        var isDelay = BounceWords.IsDelay(message.Subject ?? "", told.Words);
        var failed = told.CouldNotBeReached();
        IReadOnlyList<ReturnedRecipient> recipients = failed.Count == 0
            ? [Nobody(told, isDelay)]
            : [.. failed.Take(Limits.ReturnedRecipients).Select(address => Recipient(address, failed.Count == 1, told, isDelay))];
        return new ReturnReport(ReturnKind.Bounce, family, recipients, pieces.Returned);
    }

    // A sentence of a mail system at the start is enough. Else it takes a robot's name and a subject or words that speak of a failure.
    private static string? Family(MimeMessage message, ReturnedPieces pieces, ToldBounce told)
    {
        if (told.Failed.Count > 0)
            return BounceWords.Family(told.Beginning) ?? "failed-recipients";
        var (isRobot, subject) = (IsRobot(message, pieces, told), BounceWords.TellsOfFailure(message.Subject ?? ""));
        // A person quotes a bounce, writes about one, or answers it.
        if (!isRobot && (!subject || IsPersons(message, told)))
            return null;
        if (BounceWords.Family(told.Beginning) is { } family)
            return BounceWords.IsSystem(family) || !IsAutomatic(message) || SaidReply.In(told.Words).IsThere ? family : null;
        return isRobot && (subject || BounceWords.TellsOfFailure(told.Beginning) || IsReason(message, told)) ? "mail-system" : null;
    }

    // An editor may be an administrator, and a house an exchange: beside such a name it takes a reply, the mail that comes back, or a list's own words.
    private static bool IsRobot(MimeMessage message, ReturnedPieces pieces, ToldBounce told) =>
        BounceWords.IsMailSystem(message) || BounceWords.MayBeMailSystem(message)
        && (pieces.Original.Count > 0 || SaidReply.In(told.Words).IsThere || BounceWords.Family(told.Beginning) == "list-server");

    // In a language that we don't know: an address, and a reply that says why.
    private static bool IsReason(MimeMessage message, ToldBounce told) =>
        !IsAutomatic(message) && told.Named.Count > 0 && SaidReply.In(told.Words).IsThere && !Why(told.Words).Reason.IsGuess;

    // Only a known system's opening, unquoted and at the top, outweighs a person's name; an answer's Subject and a mailing's repeat others' words.
    private static bool IsPersons(MimeMessage message, ToldBounce told) =>
        BounceWords.IsAnswer(message) || message.Headers.Contains(HeaderId.ListId)
        || BounceWords.Family(string.Join('\n', told.Lines.Where(line => line.Length > 0 && line[0] != '>').Take(6))) is not { } family || !BounceWords.IsSystem(family);

    // An autoresponder may say anything (RFC 3834 §5); a mail system that we don't know by its words repeats what it was told.
    private static bool IsAutomatic(MimeMessage message) => RobotMarks.IsAutoReplied(message);

    private static ReturnedRecipient Recipient(string address, bool isOnly, ToldBounce told, bool isDelay)
    {
        var words = told.Beside(address);
        var (reason, said) = Why(words);
        if (isOnly && reason.IsGuess)
            ((reason, said), words) = (Why(told.Words), told.Words);
        return new ReturnedRecipient(address, told.AliasOf(address), isDelay ? new Reason(ReturnClass.Delayed, "delay") : reason, said.Code, said.Status, words);
    }

    private static ReturnedRecipient Nobody(ToldBounce told, bool isDelay)
    {
        var (reason, said) = Why(told.Words);
        return new ReturnedRecipient(null, null, isDelay ? new Reason(ReturnClass.Delayed, "delay") : reason, said.Code, said.Status, told.Words);
    }

    private static (Reason Reason, SaidReply Said) Why(string words) => SaidReply.In(words) is var said ? (Reasons.Of(said.Code, said.Status, words), said) : default;
}
