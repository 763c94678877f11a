using IfexList.Lists;
using IfexList.Store;

namespace IfexList.Moderation;

/// <summary>
/// What becomes of one held post when its reminder is due. First those asked are reminded and the next on the roster is asked; then all; from the third time on the
/// owners hear of it. Nothing is ever released by it.
/// </summary>
/// <param name="Remind">Who was asked before.</param>
/// <param name="Ask">Who wasn't.</param>
/// <param name="Reminded">How often it has been reminded of then.</param>
/// <param name="Next">When it is due again.</param>
/// <param name="IsOverdue">So long undecided that the owners are to know.</param>
/// <param name="IsNews">They don't know it yet.</param>
public sealed record Escalation(
    HeldPost Post, IReadOnlyList<Moderator> Remind, IReadOnlyList<Moderator> Ask, int Reminded, DateTimeOffset Next, bool IsOverdue, bool IsNews)
{
    private const int OwnersAt = 3;

    /// <summary>How long a post waits from one reminder to the next.</summary>
    public static TimeSpan Interval(HeldPost post, MailingList list) => post.IsUrgent ? list.Desk.RemindUrgent : list.Desk.RemindAfter;

    /// <param name="asked">Who has had a request for it.</param>
    public static Escalation Of(HeldPost post, IReadOnlyList<long> asked, IReadOnlyList<Moderator> active, MailingList list, DateTimeOffset now)
    {
        var next = now + Interval(post, list);
        // Who has approved it waits for the other editor.
        var able = active.Where(moderator => moderator.Person != post.Approval?.By).ToList();
        var awake = able.Where(moderator => DutyRoster.Wakes(moderator, list, now) == now).ToList();
        if (post.State is HeldState.Waiting or HeldState.Returned)
            return Nothing(post, next);
        if (able.Exists(moderator => moderator.Person == post.TakenBy))
            return Nothing(post, next) with { Remind = [.. awake.Where(moderator => moderator.Person == post.TakenBy)] };
        var step = post.Reminded + 1;
        var isOverdue = step >= OwnersAt || able.Count == 0;
        if (awake.Count == 0 && able.Count > 0)
            return Nothing(post, able.Min(moderator => DutyRoster.Wakes(moderator, list, now))) with
            {
                // The owners hear of it whatever the hour; the reminders wait.
                Reminded = isOverdue ? step : post.Reminded,
                IsOverdue = isOverdue,
                IsNews = step == OwnersAt,
            };
        var others = DutyRoster.InOrder(awake.Where(moderator => !asked.Contains(moderator.Person)), list, now);
        return new Escalation(
            post, [.. awake.Where(moderator => asked.Contains(moderator.Person))], step == 1 ? [.. others.Take(1)] : others, step, next,
            isOverdue, step == (able.Count == 0 ? 1 : OwnersAt));
    }

    private static Escalation Nothing(HeldPost post, DateTimeOffset next) => new(post, [], [], post.Reminded, next, IsOverdue: false, IsNews: false);
}
