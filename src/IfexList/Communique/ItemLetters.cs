using System.Globalization;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Store;

namespace IfexList.Communique;

/// <summary>What a member hears about his item for a newsletter: each letter carries a token of his own, so that his reply changes the item or takes it back.</summary>
public sealed class ItemLetters(AddressPlan addresses, LetterWriter letters, TimeProvider time)
{
    /// <summary>This was read from it. Written now; what is returned owes it in the transaction.</summary>
    /// <param name="isNew">It has just come in; otherwise his reply has changed it.</param>
    /// <param name="cause">The Message-ID of the mail that it answers.</param>
    public Action<Connection, long, long> Received(MailingList list, Language spoken, Item item, bool isNew, string? cause) => Prepare(list, spoken, NoticeCatalogue.ItemReceived, new Dictionary<string, object?>
    {
        ["list"] = list.Name,
        ["list_title"] = list.TitleIn(spoken),
        ["event"] = isNew ? "new" : "changed",
        ["kind"] = item.Kind.Code(),
        ["headline"] = item.Headline,
        ["date"] = item.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
        ["place"] = item.Place ?? "",
    }, cause);

    /// <param name="what">withdrawn, out, gone or empty.</param>
    public Action<Connection, long, long> Note(MailingList list, Language spoken, string headline, string what, string? cause) => Prepare(list, spoken, NoticeCatalogue.ItemNote, new Dictionary<string, object?>
    {
        ["list"] = list.Name,
        ["list_title"] = list.TitleIn(spoken),
        ["headline"] = headline,
        ["event"] = what,
    }, cause);

    private Action<Connection, long, long> Prepare(MailingList list, Language spoken, NoticeKind notice, Dictionary<string, object?> facts, string? cause)
    {
        var token = Token.NewRandom();
        var letter = letters.Write(notice, spoken, list, facts, replyTo: addresses.Answer(list, token), inReplyTo: cause);
        return (tx, person, item) =>
        {
            Tokens.Add(tx, token, Tokens.Item, list.Name, person, item, 1, time.After(Limits.ItemTime));
            Letters.Owe(tx, list.Name, person, letter, time.Now());
        };
    }
}
