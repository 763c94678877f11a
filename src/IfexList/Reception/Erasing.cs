using IfexList.Delivery;
using IfexList.Foundation;
using IfexList.Moderation;
using IfexList.Notices;
using IfexList.Store;
using Microsoft.Extensions.Logging;

namespace IfexList.Reception;

/// <summary>
/// The later steps of "forget me", which <see cref="Clock"/> calls: once the farewell has left or failed once, the person goes; some minutes later the
/// database is written anew. What then remains is a keyed hash, and that for a month.
/// </summary>
public sealed class Erasing(Database database, Settings settings, AnswerBudget budget, Seals seals, TimeProvider time, ILogger<Erasing> logger)
{
    public async Task EraseAsync(string subject)
    {
        var person = Erasure.Person(subject);
        var (address, pending) = database.Read(db => (Erasure.AddressOf(db, person), Erasure.IsPending(db, person, time.Now())));
        if (address is not { } gone || pending)
        {
            await database.WriteAsync(tx => Due.Done(tx, Due.Erase, subject, address is null ? null : time.After(Limits.FarewellTry)));
            return;
        }
        // The files first: if we die between the two, the row is still there to find them by.
        OutboxDirectory.Forget(settings.Outbox, gone);
        await database.WriteAsync(tx =>
        {
            Due.Done(tx, Due.Erase, subject, null);
            if (!Erasure.Finish(tx, person))
                return;
            SealedOriginals.Forget(tx, seals.HashOf(gone));
            budget.Forget(tx, gone);
            Due.Owe(tx, Due.Scrub, "", time.After(Limits.ScrubPause));
            logger.Erased();
        });
    }

    public async Task ScrubAsync()
    {
        var clean = await database.ScrubAsync();
        Tell(clean);
        await database.WriteAsync(tx =>
        {
            Due.Done(tx, Due.Scrub, "", next: null);
            if (!clean)
                Due.Owe(tx, Due.Log, "", time.After(Limits.ScrubAgain));
        });
    }

    /// <summary>A reader had the log open. To write the file anew once more would make the log longer each time, and free nothing.</summary>
    public async Task EmptyLogAsync()
    {
        var clean = await database.EmptyLogAsync();
        Tell(clean);
        await database.WriteAsync(tx => Due.Done(tx, Due.Log, "", clean ? null : time.After(Limits.ScrubAgain)));
    }

    private void Tell(bool clean)
    {
        if (clean)
            logger.Scrubbed();
        else
            logger.ScrubIncomplete();
    }
}
