using System.Net;
using System.Text;
using IfexList.Foundation;
using IfexList.Mail;
using MailKit.Security;

namespace IfexList.Delivery;

/// <summary>
/// Everything before the first mail: connection, greeting, EHLO (or HELO), STARTTLS (RFC 3207), AUTH (RFC 4954). A hop that doesn't want us
/// as we are ends it with a refusal, which says something about the route and nothing about any copy.
/// </summary>
internal sealed class Handshake(RelaySettings relay, string hostName, TimeProvider time)
{
    // Strongest first; what sends the password itself comes last.
    private static readonly string[] Preference = ["SCRAM-SHA-256", "CRAM-MD5", "PLAIN", "LOGIN"];

    /// <param name="giveUp">Goes with the connection: ends whatever it waits for later.</param>
    /// <returns>A connection ready for MAIL, or why there is none.</returns>
    public async Task<(HopConnection? Hop, HopOffers Offers, SmtpReply Refusal)> OpenAsync(
        CancellationToken stopping, CancellationToken giveUp)
    {
        try
        {
            return await OpenAsync(relay.Tls, stopping, giveUp);
        }
        catch (System.Security.Authentication.AuthenticationException) when (relay.Tls == RelayTls.Opportunistic)
        {
            // RFC 7435 §3: a hop whose TLS is broken gets what it would get without any.
            return await OpenAsync(RelayTls.None, stopping, giveUp);
        }
    }

    private async Task<(HopConnection?, HopOffers, SmtpReply)> OpenAsync(RelayTls tls, CancellationToken stopping, CancellationToken giveUp)
    {
        var hop = new HopConnection(time, giveUp);
        // Nothing is in hand yet: a stop needn't wait for a slow greeting.
        using var stop = stopping.Register(hop.Abort);
        try
        {
            await hop.ConnectAsync(relay.Host, relay.Port);
            var (offers, refusal) = await GreetAsync(hop, tls);
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

    private async Task<(HopOffers, SmtpReply Refusal)> GreetAsync(HopConnection hop, RelayTls tls)
    {
        if (tls == RelayTls.Implicit)
            await hop.SecureAsync(relay.Host, verify: true);
        var greeting = await hop.ReadReplyAsync(Limits.ReplyTime, withLines: true);
        if (greeting.Code != 220)
            return (HopOffers.None, greeting);
        var (offers, refusal) = await HelloAsync(hop);
        if (refusal.Code == 0 && tls is RelayTls.Opportunistic or RelayTls.Required)
            (offers, refusal) = await StartTlsAsync(hop, offers, tls == RelayTls.Required);
        if (refusal.Code == 0 && relay.UserName.Length > 0)
            refusal = await AuthenticateAsync(hop, offers);
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

    private async Task<(HopOffers, SmtpReply Refusal)> StartTlsAsync(HopConnection hop, HopOffers offers, bool required)
    {
        if (!offers.StartTls)
            return (offers, required ? SmtpReply.Say(454, 7, 0, "the next hop offers no STARTTLS, which Relay.Tls requires") : default);
        var reply = await hop.SayAsync("STARTTLS", withLines: true);
        if (reply.Code != 220)
            return (offers, required || reply.Code == 421 ? reply : default);
        await hop.SecureAsync(relay.Host, verify: required);
        // RFC 3207 §4.2: what was offered in the clear is forgotten.
        return await HelloAsync(hop);
    }

    private async Task<SmtpReply> AuthenticateAsync(HopConnection hop, HopOffers offers)
    {
        if (!hop.IsEncrypted && !IsLoopback(relay.Host))
            return SmtpReply.Say(454, 7, 0, "the password is not sent in the clear");
        if (Preference.FirstOrDefault(offers.Mechanisms.Contains) is not { } name)
            return SmtpReply.Say(454, 7, 0, "the next hop offers no AUTH that we speak");
        var password = (await File.ReadAllTextAsync(relay.PasswordFile)).TrimEnd('\r', '\n');
        var mechanism = SaslMechanism.Create(name, Encoding.UTF8, new NetworkCredential(relay.UserName, password))!;
        var reply = mechanism.SupportsInitialResponse
            ? await hop.SayAsync($"AUTH {name} {Initial(mechanism)}", withLines: true)
            : await hop.SayAsync($"AUTH {name}", withLines: true);
        while (reply.Code == 334)
            reply = await hop.SayAsync(await mechanism.ChallengeAsync(hop.ReplyLines[^1]), withLines: true);
        return reply.Code == 235 ? default : reply;
    }

    // RFC 4954 §4: an empty initial response is written as "=".
    private static string Initial(SaslMechanism mechanism) => mechanism.Challenge(null) is { Length: > 0 } response ? response : "=";

    private static bool IsLoopback(string host) => host == "localhost" || IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip);
}
