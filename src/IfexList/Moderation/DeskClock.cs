using System.Globalization;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Store;

namespace IfexList.Moderation;

/// <summary>The clocks of one held post, each a row of <c>due</c>: when moderators are reminded, when it leaves, when its last day has come.</summary>
public sealed class DeskClock(TimeProvider time)
{
    /// <summary>From now on, whoever is to decide it is reminded in time.</summary>
    public void Remind(Connection tx, HeldPost post, MailingList list)
    {
        Due.Done(tx, Due.Release, Subject(post), null);
        Due.Set(tx, Due.Remind, Subject(post), time.After(post.IsUrgent ? list.Desk.RemindUrgent : list.Desk.RemindAfter));
    }

    /// <summary>A member's post is held.</summary>
    public void Start(Connection tx, HeldPost post, MailingList list) => Remind(tx, post, list);

    /// <summary>Nobody is reminded of it for a while.</summary>
    public void Pause(Connection tx, HeldPost post) => Due.Set(tx, Due.Remind, Subject(post), time.After(Limits.PutOffTime));

    /// <summary>It leaves then; until then nobody has to be reminded of it.</summary>
    public void Schedule(Connection tx, HeldPost post, DateTimeOffset at)
    {
        Due.Done(tx, Due.Remind, Subject(post), null);
        Due.Set(tx, Due.Release, Subject(post), at.ToUnixTimeMilliseconds());
    }

    /// <summary>When it leaves.</summary>
    public DateTimeOffset ReleaseTime(Connection db, HeldPost post) => Instant.Time(Due.At(db, Due.Release, Subject(post)) ?? time.Now());

    /// <summary>It is decided.</summary>
    public void Stop(Connection tx, HeldPost post)
    {
        foreach (var kind in new[] { Due.Remind, Due.Release, Due.Return })
            Due.Done(tx, kind, Subject(post), null);
    }

    private static string Subject(HeldPost post) => post.Id.ToString(CultureInfo.InvariantCulture);
}
