using System.CommandLine;
using IfexList.Foundation;
using IfexList.Store;

namespace IfexList.Operations;

/// <summary><c>queue list|retry|drop|explain</c>: the copies and letters that wait, and what became of the others.</summary>
public static class QueueVerb
{
    public static Command Build(CommandLine line) => new("queue", "Copies and letters that wait to go out: list, retry, drop, explain")
    {
        List(line),
        Retry(line),
        Drop(line),
        Explain(line),
    };

    private static Command List(CommandLine line) => line.Verb("list", "One line for each delivery, its ID first, in the order in which they go out", [], (_, desk, _) =>
    {
        var waiting = desk.Database.Read(db => Deliveries.Waiting(db, Limits.QueueShown));
        foreach (var entry in waiting)
            line.Terminal.Row(entry.Id, entry.Address, entry.List, entry.What, When(entry, desk.Time.Now()), $"{entry.Attempts} tries", entry.Last);
        if (waiting.Count == Limits.QueueShown)
            line.Terminal.Complain($"only the first {Limits.QueueShown} are shown; status counts them all");
        return Task.FromResult(0);
    });

    private static Command Retry(CommandLine line) => line.Verb("retry", "Everything that waits for its next try is due now", [], async (_, desk, _) =>
    {
        var moved = await desk.Database.WriteAsync(tx => Deliveries.RetryAll(tx, desk.Time.Now()));
        line.Terminal.Row("due now:", moved);
        return 0;
    });

    private static Command Drop(CommandLine line)
    {
        var id = Takes.Id();
        return line.Verb("drop", "Give one delivery up", [id], async (parsed, desk, _) =>
        {
            var which = parsed.GetValue(id);
            if (!await desk.Database.WriteAsync(tx => Deliveries.Drop(tx, which, desk.Time.Now())))
                throw new VerbFailedException($"the queue has no delivery {which}");
            line.Terminal.Row(which, "dropped");
            return 0;
        });
    }

    private static Command Explain(CommandLine line)
    {
        var address = Takes.Address();
        return line.Verb("explain", "What became of the copies for one address, newest first", [address], (parsed, desk, _) =>
        {
            var who = parsed.GetValue(address);
            var stories = desk.Database.Read(db => Deliveries.Explain(db, who, Limits.QueueShown));
            foreach (var story in stories)
                line.Terminal.Row($"{Instant.Time(story.At):yyyy-MM-dd HH:mm}Z", story.Outcome, story.List, story.What, story.Delivery, story.Detail);
            if (stories.Count == 0)
                line.Terminal.Out.WriteLine(desk.Database.Read(db => Enrolment.Of(db, who)) is { Count: > 0 } lists
                    ? $"{who} reads {string.Join(", ", lists.Select(s => s.List))}, and nothing was sent yet"
                    : $"{who} is on no list, and nothing was ever sent");
            return Task.FromResult(0);
        });
    }

    private static string When(QueueEntry entry, long now) => entry.NextAt <= now ? "due" : $"next {Instant.Time(entry.NextAt):yyyy-MM-dd HH:mm}Z";
}
