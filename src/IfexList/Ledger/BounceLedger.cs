using IfexList.Foundation;
using IfexList.Store;

namespace IfexList.Ledger;

/// <summary>
/// The one place that decides what comes of refusals, reports and complaints, whichever way they were heard. A setback is only noted here, one row for a
/// person, class and day; once a day all that is open is weighed (<c>Bounces/Weighing</c>), and only a score that has grown for days asks its reader
/// (<c>Bounces/Probes</c>). A complaint is obeyed at once. Nobody is written to from here.
/// </summary>
public static class BounceLedger
{
    /// <summary>
    /// Notes it: one row for a person, class and day, however many reports there are. If it is proven and about the letter by which we last asked him, that letter has failed;
    /// nothing else can make it fail.
    /// </summary>
    public static void Enter(Connection tx, long person, long rendering, Setback setback, long now)
    {
        if (WordOf(setback.Reason.Class) is not { } word)
            return;
        var weight = setback.Reason.Class == ReturnClass.Complaint ? "passed" : setback.Live && Setbacks.IsOurOwnTrouble(tx, person) ? "provider" : "open";
        var row = Setbacks.Note(tx, person, rendering, new DaySetback(
            default, word, 1, setback.Live, setback.Reason.Rule, setback.Code, setback.Status?.ToString(), setback.Text, now, weight, 0));
        Measures.SetBack(word);
        if (row is { } id && setback.IsProven && Setbacks.Counts(word))
            Failing.CameBack(tx, person, rendering, id);
        // A request that its moderator will never read goes to somebody else.
        if (setback.Reason.Class is not (ReturnClass.Delayed or ReturnClass.Complaint))
            Asked.Refused(tx, person, rendering, now);
    }

    /// <summary>
    /// He leaves that list at once, or all lists where none is known, and gets no letter. Who then reads nothing is forgotten; what he is registered for stays.
    /// </summary>
    public static void Complain(Connection tx, long person, string? list, long now)
    {
        var left = Subscriptions.ListsOf(tx, person).Where(read => list is null || read == list).ToList();
        foreach (var read in left)
        {
            Parted.Note(tx, read, person, Parted.Complaint, now);
            Subscriptions.Leave(tx, read, person, now);
        }
        if (left.Count > 0)
            Measures.Step("complained");
        // Somebody may only have been asked whether he wants to read: by whoever wrote his address.
        if ((left.Count > 0 || Requests.HasAny(tx, person)) && !Subscriptions.ReadsAny(tx, person))
            Erasure.Begin(tx, person, now);
    }

    /// <summary>Mail reaches him after all: nothing is held against him any more, and what was paused for it goes on.</summary>
    /// <returns>False where there was nothing to forgive.</returns>
    public static bool Forgive(Connection tx, long person)
    {
        if (Forgiveness.Forgive(tx, person).Score is null)
            return false;
        Measures.Step("forgiven");
        return true;
    }

    /// <summary>As the database has it; null for what says nothing against anybody.</summary>
    private static string? WordOf(ReturnClass of) => of switch
    {
        ReturnClass.Dead => "dead",
        ReturnClass.Full => "full",
        ReturnClass.Unavailable => "unavailable",
        ReturnClass.Policy => "policy",
        ReturnClass.Size => "size",
        ReturnClass.Delayed => "delayed",
        ReturnClass.Complaint => "complaint",
        _ => null,
    };
}
