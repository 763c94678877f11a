using System.Net;
using System.Net.Sockets;
using System.Text;
using DnsClient;
using DnsClient.Protocol;
using IfexList.Foundation;
using IfexList.Store;

namespace IfexList.Authentication;

/// <summary>How the DNS answered.</summary>
public enum DnsState
{
    Found,

    /// <summary>The name exists, without a record of that type.</summary>
    Empty,

    /// <summary>There is no such name (NXDOMAIN).</summary>
    NoSuchName,

    /// <summary>No answer, or none that says anything: a temporary error, never a no.</summary>
    Failed,
}

/// <summary>What came back to one question.</summary>
/// <param name="Records">Empty unless something was found.</param>
public sealed record DnsAnswer<T>(DnsState State, IReadOnlyList<T> Records)
{
    public bool HasFailed => State == DnsState.Failed;

    /// <summary>Validated by DNSSEC, and by somebody whose word counts (<see cref="Resolver.BelievesAd"/>).</summary>
    public bool IsAuthenticated { get; init; }

    /// <summary>Whose records these are: the name that was asked for, or the one that it stands for (CNAME).</summary>
    public string Owner { get; init; } = "";
}

/// <summary>A mail exchange (MX record).</summary>
/// <param name="Preference">The lowest first.</param>
/// <param name="Host">Empty: the domain takes no mail (RFC 7505).</param>
public sealed record MailExchange(int Preference, string Host);

/// <summary>
/// The questions that we ask of the DNS, over DnsClient with its cache. Names for examples are not asked of the system's resolvers; where no
/// resolver answers, nobody is asked for a while, so that mail comes in at its usual pace without one.
/// </summary>
public sealed class NameLookup(ILookupClient client, bool asksExamples, TimeProvider time)
{
    private int _failures;
    private long _pausedUntil;

    public static NameLookup Open(DnsSettings settings, TimeProvider time) =>
        new(Resolver.Open(settings, Limits.DnsTime, useCache: true), asksExamples: settings.Servers.Count > 0, time) { BelievesAd = Resolver.BelievesAd(settings) };

    /// <summary>Whether an answer can be authenticated at all.</summary>
    public bool BelievesAd { get; init; }

    /// <summary>TXT records, the strings of each joined.</summary>
    public Task<DnsAnswer<string>> TextsAsync(string name, CancellationToken cancellationToken) =>
        AskAsync<TxtRecord, string>(name, QueryType.TXT, record => string.Concat(record.Text), cancellationToken);

    public Task<DnsAnswer<IPAddress>> AddressesAsync(string name, AddressFamily family, CancellationToken cancellationToken) =>
        AskAsync<AddressRecord, IPAddress>(name, family == AddressFamily.InterNetworkV6 ? QueryType.AAAA : QueryType.A, record => record.Address, cancellationToken);

    /// <summary>The most preferred first.</summary>
    public async Task<DnsAnswer<MailExchange>> ExchangesAsync(string name, CancellationToken cancellationToken)
    {
        var answer = await AskAsync<MxRecord, MailExchange>(name, QueryType.MX, record => new MailExchange(record.Preference, Name(record.Exchange)), cancellationToken);
        return answer with { Records = [.. answer.Records.OrderBy(exchange => exchange.Preference)] };
    }

    /// <summary>What a service says of its certificates (RFC 6698).</summary>
    public Task<DnsAnswer<TlsaRecord>> AssociationsAsync(string name, CancellationToken cancellationToken) =>
        AskAsync<TlsaRecord, TlsaRecord>(name, QueryType.TLSA, record => record, cancellationToken);

    /// <summary>What an address is called (PTR).</summary>
    public Task<DnsAnswer<string>> NamesAsync(IPAddress address, CancellationToken cancellationToken) =>
        AskAsync<PtrRecord, string>(address.GetArpaName(), QueryType.PTR, record => Name(record.PtrDomainName), cancellationToken);

    private async Task<DnsAnswer<T>> AskAsync<TRecord, T>(string name, QueryType type, Func<TRecord, T> read, CancellationToken cancellationToken)
        where TRecord : DnsResourceRecord
    {
        if (!IsName(name) || !asksExamples && Resolver.IsExample(name))
            return new DnsAnswer<T>(DnsState.NoSuchName, []);
        if (time.Now() < Volatile.Read(ref _pausedUntil))
            return new DnsAnswer<T>(DnsState.Failed, []);
        try
        {
            var response = await client.QueryAsync(name, type, cancellationToken: cancellationToken);
            Volatile.Write(ref _failures, 0);
            return Read(response, read);
        }
        catch (ArgumentException)
        {
            // No name that could be asked for: a label is too long, or all of it.
            return new DnsAnswer<T>(DnsState.NoSuchName, []);
        }
        catch (Exception e) when (e is DnsResponseException or SocketException or OperationCanceledException or IOException)
        {
            if (!cancellationToken.IsCancellationRequested && Interlocked.Increment(ref _failures) >= Limits.DnsFailures && !await IsAnyResolverThereAsync(cancellationToken))
                Volatile.Write(ref _pausedUntil, time.After(Limits.DnsPause));
            return new DnsAnswer<T>(DnsState.Failed, []);
        }
    }

    // Who sends mails in the name of domains whose servers are silent must not stop the questions about everybody else's. The root's servers are known to every resolver.
    private async Task<bool> IsAnyResolverThereAsync(CancellationToken cancellationToken)
    {
        var uncached = new DnsQueryAndServerOptions { UseCache = false, ContinueOnDnsError = true, Retries = 0, Timeout = Limits.ResolverTime };
        try
        {
            await client.QueryAsync(new DnsQuestion(".", QueryType.NS), uncached, cancellationToken);
            Volatile.Write(ref _failures, 0);
            return true;
        }
        catch (Exception e) when (e is DnsResponseException or SocketException or OperationCanceledException or IOException)
        {
            return false;
        }
    }

    private DnsAnswer<T> Read<TRecord, T>(IDnsQueryResponse response, Func<TRecord, T> read)
        where TRecord : DnsResourceRecord
    {
        List<TRecord> found = [.. response.Answers.OfType<TRecord>()];
        List<T> records = [.. found.Select(read)];
        var state = response.Header.ResponseCode switch
        {
            DnsHeaderResponseCode.NoError => records.Count > 0 ? DnsState.Found : DnsState.Empty,
            DnsHeaderResponseCode.NotExistentDomain => DnsState.NoSuchName,
            _ => DnsState.Failed,
        };
        return new DnsAnswer<T>(state, state == DnsState.Found ? records : [])
        {
            IsAuthenticated = BelievesAd && response.Header.IsAuthenticData,
            Owner = found.Count > 0 ? Name(found[0].DomainName) : "",
        };
    }

    // An SPF record makes names of what the sender wrote. DnsClient would write an empty label as the end of the name, and what follows behind it.
    private static bool IsName(string name) => Ascii.IsValid(name) && name.Length > 0 && !name.StartsWith('.') && !name.Contains("..", StringComparison.Ordinal);

    private static string Name(DnsString name) => name.Value.TrimEnd('.');
}
