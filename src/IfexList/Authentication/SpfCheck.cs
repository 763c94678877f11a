using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using IfexList.Foundation;

namespace IfexList.Authentication;

/// <summary>
/// One check in progress (check_host of RFC 7208 §4): it follows a domain's record, and those of others that it points at, and counts what it asks.
/// What the DNS didn't answer is a temporary error, never a pass.
/// </summary>
public sealed class SpfCheck(SpfIdentity identity, NameLookup names, CancellationToken cancellationToken)
{
    private readonly SpfMacros _macros = new(identity);
    private int _lookups;
    private int _voids;

    private enum Match
    {
        No,
        Yes,
        TempError,
        PermError,
    }

    private AddressFamily Family => identity.Client.AddressFamily;

    public async Task<CheckResult> OfDomainAsync(string domain)
    {
        if (!IsFullName(domain))
            return CheckResult.None;
        var texts = await names.TextsAsync(domain, cancellationToken);
        if (texts.HasFailed)
            return CheckResult.TempError;
        var records = texts.Records.Where(SpfRecord.IsOne).ToList();
        return records.Count switch
        {
            0 => CheckResult.None,
            1 when SpfRecord.Read(records[0]) is { } record => await FollowAsync(record, domain),
            _ => CheckResult.PermError,
        };
    }

    // RFC 7208 §4.3: several labels, none of them empty or longer than the DNS allows.
    private static bool IsFullName(string domain) => domain.Split('.') is { Length: > 1 } labels && labels.All(label => label.Length is > 0 and <= 63);

    private async Task<CheckResult> FollowAsync(SpfRecord record, string domain)
    {
        foreach (var directive in record.Directives)
            switch (await MatchAsync(directive.Mechanism, domain))
            {
                case Match.Yes:
                    return directive.Result;
                case Match.TempError:
                    return CheckResult.TempError;
                case Match.PermError:
                    return CheckResult.PermError;
            }
        return record.Redirect is { } redirect ? await RedirectAsync(redirect, domain) : CheckResult.Neutral;
    }

    // RFC 7208 §6.1. It is never reached behind "all", which matches everybody.
    private async Task<CheckResult> RedirectAsync(SpfDomain redirect, string domain)
    {
        if (++_lookups > Limits.SpfLookups || await NameAsync(redirect, domain) is not { } target)
            return CheckResult.PermError;
        return await OfDomainAsync(target) is var result && result == CheckResult.None ? CheckResult.PermError : result;
    }

    private async Task<Match> MatchAsync(SpfMechanism mechanism, string domain)
    {
        if (mechanism is SpfMechanism.All)
            return Match.Yes;
        if (mechanism is SpfMechanism.Network network)
            return SpfPrefixes.Agree(identity.Client, network.Address, network.Bits) ? Match.Yes : Match.No;
        if (++_lookups > Limits.SpfLookups)
            return Match.PermError;
        if (await NameAsync(mechanism.Target, domain) is not { } target)
            return Match.No;
        return mechanism switch
        {
            SpfMechanism.Include => await IncludeAsync(target),
            SpfMechanism.A a => await AddressesAsync(target, a.Prefixes),
            SpfMechanism.Mx mx => await ExchangesAsync(target, mx.Prefixes),
            SpfMechanism.ClientName => await ClientNameAsync(target),
            SpfMechanism.Exists => await ExistsAsync(target),
            _ => throw new UnreachableException(),
        };
    }

    // RFC 7208 §5.2
    private async Task<Match> IncludeAsync(string target) => await OfDomainAsync(target) switch
    {
        CheckResult.Pass => Match.Yes,
        CheckResult.TempError => Match.TempError,
        CheckResult.PermError or CheckResult.None => Match.PermError,
        _ => Match.No,
    };

    private async Task<Match> AddressesAsync(string target, SpfPrefixes prefixes)
    {
        var answer = await names.AddressesAsync(target, Family, cancellationToken);
        return Judge(answer, answer.Records.Any(address => prefixes.Agree(identity.Client, address)));
    }

    private async Task<Match> ExistsAsync(string target) => Judge(await names.AddressesAsync(target, AddressFamily.InterNetwork, cancellationToken), isMatch: true);

    private async Task<Match> ExchangesAsync(string target, SpfPrefixes prefixes)
    {
        var exchanges = await names.ExchangesAsync(target, cancellationToken);
        if (exchanges.Records.Count > Limits.SpfNames)
            return Match.PermError;
        foreach (var exchange in exchanges.Records)
        {
            var addresses = await names.AddressesAsync(exchange.Host, Family, cancellationToken);
            if (addresses.HasFailed)
                return Match.TempError;
            if (addresses.Records.Any(address => prefixes.Agree(identity.Client, address)))
                return Match.Yes;
        }
        return Judge(exchanges, isMatch: false);
    }

    // RFC 7208 §5.5: here a failure of the DNS is no error, and of too many names the first ones count.
    private async Task<Match> ClientNameAsync(string target)
    {
        var answer = await names.NamesAsync(identity.Client, cancellationToken);
        if (answer.HasFailed)
            return Match.No;
        return Judge(answer, await ConfirmedAsync(answer.Records.Take(Limits.SpfNames).Where(name => IsWithin(name, target))) is not null);
    }

    // RFC 7208 §4.6.4: what finds nothing is counted, too. Counted are terms, by what they ask first: the exchanges of a domain that has no IPv6 are none of its mistakes.
    private Match Judge<T>(DnsAnswer<T> answer, bool isMatch) => answer switch
    {
        { HasFailed: true } => Match.TempError,
        { Records.Count: 0 } => ++_voids > Limits.SpfVoidLookups ? Match.PermError : Match.No,
        _ => isMatch ? Match.Yes : Match.No,
    };

    /// <summary>Null where the name can't be that of any domain.</summary>
    private async Task<string?> NameAsync(SpfDomain? target, string domain)
    {
        if (target is null)
            return domain;
        var clientName = SpfMacros.NeedsClientName(target) ? await NameForMacroAsync(domain) : "";
        return _macros.Expand(target, domain, clientName);
    }

    // RFC 7208 §7.3: the domain itself if it is among the client's names, else one within it, else any.
    private async Task<string> NameForMacroAsync(string domain)
    {
        var answer = await names.NamesAsync(identity.Client, cancellationToken);
        return await ConfirmedAsync(answer.Records.Take(Limits.SpfNames)
            .OrderBy(name => name.Equals(domain, StringComparison.OrdinalIgnoreCase) ? 0 : IsWithin(name, domain) ? 1 : 2)) ?? "unknown";
    }

    /// <summary>The first name that leads back to the client.</summary>
    private async Task<string?> ConfirmedAsync(IEnumerable<string> candidates)
    {
        foreach (var name in candidates)
            if ((await names.AddressesAsync(name, Family, cancellationToken)).Records.Contains(identity.Client))
                return name;
        return null;
    }

    private static bool IsWithin(string name, string domain) =>
        name.Equals(domain, StringComparison.OrdinalIgnoreCase) || name.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);
}
