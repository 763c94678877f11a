using IfexList.Ledger;
using IfexList.Store;

namespace IfexList.Tests.Bounces;

/// <summary>What becomes of a reader, by what happens to his mail: a letter for each day.</summary>
public sealed class HistoryTests
{
    // All that is sent to him is refused, our last letter too: D dead, * thirty times on one day, F full, U unavailable, P policy, S size, L delayed.
    // Said of him by others: T dead, says a stranger, who has no token; C dead, says a report with the token of a copy, not of our letter.
    // + delivered, R he replies to the newest letter, . nothing.
    private static readonly (string Days, string Ends, string Why)[] Histories =
    [
        ("D", "watched 100", "one point"),
        ("*", "watched 100", "thirty in a day are one point"),
        ("U", "watched 25", "a quarter"),
        ("DD", "watched 200", "below the score"),
        ("DDD", "probed; probe", "three days"),
        ("FFFFFFFFFFF", "watched 275", "full for eleven days: not yet"),
        ("FFFFFFFFFFFF", "probed; probe", "full for twelve days"),
        ("F......F......F......F......F......F......F......F......F......F", "watched 250", "full for ten weeks, once a week"),
        ("PPPPPPPPPPPPPPPPPPPP", "in order", "about us, never about him"),
        ("SSSSSLLLLL", "in order", "too large, or still on its way"),
        ("DD....................", "watched 200", "weeks without anything sent change nothing"),
        ("D+++++++", "watched 100", "what was delivered may still come back"),
        ("D++++++++", "watched 50", "a good day"),
        ("D++++++++++", "in order", "three of them"),
        ("DDD......", "probed; probe", "a week has not passed"),
        ("DDD.........", "in order; probe", "the probe arrived"),
        ("DDDPPPPPPPPP", "in order; probe", "what is about us doesn't fail a probe"),
        ("DDDDDDDDDDDD", "probed; probe, probe", "it failed, and mail hasn't failed for three weeks"),
        ("DDDDDDDDDDDDDDDDDDDDDDDDDD", "paused; probe, probe, probe, pause", "it has"),
        ("DDDR", "in order; probe, answer", "he answered"),
        ("DDDDDDDDDDDDDDDDDDDDDDDDDDR", "in order; probe, probe, probe, pause, answer", "he answered the last letter"),
        ("DDDDDDDDDDDDDDDDDDDDDDDD..............................", "in order; probe, probe, probe, pause", "the last letter arrived"),
        (Days('D', 25) + Days('.', 13), "in order; probe, probe, probe, pause, pause", "the last letter came back, and the one a week later didn't"),
        (Days('D', 51), "paused; probe, probe, probe, pause, pause, pause, pause", "not four weeks yet"),
        (Days('D', 51) + "...", "gone; probe, probe, probe, pause, pause, pause, pause", "nothing arrived in all that time"),
        (Days('F', 42) + Days('.', 11), "paused; probe, probe, pause, pause, pause, pause", "full for six weeks: the last letter has yet to stay away"),
        (Days('F', 42) + Days('.', 12), "in order; probe, probe, pause, pause, pause, pause", "full for six weeks, and then there was room"),
        (Days('T', 90), "in order; probe, probe, probe, probe, probe, probe, probe, probe, probe", "a stranger's word for three months asks him, and never pauses him"),
        ("DDD" + Days('T', 7), "in order; probe", "nor does it fail a probe that his own failures led to"),
        (Days('C', 40), "in order; probe, probe, probe, probe", "a copy that he passed on comes back, token and all"),
        (Days('D', 24) + Days('T', 7), "in order; probe, probe, probe, pause", "nor does it remove him while he is paused"),
    ];

    private static readonly Dictionary<char, ReturnClass> Classes = new()
    {
        ['D'] = ReturnClass.Dead,
        ['*'] = ReturnClass.Dead,
        ['F'] = ReturnClass.Full,
        ['U'] = ReturnClass.Unavailable,
        ['P'] = ReturnClass.Policy,
        ['S'] = ReturnClass.Size,
        ['L'] = ReturnClass.Delayed,
        ['T'] = ReturnClass.Dead,
        ['C'] = ReturnClass.Dead,
    };

    private static readonly Lazy<Task<Dictionary<string, string>>> Ends = new(LiveAsync);

    public static TheoryData<string, string, string> Rows()
    {
        var rows = new TheoryData<string, string, string>();
        foreach (var (days, ends, why) in Histories)
            rows.Add(days, ends, why);
        return rows;
    }

    [Theory, MemberData(nameof(Rows))]
    public async Task A_history_ends_as_it_should(string days, string ends, string why)
    {
        var ended = (await Ends.Value)[days];
        Assert.True(ends == ended, $"{days}: {why}. Expected {ends}, was {ended}");
    }

    // All at once, in one house, each at a provider of his own, among many to whom mail arrives.
    private static async Task<Dictionary<string, string>> LiveAsync()
    {
        await using var house = new LedgerHouse();
        var addresses = Enumerable.Range(0, Histories.Length).Select(i => $"reader{i}@press{i}.example").ToList();
        var persons = await house.ReadersAsync(addresses);
        var readers = Histories.Select((history, i) => (history.Days, Address: addresses[i], Person: persons[i])).ToList();
        var healthy = await house.ReadersAsync(Enumerable.Range(0, 60).Select(i => $"healthy{i}@healthy{i}.example"));
        var ends = new Dictionary<string, string>();
        for (var day = 0; ends.Count < Histories.Length; day++)
        {
            house.GoTo(day);
            await house.TickAsync();
            var happens = readers.Where(reader => reader.Days.Length > day).ToLookup(reader => reader.Days[day]);
            await house.DeliverAsync(healthy.Concat(happens['+'].Select(reader => reader.Person)));
            foreach (var (_, address, _) in happens['R'])
                await house.ReplyAsync(address);
            await house.WriteAsync(tx =>
            {
                foreach (var happened in happens.Where(happened => Classes.ContainsKey(happened.Key)))
                    foreach (var (_, _, person) in happened)
                        for (var i = 0; i < (happened.Key == '*' ? 30 : 1); i++)
                            BounceLedger.Enter(tx, person, happened.Key == 'C' ? 1 : LedgerHouse.LastLetter(tx, person), Happens(happened.Key), house.House.Time.Now());
            });
            await house.WeighAsync();
            foreach (var (days, address, person) in readers.Where(reader => reader.Days.Length == day + 1))
                ends.Add(days, string.Join("; ", new[] { house.StateOf(person), Letters(house, address) }.Where(part => part.Length > 0)));
            Assert.Equal([], Invariants.All.Where(invariant => invariant.Sentence.Contains("paused", StringComparison.Ordinal) && house.Read(db => Invariants.CountViolations(db, invariant)) > 0).Select(i => i.Sentence));
        }
        Assert.Equal("", house.LettersTo(LedgerHouse.Owner));
        Assert.Equal(0, house.House.Count("subscription", "bounced = 1 AND state <> 'paused'"));
        return ends;
    }

    private static Setback Happens(char day) => LedgerHouse.Setback(Classes[day], live: day is not ('T' or 'C'), isProven: day != 'T');

    private static string Days(char day, int many) => new(day, many);

    private static string Letters(LedgerHouse house, string address) => house.LettersTo(address).Replace("Your choices have been changed: Action Alert Network", "answer", StringComparison.Ordinal)
        .Replace("Your choices: Action Alert Network", "answer", StringComparison.Ordinal);
}
