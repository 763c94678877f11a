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
        return new LookupClient(options);
    }

    public static bool IsExample(string domain) => Examples.Any(example => domain == example || domain.EndsWith("." + example, StringComparison.OrdinalIgnoreCase));

    private static IPEndPoint Endpoint(string server) => IPEndPoint.Parse(server) is { Port: 0 } bare ? new IPEndPoint(bare.Address, 53) : IPEndPoint.Parse(server);
}
