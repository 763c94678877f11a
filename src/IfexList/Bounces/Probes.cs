using IfexList.Foundation;
using IfexList.Ledger;
using IfexList.Store;
using Microsoft.Extensions.Logging;

namespace IfexList.Bounces;

/// <summary>
/// What is done about a reader whose mail keeps failing: due rows of <see cref="Reception"/>'s clock. At every step mail that arrives, or any word of his, ends it.
/// </summary>
/// <remarks>
/// <code>
/// watched   score reached              -> probed, one letter
/// probed    it left, nothing came back -> in order
///           it failed                  -> probed again; or paused, one letter, when mail has failed for PauseAfter
/// paused    that letter arrived        -> in order, and his subscriptions go on
///           it failed                  -> off all lists and forgotten, without a letter
/// </code>
/// </remarks>
public sealed class Probes(Settings settings, Database database, ProbeLetters letters, TimeProvider time, ILogger<Probes> logger)
{
    /// <summary>A score is high enough to ask.</summary>
    public Task AskAsync(string subject)
    {
        var failing = Find(subject);
        return failing is { State: FailingState.Watched } && failing.Score >= settings.Bounces.ProbeScore ? ProbeAsync(failing) : DoneAsync(Due.Probe, subject);
    }

    /// <summary>What became of a probe.</summary>
    public Task LookAsync(string subject)
    {
        if (Find(subject) is not { State: FailingState.Probed } failing)
            return DoneAsync(Due.Probed, subject);
        return Fate(failing, Due.Probed) switch
        {
            LetterFate.Unknown => AgainAsync(Due.Probed, subject),
            LetterFate.Arrived => ForgiveAsync(failing),
            _ when time.Now() - failing.Since < (long)settings.Bounces.PauseAfter.TotalMilliseconds => ProbeAsync(failing),
            _ => PauseAsync(failing),
        };
    }

    /// <summary>The last look before he goes.</summary>
    public Task EndAsync(string subject)
    {
        if (Find(subject) is not { State: FailingState.Paused } failing)
            return DoneAsync(Due.Paused, subject);
        return Fate(failing, Due.Paused) switch
        {
            LetterFate.Unknown => AgainAsync(Due.Paused, subject),
            LetterFate.Arrived => ForgiveAsync(failing),
            _ => RemoveAsync(failing),
        };
    }

    private FailingPerson? Find(string subject) => database.Read(db => Failing.Of(db, Erasure.Person(subject)));

    private LetterFate Fate(FailingPerson failing, string due) => database.Read(db =>
    {
        var came = Setbacks.Since(db, failing.Person, failing.StateAt);
        // We were away when his answer or the bounce should have come; or it hasn't left yet; or what came may still turn out to be the provider's affair.
        var isLate = Due.At(db, due, Failing.Subject(failing.Person)) is { } at && time.Now() - at > (long)Limits.LateLook.TotalMilliseconds;
        if (isLate || failing.Probe is { } letter && Failing.IsOwed(db, failing.Person, letter))
            return LetterFate.Unknown;
        return came.Count == 0 ? LetterFate.Arrived : came.Any(setback => setback.Weight == "counted") ? LetterFate.Failed : LetterFate.Unknown;
    });

    private Task ProbeAsync(FailingPerson failing) => OweAsync(failing, letters.Probe(failing), FailingState.Probed, settings.Bounces.ProbeWait, (tx, rendering) =>
    {
        Measures.Step("probed");
        logger.Probed(failing.Person, rendering);
    });

    private Task PauseAsync(FailingPerson failing) => OweAsync(failing, letters.Paused(failing), FailingState.Paused, settings.Bounces.RemoveAfter, (tx, _) =>
    {
        Failing.Pause(tx, failing.Person);
        Measures.Step("paused");
        logger.PausedByBounces(failing.Person);
    });

    // Where he reads nothing any more, or has paused it all himself, there is nothing to ask.
    private Task OweAsync(FailingPerson failing, Func<Connection, long>? owe, FailingState state, TimeSpan next, Action<Connection, long> also) => database.WriteAsync(tx =>
    {
        if (Failing.Of(tx, failing.Person)?.State != failing.State)
            return;
        if (owe is null || !Subscriptions.IsReader(tx, failing.Person))
        {
            BounceLedger.Forgive(tx, failing.Person);
            return;
        }
        var rendering = owe(tx);
        Failing.Enter(tx, failing.Person, state, rendering, time.Now(), time.After(next));
        also(tx, rendering);
    });

    private Task ForgiveAsync(FailingPerson failing) => database.WriteAsync(tx =>
    {
        if (Failing.Of(tx, failing.Person)?.State == failing.State && BounceLedger.Forgive(tx, failing.Person))
            logger.Forgiven(failing.Person);
    });

    private Task RemoveAsync(FailingPerson failing) => database.WriteAsync(tx =>
    {
        if (Failing.Of(tx, failing.Person)?.State != FailingState.Paused)
            return;
        foreach (var list in Subscriptions.ListsOf(tx, failing.Person))
            Parted.Note(tx, list, failing.Person, Parted.Removed, time.Now());
        Erasure.Begin(tx, failing.Person, time.Now());
        Measures.Step("removed");
        logger.RemovedByBounces(failing.Person);
    });

    private Task AgainAsync(string kind, string subject) => database.WriteAsync(tx => Due.Done(tx, kind, subject, time.After(Limits.ProbeAgain)));

    private Task DoneAsync(string kind, string subject) => database.WriteAsync(tx => Due.Done(tx, kind, subject, null));

    private enum LetterFate
    {
        Unknown,
        Arrived,
        Failed,
    }
}
