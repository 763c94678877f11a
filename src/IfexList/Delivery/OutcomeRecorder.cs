using System.Diagnostics;
using System.Threading.Channels;
using IfexList.Foundation;
using IfexList.Ledger;
using IfexList.Store;
using Microsoft.Extensions.Logging;

namespace IfexList.Delivery;

/// <summary>
/// Commits outcomes in groups, beside the wire: couriers hand them over and go on; whatever came together since the last commit is the next group.
/// An outcome is never lost while we live: what can't be committed is tried again, and delivery pauses meanwhile.
/// </summary>
public sealed class OutcomeRecorder(Database database, InHand hand, RetryPlan plan, TimeProvider time, ILogger log)
{
    // Never full: a courier holds one of the UncommittedOutcomes permits for each outcome.
    private readonly Channel<(OwedCopy Copy, Outcome Outcome, Shape Provider)> _outcomes = Channel.CreateBounded<(OwedCopy, Outcome, Shape)>(
        new BoundedChannelOptions(Limits.UncommittedOutcomes) { SingleReader = true });
    private readonly Promptness _promptness = new(time);

    /// <param name="provider">To whom it went.</param>
    public void Record(OwedCopy copy, Outcome outcome, Shape provider)
    {
        if (!_outcomes.Writer.TryWrite((copy, outcome, provider)))
            throw new UnreachableException("more outcomes than copies out");
    }

    /// <summary>No more outcomes will come; <see cref="RunAsync"/> ends when all are committed.</summary>
    public void Complete() => _outcomes.Writer.TryComplete();

    /// <param name="cancellationToken">Gives up on what can't be committed; those copies go out again.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var group = new List<(OwedCopy Copy, Outcome Outcome, Shape Provider)>(Limits.UncommittedOutcomes);
        while (await _outcomes.Reader.WaitToReadAsync(cancellationToken))
        {
            await GatherAsync(cancellationToken);
            while (_outcomes.Reader.TryRead(out var next))
                group.Add(next with { Outcome = plan.Judge(next.Copy, next.Outcome, time.Now()) });
            var progress = await CommitAsync(group, cancellationToken);
            hand.Settle(group.Select(item => item.Copy));
            group.ForEach(Log);
            Measure(group);
            _promptness.Note(progress);
            group.Clear();
        }
    }

    // Until they are so many that only the rest of what may be out keeps the wire busy while these are committed.
    private async Task GatherAsync(CancellationToken cancellationToken)
    {
        for (var waits = 0; waits < Limits.GatherWaits && _outcomes.Reader.Count is var gathered && gathered < hand.Out && gathered < hand.Most * 3 / 8; waits++)
            // By no clock of the house: nothing depends on it but the size of a group.
            await Task.Delay(Limits.OutcomesGather, TimeProvider.System, cancellationToken);
    }

    private async Task<List<TextProgress>> CommitAsync(List<(OwedCopy Copy, Outcome Outcome, Shape Provider)> group, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var progress = await database.WriteAsync(tx => Write(tx, group));
                hand.Hold(false);
                return progress;
            }
            catch (Exception e)
            {
                log.OutcomesUncommitted(group.Count, e);
                hand.Hold(true);
            }
            await Task.Delay(Limits.CommitAgainTime, time, cancellationToken);
        }
    }

    private List<TextProgress> Write(Connection tx, List<(OwedCopy Copy, Outcome Outcome, Shape Provider)> group)
    {
        var now = time.Now();
        var progress = new List<TextProgress>();
        foreach (var copies in group.GroupBy(item => item.Copy.Rendering))
        {
            var editions = Deliveries.EditionsOf(tx, copies.Key);
            var arrived = copies.Where(item => item.Outcome is Outcome.Delivered).Select(item => item.Copy).ToList();
            if (arrived.Count > 0)
                Deliveries.Arrive(tx, arrived, editions, now);
            foreach (var (copy, outcome, _) in copies.Where(item => item.Outcome is not Outcome.Delivered))
                Write(tx, copy, outcome, editions, now);
            var isLast = Deliveries.ForgetTextIfLast(tx, copies.Key);
            // A letter answers one person, and nobody waits for its last copy.
            if (editions.Count > 0)
                progress.Add(new TextProgress(copies.First().Copy, arrived.Count > 0, isLast));
        }
        foreach (var warmed in group.Where(item => item.Provider.WarmUp.PerDay.Count > 0).GroupBy(item => item.Provider.Provider))
            Warmth.Add(tx, warmed.Key, Instant.Time(now).UtcDay(), warmed.Count());
        return progress;
    }

    private void Write(Connection tx, OwedCopy copy, Outcome outcome, IReadOnlyList<(long, long)> editions, long now)
    {
        switch (outcome)
        {
            case Outcome.Deferred deferred:
                Deliveries.Defer(tx, copy, plan.NextAt(copy, now), deferred.Reply.ToString());
                break;
            case Outcome.Refused refused:
                Deliveries.Finish(tx, copy, editions, "refused", now);
                BounceLedger.Enter(tx, copy.Person, copy.Rendering, Setback.Heard(refused.Reply), now);
                break;
            case Outcome.Expired expired:
                Deliveries.Finish(tx, copy, editions, "expired", now);
                BounceLedger.Enter(tx, copy.Person, copy.Rendering, Setback.Waited(expired.Reply), now);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private static void Measure(List<(OwedCopy Copy, Outcome Outcome, Shape Provider)> group)
    {
        Measures.Outcomes(group.Count);
        foreach (var alike in group.GroupBy(item => (Word(item.Outcome), item.Provider.SpokenName)))
            Measures.Delivered(alike.Key.Item1, alike.Key.SpokenName, alike.Count());
    }

    private static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Delivered => "delivered",
        Outcome.Deferred => "deferred",
        Outcome.Refused => "refused",
        Outcome.Expired => "expired",
        _ => throw new UnreachableException(),
    };

    private void Log((OwedCopy Copy, Outcome Outcome, Shape Provider) item)
    {
        var (copy, outcome, _) = item;
        switch (outcome)
        {
            case Outcome.Delivered:
                log.CopyDelivered(copy.Id, copy.Rendering);
                break;
            case Outcome.Deferred { Reply: var reply }:
                log.CopyDeferred(copy.Id, copy.Rendering, reply.Code, reply.Status?.ToString(), copy.Attempts + 1);
                break;
            case Outcome.Refused { Reply: var reply }:
                log.CopyRefused(copy.Id, copy.Rendering, reply.Code, reply.Status?.ToString());
                break;
            case Outcome.Expired { Reply: var reply }:
                log.CopyExpired(copy.Id, copy.Rendering, reply.Code, reply.Status?.ToString());
                break;
            default:
                throw new UnreachableException();
        }
    }
}
