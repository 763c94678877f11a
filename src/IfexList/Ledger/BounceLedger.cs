using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Ledger;

/// <summary>One refusal or report about one person.</summary>
/// <param name="Text">The other side's words, which may name him: they go with him.</param>
/// <param name="Live">Heard by ourselves at the next hop, not told in a mail.</param>
public sealed record Setback(Reason Reason, int? Code, EnhancedStatus? Status, string Text, bool Live);

/// <summary>The one place that decides what comes of refusals, reports and complaints, whichever way they were heard.</summary>
public static class BounceLedger
{
    /// <summary>Notes it: one row for a person, class and day, however many reports there are.</summary>
    public static void Enter(Connection tx, long person, long rendering, Setback setback, long now) => throw new NotImplementedException();

    /// <summary>He leaves that list at once, or all lists where none is known, and gets no letter.</summary>
    public static void Complain(Connection tx, long person, string? list, long now) => throw new NotImplementedException();
}
