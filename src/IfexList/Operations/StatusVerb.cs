using System.CommandLine;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Reception;
using IfexList.Store;

namespace IfexList.Operations;

/// <summary><c>status</c>: what rests where, and who reads what.</summary>
public static class StatusVerb
{
    public static Command Build(CommandLine line)
    {
        var json = Takes.Json();
        return line.Verb("status", "What waits where since when, and how many read each list", [json], async (parsed, desk, cancellationToken) =>
        {
            using var web = new DaemonWeb(desk.Settings.Http);
            var health = await web.HealthAsync(cancellationToken) ?? new Shortages(desk.Settings, desk.Database, desk.Time).Now()?.Reason ?? "ok";
            var census = desk.Database.Read(db => Census.Take(db, desk.Time.Now()));
            var running = DataLock.IsTaken(desk.Settings);
            if (parsed.GetValue(json))
                line.Terminal.Json(Facts(desk, census, running, health));
            else
                Print(line.Terminal, desk, census, running, health);
            return 0;
        });
    }

    private static void Print(Terminal terminal, AdminDesk desk, Census census, bool running, string health)
    {
        terminal.Out.WriteLine($"daemon       {(running ? "running" : "not running")}");
        if (health != "ok")
            terminal.Out.WriteLine($"takes in     nothing for the moment: {health}");
        foreach (var (name, resting) in Places(census))
            terminal.Out.WriteLine($"{name,-12} {resting.Count}{(resting.Oldest is { } oldest ? $", the oldest since {oldest:yyyy-MM-dd HH:mm}Z" : "")}");
        foreach (var (reason, copies) in census.Deferrals.Take(Limits.ReasonsShown))
            terminal.Out.WriteLine($"{"deferred by",-12} {reason}: {copies}");
        foreach (var (route, state) in census.Troubled)
            terminal.Out.WriteLine(Terminal.Harmless($"{"route",-12} {route}: {Rest(state, desk.Time.Now())} since {Instant.Time(state.At):yyyy-MM-dd HH:mm}Z, {state.Failures} in a row: {state.Reason}"));
        if (census.Failing.Count > 0)
            terminal.Out.WriteLine($"{"failing",-12} {string.Join(", ", census.Failing.Select(failing => $"{failing.State} {failing.Readers.Count}"))}, the first since {census.Failing.Min(failing => failing.Readers.Oldest):yyyy-MM-dd}");
        if (census.LettersWithheld > 0)
            terminal.Out.WriteLine($"{"withheld",-12} {census.LettersWithheld} letters, since too many were asked for in the same name");
        foreach (var list in desk.Lists.All)
        {
            var readers = census.Readers.Where(r => r.List == list.Name).ToList();
            if (readers.Count > 0)
                terminal.Out.WriteLine($"{list.Name,-12} {Total(readers, "active")} readers: {string.Join(", ", PerLanguage(readers).Select(p => $"{p.Key} {p.Value}"))}"
                    + $"; {Total(readers, "paused")} paused");
        }
    }

    private static object Facts(AdminDesk desk, Census census, bool running, string health) => new
    {
        Daemon = running ? "running" : "stopped",
        Health = health,
        Inbox = new
        {
            Waiting = census.InboxWaiting.Count + census.InboxReturned.Count,
            Returned = census.InboxReturned.Count,
            Aside = census.InboxAside.Count,
            OldestWaiting = Iso(census.InboxWaiting),
            OldestReturned = Iso(census.InboxReturned),
            OldestAside = Iso(census.InboxAside),
        },
        Held = new { Posts = census.HeldPosts.Count, Strangers = census.HeldStrangers.Count, OldestPost = Iso(census.HeldPosts), OldestStranger = Iso(census.HeldStrangers) },
        Translations = new { Missing = census.Translations.Count, OldestMissing = Iso(census.Translations) },
        Deliveries = new
        {
            Due = census.DeliveriesDue.Count,
            Deferred = census.DeliveriesDeferred.Count,
            OldestDue = Iso(census.DeliveriesDue),
            OldestDeferred = Iso(census.DeliveriesDeferred),
            Reasons = census.Deferrals.Take(Limits.ReasonsShown),
        },
        Routes = census.Troubled.Select(route => new
        {
            route.Name,
            route.State.Failures,
            Until = Instant.Iso(route.State.Until),
            route.State.Reason,
            At = Instant.Iso(route.State.At),
        }),
        Requests = new { Unconfirmed = census.Requests.Count, OldestUnconfirmed = Iso(census.Requests) },
        Failing = new { Watched = Failing(census, "watched"), Probed = Failing(census, "probed"), Paused = Failing(census, "paused") },
        Letters = new { Withheld = census.LettersWithheld },
        Subscribers = desk.Lists.All.ToDictionary(list => list.Name, list =>
        {
            var readers = census.Readers.Where(r => r.List == list.Name).ToList();
            return new { Active = Total(readers, "active"), Paused = Total(readers, "paused"), Languages = PerLanguage(readers) };
        }),
    };

    private static IEnumerable<(string Name, Resting Resting)> Places(Census c) =>
    [
        ("inbox", c.InboxWaiting), ("came back", c.InboxReturned), ("set aside", c.InboxAside), ("held posts", c.HeldPosts), ("strangers", c.HeldStrangers), ("missing", c.Translations),
        ("due", c.DeliveriesDue), ("deferred", c.DeliveriesDeferred), ("unconfirmed", c.Requests),
    ];

    private static string Rest(RouteState state, long now) => state.Until > now ? $"rests until {Instant.Time(state.Until):yyyy-MM-dd HH:mm:ss}Z, failing" : "is being tried again, failing";

    private static long Failing(Census census, string state) => census.Failing.Where(failing => failing.State == state).Sum(failing => failing.Readers.Count);

    private static long Total(IEnumerable<Readers> readers, string state) => readers.Where(r => r.State == state).Sum(r => r.Count);

    private static Dictionary<string, long> PerLanguage(IEnumerable<Readers> readers) =>
        readers.Where(r => r.State == "active").ToDictionary(r => r.Language.Code(), r => r.Count);

    private static string? Iso(Resting resting) => resting.Oldest is { } oldest ? Instant.Iso(oldest.ToUnixTimeMilliseconds()) : null;
}
