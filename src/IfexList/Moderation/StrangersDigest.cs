using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Preflight;
using IfexList.Store;

namespace IfexList.Moderation;

/// <summary>The letter in which those on duty get strangers' posts: one line and one word to answer per post. Its writers never hear of it.</summary>
public sealed class StrangersDigest(Database database, ListCatalogue lists, AddressPlan addresses, LetterWriter letters, NoticeTexts texts, TimeProvider time)
{
    /// <summary>Due: one letter to each moderator on duty, to all if nobody is; what didn't fit comes with the next one.</summary>
    public async Task SendAsync(string listName)
    {
        if (lists.Find(listName) is not { } list)
        {
            await database.WriteAsync(tx => Due.Done(tx, Due.Strangers, listName, null));
            return;
        }
        // False: a post or a moderator came or went while the letters were written.
        while (!await TrySendAsync(list))
        {
        }
    }

    private Task<bool> TrySendAsync(MailingList list)
    {
        var active = database.Read(db => Roster.ActiveModerators(db, list.Name));
        var moderators = DutyRoster.OnDuty(active, list, time.GetUtcNow());
        var shown = database.Read(db => HeldPosts.Undigested(db, list.Name, Limits.DigestPosts));
        var more = database.Read(db => HeldPosts.CountUndigested(db, list.Name)) - shown.Count;
        var senders = database.Read(db => shown.Select(post => (Credentials.Of(db, post), HeldPosts.Size(db, post))).ToList());
        var owed = shown.Count == 0 ? [] : moderators.Select(moderator => Letter(list, moderator, shown, senders, more)).ToList();
        return database.WriteAsync(tx =>
        {
            if (!DutyRoster.IsUnchanged(active, Roster.ActiveModerators(tx, list.Name))
                || !HeldPosts.Undigested(tx, list.Name, Limits.DigestPosts).SequenceEqual(shown) || HeldPosts.CountUndigested(tx, list.Name) != shown.Count + more)
                return false;
            // Nobody to ask: the posts wait, and so does their letter.
            Due.Done(tx, Due.Strangers, list.Name, more > 0 || moderators.Count == 0 ? time.After(list.StrangersEvery) : null);
            foreach (var owe in owed)
                owe(tx);
            foreach (var post in moderators.Count > 0 ? shown : [])
                HeldPosts.MarkDigested(tx, post.Id);
            return true;
        });
    }

    private Dictionary<string, object?> Row(HeldPost post, int number, Credentials sender, long octets, Language language) => new()
    {
        ["n"] = number,
        ["credence"] = sender.InWords(texts, language),
        ["sender"] = post.Sender,
        ["subject"] = post.Subject,
        ["bytes"] = octets,
        ["date"] = Trace.Minute(Instant.Time(post.At)),
    };

    // Written now; what is returned owes it in the transaction.
    private Action<Connection> Letter(MailingList list, Moderator moderator, IReadOnlyList<HeldPost> posts, List<(Credentials Sender, long Octets)> senders, int more)
    {
        var token = Token.NewRandom();
        var model = new Dictionary<string, object?>
        {
            ["list"] = list.Name,
            ["list_title"] = list.TitleIn(moderator.Language),
            ["more"] = more,
            ["posts"] = posts.Select((post, i) => Row(post, i + 1, senders[i].Sender, senders[i].Octets, moderator.Language)).ToList(),
        };
        var letter = letters.Write(NoticeCatalogue.StrangersDigest, moderator.Language, list, model, addresses.Moderate(list), addresses.Moderate(list, token));
        return tx =>
        {
            Tokens.Add(tx, token, Tokens.Digest, list.Name, moderator.Person, 0, 1, time.After(Limits.DecisionTokenTime));
            for (var i = 0; i < posts.Count; i++)
                Tokens.AddLine(tx, token, new DigestLine(i + 1, posts[i].Id, posts[i].Version));
            Letters.Owe(tx, list.Name, moderator.Person, letter, time.Now());
        };
    }
}
