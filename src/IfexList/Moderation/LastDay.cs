using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Publishing;
using IfexList.Store;
using Microsoft.Extensions.Logging;

namespace IfexList.Moderation;

/// <summary>
/// A post that nobody decided goes back to its poster with his text, so that he can turn elsewhere; nothing is released by itself. A copy stays for a while, and the
/// owners know its number.
/// </summary>
public sealed class LastDay(
    Database database, ListCatalogue lists, AddressPlan addresses, OwnersLetter owners, LetterWriter letters, TimeProvider time, ILogger<LastDay> logger)
{
    /// <summary>Due for one post: all of its list whose last day ends soon go back, and the owners get one letter.</summary>
    public async Task ReturnAsync(string subject)
    {
        var post = database.Read(db => HeldTime.Find(db, subject));
        if (post is null || lists.Find(post.List) is not { } list)
        {
            await database.WriteAsync(tx => Due.Done(tx, Due.Return, subject, post is null ? null : time.After(Limits.ReturnPause)));
            return;
        }
        // False: a post was decided while the letters were written.
        while (!await TryReturnAsync(list))
        {
        }
    }

    private Task<bool> TryReturnAsync(MailingList list)
    {
        var until = time.After(Limits.RemindTogether);
        var posts = database.Read(db => HeldTime.DueBy(db, Due.Return, list.Name, until));
        var over = posts.Where(post => post.State is HeldState.Open or HeldState.Seconding).ToList();
        List<Action<Connection>> owed = [.. over.Select(post => Letter(post, list)).OfType<Action<Connection>>()];
        if (over.Count > 0)
            owed.Add(owners.LastDay(list, over));
        return database.WriteAsync(tx =>
        {
            if (!HeldTime.DueBy(tx, Due.Return, list.Name, until).SequenceEqual(posts))
                return false;
            // An approved one is released; should it be recalled, it still has a last day.
            foreach (var post in posts.Except(over))
                Due.Done(tx, Due.Return, HeldTime.Subject(post.Id), time.After(Limits.ReturnPause));
            foreach (var post in over)
                Return(tx, post);
            owed.ForEach(owe => owe(tx));
            return true;
        });
    }

    private void Return(Connection tx, HeldPost post)
    {
        HeldTime.Return(tx, post, time.Now());
        DeskLog.Note(tx, post, null, Deed.Returned, time.Now());
        logger.Returned(post.Id);
    }

    // Null where nobody is to be told, or where nobody here can read what he wrote.
    private Action<Connection>? Letter(HeldPost post, MailingList list)
    {
        if (post is not { Kind: HeldKind.Post, Poster: { } poster })
            return null;
        var language = database.Read(db => Roster.LanguageOf(db, poster)) ?? post.Language;
        var letter = letters.Write(NoticeCatalogue.ReturnedToPoster, language, list, new Dictionary<string, object?>
        {
            ["number"] = post.Id,
            ["list"] = list.Name,
            ["list_title"] = list.TitleIn(language),
            ["subject"] = post.Subject,
            ["text"] = OwnText(post),
            ["days"] = OwnersLetter.DaysHeld(list),
            ["kept_days"] = (int)Limits.ReturnedCopyTime.TotalDays,
            ["post_address"] = addresses.Post(list),
        });
        return tx => Letters.Owe(tx, list.Name, poster, letter, time.Now());
    }

    // His, whatever a moderator made of it.
    private string OwnText(HeldPost post)
    {
        var original = RawMessage.Parse(database.Read(db => Inbox.Body(db, post.Body)) ?? throw new InvalidDataException($"held post {post.Id} has lost its body"));
        return Cleansing.Of(original, PlainText.Of(original)).Text;
    }
}
