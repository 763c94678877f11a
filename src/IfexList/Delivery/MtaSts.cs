using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Store;

namespace IfexList.Delivery;

/// <summary>
/// The policies of the domains that we send to (MTA-STS, RFC 8461): announced in the DNS, fetched over https, kept until they run out. One that is kept holds whatever
/// becomes of the announcement or of the web server: else whoever can keep us from asking could have the mail in clear.
/// </summary>
public sealed class MtaSts : IDisposable
{
    private readonly NameLookup _names;
    private readonly Database _database;
    private readonly HttpClient _http;
    private readonly TimeProvider _time;

    // By domain, until when it isn't asked again after it couldn't be fetched.
    private readonly ConcurrentDictionary<string, long> _failed = [];

    /// <param name="web">How pages are fetched: see <see cref="Web"/>.</param>
    public MtaSts(NameLookup names, Database database, HttpMessageHandler web, TimeProvider time)
    {
        (_names, _database, _time) = (names, database, time);
        _http = new HttpClient(web) { Timeout = Limits.StsTime, MaxResponseContentBufferSize = Limits.StsOctets };
    }

    /// <summary>The web as a policy may be fetched from it: the host that the domain names, at a public address, with a valid certificate, without going on to another (RFC 8461 §3.3).</summary>
    public static HttpMessageHandler Web(NameLookup names, Func<IPAddress, bool> mayReach) => new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = Limits.StsTime,
        ConnectCallback = async (context, cancellationToken) =>
        {
            var host = context.DnsEndPoint.Host;
            var answers = await Task.WhenAll(
                names.AddressesAsync(host, AddressFamily.InterNetworkV6, cancellationToken),
                names.AddressesAsync(host, AddressFamily.InterNetwork, cancellationToken));
            IPAddress[] addresses = [.. answers.SelectMany(answer => answer.Records).Where(mayReach).Take(Limits.AddressesTried)];
            if (addresses.Length == 0)
                throw new SocketException((int)SocketError.HostNotFound);
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };

    /// <summary>Null: it has none that we know of.</summary>
    public async Task<StsPolicy?> OfAsync(string domain, CancellationToken cancellationToken)
    {
        var kept = _database.Read(db => StsPolicies.Of(db, domain, _time.Now()));
        var policy = kept is null ? null : StsPolicy.Parse(kept.Policy);
        var announced = StsPolicy.Announced((await _names.TextsAsync("_mta-sts." + domain, cancellationToken)).Records);
        if (announced is null || kept?.Id == announced && IsFresh(kept, policy) || _failed.TryGetValue(domain, out var until) && _time.Now() < until)
            return policy;
        return await RenewAsync(domain, announced, cancellationToken) ?? policy;
    }

    // Fetched within the last day.
    private bool IsFresh(KeptPolicy kept, StsPolicy? policy) =>
        policy is not null && kept.Expires - (long)policy.MaxAge.TotalMilliseconds > _time.Now() - (long)Limits.StsRefresh.TotalMilliseconds;

    private async Task<StsPolicy?> RenewAsync(string domain, string id, CancellationToken cancellationToken)
    {
        var text = await FetchAsync(domain, cancellationToken);
        if (text is null || StsPolicy.Parse(text) is not { } policy)
        {
            if (_failed.Count >= Limits.StsFailuresKept)
                _failed.Clear();
            _failed[domain] = _time.After(Limits.StsAgain);
            return null;
        }
        _failed.TryRemove(domain, out _);
        await _database.WriteAsync(tx => StsPolicies.Keep(tx, domain, new KeptPolicy(id, text, _time.After(policy.MaxAge))));
        return policy;
    }

    private async Task<string?> FetchAsync(string domain, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri($"https://mta-sts.{domain}/.well-known/mta-sts.txt"), cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK && answer.Content.Headers.ContentType?.MediaType == "text/plain"
                ? Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(cancellationToken))
                : null;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UriFormatException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose() => _http.Dispose();
}
