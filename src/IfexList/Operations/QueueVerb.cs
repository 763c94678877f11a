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
        QueueExplainVerb.Build(line),
    };

    private static Command List(CommandLine line)
    {
        var (domain, route, json) = (Domain(), Route(), Takes.Json());
        return line.Verb("list", "One line for each delivery, its ID first, in the order in which they go out", [domain, route, json], (parsed, desk, _) =>
        {
            var part = new QueuePart(null, parsed.GetValue(domain), parsed.GetValue(route));
            var waiting = desk.Database.Read(db => desk.Queue.Waiting(db, part, Limits.QueueShown));
            if (parsed.GetValue(json))
                line.Terminal.Json(waiting.Select(Facts));
            else
                foreach (var entry in waiting)
                    line.Terminal.Row(entry.Id, entry.Address, entry.List, entry.What, When(entry, desk.Time.Now()), $"{entry.Attempts} tries", entry.Last);
            if (waiting.Count == Limits.QueueShown)
                line.Terminal.Complain($"only the first {Limits.QueueShown} are shown; status counts them all");
            return Task.FromResult(0);
        });
    }

    private static Command Retry(CommandLine line)
    {
        var (domain, route) = (Domain(), Route());
        var id = new Argument<long?>("ID") { Arity = ArgumentArity.ZeroOrOne, Description = "One delivery alone; without it and without options, everything" };
        return line.Verb("retry", "What waits for its next try is due now, and its route is tried, even if it rests", [id, domain, route], async (parsed, desk, _) =>
        {
            var part = new QueuePart(parsed.GetValue(id), parsed.GetValue(domain), parsed.GetValue(route));
            var moved = await desk.Database.WriteAsync(tx => desk.Queue.Retry(tx, part, desk.Time.Now()))
                ?? throw new VerbFailedException($"the queue has no delivery {part.Id}");
            line.Terminal.Row("due now:", moved);
            return 0;
        });
    }

    private static Command Drop(CommandLine line)
    {
        var ids = new Argument<long[]>("ID") { Arity = ArgumentArity.OneOrMore, Description = "The number that list shows first on each line; several may be named" };
        return line.Verb("drop", "Give deliveries up", [ids], async (parsed, desk, _) =>
        {
            var named = parsed.GetRequiredValue(ids).Distinct().ToList();
            var dropped = await desk.Database.WriteAsync(tx => named.Where(one => Deliveries.Drop(tx, one, desk.Time.Now())).ToList());
            foreach (var one in dropped)
                line.Terminal.Row(one, "dropped");
            return dropped.Count == named.Count ? 0 : throw new VerbFailedException($"the queue has no delivery {string.Join(", ", named.Except(dropped))}");
        });
    }

    private static Option<string?> Domain() => Takes.OneDomain("To addresses of this domain alone");

    private static Option<string?> Route() => new("--route") { HelpName = "NAME", Description = "By this route alone, as status and explain call it" };

    private static object Facts(QueueEntry entry) => new
    {
        entry.Id,
        entry.Address,
        entry.List,
        entry.What,
        entry.Priority,
        NextAt = Instant.Iso(entry.NextAt),
        entry.Attempts,
        entry.Last,
    };

    private static string When(QueueEntry entry, long now) => entry.NextAt <= now ? "due" : $"next {Instant.Time(entry.NextAt):yyyy-MM-dd HH:mm}Z";
}
