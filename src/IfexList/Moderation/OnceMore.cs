using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Store;

namespace IfexList.Moderation;

/// <summary>
/// A decision that nothing shows to be its moderator's, from a domain that asks nobody to mind: it is laid before her, and counts when she sends it once more in answer to that
/// letter, which only her mailbox has.
/// </summary>
public sealed class OnceMore(Database database, AddressPlan addresses, LetterWriter letters, TimeProvider time)
{
    private const int Lines = 5;
    private const int LineCharacters = 200;

    /// <summary>Where nothing is published the token is enough; a failed question to the DNS is no answer.</summary>
    public static bool IsWantedOf(Evidence evidence) =>
        evidence.Dmarc is { IsAligned: false } dmarc && (dmarc.Policy == DmarcPolicy.None || dmarc.Result == CheckResult.TempError);

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
        return [.. lines.Select(line => HeaderText.Clean(line)).Where(line => line.Length > 0).Take(Lines).Select(line => line.Length <= LineCharacters ? line : line[..LineCharacters] + "…")];
    }
}
