using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Store;

namespace IfexList.Moderation;

/// <summary>The letter in which the desk gets strangers' posts: one line and one word to answer per post. Its writers never hear of it.</summary>
public sealed class StrangersDigest(Database database, ListCatalogue lists, AddressPlan addresses, LetterWriter letters, TimeProvider time)
{
    /// <summary>Due: one letter to each moderator; what didn't fit comes with the next one.</summary>
    public Task SendAsync(string listName) => database.WriteAsync(tx =>
    {
        if (lists.Find(listName) is not { } list)
        {
            Due.Done(tx, Due.Strangers, listName, null);
            return;
        }
        var moderators = Roster.ActiveModerators(tx, list.Name);
        if (moderators.Count == 0)
        {
            // Nobody to ask: the posts wait, and so does their letter.
            Due.Done(tx, Due.Strangers, list.Name, time.After(list.StrangersEvery));
            return;
        }
        var shown = HeldPosts.Undigested(tx, list.Name, Limits.DigestPosts);
        var more = HeldPosts.CountUndigested(tx, list.Name) - shown.Count;
        Due.Done(tx, Due.Strangers, list.Name, more > 0 ? time.After(list.StrangersEvery) : null);
        if (shown.Count == 0)
            return;
        foreach (var moderator in moderators)
            Owe(tx, list, moderator, shown, more);
        foreach (var post in shown)
            HeldPosts.MarkDigested(tx, post.Id);
    });

    private void Owe(Connection tx, MailingList list, Moderator moderator, IReadOnlyList<HeldPost> posts, int more)
    {
        var token = Token.NewRandom();
        Tokens.Add(tx, token, Tokens.Digest, list.Name, moderator.Person, 0, 1, time.After(Limits.DecisionTokenTime));
        var model = new Dictionary<string, object?>
        {
            ["list"] = list.Name,
            ["list_title"] = list.TitleIn(moderator.Language),
            ["more"] = more,
            ["posts"] = posts.Select((post, index) => new Dictionary<string, object?>
            {
                ["n"] = index + 1,
                ["sender"] = post.Sender,
                ["subject"] = post.Subject,
                ["bytes"] = HeldPosts.Size(tx, post),
                ["date"] = Trace.Minute(Instant.Time(post.At)),
            }).ToList(),
        };
        for (var i = 0; i < posts.Count; i++)
            Tokens.AddLine(tx, token, new DigestLine(i + 1, posts[i].Id, posts[i].Version));
        Letters.Owe(tx, list.Name, moderator.Person, letters.Write(
            NoticeCatalogue.StrangersDigest, moderator.Language, list, model, addresses.Moderate(list), addresses.Moderate(list, token)), time.Now());
    }
}
