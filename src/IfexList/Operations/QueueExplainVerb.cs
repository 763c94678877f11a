using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Operations;

/// <summary><c>queue explain ADDRESS</c>: why a reader's copy waits and when it is next tried, and how the others ended.</summary>
public static class QueueExplainVerb
{
    public static Command Build(CommandLine line)
    {
        var (address, json) = (Takes.Address(), Takes.Json());
        return line.Verb("explain", "What became of the copies for one address, newest first; of those that wait, why and until when", [address, json], (parsed, desk, _) =>
        {
            var who = parsed.GetValue(address);
            var stories = desk.Database.Read(db => desk.Queue.Explain(db, who, desk.Time.Now(), Limits.QueueShown));
            if (parsed.GetValue(json))
                line.Terminal.Json(stories.Select(Facts));
            else
                Print(line.Terminal, desk, who, stories);
            return Task.FromResult(0);
        });
    }

    private static void Print(Terminal terminal, AdminDesk desk, Address who, IReadOnlyList<CopyStory> stories)
    {
        foreach (var story in stories)
            terminal.Row(Minute(story.At), story.Outcome, story.List, story.What, story.Delivery, story.Wait is { } wait ? Why(wait, story.Detail) : story.Detail);
        if (stories.Count == 0)
            terminal.Out.WriteLine(desk.Database.Read(db => Enrolment.Of(db, who)) is { Count: > 0 } lists
                ? $"{who} reads {string.Join(", ", lists.Select(s => s.List))}, and nothing was sent yet"
                : $"{who} is on no list, and nothing was ever sent");
        if (stories.Any(story => story.Wait is not null) && !DataLock.IsTaken(desk.Settings))
            terminal.Complain("the daemon isn't running: nothing leaves");
    }

    private static object Facts(CopyStory story) => new
    {
        At = Instant.Iso(story.At),
        story.Outcome,
        story.List,
        story.What,
        story.Delivery,
        story.Detail,
        Why = story.Wait is { } wait ? Why(wait, story.Detail) : null,
        Next = story.Wait?.Next is { } next ? Instant.Iso(next) : null,
        Ahead = (story.Wait as CopyWait.InTurn)?.Ahead,
        Route = (story.Wait as CopyWait.InTurn)?.Route,
    };

    /// <summary>In a sentence.</summary>
    /// <param name="last">What the next hop said to its last try; null where it had none.</param>
    public static string Why(CopyWait wait, string? last) => wait switch
    {
        CopyWait.TriedAgain again => $"is tried again at {Minute(again.At)}, after {Times(again.Attempts, "try", "tries")}{Said(last)}",
        CopyWait.InTurn { RestsUntil: { } until } turn => $"route {turn.Route} rests until {Minute(until)}: {turn.Trouble!.Reason}; then {Turn(turn)}{Said(last)}",
        CopyWait.InTurn { Trouble: { } trouble } turn =>
            $"route {turn.Route} is being tried again, after {Times(trouble.Failures, "failure", "failures")}: {trouble.Reason}; then {Turn(turn)}{Said(last)}",
        CopyWait.InTurn { Route: "" } turn => $"the way of its domain isn't known yet; then {Turn(turn)}{Said(last)}",
        CopyWait.InTurn turn => $"is due by route {turn.Route}, {Turn(turn)}{Said(last)}",
        CopyWait.NextParcel { At: { } at } => $"waits for the parcel of {Minute(at)}",
        CopyWait.NextParcel => "waits for a parcel that nobody has planned: see check --data",
        CopyWait.Paused { Until: { } until } => $"paused by the reader until {Minute(until)}",
        CopyWait.Paused => "paused by the reader until he resumes",
        CopyWait.NotReading => "its reader has left the list",
        _ => throw new UnreachableException(),
    };

    private static string Turn(CopyWait.InTurn turn) => turn.Ahead == 0 ? "it is the next" : $"{Times(turn.Ahead, "copy is", "copies are")} before it";

    private static string Said(string? last) => last is null ? "" : $"; the last answer was {last}";

    private static string Times(long count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many)}");

    private static string Minute(long instant) => $"{Instant.Time(instant):yyyy-MM-dd HH:mm}Z";
}
