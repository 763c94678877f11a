using System.Net;
using System.Net.Sockets;
using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Mail;

namespace IfexList.Delivery;

/// <summary>
/// Finds in the DNS where the mail of a domain goes (RFC 5321 §5.1), at which addresses, and what those hosts must prove. A no is only what the DNS says for certain;
/// where it fails, nothing is known now.
/// </summary>
public sealed class ExchangeLookup(Settings settings, NameLookup names, SourceAddresses sources, MtaSts sts)
{
    private static readonly SmtpReply NoDomain = SmtpReply.Say(550, 1, 2, "There is no such domain");
    private static readonly SmtpReply TakesNone = SmtpReply.Say(556, 1, 10, "The domain takes no mail");
    private static readonly SmtpReply NoWay = SmtpReply.Say(550, 4, 4, "No mail exchange of the domain has an address");
    private static readonly SmtpReply Loop = SmtpReply.Say(554, 4, 6, "The mail of the domain comes to us, who don't keep it");

    private readonly Dane _dane = new(names, settings.Relay.Port);

    /// <summary>One exchange and what was found of it.</summary>
    /// <param name="Addresses">Those that may be connected to.</param>
    /// <param name="Owner">Whose addresses these are.</param>
    /// <param name="IsAuthenticated">The addresses are.</param>
    private sealed record Candidate(MailExchange Exchange, IReadOnlyList<IPAddress> Addresses, string Owner, bool IsAuthenticated, bool HasFailed, bool IsUs);

    /// <summary>
    /// Whether we connect to an address because a stranger's DNS says so. Mail goes over port 25, and there only to the public network: nobody gets at this machine's services or its neighbours'
    /// by way of a reader's domain. Whoever sets another port has a world of his own, such as a test bed, which lives on such addresses.
    /// </summary>
    public static bool MayReach(RelaySettings relay, IPAddress address) => relay.Port != 25 || PublicNetwork.Has(address);

    public async Task<Destination> FindAsync(string domain, CancellationToken cancellationToken)
    {
        var exchanges = await names.ExchangesAsync(domain, cancellationToken);
        return exchanges.State switch
        {
            DnsState.Failed => new Destination.Unknown("the DNS doesn't say which hosts take its mail"),
            DnsState.NoSuchName => new Destination.NoMail(NoDomain),
            // RFC 7505
            DnsState.Found when exchanges.Records.All(exchange => exchange.Host.Length == 0) => new Destination.NoMail(TakesNone),
            _ => await FindAsync(domain, exchanges, cancellationToken),
        };
    }

    private async Task<Destination> FindAsync(string domain, DnsAnswer<MailExchange> exchanges, CancellationToken cancellationToken)
    {
        var own = await sources.NowAsync(cancellationToken);
        var found = await Task.WhenAll(Order(domain, exchanges.Records).Select(exchange => ResolveAsync(exchange, own, cancellationToken)));
        // RFC 5321 §5.1: from those as little preferred as we are, it would come back.
        var ours = found.FirstOrDefault(candidate => candidate.IsUs)?.Exchange.Preference;
        Candidate[] ahead = [.. found.Where(candidate => ours is null || candidate.Exchange.Preference < ours)];
        if (ours is not null && ahead.Length == 0)
            return new Destination.NoMail(Loop);
        if (ahead.All(candidate => candidate.Addresses.Count == 0))
            return ahead.Any(candidate => candidate.HasFailed) ? new Destination.Unknown("the DNS doesn't say where its mail exchanges are") : new Destination.NoMail(NoWay);
        var reachable = Reachable(ahead, address => IPAddress.IsLoopback(address) || own.Uses(address.AddressFamily));
        if (reachable.Length == 0)
            reachable = Reachable(ahead, address => address.AddressFamily == AddressFamily.InterNetwork);
        return reachable.Length == 0
            ? new Destination.Unknown("its mail exchanges have IPv6 alone, and none of our addresses may send there")
            : await ProvenAsync(domain, reachable, own, exchanges.IsAuthenticated, cancellationToken);
    }

    // Without any exchange the domain itself is meant. What is no host name can't be one, such as an address in the place of a name.
    private static IEnumerable<MailExchange> Order(string domain, IReadOnlyList<MailExchange> exchanges)
    {
        MailExchange[] hosts = exchanges.Count == 0
            ? [new MailExchange(0, domain)]
            : [.. exchanges.Where(exchange => Uri.CheckHostName(exchange.Host) == UriHostNameType.Dns).DistinctBy(exchange => exchange.Host, StringComparer.OrdinalIgnoreCase)];
        Random.Shared.Shuffle(hosts);
        return hosts.OrderBy(exchange => exchange.Preference).Take(Limits.ExchangesTried);
    }

    private async Task<Candidate> ResolveAsync(MailExchange exchange, OwnAddresses own, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(
            names.AddressesAsync(exchange.Host, AddressFamily.InterNetworkV6, cancellationToken),
            names.AddressesAsync(exchange.Host, AddressFamily.InterNetwork, cancellationToken));
        DnsAnswer<IPAddress>[] found = [.. answers.Where(answer => answer.Records.Count > 0)];
        return new Candidate(
            exchange,
            [.. answers.SelectMany(answer => answer.Records).Where(address => MayReach(settings.Relay, address))],
            found.FirstOrDefault()?.Owner ?? exchange.Host,
            found.Length > 0 && found.All(answer => answer.IsAuthenticated),
            answers.Any(answer => answer.HasFailed),
            exchange.Host.Equals(settings.HostName, StringComparison.OrdinalIgnoreCase) || found.Any(answer => answer.Records.Any(address => !IPAddress.IsLoopback(address) && own.Machine.Contains(address))));
    }

    private static Candidate[] Reachable(IEnumerable<Candidate> candidates, Func<IPAddress, bool> mayUse) =>
    [
        .. candidates.Select(candidate => candidate with { Addresses = [.. Interleaved(candidate.Addresses.Where(mayUse)).Take(Limits.AddressesTried)] })
            .Where(candidate => candidate.Addresses.Count > 0),
    ];

    // IPv6 first, then in turns: if one family doesn't get through, the next try is of the other one (RFC 8305 §4).
    private static IEnumerable<IPAddress> Interleaved(IEnumerable<IPAddress> addresses) => addresses
        .GroupBy(address => address.AddressFamily).OrderByDescending(family => family.Key)
        .SelectMany(family => family.Select((address, place) => (Address: address, Place: place)))
        .OrderBy(one => one.Place).Select(one => one.Address);

    private async Task<Destination> ProvenAsync(string domain, IReadOnlyList<Candidate> candidates, OwnAddresses own, bool isAuthenticated, CancellationToken cancellationToken)
    {
        var policy = await sts.OfAsync(domain, cancellationToken);
        var hops = await Task.WhenAll(candidates.Select(async candidate => await HopAsync(candidate, own, policy, isAuthenticated && candidate.IsAuthenticated, cancellationToken)));
        Hop[] proven = [.. hops.OfType<Hop>()];
        return proven.Length > 0 ? new Destination.Exchanges(proven) : new Destination.Unknown("no mail exchange is as the domain demands (DANE, MTA-STS)");
    }

    // Where DANE speaks of a host, it alone counts (RFC 8461 §2).
    private async Task<Hop?> HopAsync(Candidate candidate, OwnAddresses own, StsPolicy? policy, bool isAuthenticated, CancellationToken cancellationToken)
    {
        var hop = new Hop(candidate.Exchange.Host, settings.Relay.Port, settings.Relay.Tls) { Addresses = candidate.Addresses, Sources = SourcesTo(candidate.Addresses, own) };
        var (isUsable, pinned) = isAuthenticated ? await _dane.OfAsync(candidate.Exchange.Host, candidate.Owner, cancellationToken) : new Dane.Answer(true, null);
        return !isUsable ? null
            : pinned is not null ? hop with { Proof = pinned }
            : policy is not { Enforces: true } ? hop
            : policy.Allows(hop.Host) ? hop with { Proof = new HopProof.Valid() }
            : null;
    }

    private static IReadOnlyList<IPAddress> SourcesTo(IReadOnlyList<IPAddress> addresses, OwnAddresses own) => addresses.Any(IPAddress.IsLoopback)
        ? []
        : [.. addresses.Select(address => address.AddressFamily).Distinct().Select(own.Best).OfType<SourceAddress>().Where(source => source.IsChosen).Select(source => source.Address)];
}
