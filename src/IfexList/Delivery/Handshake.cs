using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Store;
using SaslMechanism = MailKit.Security.SaslMechanism;

namespace IfexList.Delivery;

/// <summary>
/// Everything before the first mail: connection, greeting, EHLO (or HELO), STARTTLS (RFC 3207), proof of who is there, AUTH (RFC 4954). The hops are tried in order, each at
/// all its addresses; one that can't be reached or doesn't want us as we are is passed over for the next. When none is left it ends with a refusal, which says something about
/// the route and nothing about any copy.
/// </summary>
public sealed class Handshake(IReadOnlyList<Hop> hops, string hostName, TimeProvider time)
{
    private static readonly SmtpReply Unreachable = SmtpReply.Say(451, 4, 1, "the next hop can't be reached");
    private static readonly SmtpReply Broken = SmtpReply.Say(451, 4, 2, "the next hop hung up, or speaks no SMTP");
    private static readonly SmtpReply Unproven = SmtpReply.Say(454, 7, 5, "no TLS with the next hop, or its certificate doesn't show what it must");

    /// <summary>It is what we say of a hop, not what one said: it names nobody.</summary>
    public static bool IsOurWord(SmtpReply refusal) => refusal == Unreachable || refusal == Broken || refusal == Unproven;

    /// <summary>They may be found out anew; which addresses don't answer is remembered.</summary>
    public IReadOnlyList<Hop> Hops { get; set; } = hops;

    // Strongest first; what sends the password itself comes last.
    private static readonly string[] Preference = ["SCRAM-SHA-256", "CRAM-MD5", "PLAIN", "LOGIN"];

    private readonly ConcurrentDictionary<IPEndPoint, long> _deafUntil = [];

    /// <param name="giveUp">Goes with the connection: ends whatever it waits for later.</param>
    /// <returns>A connection ready for MAIL, or why there is none: what the best hop said of those that said anything.</returns>
    public async Task<(HopConnection? Hop, HopOffers Offers, SmtpReply Refusal)> OpenAsync(
        CancellationToken stopping, CancellationToken giveUp)
    {
        var refusal = Unreachable;
        var ways = await WaysAsync(stopping);
        foreach (var way in ways)
        {
            var (hop, offers, answer) = await TryAsync(way, way == ways[^1] ? Limits.ReplyTime : Limits.GreetingTime, stopping, giveUp);
            if (hop is not null)
                return (hop, offers, default);
            if (refusal == Unreachable)
                refusal = answer;
        }
        return (null, HopOffers.None, refusal);
    }

    // Deaf addresses come last, but they come: there may be no other.
    private async Task<List<Way>> WaysAsync(CancellationToken stopping)
    {
        var ways = new List<Way>();
        foreach (var hop in Hops)
            foreach (var address in hop.Addresses.Count > 0 ? hop.Addresses : await LookUpAsync(hop.Host, stopping))
                if (hop.Sources.Count == 0 || hop.Sources.Any(source => source.AddressFamily == address.AddressFamily))
                    ways.Add(new Way(hop, new IPEndPoint(address, hop.Port)));
        return [.. ways.OrderBy(way => _deafUntil.TryGetValue(way.Peer, out var until) && time.Elapsed() < until)];
    }

    private async Task<IPAddress[]> LookUpAsync(string host, CancellationToken stopping)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, stopping).WaitAsync(Limits.ConnectTime, time, stopping);
        }
        catch (Exception e) when (e is SocketException or TimeoutException)
        {
            return [];
        }
    }

    // The catch ladder of one way: whatever ends it becomes a refusal, save that we are to stop.
    private async Task<(HopConnection?, HopOffers, SmtpReply)> TryAsync(Way way, TimeSpan patience, CancellationToken stopping, CancellationToken giveUp)
    {
        try
        {
            return await OpenAsync(way, patience, stopping, giveUp);
        }
        catch (AuthenticationException)
        {
            return (null, HopOffers.None, Unproven);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException && !stopping.IsCancellationRequested)
        {
            _deafUntil[way.Peer] = time.In(Limits.DeafTime);
            return (null, HopOffers.None, Unreachable);
        }
        catch (IOException)
        {
            return (null, HopOffers.None, Broken);
        }
    }

    private async Task<(HopConnection?, HopOffers, SmtpReply)> OpenAsync(Way way, TimeSpan patience, CancellationToken stopping, CancellationToken giveUp)
    {
        try
        {
            return await OpenAsync(way, way.Tls, patience, stopping, giveUp);
        }
        catch (AuthenticationException) when (way.Tls == RelayTls.Opportunistic && !stopping.IsCancellationRequested)
        {
            // RFC 7435 §3: a hop whose TLS is broken gets what it would get without any.
            return await OpenAsync(way, RelayTls.None, patience, stopping, giveUp);
        }
    }

    private async Task<(HopConnection?, HopOffers, SmtpReply)> OpenAsync(
        Way way, RelayTls tls, TimeSpan patience, CancellationToken stopping, CancellationToken giveUp)
    {
        var hop = new HopConnection(way.Peer, time, giveUp);
        // Nothing is in hand yet: a stop needn't wait for a slow greeting.
        using var stop = stopping.Register(hop.Abort);
        try
        {
            await hop.ConnectAsync(way.Source);
            var (offers, refusal) = await GreetAsync(hop, way, tls, patience);
            hop.Rest();
            if (refusal.Code == 0)
                return (hop, offers, default);
            hop.Dispose();
            return (null, offers, refusal);
        }
        catch
        {
            hop.Dispose();
            throw;
        }
    }

    private async Task<(HopOffers, SmtpReply Refusal)> GreetAsync(HopConnection hop, Way way, RelayTls tls, TimeSpan patience)
    {
        if (tls == RelayTls.Implicit)
            await hop.SecureAsync(way.Hop.Host, way.Accepts(time));
        var greeting = await hop.ReadReplyAsync(patience, withLines: true);
        if (greeting.Code != 220)
            return (HopOffers.None, greeting);
        var (offers, refusal) = await HelloAsync(hop);
        if (refusal.Code == 0 && tls is RelayTls.Opportunistic or RelayTls.Required)
            (offers, refusal) = await StartTlsAsync(hop, way, offers, tls == RelayTls.Required);
        if (refusal.Code == 0 && way.Hop.UserName.Length > 0)
            refusal = await AuthenticateAsync(hop, way, offers);
        return (offers, refusal);
    }

    private async Task<(HopOffers, SmtpReply Refusal)> HelloAsync(HopConnection hop)
    {
        var reply = await hop.SayAsync($"EHLO {hostName}", withLines: true);
        if (reply.Code == 250)
            return (HopOffers.Read(hop.ReplyLines), default);
        // RFC 5321 §3.2: an old server that doesn't know EHLO is asked with HELO.
        if (reply.IsPermanent)
            reply = await hop.SayAsync($"HELO {hostName}", withLines: true);
        return (HopOffers.None, reply.Code == 250 ? default : reply);
    }

    private async Task<(HopOffers, SmtpReply Refusal)> StartTlsAsync(HopConnection hop, Way way, HopOffers offers, bool required)
    {
        if (!offers.StartTls)
            return (offers, required ? SmtpReply.Say(454, 7, 0, "the next hop offers no STARTTLS, which it must") : default);
        var reply = await hop.SayAsync("STARTTLS", withLines: true);
        if (reply.Code != 220)
            return (offers, required || reply.Code == 421 ? reply : default);
        await hop.SecureAsync(way.Hop.Host, way.Accepts(time));
        // RFC 3207 §4.2: what was offered in the clear is forgotten.
        return await HelloAsync(hop);
    }

    private static async Task<SmtpReply> AuthenticateAsync(HopConnection hop, Way way, HopOffers offers)
    {
        if (!hop.IsEncrypted && !IPAddress.IsLoopback(way.Peer.Address))
            return SmtpReply.Say(454, 7, 0, "the password is not sent in the clear");
        if (Preference.FirstOrDefault(offers.Mechanisms.Contains) is not { } name)
            return SmtpReply.Say(454, 7, 0, "the next hop offers no AUTH that we speak");
        var password = (await File.ReadAllTextAsync(way.Hop.PasswordFile)).TrimEnd('\r', '\n');
        var mechanism = SaslMechanism.Create(name, Encoding.UTF8, new NetworkCredential(way.Hop.UserName, password))!;
        var reply = mechanism.SupportsInitialResponse
            ? await hop.SayAsync($"AUTH {name} {Initial(mechanism)}", withLines: true)
            : await hop.SayAsync($"AUTH {name}", withLines: true);
        while (reply.Code == 334)
            reply = await hop.SayAsync(await mechanism.ChallengeAsync(hop.ReplyLines[^1]), withLines: true);
        return reply.Code == 235 ? default : reply;
    }

    // RFC 4954 §4: an empty initial response is written as "=".
    private static string Initial(SaslMechanism mechanism) => mechanism.Challenge(null) is { Length: > 0 } response ? response : "=";

    /// <summary>One address of one hop.</summary>
    private sealed record Way(Hop Hop, IPEndPoint Peer)
    {
        public IPAddress? Source => Hop.Sources.FirstOrDefault(source => source.AddressFamily == Peer.AddressFamily);

        // What must be proved must be encrypted.
        public RelayTls Tls => Hop.Proof is not null && Hop.Tls != RelayTls.Implicit ? RelayTls.Required : Hop.Tls;

        public RemoteCertificateValidationCallback? Accepts(TimeProvider time) => Hop.Proof switch
        {
            HopProof.Pinned pinned => (_, leaf, chain, _) =>
                leaf is X509Certificate2 shown && TlsaMatch.Accepts(pinned, shown, chain?.ChainPolicy.ExtraStore ?? [], time.GetUtcNow()),
            null when Tls == RelayTls.Opportunistic => AnyCertificate,
            _ => null,
        };

#pragma warning disable CA5359 // RFC 7435: opportunistic TLS encrypts without asking who is there; better than plain text, and nothing is promised.
        private static bool AnyCertificate(object sender, object? certificate, object? chain, SslPolicyErrors errors) => true;
#pragma warning restore CA5359
    }
}
