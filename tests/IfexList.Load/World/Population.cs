using System.Globalization;

namespace IfexList.Load.World;

/// <summary>Who reads where: 700 domains, a quarter of the readers at one provider, some twenty large ones, and several hundred with a handful of readers each.</summary>
public sealed class Population
{
    private const int Small = 480;

    // What a provider bears that the shaping file doesn't name.
    private const int Connections = 2, Messages = 20, PerMinute = 120;

    private Population(IReadOnlyDictionary<Provider, IReadOnlyList<string>> readers) => Readers = readers;

    /// <summary>Addresses by provider.</summary>
    public IReadOnlyDictionary<Provider, IReadOnlyList<string>> Readers { get; }

    public int Count => Readers.Values.Sum(addresses => addresses.Count);

    public static Population Of(int readers)
    {
        Provider[] all = [.. Large(), .. SmallOnes(1 - Large().Sum(provider => provider.Share))];
        return new Population(all.Select((provider, i) => (provider, Addresses(provider, i, Math.Max(1, (int)Math.Round(readers * provider.Share))))).ToDictionary());
    }

    /// <summary>The domains of a provider; of several, the first has most of its readers.</summary>
    public static IEnumerable<string> DomainsOf(Provider provider) =>
        Enumerable.Range(0, provider.Domains).Select(number => string.Create(CultureInfo.InvariantCulture, $"d{number}.{provider.Name}.example"));

    /// <summary>The least time in which anybody could have brought that share of all readers their copy, each provider at its limit.</summary>
    public TimeSpan Best(double share)
    {
        var (wanted, low, high) = (share * Count, 0.0, 3600.0);
        for (var step = 0; step < 50; step++)
        {
            var middle = (low + high) / 2;
            var within = Readers.Sum(pair => pair.Key.MostWithin(TimeSpan.FromSeconds(middle), pair.Value.Count));
            (low, high) = within >= wanted ? (low, middle) : (middle, high);
        }
        return TimeSpan.FromSeconds(high);
    }

    private static Provider[] Large() =>
    [
        new("gmail", .25, 60, 10, 100, 3600, Milliseconds(50)),
        new("outlook", .10, 90, 10, 50, 1500, Milliseconds(80)) { HasHostPerDomain = true },
        new("hotmail", .12, 4, 5, 20, 1800, Milliseconds(80)),
        new("yahoo", .08, 6, 5, 20, 3000, Milliseconds(150)),
        new("icloud", .04, 3, 4, 50, 600, Milliseconds(100)),
        new("gmx", .04, 4, 3, 30, 900, Milliseconds(100)),
        new("mailru", .03, 5, 3, 20, 600, Milliseconds(100)),
        new("yandex", .02, 6, 4, 20, 600, Milliseconds(150)),
        new("netease", .015, 3, 3, 10, 300, Milliseconds(300)),
        new("qq", .015, 2, 2, 10, 240, Milliseconds(300)),
        new("orange", .015, 2, 1, 100, 600, Milliseconds(100)),
        new("free", .01, 1, 2, 30, 300, Milliseconds(200)),
        new("laposte", .01, 1, 2, 10, 300, Milliseconds(150)),
        new("proton", .01, 4, 5, 50, 600, Milliseconds(100)),
        new("zoho", .01, 8, 3, 20, 300, Milliseconds(150), Seconds(4)),
        new("fastmail", .005, 6, 3, 50, 300, Milliseconds(80)),
        new("ovh", .01, 6, 4, 20, 300, Milliseconds(100), Seconds(6)),
        new("university", .005, 4, 2, 20, 240, Milliseconds(100), Seconds(8)),
        new("ministry", .003, 3, 4, 20, 120, Seconds(1)),
        new("rackspace", .007, 2, 5, 50, 300, Milliseconds(100)),
    ];

    // Like Zipf's law, flattened at the head: the largest has some seventy readers, most have one to five.
    private static IEnumerable<Provider> SmallOnes(double share)
    {
        double Weight(int rank) => 1.0 / (rank + 10);
        var sum = Enumerable.Range(0, Small).Sum(Weight);
        return Enumerable.Range(0, Small).Select(rank => Kind(rank, share * Weight(rank) / sum));
    }

    private static Provider Kind(int rank, double share)
    {
        var any = new Provider(string.Create(CultureInfo.InvariantCulture, $"small{rank}"), share, 1, Connections, Messages, PerMinute, Milliseconds(50), IsNamed: false);
        return (rank % 8) switch
        {
            4 => any with { Greylist = Seconds(5) },
            5 => any with { Answer = Milliseconds(500) },
            6 => any with { Answer = Seconds(2) },
            7 => any with { Greylist = Seconds(3), Answer = Milliseconds(200) },
            _ => any,
        };
    }

    // Half of them at the first domain, a quarter at the second, and so on round.
    private static IReadOnlyList<string> Addresses(Provider provider, int index, int count)
    {
        string[] domains = [.. DomainsOf(provider)];
        return [.. Enumerable.Range(0, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"r{index}.{number}@{domains[DomainOf(number, domains.Length)]}"))];
    }

    private static int DomainOf(int number, int domains) => number < domains ? number : int.TrailingZeroCount(number) % domains;

    private static TimeSpan Milliseconds(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
