using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Store;
using Microsoft.Extensions.Logging;

namespace IfexList.Bounces;

/// <summary>Returned mails that an earlier version kept raw, until somebody could read them: they are read now, some at a time, and then there are none.</summary>
public sealed class KeptReturns(Database database, TimeProvider time, ILogger<KeptReturns> logger)
{
    /// <summary>It is owed while there are any.</summary>
    public static void Plan(Connection tx, long now)
    {
        if (Returned.AreKept(tx))
            Due.Owe(tx, Due.Returned, "", now);
    }

    public async Task WorkOffAsync(string subject)
    {
        foreach (var kept in database.Read(db => Returned.Kept(db, Limits.KeptReturnsTogether)))
            await WorkOffAsync(kept);
        await database.WriteAsync(tx => Due.Done(tx, Due.Returned, subject, Returned.AreKept(tx) ? time.Now() : null));
    }

    private async Task WorkOffAsync(KeptReturn kept)
    {
        if (database.Read(db => Returned.Bytes(db, kept)) is not { } bytes)
            return;
        var report = Read(kept, bytes);
        await database.WriteAsync(tx =>
        {
            if (Returned.Finish(tx, kept) && report is not null)
                ReturnedMail.Enter(tx, new Addressee(kept.Person, kept.Rendering, kept.List, IsProven: true), report, kept.At);
        });
    }

    // Whatever it is, it may not be tried for ever.
    private ReturnReport? Read(KeptReturn kept, byte[] bytes)
    {
        try
        {
            return ReturnReader.Read(RawMessage.Parse(bytes));
        }
        catch (Exception e)
        {
            logger.KeptReturnUnread(e, kept.Id);
            return null;
        }
    }
}
