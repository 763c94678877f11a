using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Notices;
using IfexList.Store;
using Microsoft.Extensions.Logging;

namespace IfexList.Moderation;

/// <summary>What the owners of a list hear of its desk: how many posts nobody decides, never whose or what they say.</summary>
public sealed class OwnersLetter(LetterWriter letters, TimeProvider time, ILogger<OwnersLetter> logger)
{
    /// <summary>These posts wait, and reminding has not helped; or there is nobody left to ask. Written now; what is returned owes it in the transaction.</summary>
    /// <param name="undeliverable">A request could not be delivered.</param>
    public Action<Connection> NobodyDecides(MailingList list, IReadOnlyList<HeldPost> posts, bool undeliverable)
    {
        var facts = Facts(list);
        facts["waiting"] = posts.Count;
        facts["undeliverable"] = undeliverable;
        Age.Tell(facts, posts.MinBy(post => post.At)!, time.Now());
        var owe = Write(NoticeCatalogue.NobodyDecides, list, facts);
        return tx =>
        {
            logger.NobodyDecides(posts.Count, list.Name);
            owe(tx);
            foreach (var post in posts)
                DeskLog.Note(tx, post, null, Deed.Escalated, time.Now());
        };
    }

    /// <summary>These posts had their last day.</summary>
    public Action<Connection> LastDay(MailingList list, IReadOnlyList<HeldPost> posts)
    {
        var facts = Facts(list);
        facts["numbers"] = posts.Select(post => HeldTime.Subject(post.Id)).ToList();
        facts["days"] = DaysHeld(list);
        facts["kept_days"] = (int)Limits.ReturnedCopyTime.TotalDays;
        return Write(NoticeCatalogue.LastDay, list, facts);
    }

    /// <summary>How long the list holds a post.</summary>
    public static int DaysHeld(MailingList list) => (int)Math.Ceiling(list.Desk.HoldFor.TotalDays);

    private static Dictionary<string, object?> Facts(MailingList list) => new() { ["list"] = list.Name, ["list_title"] = list.TitleIn(list.Languages[0]) };

    private Action<Connection> Write(NoticeKind notice, MailingList list, Dictionary<string, object?> facts)
    {
        var letter = letters.Write(notice, list.Languages[0], list, facts);
        return tx =>
        {
            foreach (var owner in list.Owners.DistinctBy(owner => owner.Key))
                Letters.Owe(tx, list.Name, Person.Know(tx, owner, time.Now()), letter, time.Now());
        };
    }
}
