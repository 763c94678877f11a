using System.Net;
using DnsClient;
using IfexList.Foundation;

namespace IfexList.Authentication;

/// <summary>The resolvers that the configuration names, or the system's.</summary>
public static class Resolver
{
    // RFC 2606 and RFC 6761: names that nobody can register.
    private static readonly string[] Examples = ["example", "test", "invalid", "localhost", "local", "example.org", "example.com", "example.net"];

    public static LookupClient Open(DnsSettings settings, TimeSpan timeout, bool useCache)
    {
        var options = settings.Servers.Count > 0
            ? new LookupClientOptions([.. settings.Servers.Select(Endpoint)])
            : new LookupClientOptions();
        options.Timeout = timeout;
        options.Retries = 0;
        options.UseCache = useCache;
        // "No such name" is what most walks up a tree end in.
        options.CacheFailedResults = useCache;
        options.ContinueOnDnsError = true;
        // Who validates says so only to those who ask (RFC 6840 §5.7).
        options.RequestDnsSecRecords = BelievesAd(settings);
        return new LookupClient(options);
    }

    /// <summary>
    /// Whether the resolvers' word that an answer was validated by DNSSEC counts: all of them are on this machine, or the configuration says that they and the line to
    /// them are trusted. On the way from any other, anybody could set that bit (RFC 7672 §2.1.1 with RFC 6698 §A.3).
    /// </summary>
    public static bool BelievesAd(DnsSettings settings) => settings.TrustAd || Servers(settings) is { Count: > 0 } servers && servers.All(IPAddress.IsLoopback);

    private static IReadOnlyList<IPAddress> Servers(DnsSettings settings) => settings.Servers.Count > 0
        ? [.. settings.Servers.Select(server => Endpoint(server).Address)]
        : [.. NameServer.ResolveNameServers(skipIPv6SiteLocal: true, fallbackToGooglePublicDns: false).Select(server => IPAddress.Parse(server.Address))];

    public static bool IsExample(string domain) => Examples.Any(example => domain == example || domain.EndsWith("." + example, StringComparison.OrdinalIgnoreCase));

    private static IPEndPoint Endpoint(string server) => IPEndPoint.Parse(server) is { Port: 0 } bare ? new IPEndPoint(bare.Address, 53) : IPEndPoint.Parse(server);
}
