using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Publishing;
using IfexList.Store;

namespace IfexList.Moderation;

/// <summary>
/// What a poster hears about his post, in his language: each letter carries a token of his own, so that his reply adds to the post, withdraws it, or
/// proposes an update of what it became.
/// </summary>
public sealed class PosterLetters(Database database, AddressPlan addresses, LetterWriter letters, NoticeTexts texts, TimeProvider time)
{
    /// <summary>Written now; what is returned owes it in the transaction. Nothing where nobody is to be told: a stranger, a program, someone since gone.</summary>
    /// <param name="cause">The Message-ID of the mail that it answers.</param>
    public Action<Connection> Prepare(HeldPost post, MailingList list, NoticeKind notice, IReadOnlyDictionary<string, object?> facts, string? cause = null)
    {
        if (post is not { Kind: not HeldKind.Stranger, Poster: { } poster })
            return _ => { };
        var owe = Prepare(post, list, LanguageOf(post, poster), notice, facts, cause);
        return tx => owe(tx, poster);
    }

    /// <summary>It is out, and this became of its files.</summary>
    public Action<Connection> Released(HeldPost post, MailingList list, string number, int readers, IReadOnlyList<Withheld> notes)
    {
        var spoken = post.Poster is { } poster ? LanguageOf(post, poster) : post.Language;
        return Prepare(post, list, NoticeCatalogue.Released, new Dictionary<string, object?>
        {
            ["release"] = number,
            ["readers"] = readers,
            ["withheld"] = notes.Removed(texts, spoken),
            ["files"] = notes.Files(texts, spoken),
        });
    }

    /// <summary>The same to somebody who is only known in the transaction.</summary>
    public Action<Connection, long> Prepare(HeldPost post, MailingList list, Language spoken, NoticeKind notice, IReadOnlyDictionary<string, object?> facts, string? cause = null)
    {
        var token = Token.NewRandom();
        var model = new Dictionary<string, object?>(facts)
        {
            ["number"] = post.Id,
            ["list"] = list.Name,
            ["list_title"] = list.TitleIn(spoken),
            ["subject"] = post.Subject,
        };
        var letter = letters.Write(notice, spoken, list, model, replyTo: addresses.Answer(list, token), inReplyTo: cause);
        return (tx, poster) =>
        {
            Tokens.Add(tx, token, Tokens.Answer, list.Name, poster, post.Id, post.Version, time.After(Limits.AnswerTokenTime));
            Letters.Owe(tx, list.Name, poster, letter, time.Now());
        };
    }

    private Language LanguageOf(HeldPost post, long poster) => database.Read(db => Roster.LanguageOf(db, poster)) ?? post.Language;
}
