using System.Globalization;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Store;

namespace IfexList.Moderation;

/// <summary>A request that its moderator will never read: the next on the roster gets it at once, whatever the hour; where none is left, the owners are told.</summary>
public sealed class RefusedRequest(Database database, ListCatalogue lists, ModerationRequest request, OwnersLetter owners, TimeProvider time)
{
    /// <param name="subject"><c>HELD/PERSON</c>.</param>
    public async Task AskNextAsync(string subject)
    {
        // False: a post or a moderator came, went or changed while the letter was written.
        while (!await TryAskNextAsync(subject))
        {
        }
    }

    private Task<bool> TryAskNextAsync(string subject)
    {
        var slash = subject.IndexOf('/');
        var refused = long.Parse(subject[(slash + 1)..], CultureInfo.InvariantCulture);
        var post = database.Read(db => HeldTime.Find(db, subject[..slash]));
        var asked = post is null ? [] : database.Read(db => Asked.Of(db, post.Id));
        if (post is not { State: HeldState.Open or HeldState.Seconding } || !asked.Contains(refused) || lists.Find(post.List) is not { } list)
            return database.WriteAsync(tx => Ends(tx, subject));
        var active = database.Read(db => Roster.ActiveModerators(db, list.Name));
        var left = active.Where(moderator => !asked.Contains(moderator.Person) && moderator.Person != post.Approval?.By);
        var next = DutyRoster.InOrder(left, list, time.GetUtcNow()) is [var first, ..] ? first : null;
        var owe = Instead(post, list, next, [.. active.Where(m => asked.Contains(m.Person) && m.Person != refused)]);
        return database.WriteAsync(tx =>
        {
            if (HeldPosts.Find(tx, post.Id) != post || !DutyRoster.IsUnchanged(active, Roster.ActiveModerators(tx, list.Name)))
                return false;
            DeskLog.Note(tx, post, refused, Deed.Undeliverable, time.Now());
            owe(tx);
            return Ends(tx, subject);
        });
    }

    private Action<Connection> Instead(HeldPost post, MailingList list, Moderator? next, IReadOnlyList<Moderator> others)
    {
        if (next is null)
            return database.Read(db => DeskLog.Last(db, post.Id, Deed.Escalated)) is null ? owners.NobodyDecides(list, [post], undeliverable: true) : _ => { };
        return request.Prepare(database.Read(db => Briefing.Read(db, post, list)), list, next, others, RequestOccasion.Escalated);
    }

    private static bool Ends(Connection tx, string subject)
    {
        Due.Done(tx, Due.Unasked, subject, null);
        return true;
    }
}
