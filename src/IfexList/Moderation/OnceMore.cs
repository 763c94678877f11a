using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Store;
using MimeKit;

namespace IfexList.Moderation;

/// <summary>
/// A decision that nothing shows to be its moderator's, from a domain that asks nobody to mind: it is laid before her, and counts when she sends it once more in answer to that
/// letter, which only her mailbox has.
/// </summary>
public sealed class OnceMore(Database database, AddressPlan addresses, LetterWriter letters, TimeProvider time)
{
    private const int Lines = 5;
    private const int LineCharacters = 200;

    /// <summary>Whether an answer with a right token is asked for once more, before it decides anything.</summary>
    internal static bool IsWanted(AddressPlan addresses, MimeMessage answer, StoredToken token, Evidence evidence) =>
        !token.IsProven && (IsWantedOf(evidence) || IsSentOn(addresses, answer, token, evidence));

    /// <summary>Where nothing is published the token is enough; a failed question to the DNS is no answer.</summary>
    public static bool IsWantedOf(Evidence evidence) =>
        evidence.Dmarc is { IsAligned: false } dmarc && (dmarc.Policy == DmarcPolicy.None || dmarc.Result == CheckResult.TempError);

    // A signature says that he wrote it, not to whom: a thief of the token may have another letter of his that begins with "ok".
    private static bool IsSentOn(AddressPlan addresses, MimeMessage answer, StoredToken token, Evidence evidence) => evidence.IsAligned && !(evidence.IsAlignedAsAddressed
        && addresses.NamedIn(answer).Any(to => TokenOf(to) is { } named && Token.Hash(named).SequenceEqual(token.Hash)));

    private static string? TokenOf(Recipient to) => to switch
    {
        Recipient.Decision { Token: var token } => token,
        Recipient.Answer { Token: var token } => token,
        _ => null,
    };

    internal Task AskAsync(DecisionReply reply, string text)
    {
        var (list, to) = (reply.List, reply.Moderator);
        var token = Token.NewRandom();
        var returned = SentBack(reply, text);
        var (subject, body) = returned is null ? (reply.Subject, "") : TextEdit.Parts(returned.Text, reply.Subject);
        var facts = reply.Facts(("lines", LinesOf(reply, text)), ("text", body.Trim('\n')), ("text_subject", subject));
        // Each purpose has its own address.
        var back = reply.Token.Purpose is Tokens.Decision or Tokens.Digest ? addresses.Moderate(list, token) : addresses.Answer(list, token);
        var letter = letters.Write(
            NoticeCatalogue.OnceMore, to.Language, list, facts, addresses.Moderate(list), back,
            reply.Token.Purpose == Tokens.Decision ? RequestReference.MessageId(reply.Token.Subject, addresses.Domain) : null, reply.Message.MessageId);
        return database.WriteAsync(tx =>
        {
            if (!Inbox.Finish(tx, reply.Mail) || !Tokens.DoubtOnce(tx, reply.Token))
                return;
            Tokens.AddInstead(tx, token, reply.Token, isProven: true);
            Letters.Owe(tx, list.Name, to.Person, letter, time.Now());
        });
    }

    // Quoting it is sending it back.
    private static ReturnedText? SentBack(DecisionReply reply, string text) => reply.Token.Purpose == Tokens.Digest ? null
        : ModeratorReply.Read(text, reply.Message.Subject ?? "", reply.List) switch
        {
            ModeratorReply.Approve { Returned: { } edited } => edited,
            ModeratorReply.Correct { Returned: { } corrected } => corrected,
            _ => null,
        };

    private static List<string> LinesOf(DecisionReply reply, string text)
    {
        var own = OwnText.Of(ReturnedText.Find(text) is { IsHis: true } returned ? returned.Around : text).Answer.Where(OwnText.IsWritten);
        var lines = own.DefaultIfEmpty(Words.PeelReplyPrefixes(reply.Message.Subject ?? "").Split('[')[0]);
        return [.. lines.Select(line => HeaderText.Clean(line)).Where(line => line.Length > 0).Take(Lines).Select(line => Shortened.To(line, LineCharacters, "…"))];
    }
}
