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
}

/// <summary>
/// The questions that authentication asks of the DNS, over DnsClient with its cache. Names for examples are not asked of the system's resolvers; where nobody answers
/// several times in a row, nobody is asked for a while, so that mail comes in at its usual pace without a resolver.
/// </summary>
public sealed class NameLookup(ILookupClient client, bool asksExamples, TimeProvider time)
{
    private int _failures;
    private long _pausedUntil;

    public static NameLookup Open(DnsSettings settings, TimeProvider time) =>
        new(Resolver.Open(settings, Limits.DnsTime, useCache: true), asksExamples: settings.Servers.Count > 0, time);

    /// <summary>TXT records, the strings of each joined.</summary>
    public Task<DnsAnswer<string>> TextsAsync(string name, CancellationToken cancellationToken) =>
        AskAsync<TxtRecord, string>(name, QueryType.TXT, record => string.Concat(record.Text), cancellationToken);

    public Task<DnsAnswer<IPAddress>> AddressesAsync(string name, AddressFamily family, CancellationToken cancellationToken) =>
        AskAsync<AddressRecord, IPAddress>(name, family == AddressFamily.InterNetworkV6 ? QueryType.AAAA : QueryType.A, record => record.Address, cancellationToken);

    /// <summary>Names of mail exchanges, the most preferred first.</summary>
    public async Task<DnsAnswer<string>> ExchangesAsync(string name, CancellationToken cancellationToken)
    {
        var answer = await AskAsync<MxRecord, MxRecord>(name, QueryType.MX, record => record, cancellationToken);
        return new DnsAnswer<string>(answer.State, [.. answer.Records.OrderBy(mx => mx.Preference).Select(mx => Name(mx.Exchange))]);
    }

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
            if (Interlocked.Increment(ref _failures) >= Limits.DnsFailures)
                Volatile.Write(ref _pausedUntil, time.After(Limits.DnsPause));
            return new DnsAnswer<T>(DnsState.Failed, []);
        }
    }

    private static DnsAnswer<T> Read<TRecord, T>(IDnsQueryResponse response, Func<TRecord, T> read)
        where TRecord : DnsResourceRecord
    {
        List<T> records = [.. response.Answers.OfType<TRecord>().Select(read)];
        var state = response.Header.ResponseCode switch
        {
            DnsHeaderResponseCode.NoError => records.Count > 0 ? DnsState.Found : DnsState.Empty,
            DnsHeaderResponseCode.NotExistentDomain => DnsState.NoSuchName,
            _ => DnsState.Failed,
        };
        return new DnsAnswer<T>(state, state == DnsState.Found ? records : []);
    }

    // An SPF record makes names of what the sender wrote. DnsClient would write an empty label as the end of the name, and what follows behind it.
    private static bool IsName(string name) => Ascii.IsValid(name) && name.Length > 0 && !name.StartsWith('.') && !name.Contains("..", StringComparison.Ordinal);

    private static string Name(DnsString name) => name.Value.TrimEnd('.');
}
