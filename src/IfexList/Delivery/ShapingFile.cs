using System.Text.RegularExpressions;

namespace IfexList.Delivery;

/// <summary>The shaping file as it is written: <c>config/shaping.json</c>.</summary>
internal sealed record ShapingFile
{
    public ShapingEntry Default { get; init; } = new();
    public IReadOnlyList<ProviderEntry> Providers { get; init; } = [];
    public WarmUp WarmUp { get; init; } = new();

    /// <summary>What is wrong with it; each problem with the key it stands at.</summary>
    public IEnumerable<(string Key, string Reason)> Problems() => Default.Problems("Default")
        .Concat(Providers.SelectMany((provider, i) => provider is null ? [($"Providers[{i}]", "must not be null")] : provider.NamedProblems($"Providers[{i}]", Providers.Take(i))))
        .Concat(WarmUp.PerDay.Where(messages => messages < 1).Take(1).Select(_ => ("WarmUp.PerDay", "every day must allow at least one message")));
}

/// <summary>What a provider bears; where it is silent, the entry Default speaks.</summary>
internal record ShapingEntry
{
    private const int MostConnections = 1000;
    private const int MostMessages = 100_000;

    public int? Connections { get; init; }
    public int? MessagesPerConnection { get; init; }

    /// <summary>0: as fast as it goes.</summary>
    public double? PerMinute { get; init; }
    public IReadOnlyList<RuleEntry> Rules { get; init; } = [];

    public IEnumerable<(string Key, string Reason)> Problems(string key)
    {
        if (Connections is < 1 or > MostConnections)
            yield return ($"{key}.Connections", $"must lie between 1 and {MostConnections}");
        if (MessagesPerConnection is < 1 or > MostMessages)
            yield return ($"{key}.MessagesPerConnection", $"must lie between 1 and {MostMessages}");
        if (PerMinute is < 0 or > MostMessages)
            yield return ($"{key}.PerMinute", $"must lie between 0 and {MostMessages}");
        foreach (var problem in Rules.SelectMany((rule, i) => rule is null ? [($"{key}.Rules[{i}]", "must not be null")] : rule.Problems($"{key}.Rules[{i}]")))
            yield return problem;
    }
}

/// <summary>The same of one provider, and by what it is known.</summary>
internal sealed record ProviderEntry : ShapingEntry
{
    public string Name { get; init; } = "";

    /// <summary>Names of mail exchanges, or with <c>*.</c> in front all below a name.</summary>
    public IReadOnlyList<string> Exchanges { get; init; } = [];

    /// <summary>Domains of readers, in the same way.</summary>
    public IReadOnlyList<string> Domains { get; init; } = [];

    public bool Has(IReadOnlyList<string> exchanges, string domain) =>
        exchanges.Any(exchange => Exchanges.Any(pattern => IsLike(exchange, pattern))) || Domains.Any(pattern => IsLike(domain, pattern));

    public IEnumerable<(string Key, string Reason)> NamedProblems(string key, IEnumerable<ProviderEntry> earlier)
    {
        if (Name.Length == 0)
            yield return ($"{key}.Name", "must be set");
        if (earlier.Any(other => other is not null && other.Name.Equals(Name, StringComparison.OrdinalIgnoreCase)))
            yield return ($"{key}.Name", $"\"{Name}\" is already taken");
        if (Exchanges.Count + Domains.Count == 0)
            yield return ($"{key}.Exchanges", "names no host: by what is the provider known?");
        foreach (var (list, pattern) in Exchanges.Select(x => ("Exchanges", x)).Concat(Domains.Select(x => ("Domains", x))))
            if (pattern is null || Uri.CheckHostName(pattern.StartsWith("*.", StringComparison.Ordinal) ? pattern[2..] : pattern) != UriHostNameType.Dns)
                yield return ($"{key}.{list}", $"\"{pattern}\" is no name of a host, with or without *. in front");
        foreach (var problem in Problems(key))
            yield return problem;
    }

    private static bool IsLike(string name, string pattern) => pattern.StartsWith("*.", StringComparison.Ordinal)
        ? name.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
        : name.Equals(pattern, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A <see cref="ShapingRule"/> as it is written.</summary>
internal sealed record RuleEntry
{
    // A rule remembers the time of each of its replies.
    private const int MostTimes = 1000;

    public string Reply { get; init; } = "";
    public int Times { get; init; } = 3;
    public TimeSpan Within { get; init; } = TimeSpan.FromHours(1);
    public TimeSpan Suspend { get; init; } = TimeSpan.FromHours(1);

    public ShapingRule Rule => new(new Regex(Reply, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant), Times, Within, Suspend);

    public IEnumerable<(string Key, string Reason)> Problems(string key)
    {
        if (Reply.Length == 0)
            yield return ($"{key}.Reply", "must be set");
        if (Fault() is { } fault)
            yield return ($"{key}.Reply", $"is no regular expression that can be used: {fault}");
        if (Times is < 1 or > MostTimes)
            yield return ($"{key}.Times", $"must lie between 1 and {MostTimes}");
        if (Within <= TimeSpan.Zero || Suspend <= TimeSpan.Zero)
            yield return ($"{key}.{(Within <= TimeSpan.Zero ? "Within" : "Suspend")}", "must be longer than nothing");
    }

    private string? Fault()
    {
        try
        {
            _ = Rule;
            return null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return e.Message;
        }
    }
}
