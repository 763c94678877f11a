using IfexList.Archive;
using IfexList.Bounces;
using IfexList.Communique;
using IfexList.Delivery;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Moderation;
using IfexList.Publishing;
using IfexList.Store;
using IfexList.Translation;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IfexList.Reception;

/// <summary>
/// Takes the due rows whose time has come; each handler ends or advances its row in its own transaction. What came due while the daemon was
/// down runs once.
/// </summary>
public sealed class Clock(
    Database database, ListCatalogue lists, StrangersDigest digest, Decision decision, Reminders reminders, RefusedRequest refused, LastDay lastDay, WeeklySummary summary, Parcels parcels, Fallbacks fallbacks, TranslationDesk translations, Handover handover, DraftDesk drafts, MissingLanguage missing, Bundles bundles, Indexing indexing, Weighing weighing, Probes probes, Erasing erasing, KeptReturns kept, DeliveryLoop deliveries,
    TimeProvider time, ILogger<Clock> logger) : BackgroundService
{
    private readonly ClockWatch _watch = new(time);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var planned = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!planned)
                    await database.WriteAsync(Plan);
                planned = true;
                await TickAsync();
            }
            catch (Exception e)
            {
                // A full or busy database: time goes on.
                logger.DueFailed(e, "anything");
            }
            await Task.Delay(Limits.PollTime, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>What comes round again and again is owed from the start.</summary>
    private void Plan(Connection tx)
    {
        if (WrongClock.WasAheadBy(tx, time.Now(), Limits.ForgetEvery) is > 0 and var ahead)
            WrongClock.SetBack(tx, ahead, time.Now());
        Due.Owe(tx, Due.Sweep, "", time.After(Limits.ForgetEvery));
        KeptReturns.Plan(tx, time.Now());
        bundles.Plan(tx);
        Due.Owe(tx, Due.Weigh, "", time.After(Limits.WeighFirst));
        Parcels.PlanAll(tx, lists, time.GetUtcNow());
        WeeklySummary.PlanAll(tx, lists, time.GetUtcNow());
        MissingLanguage.PlanAll(tx, lists, time.GetUtcNow());
        DraftDesk.PlanAll(tx, lists, time.GetUtcNow());
        Handover.PlanAll(tx, lists, time.GetUtcNow());
    }

    /// <summary>Does all that is due now.</summary>
    public async Task TickAsync()
    {
        await FollowAsync(_watch.Back);
        foreach (var (kind, subject) in database.Read(db => Due.Now(db, time.Now())))
        {
            // One before it may have taken it along, as reminders do.
            if (!database.Read(db => Due.IsDue(db, kind, subject, time.Now())))
                continue;
            try
            {
                await HandleAsync(kind, subject);
            }
            catch (Exception e)
            {
                logger.DueFailed(e, kind);
                await PostponeAsync(kind, subject);
            }
            deliveries.Signal();
        }
    }

    private async Task FollowAsync(TimeSpan back)
    {
        if (back >= Limits.ClockSetBack)
        {
            logger.ClockSetBack(back);
            await database.WriteAsync(tx =>
            {
                WrongClock.SetBack(tx, (long)back.TotalMilliseconds, time.Now());
                Plan(tx);
            });
            deliveries.Signal();
        }
        _watch.Trust();
    }

    // It stays owed; another moment may be better, and the others don't wait for it. A scrub fills a disk that is nearly full: not every few seconds.
    private async Task PostponeAsync(string kind, string subject)
    {
        try
        {
            await database.WriteAsync(tx => Due.Done(tx, kind, subject, time.After(kind == Due.Scrub ? Limits.ScrubPause : Limits.TurnPause)));
        }
        catch (StoreFullException)
        {
            // Then it is due again at once.
        }
    }

    private Task HandleAsync(string kind, string subject) => kind switch
    {
        Due.Release or Due.Grace => decision.ReleaseDueAsync(kind, subject),
        Due.Strangers => digest.SendAsync(subject),
        Due.Remind => reminders.RemindAsync(subject),
        Due.Unasked => refused.AskNextAsync(subject),
        Due.Return => lastDay.ReturnAsync(subject),
        Due.Summary => summary.SendAsync(subject),
        Due.Parcel => parcels.ComeDueAsync(subject),
        Due.Packing => parcels.PackAsync(subject),
        Due.Fallback => fallbacks.ServeAsync(subject),
        Due.Translate => translations.CallAsync(subject),
        Due.Chase => translations.ChaseAsync(subject),
        Due.Handover => handover.SendAsync(subject),
        Due.Draft => drafts.DraftAsync(subject),
        Due.Missing => missing.LookAsync(subject),
        Due.Bundle => bundles.WriteAsync(subject),
        Due.Index => indexing.GoOnAsync(subject),
        Due.Sweep => database.WriteAsync(tx =>
        {
            Sweeping.Run(tx, lists, time.Now());
            Due.Done(tx, Due.Sweep, subject, time.After(Limits.ForgetEvery));
        }),
        Due.Resume => database.WriteAsync(tx => Subscriptions.ResumeDue(tx, subject)),
        Due.Weigh => weighing.WeighAsync(),
        Due.Probe => probes.AskAsync(subject),
        Due.Probed => probes.LookAsync(subject),
        Due.Paused => probes.EndAsync(subject),
        Due.Erase => erasing.EraseAsync(subject),
        Due.Returned => kept.WorkOffAsync(subject),
        Due.Scrub => erasing.ScrubAsync(),
        Due.Log => erasing.EmptyLogAsync(),
        _ => throw new InvalidDataException($"nobody knows what \"{kind}\" is"),
    };
}
