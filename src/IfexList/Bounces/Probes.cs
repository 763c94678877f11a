using IfexList.Foundation;
using IfexList.Ledger;
using IfexList.Store;
using Microsoft.Extensions.Logging;

namespace IfexList.Bounces;

/// <summary>
/// What is done about a reader whose mail keeps failing: due rows of <see cref="Reception"/>'s clock. At every step mail that arrives, or any word of his, ends it.
/// </summary>
/// <remarks>
/// Each letter is looked at ProbeWait after it was owed, and only what came of that letter itself says what became of it: it was refused to us, or came back with its token.
/// <code>
/// watched   score reached                  -> probed, one letter
/// probed    it left, it didn't come back   -> in order
///           it came back                   -> probed again; or paused, one letter, when mail has failed for PauseAfter
///           it did by his provider's fault -> probed again
/// paused    the last letter arrived        -> in order, and his subscriptions go on
///           it came back, or was lost      -> the same letter again
///           it came back, and he has been
///           paused for RemoveAfter         -> off all lists and forgotten, without a letter
/// </code>
/// A stranger's report, or one about another copy, adds points and so leads to a probe. It can't make one fail, so it pauses and removes nobody.
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
            LetterFate.Failed when IsOver(failing.Since, settings.Bounces.PauseAfter) => PauseAsync(failing),
            _ => ProbeAsync(failing),
        };
    }

    /// <summary>What became of a letter that told of the pause: a mailbox that was full for weeks may have room again.</summary>
    public Task EndAsync(string subject)
    {
        if (Find(subject) is not { State: FailingState.Paused } failing)
            return DoneAsync(Due.Paused, subject);
        return Fate(failing, Due.Paused) switch
        {
            LetterFate.Unknown => AgainAsync(Due.Paused, subject),
            LetterFate.Arrived => ForgiveAsync(failing),
            LetterFate.Failed when IsOver(failing.PausedAt ?? failing.StateAt, settings.Bounces.RemoveAfter) => RemoveAsync(failing),
            _ => TellAgainAsync(failing),
        };
    }

    private FailingPerson? Find(string subject) => database.Read(db => Failing.Of(db, Erasure.Person(subject)));

    private bool IsOver(long since, TimeSpan patience) => time.Now() - since >= (long)patience.TotalMilliseconds;

    private LetterFate Fate(FailingPerson failing, string due) => database.Read(db =>
    {
        // We were away when his answer or the bounce should have come; or it hasn't left yet; or what came may still turn out to be the provider's affair.
        var isLate = Due.At(db, due, Failing.Subject(failing.Person)) is { } at && time.Now() - at > (long)Limits.LateLook.TotalMilliseconds;
        if (isLate || failing.Probe is { } letter && Failing.IsOwed(db, failing.Person, letter))
            return LetterFate.Unknown;
        return failing.Failed is not { } setback ? LetterFate.Arrived : Setbacks.WeightOf(db, setback) switch
        {
            "open" => LetterFate.Unknown,
            "counted" => LetterFate.Failed,
            _ => LetterFate.Lost,
        };
    });

    private Task ProbeAsync(FailingPerson failing) => OweAsync(failing, letters.Probe(failing), FailingState.Probed, (tx, rendering) =>
    {
        Measures.Step("probed");
        logger.Probed(failing.Person, rendering);
    });

    private Task PauseAsync(FailingPerson failing) => OweAsync(failing, letters.Paused(failing), FailingState.Paused, (tx, _) =>
    {
        Failing.Pause(tx, failing.Person);
        Measures.Step("paused");
        logger.PausedByBounces(failing.Person);
    });

    private Task TellAgainAsync(FailingPerson failing) => OweAsync(failing, letters.Paused(failing), FailingState.Paused, (tx, rendering) => logger.Probed(failing.Person, rendering));

    // Where he reads nothing any more, or has paused it all himself, there is nothing to ask.
    private Task OweAsync(FailingPerson failing, Func<Connection, long>? owe, FailingState state, Action<Connection, long> also) => database.WriteAsync(tx =>
    {
        if (Failing.Of(tx, failing.Person)?.State != failing.State)
            return;
        if (owe is null || !HasToAsk(tx, failing))
        {
            BounceLedger.Forgive(tx, failing.Person);
            return;
        }
        var rendering = owe(tx);
        Failing.Enter(tx, failing.Person, state, rendering, time.Now(), time.After(settings.Bounces.ProbeWait));
        also(tx, rendering);
    });

    private static bool HasToAsk(Connection tx, FailingPerson failing) =>
        failing.State == FailingState.Paused ? Failing.PausedLists(tx, failing.Person).Count > 0 : Subscriptions.IsReader(tx, failing.Person);

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
        // It may be on its way, or what came of it isn't weighed yet.
        Unknown,
        Arrived,
        Failed,

        // It came back, but that says nothing of him.
        Lost,
    }
}
