using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Store;

namespace IfexList.Moderation;

/// <summary>The letter that lays a held post before a moderator: everything she needs to decide on one phone screen, and a token of her own.</summary>
public sealed class ModerationRequest(Database database, AddressPlan addresses, LetterWriter letters, TimeProvider time)
{
    /// <summary>Written now; what is returned asks her in the transaction.</summary>
    /// <param name="others">How many others are asked.</param>
    public Action<Connection> Prepare(Submission post, MailingList list, Moderator moderator, int others)
    {
        var (held, clean) = (post.Held, post.Clean);
        var token = Token.NewRandom();
        var readers = database.Read(db => list.Kind == ListKind.Members ? Audience.CountMembers(db) : Audience.CountReaders(db, list.Name, held.Language));
        var model = new Dictionary<string, object?>
        {
            ["number"] = held.Id,
            ["list"] = list.Name,
            ["list_title"] = list.TitleIn(moderator.Language),
            ["sender"] = held.Sender,
            ["organisation"] = post.Organisation?.Name ?? "",
            ["known"] = post.IsRegisteredAddress,
            ["subject"] = clean.Subject,
            ["language_name"] = NoticeLanguageNames.Of(held.Language, moderator.Language),
            ["readers"] = readers,
            ["withheld"] = clean.Withheld,
            ["warnings"] = Array.Empty<string>(),
            ["text"] = clean.Text,
            ["others"] = others,
            ["encrypted"] = clean.IsEncrypted,
            ["desk"] = list.Kind == ListKind.Desk,
        };
        var letter = letters.Write(
            NoticeCatalogue.ModerationRequest, moderator.Language, list, model,
            addresses.Moderate(list), addresses.Moderate(list, token), RequestReference.MessageId(held.Id, addresses.Domain));
        return tx =>
        {
            Tokens.Add(tx, token, Tokens.Decision, list.Name, moderator.Person, held.Id, held.Version, held.At + (long)Limits.DecisionTokenTime.TotalMilliseconds);
            Asked.Note(tx, held.Id, moderator.Person, Letters.Owe(tx, list.Name, moderator.Person, letter, time.Now()), time.Now());
        };
    }
}
