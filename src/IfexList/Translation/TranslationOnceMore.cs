using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Store;

namespace IfexList.Translation;

/// <summary>
/// What would end something, and nothing shows that he sent it: it is laid before him, and counts when he sends it once more in answer to that letter, which only his mailbox has.
/// </summary>
public sealed class TranslationOnceMore(Database database, AddressPlan addresses, LetterWriter letters, TimeProvider time)
{
    internal Task AskAsync(TranslatorsMail reply, PublishedEdition original, TranslationReply said)
    {
        var (list, to) = (reply.List, reply.Hand);
        var token = Token.NewRandom();
        var draft = said as TranslationReply.Draft;
        var letter = letters.Write(NoticeCatalogue.OnceMore, to.Letters, list, new Dictionary<string, object?>
        {
            ["number"] = 0,
            ["list"] = list.Name,
            ["subject"] = original.About.Subject,
            ["lines"] = new List<string> { said is TranslationReply.Drop { Reason: var reason } ? $"drop: {reason}" : "ok" },
            ["text"] = draft?.Text ?? "",
            ["text_subject"] = draft?.Subject ?? "",
        }, addresses.Moderate(list), addresses.Answer(list, token), inReplyTo: reply.Message.MessageId);
        return database.WriteAsync(tx =>
        {
            if (!Inbox.Finish(tx, reply.Mail) || !Tokens.DoubtOnce(tx, reply.Token))
                return;
            Tokens.AddInstead(tx, token, reply.Token, isProven: true);
            Letters.Owe(tx, list.Name, to.Person, letter, time.Now());
        });
    }
}
