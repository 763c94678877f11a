using System.CommandLine;
using IfexList.Foundation;
using IfexList.Publishing;
using IfexList.Store;
using Microsoft.Extensions.DependencyInjection;

namespace IfexList.Operations;

/// <summary><c>deliveries RELEASE</c>: the proof of delivery, in figures that may be handed on; and once more to those whom it missed.</summary>
public static class DeliveriesVerb
{
    public static Command Build(CommandLine line)
    {
        var number = new Argument<string>("RELEASE") { Description = "A release's number, as 2026-0312-01" };
        var all = new Option<bool>("--all-domains") { Description = $"Name those of fewer than {Limits.NamedDomainReaders} readers, too: not to be handed on" };
        var resend = new Option<bool>("--resend-missed") { Description = "Send it again to those whose copy was refused, given up or dropped, and who read the list still" };
        var (yes, json) = (new Option<bool>("--yes") { Description = "Don't ask before sending" }, Takes.Json());
        return line.Verb("deliveries", "What became of a release's copies, by outcome, language and domain", [number, all, resend, yes, json], async (parsed, desk, _) =>
        {
            var which = parsed.GetRequiredValue(number);
            if (parsed.GetValue(resend))
                return await ResendAsync(line.Terminal, desk, which, parsed.GetValue(yes));
            var copies = desk.Database.Read(db => ReleaseCopies.Of(db, which, parsed.GetValue(all) ? 1 : Limits.NamedDomainReaders, desk.RouteOfOthers, desk.Time.Now()))
                ?? throw Unknown(which);
            if (parsed.GetValue(json))
                line.Terminal.Json(Facts(copies));
            else
                Print(line.Terminal, copies);
            return 0;
        });
    }

    private static async Task<int> ResendAsync(Terminal terminal, AdminDesk desk, string number, bool sure)
    {
        await using var house = new ServiceCollection().AddLogging().AddHouse(desk.Settings).AddSingleton(desk.Time).BuildServiceProvider();
        var (database, publication) = (house.GetRequiredService<Database>(), house.GetRequiredService<Publication>());
        var ready = database.Read(db => Releases.IdOf(db, number) is not { } release ? throw Unknown(number)
            : CaseFile.InLanguages(db, release).Select(edition => publication.PrepareAgain(db, number, edition.About.Language)).ToList());
        if (ready.Contains(null))
            throw new VerbFailedException($"the list of {number} is not configured");
        var missing = ready.OfType<ReadyAgain>().Where(edition => edition.Readers > 0).ToList();
        var readers = missing.Sum(edition => edition.Readers);
        if (readers > 0 && !sure && !terminal.Agrees($"{number} goes again to {readers} readers."))
            throw new VerbFailedException($"nothing was sent: {readers} readers have missed {number}; say --yes");
        var owed = await database.WriteAsync(tx => missing.All(edition => Publication.StillHolds(tx, edition)) ? missing.ConvertAll(edition => publication.Commit(tx, edition)) : null)
            ?? throw new VerbFailedException($"nothing was sent: {number} or its readers changed meanwhile; say it again");
        var (queued, waiting) = (owed.Sum(edition => edition.Queued), owed.Sum(edition => edition.Waiting));
        terminal.Row(number, $"{queued} copies go again", $"{waiting} wait for the next parcel");
        return 0;
    }

    private static VerbFailedException Unknown(string number) => new($"there is no release {number}");

    private static void Print(Terminal terminal, ReleaseCopies copies)
    {
        void Line(string name, string text) => terminal.Out.WriteLine(Terminal.Harmless($"{name,-20} {text}"));
        Line(copies.Number, $"{copies.List}, to {(copies.ToMembers ? "members" : "everyone")}, released {Second(copies.At)}");
        Line("copies", Told(copies.Languages));
        foreach (var language in copies.Languages.GroupBy(count => count.Of))
            Line(language.Key, Told(language));
        foreach (var domain in copies.Domains.GroupBy(count => count.Of))
            Line(domain.Key.Length > 0 ? domain.Key : $"{copies.OtherDomains} other domains", Told(domain));
        if (copies is { First: { } first, Last: { } last })
            Line("delivered", $"first {Second(first)}, last {Second(last)}");
        foreach (var wait in copies.Waits)
            Line("waits", $"{wait.Copies}: {wait.Reason}");
    }

    private static string Told(IEnumerable<CopyCount> counts)
    {
        var totals = Totals(counts);
        return $"{totals.Values.Sum()}: {string.Join(", ", totals.Select(total => $"{total.Value} {total.Key}"))}";
    }

    private static Dictionary<string, long> Totals(IEnumerable<CopyCount> counts) => counts.GroupBy(count => count.Outcome)
        .OrderBy(outcome => ReleaseCopies.Outcomes.ToList().IndexOf(outcome.Key)).ToDictionary(outcome => outcome.Key, outcome => outcome.Sum(count => count.Copies));

    private static object Facts(ReleaseCopies copies) => new
    {
        Release = copies.Number,
        copies.List,
        Audience = copies.ToMembers ? "members" : "everyone",
        Released = Instant.Iso(copies.At),
        Copies = Totals(copies.Languages),
        Languages = copies.Languages.GroupBy(count => count.Of).ToDictionary(language => language.Key, Totals),
        Domains = copies.Domains.Where(count => count.Of.Length > 0).GroupBy(count => count.Of).ToDictionary(domain => domain.Key, Totals),
        OtherDomains = new { Domains = copies.OtherDomains, Copies = Totals(copies.Domains.Where(count => count.Of.Length == 0)) },
        FirstDelivered = copies.First is { } first ? Instant.Iso(first) : null,
        LastDelivered = copies.Last is { } last ? Instant.Iso(last) : null,
        Waits = copies.Waits,
    };

    private static string Second(long instant) => $"{Instant.Time(instant):yyyy-MM-dd HH:mm:ss}Z";
}
