using IfexList.Foundation;
using IfexList.Store;

namespace IfexList.Delivery;

/// <summary>
/// When a deferred copy is tried again, and when we give it up (RFC 5321 §4.5.4.1): the steps of <c>Relay.Retry</c>, the last one repeated, each copy a little
/// later by itself.
/// </summary>
public sealed class RetryPlan(RelaySettings relay)
{
    /// <summary>
    /// A deferral of a copy older than <c>Relay.GiveUpAfter</c> is its end, once each step of the plan was taken: a daemon that was down for a week, or a clock
    /// that was set ahead, costs nobody his copy at the first "come back later".
    /// </summary>
    public Outcome Judge(OwedCopy copy, Outcome outcome, long now) =>
        outcome is Outcome.Deferred deferred && copy.Attempts >= relay.Retry.Count && now - copy.Since >= (long)relay.GiveUpAfter.TotalMilliseconds
            ? new Outcome.Expired(deferred.Reply)
            : outcome;

    public long NextAt(OwedCopy copy, long now) =>
        now + (long)Jitter.Later(relay.Retry.After(copy.Attempts), copy.Id + copy.Attempts).TotalMilliseconds;
}
