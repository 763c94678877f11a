using System.Globalization;
using IfexList.Foundation;
using IfexList.Store;

namespace IfexList.Operations;

/// <summary>Why mail for a reader fails, as rows below what he reads: his points and what comes next, then each day's refusals and reports.</summary>
public static class SetbackTable
{
    public static void Print(Terminal terminal, SetbackHistory history)
    {
        if (history.Failing is { } failing)
            terminal.Row("failing", Points(failing.Score), State(failing), $"since {Day(failing.Since)}", $"last {Day(failing.Last)}",
                history.Next is { } next ? $"looked at again {Minute(next.At)}" : "nothing is due");
        foreach (var past in history.Setbacks)
            terminal.Row(Minute(past.At), past.Class, $"{past.Times}x", Codes(past), past.Live ? "said by the next hop" : "came back as mail", past.Weight, past.Rule, Cut(past.Reply));
    }

    /// <summary>Hundredths as people count them.</summary>
    public static string Points(int score) => string.Create(CultureInfo.InvariantCulture, $"{score / 100m:0.00} points");

    private static string State(FailingPerson failing) =>
        failing.State == FailingState.Watched ? Failing.Word(failing.State) : $"{Failing.Word(failing.State)} on {Day(failing.PausedAt ?? failing.StateAt)}";

    private static string Codes(DaySetback past) =>
        string.Join(' ', ((string?[])[past.Code?.ToString(CultureInfo.InvariantCulture), past.Status]).Where(code => code is not null));

    // It may be a whole report, and lines of it.
    private static string Cut(string reply)
    {
        var line = string.Join(' ', reply.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Limits.SetbackReplyShown ? line : line[..Limits.SetbackReplyShown] + " …";
    }

    private static string Day(long instant) => $"{Instant.Time(instant):yyyy-MM-dd}";

    private static string Minute(long instant) => $"{Instant.Time(instant):yyyy-MM-dd HH:mm}Z";
}
