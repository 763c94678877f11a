using System.Net;
using System.Net.Sockets;
using DnsClient;
using DnsClient.Protocol;
using IfexList.Authentication;
using IfexList.Delivery;
using IfexList.Foundation;

namespace IfexList.Operations;

/// <summary>
/// What the world's DNS says of us: where mail for our lists goes (MX), who may send it (SPF, DKIM, DMARC), and whether our own addresses
/// have a name that leads back to them. Everything is asked at once; a resolver that doesn't answer is a warning.
/// </summary>
public sealed class DnsCheck(Settings settings, ILookupClient resolver, TimeSpan patience)
{
    public static async Task<IReadOnlyList<Finding>> RunAsync(Settings settings, CancellationToken cancellationToken)
    {
        if (Resolver.IsExample(settings.Domain))
            return [Finding.Warn("DNS", $"{settings.Domain} is a name for examples: set Domain and HostName before readers in the world get mail")];
        try
        {
            return await new DnsCheck(settings, Resolver.Open(settings.Dns, Limits.CheckTime, useCache: false), Limits.CheckTime).RunAsync([.. SourceAddresses.OfThisMachine().Where(PublicNetwork.Has)], cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return [Finding.Warn("DNS", $"can't be asked: {e.Message}")];
        }
    }

    public async Task<IReadOnlyList<Finding>> RunAsync(IReadOnlyList<IPAddress> ownAddresses, CancellationToken cancellationToken) => await Task.WhenAll(
    [
        MxAsync(cancellationToken),
        HostAsync(cancellationToken),
        SpfAsync(cancellationToken),
        .. settings.Dkim.Count == 0 ? [Task.FromResult(DkimRecord.NoKey(settings.Domain))] : settings.Dkim.Select(key => DkimAsync(key, cancellationToken)),
        DmarcAsync(cancellationToken),
        .. settings.Smtp.Dnsbl.Select(zone => BlocklistAsync(zone, cancellationToken)),
        .. ownAddresses.Select(address => ReverseAsync(address, cancellationToken)),
        .. ownAddresses.Count > 0 ? Array.Empty<Task<Finding>>() : [Task.FromResult(Finding.Ok("PTR", "this machine has no public address of its own; see that the one it sends from has a name"))],
    ]);

    private async Task<Finding> MxAsync(CancellationToken cancellationToken)
    {
        var what = $"MX {settings.Domain}";
        var (answers, trouble) = await AskAsync(settings.Domain, QueryType.MX, cancellationToken);
        if (trouble is not null)
            return Finding.Warn(what, trouble);
        var exchanges = answers.OfType<MxRecord>().OrderBy(mx => mx.Preference).Select(mx => Name(mx.Exchange)).ToList();
        return exchanges.Count == 0 ? Finding.Fail(what, $"there is none: no mail reaches the lists; publish \"{settings.Domain}. MX 10 {settings.HostName}.\"")
            : exchanges.Contains(settings.HostName, StringComparer.OrdinalIgnoreCase) ? Finding.Ok(what, string.Join(", ", exchanges))
            : Finding.Warn(what, $"mail goes to {string.Join(", ", exchanges)}, not to {settings.HostName}: right only if those hand it on to us (Smtp.FrontRelays)");
    }

    private async Task<Finding> HostAsync(CancellationToken cancellationToken)
    {
        var what = $"A/AAAA {settings.HostName}";
        var (addresses, trouble) = await AddressesAsync(settings.HostName, cancellationToken);
        return trouble is not null ? Finding.Warn(what, trouble)
            : addresses.Count == 0 ? Finding.Fail(what, "there is none: many servers refuse a HELO name without an address")
            : Finding.Ok(what, string.Join(", ", addresses));
    }

    private async Task<Finding> SpfAsync(CancellationToken cancellationToken)
    {
        var what = $"SPF {settings.Domain}";
        var (texts, trouble) = await TextsAsync(settings.Domain, "v=spf1", cancellationToken);
        return trouble is not null ? Finding.Warn(what, trouble)
            : texts.Count == 0 ? Finding.Warn(what, $"there is none: publish \"{settings.Domain}. TXT \"v=spf1 mx -all\"\", with your relay's include: if one sends for you")
            : texts.Count > 1 ? Finding.Fail(what, "there are two, which counts as none (RFC 7208 §4.5): make them one")
            : Finding.Ok(what, texts[0]);
    }

    private async Task<Finding> DkimAsync(DkimSettings key, CancellationToken cancellationToken)
    {
        var name = $"{key.Selector}._domainkey.{key.Domain}";
        var (texts, trouble) = await TextsAsync(name, "", cancellationToken);
        if (trouble is not null)
            return Finding.Warn($"DKIM {name}", trouble);
        return DkimRecord.Compare(key, texts, settings.Domain);
    }

    private async Task<Finding> DmarcAsync(CancellationToken cancellationToken)
    {
        var what = $"DMARC {settings.Domain}";
        // RFC 9989 §4.10: where the domain itself has none, the nearest one above it counts; the walk climbs label by label.
        for (var domain = settings.Domain; domain.Contains('.', StringComparison.Ordinal); domain = domain[(domain.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            var (texts, trouble) = await TextsAsync("_dmarc." + domain, "v=DMARC1", cancellationToken);
            if (trouble is not null)
                return Finding.Warn(what, trouble);
            if (texts.Count > 0)
                return Finding.Ok(what, texts[0]);
        }
        return Finding.Warn(what, $"there is none: publish \"_dmarc.{settings.Domain}. TXT \"v=DMARC1; p=none; rua=mailto:postmaster@{settings.Domain}\"\"");
    }

    // RFC 5782 §5: every list lists 127.0.0.2, and none lists 127.0.0.1.
    private async Task<Finding> BlocklistAsync(string zone, CancellationToken cancellationToken)
    {
        var what = $"blocklist {zone}";
        var (listed, trouble) = await AskAsync($"2.0.0.127.{zone}", QueryType.A, cancellationToken);
        if (trouble is not null)
            return Finding.Warn(what, trouble);
        var (others, _) = await AskAsync($"1.0.0.127.{zone}", QueryType.A, cancellationToken);
        return listed.OfType<ARecord>().Any() && !others.OfType<ARecord>().Any()
            ? Finding.Ok(what, "answers")
            : Finding.Fail(what, "is none, or answers nobody from here: it refuses nothing, or everybody; correct Smtp.Dnsbl");
    }

    private async Task<Finding> ReverseAsync(IPAddress address, CancellationToken cancellationToken)
    {
        var what = $"PTR {address}";
        var (answers, trouble) = await AskAsync(address.GetArpaName(), QueryType.PTR, cancellationToken);
        if (trouble is not null)
            return Finding.Warn(what, trouble);
        var names = answers.OfType<PtrRecord>().Select(ptr => Name(ptr.PtrDomainName)).ToList();
        if (names.Count == 0)
            return Finding.Warn(what, $"has no name: large providers refuse mail straight from it; let whoever owns the address call it {settings.HostName}");
        foreach (var name in names)
            if ((await AddressesAsync(name, cancellationToken)).Addresses.Contains(address))
                return name.Equals(settings.HostName, StringComparison.OrdinalIgnoreCase)
                    ? Finding.Ok(what, $"{name}, and back")
                    : Finding.Warn(what, $"is called {name}, we call ourselves {settings.HostName}: make them the same");
        return Finding.Warn(what, $"is called {string.Join(", ", names)}, which doesn't lead back to it: correct one of the two records");
    }

    private async Task<(IReadOnlyList<string> Texts, string? Trouble)> TextsAsync(string name, string start, CancellationToken cancellationToken)
    {
        var (answers, trouble) = await AskAsync(name, QueryType.TXT, cancellationToken);
        return ([.. answers.OfType<TxtRecord>().Select(txt => string.Concat(txt.Text)).Where(text => text.StartsWith(start, StringComparison.OrdinalIgnoreCase))], trouble);
    }

    private async Task<(IReadOnlyList<IPAddress> Addresses, string? Trouble)> AddressesAsync(string name, CancellationToken cancellationToken)
    {
        var four = AskAsync(name, QueryType.A, cancellationToken);
        var six = AskAsync(name, QueryType.AAAA, cancellationToken);
        var found = (await four).Answers.Concat((await six).Answers).OfType<AddressRecord>().Select(record => record.Address).ToList();
        return (found, found.Count > 0 ? null : (await four).Trouble ?? (await six).Trouble);
    }

    private async Task<(IReadOnlyList<DnsResourceRecord> Answers, string? Trouble)> AskAsync(string name, QueryType type, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        end.CancelAfter(patience);
        try
        {
            var response = await resolver.QueryAsync(name, type, cancellationToken: end.Token);
            var code = response.Header.ResponseCode;
            return code is DnsHeaderResponseCode.NoError or DnsHeaderResponseCode.NotExistentDomain
                ? (response.Answers, null)
                : ([], $"the resolver answers {code}: see Dns.Servers");
        }
        catch (Exception e) when (e is DnsResponseException or SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return ([], "no resolver answers: see Dns.Servers and the firewall (port 53)");
        }
    }

    private static string Name(DnsString name) => name.Value.TrimEnd('.');
}
