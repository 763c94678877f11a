using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Store;

namespace IfexList.Moderation;

/// <summary>
/// No held post is forgotten: its moderators are reminded, then others are asked, then the owners are told, as <see cref="Escalation"/> says. What comes due within
/// an hour is done in one commit, so that each moderator gets one letter.
/// </summary>
public sealed class Reminders(
    Database database, ListCatalogue lists, ModerationRequest request, ReminderLetter reminder, OwnersLetter owners, TimeProvider time)
{
    /// <summary>Due for one post: all of its list that are due soon are reminded of.</summary>
    public async Task RemindAsync(string subject)
    {
        var post = database.Read(db => HeldTime.Find(db, subject));
        if (post is null || lists.Find(post.List) is not { } list)
        {
            await database.WriteAsync(tx => Due.Done(tx, Due.Remind, subject, post is null ? null : time.After(Limits.ReturnPause)));
            return;
        }
        // False: a post or a moderator came, went or changed while the letters were written.
        while (!await TryRemindAsync(list))
        {
        }
    }

    private Task<bool> TryRemindAsync(MailingList list)
    {
        var now = time.GetUtcNow();
        var until = time.After(Limits.RemindTogether);
        var active = database.Read(db => Roster.ActiveModerators(db, list.Name));
        var posts = database.Read(db => HeldTime.DueBy(db, Due.Remind, list.Name, until));
        var steps = posts.Select(post => Escalation.Of(post, database.Read(db => Asked.Of(db, post.Id)), active, list, now)).ToList();
        List<Action<Connection>> owed = [.. steps.SelectMany(step => Requests(step, list)), .. Letters(steps, list), .. ToOwners(steps, list)];
        return database.WriteAsync(tx =>
        {
            if (!DutyRoster.IsUnchanged(active, Roster.ActiveModerators(tx, list.Name)) || !HeldTime.DueBy(tx, Due.Remind, list.Name, until).SequenceEqual(posts))
                return false;
            foreach (var step in steps)
                HeldTime.Remind(tx, step.Post, step.Reminded, step.Next.ToUnixTimeMilliseconds());
            owed.ForEach(owe => owe(tx));
            return true;
        });
    }

    private IEnumerable<Action<Connection>> Requests(Escalation step, MailingList list)
    {
        if (step.Ask.Count == 0)
            yield break;
        var briefing = database.Read(db => Briefing.Read(db, step.Post, list));
        foreach (var moderator in step.Ask)
            yield return request.Prepare(briefing, list, moderator, [.. step.Remind, .. step.Ask], RequestOccasion.Escalated);
    }

    private IEnumerable<Action<Connection>> Letters(List<Escalation> steps, MailingList list) => steps
        .SelectMany(step => step.Remind.Select(moderator => (Moderator: moderator, step.Post))).GroupBy(of => of.Moderator, of => of.Post)
        .Select(posts => reminder.Prepare(list, posts.Key, posts));

    // What they hear for the first time they hear at once.
    private IEnumerable<Action<Connection>> ToOwners(List<Escalation> steps, MailingList list)
    {
        var overdue = steps.Where(step => step.IsOverdue).ToList();
        var told = database.Read(db => DeskLog.LastAt(db, list.Name, Deed.Escalated));
        if (overdue.Exists(step => step.IsNews) || overdue.Count > 0 && (told is null || told <= time.After(-Limits.OwnersPause)))
            yield return owners.NobodyDecides(list, [.. overdue.Select(step => step.Post)], undeliverable: false);
    }
}
