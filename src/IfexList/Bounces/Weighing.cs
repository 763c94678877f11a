using IfexList.Foundation;
using IfexList.Ledger;
using IfexList.Store;
using Microsoft.Extensions.Logging;

namespace IfexList.Bounces;

/// <summary>
/// Once a day all setbacks that are open are weighed, provider by provider. What befalls most of a provider's readers at once is the provider's affair, and
/// what is said of our mail is ours: neither moves a score. All else adds points, a point a day at most; days on which mail arrived take them away. Each
/// commit is whole by itself, so that a turn that is cut off goes on where it stood.
/// </summary>
/// <remarks>
/// <code>
/// class              points   older than a week
/// dead                  100                  50
/// full, unavailable      25                  12
/// size, delayed           0
/// policy                  0   the owners hear of it, where it meets several at one provider
/// complaint               -   obeyed when it came
/// </code>
/// </remarks>
public sealed class Weighing(Settings settings, Database database, TroubleLetters letters, TimeProvider time, ILogger<Weighing> logger)
{
    /// <summary>Due, once a day.</summary>
    public async Task WeighAsync()
    {
        var open = database.Read(Setbacks.Open);
        var atProviders = open.GroupBy(ProviderOf).ToList();
        var everywhere = await IsEventAsync("", [.. open.Where(row => Setbacks.Counts(row.Class))], atProviders.Count);
        var theirs = new HashSet<string>();
        foreach (var at in atProviders)
        {
            await TellOfPolicyAsync(at.Key, [.. at]);
            if (everywhere || await IsEventAsync(at.Key, [.. at.Where(row => Setbacks.Counts(row.Class))], providers: null))
                theirs.Add(at.Key);
        }
        foreach (var rows in open.Chunk(Limits.WeighedTogether))
            await database.WriteAsync(tx => Weigh(tx, rows, theirs));
        var healed = await HealAsync();
        await TellOfModeratorsAsync();
        logger.Weighed(open.Count, open.Select(row => row.Person).Distinct().Count(), theirs.Count, healed);
        await database.WriteAsync(tx => Due.Done(tx, Due.Weigh, "", time.After(Limits.WeighEvery)));
    }

    // All mail of a relay of our own would be one provider's: there the domain says more.
    private string ProviderOf(OpenSetback row) =>
        row.Provider is { } provider && provider != Routes.Smarthost && settings.Relay.Routes.All(route => route.Name != provider) ? provider : row.Domain;

    /// <summary>Whether most of those who were tried fail at once, and it hasn't been so for weeks.</summary>
    /// <param name="providers">Where it is about all together: at how many providers; it is the same question twice where there is one.</param>
    private Task<bool> IsEventAsync(string provider, IReadOnlyList<OpenSetback> rows, int? providers)
    {
        var persons = rows.Select(row => row.Person).Distinct().Count();
        if (persons < Limits.ProviderPersons || providers is 1)
            return Task.FromResult(false);
        var tried = Math.Max(persons, database.Read(db => Troubles.Tried(db, providers is null ? DomainsOf(rows) : null, TriedSince(rows))));
        if (persons * 2 <= tried)
            return Task.FromResult(false);
        logger.ProviderFails(persons, tried);
        var tell = letters.ProviderFails(provider, persons, tried, CodesOf(rows));
        return database.WriteAsync(tx =>
        {
            var (since, isToBeTold) = Troubles.Note(tx, Troubles.Failing, provider, time.Now());
            if (isToBeTold)
                tell(tx);
            return time.Now() - since < (long)Limits.ProviderEventTime.TotalMilliseconds;
        });
    }

    // What we heard ourselves was tried just now; a report may speak of a copy that left days ago, with many that arrived.
    private long TriedSince(IReadOnlyList<OpenSetback> rows)
    {
        var since = Math.Min(rows.Min(row => row.At), time.Now() - (long)Limits.WeighEvery.TotalMilliseconds);
        return rows.Count(row => row.Live) * 2 > rows.Count ? since : since - (long)Limits.BounceTime.TotalMilliseconds;
    }

    private static HashSet<string> DomainsOf(IEnumerable<OpenSetback> rows) => [.. rows.Select(row => row.Domain)];

    private static string CodesOf(IEnumerable<OpenSetback> rows) =>
        string.Join(", ", rows.Where(row => row.Codes.Length > 0).CountBy(row => row.Codes).OrderByDescending(of => of.Value).Take(3).Select(of => $"{of.Key} ({of.Value})"));

    private async Task TellOfPolicyAsync(string provider, IReadOnlyList<OpenSetback> rows)
    {
        if (rows.All(row => row.Class != "policy"))
            return;
        var (persons, address, reply, codes) = database.Read(db => Setbacks.Policy(db, DomainsOf(rows), time.Now() - (long)Limits.TroublePause.TotalMilliseconds));
        if (persons < Limits.PolicyPersons)
            return;
        logger.ProviderRefuses(persons);
        var tell = letters.PolicyRefuses(provider, persons, codes, Cleansed.Words(reply, address));
        await database.WriteAsync(tx =>
        {
            if (Troubles.Note(tx, Troubles.Policy, provider, time.Now()).Tell)
                tell(tx);
        });
    }

    /// <param name="theirs">Providers whose affair it is.</param>
    private void Weigh(Connection tx, OpenSetback[] rows, HashSet<string> theirs)
    {
        foreach (var row in rows)
        {
            // A stranger's or an owner's mail may fail as it likes: there is nothing to end.
            var counts = Setbacks.Counts(row.Class) && (Subscriptions.ReadsAny(tx, row.Person) || Roster.IsRegistered(tx, row.Person));
            var weight = !counts ? "passed" : theirs.Contains(ProviderOf(row)) ? "provider" : "counted";
            // Null: he has been forgiven meanwhile.
            if (Setbacks.Weigh(tx, row, weight, weight == "counted" ? PointsOf(row) : 0) is not { } points)
                continue;
            Measures.Weighed(weight, 1);
            if (weight != "counted")
                continue;
            var failing = Failing.Add(tx, row.Person, points, row.At, time.Now());
            if (failing.State == FailingState.Watched && failing.Score >= settings.Bounces.ProbeScore && Subscriptions.IsReader(tx, row.Person))
                Due.Owe(tx, Due.Probe, Failing.Subject(row.Person), time.Now() + row.Person % (long)Limits.ProbesSpread.TotalMilliseconds);
        }
    }

    private int PointsOf(OpenSetback row)
    {
        var points = row.Class == "dead" ? Limits.PointsADay : Limits.SoftPoints;
        return time.Now() - row.At > (long)Limits.StaleSetback.TotalMilliseconds ? points / 2 : points;
    }

    /// <summary>Each day on which mail was delivered, and of which nothing came back in time, halves a score.</summary>
    private async Task<int> HealAsync()
    {
        // Whole days, so that none counts twice.
        var before = (time.Now() - (long)Limits.BounceTime.TotalMilliseconds) / Instant.DayLength * Instant.DayLength;
        var better = database.Read(db => Failing.All(db).Where(failing => failing.State != FailingState.Paused)
            .Select(failing => (Failing: failing, Days: Failing.GoodDays(db, failing, before))).Where(pair => pair.Days > 0).ToList());
        foreach (var group in better.Chunk(Limits.WeighedTogether))
            await database.WriteAsync(tx =>
            {
                foreach (var (failing, days) in group)
                    Heal(tx, failing.Person, failing.Score >> Math.Min(days, 30), before);
            });
        return better.Count;
    }

    private void Heal(Connection tx, long person, int score, long before)
    {
        if (score >= Limits.LeastScore)
            Failing.Heal(tx, person, score, before);
        else if (BounceLedger.Forgive(tx, person))
            logger.Forgiven(person);
    }

    private async Task TellOfModeratorsAsync()
    {
        foreach (var (list, person, address) in database.Read(Failing.DeadModerators))
        {
            var tell = letters.ModeratorUnreachable(list, address);
            await database.WriteAsync(tx =>
            {
                Failing.Tell(tx, person);
                tell(tx);
            });
        }
    }
}
