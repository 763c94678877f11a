using System.Net.Sockets;
using IfexList.Authentication;
using IfexList.Delivery;
using IfexList.Foundation;

namespace IfexList.Operations;

/// <summary>
/// What the mode mx needs: an address to send from whose name leads back to it, for each family, and whether DANE can be asked for. Whether port 25 is open to the
/// outside can't be known without a stranger's server; the first mail tells.
/// </summary>
public sealed class MxCheck(Settings settings, NameLookup names, TimeProvider time)
{
    public static Task<IReadOnlyList<Finding>> RunAsync(Settings settings, TimeProvider time, CancellationToken cancellationToken) =>
        new MxCheck(settings, NameLookup.Open(settings.Dns, time), time).RunAsync(cancellationToken);

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var own = await new SourceAddresses(settings.Relay, names, time).NowAsync(cancellationToken);
        return
        [
            .. own.Sources.Select(source => Of(source, own.Machine.Contains(source.Address))),
            .. own.Best(AddressFamily.InterNetwork) is null ? [Finding.Warn("source IPv4", "there is none: domains without IPv6 can't be reached")] : Array.Empty<Finding>(),
            .. own.Best(AddressFamily.InterNetworkV6) is null ? [Finding.Ok("source IPv6", "there is none; hardly a domain takes mail over IPv6 alone")] : Array.Empty<Finding>(),
            await DaneAsync(cancellationToken),
        ];
    }

    /// <param name="isHere">It is an address of this machine.</param>
    public Finding Of(SourceAddress source, bool isHere)
    {
        var what = $"source {source.Address}";
        var isSix = source.Address.AddressFamily == AddressFamily.InterNetworkV6;
        if (!isHere)
            return Finding.Fail(what, "isn't an address of this machine: correct Relay.Sources");
        return source.Name switch
        {
            SourceName.Confirmed => Finding.Ok(what, "has a name that leads back to it"),
            SourceName.Hidden when isSix => Finding.Warn(what, "is known to your network alone, so mail doesn't leave from it"),
            SourceName.Hidden => Finding.Warn(what, "is known to your network alone: see that the address that the world sees has a name that leads back to it"),
            SourceName.Unknown => Finding.Warn(what, "the DNS doesn't tell its name: see Dns.Servers and the firewall (port 53)"),
            _ when isSix => Finding.Warn(what, $"has no name that leads back to it, so mail doesn't leave from it: let whoever owns the address call it {settings.HostName}"),
            _ => Finding.Fail(what, $"has no name that leads back to it, and large providers refuse what comes from there: let whoever owns the address call it {settings.HostName}"),
        };
    }

    // The zone org is signed, like every large one.
    private async Task<Finding> DaneAsync(CancellationToken cancellationToken)
    {
        const string what = "DANE";
        if (!names.BelievesAd)
            return Finding.Warn(what, "is off, since not all resolvers are on this machine and anybody on the way could pretend: run one here that validates DNSSEC, or trust the way (Dns.TrustAd)");
        var signed = await names.ExchangesAsync("org", cancellationToken);
        return signed.HasFailed ? Finding.Warn(what, "no resolver answers: see Dns.Servers and the firewall (port 53)")
            : signed.IsAuthenticated ? Finding.Ok(what, "is on: the resolver validates DNSSEC")
            : Finding.Warn(what, "has no effect, since the resolver doesn't validate DNSSEC: let it");
    }
}
