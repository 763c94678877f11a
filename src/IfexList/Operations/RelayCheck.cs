using System.Net;
using IfexList.Delivery;
using IfexList.Foundation;

namespace IfexList.Operations;

/// <summary>The ways out: each next hop that the configuration names greets us, or the outbox can be written.</summary>
public static class RelayCheck
{
    private const string What = "relay";

    public static async Task<IReadOnlyList<Finding>> RunAsync(Settings settings, CancellationToken cancellationToken)
    {
        var relay = settings.Relay;
        if (relay.Mode == RelayMode.Directory)
            return [Outbox(settings)];
        IEnumerable<(string What, Hop Hop)> hops = relay.Routes.Select(route => ($"route {route.Name}", Hop.Of(route)));
        if (relay.Mode == RelayMode.Smarthost)
            hops = hops.Prepend((What, Hop.Of(relay)));
        return await Task.WhenAll(hops.Select(hop => NextHopAsync(hop.What, hop.Hop, cancellationToken)));
    }

    private static Finding Outbox(Settings settings)
    {
        if (!Directory.Exists(settings.Outbox))
            return Finding.Ok(What, $"mail is written to {settings.Outbox} (Relay.Mode directory, for trying out); it is made with the first mail");
        var writable = DirectoryCheck.Writable(settings.Outbox);
        return writable.Grade == Grade.Ok
            ? Finding.Ok(What, $"mail is written to {settings.Outbox} (Relay.Mode directory, for trying out)")
            : Finding.Fail(What, writable.Reason);
    }

    private static async Task<Finding> NextHopAsync(string what, Hop hop, CancellationToken cancellationToken)
    {
        var where = $"{hop.Host}:{hop.Port}";
        // Behind implicit TLS no banner comes before the handshake.
        if (hop.Tls == RelayTls.Implicit)
            return await ConnectsAsync(hop, cancellationToken) is { } trouble
                ? Finding.Fail(what, $"{where} can't be reached: {trouble}")
                : Finding.Ok(what, $"{where} takes connections");
        var banner = await PortCheck.BannerAsync(new DnsEndPoint(hop.Host, hop.Port), cancellationToken);
        return banner.StartsWith("220", StringComparison.Ordinal)
            ? Finding.Ok(what, $"{where} greets us: {banner}")
            : Finding.Fail(what, $"{where} doesn't greet us ({banner}): see its Host and Port under Relay, and whether the provider blocks port 25");
    }

    private static async Task<string?> ConnectsAsync(Hop hop, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Limits.CheckTime);
        try
        {
            using var client = new System.Net.Sockets.TcpClient();
            await client.ConnectAsync(hop.Host, hop.Port, patience.Token);
            return null;
        }
        catch (System.Net.Sockets.SocketException e)
        {
            return e.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no answer within {Limits.CheckTime.TotalSeconds} s";
        }
    }
}
