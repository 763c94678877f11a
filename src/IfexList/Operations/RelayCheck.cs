using System.Net;
using IfexList.Foundation;

namespace IfexList.Operations;

/// <summary>The way out: the next hop greets us, or the outbox can be written.</summary>
public static class RelayCheck
{
    private const string What = "relay";

    public static async Task<Finding> RunAsync(Settings settings, CancellationToken cancellationToken) => settings.Relay.Mode == RelayMode.Directory
        ? Outbox(settings)
        : await SmarthostAsync(settings.Relay, cancellationToken);

    private static Finding Outbox(Settings settings)
    {
        if (!Directory.Exists(settings.Outbox))
            return Finding.Ok(What, $"mail is written to {settings.Outbox} (Relay.Mode directory, for trying out); it is made with the first mail");
        var writable = DirectoryCheck.Writable(settings.Outbox);
        return writable.Grade == Grade.Ok
            ? Finding.Ok(What, $"mail is written to {settings.Outbox} (Relay.Mode directory, for trying out)")
            : Finding.Fail(What, writable.Reason);
    }

    private static async Task<Finding> SmarthostAsync(RelaySettings relay, CancellationToken cancellationToken)
    {
        var where = $"{relay.Host}:{relay.Port}";
        // Behind implicit TLS no banner comes before the handshake.
        if (relay.Tls == RelayTls.Implicit)
            return await ConnectsAsync(relay, cancellationToken) is { } trouble
                ? Finding.Fail(What, $"{where} can't be reached: {trouble}")
                : Finding.Ok(What, $"{where} takes connections");
        var banner = await PortCheck.BannerAsync(new DnsEndPoint(relay.Host, relay.Port), cancellationToken);
        return banner.StartsWith("220", StringComparison.Ordinal)
            ? Finding.Ok(What, $"{where} greets us: {banner}")
            : Finding.Fail(What, $"{where} doesn't greet us ({banner}): see Relay.Host and Relay.Port, and whether the provider blocks port 25");
    }

    private static async Task<string?> ConnectsAsync(RelaySettings relay, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Limits.CheckTime);
        try
        {
            using var client = new System.Net.Sockets.TcpClient();
            await client.ConnectAsync(relay.Host, relay.Port, patience.Token);
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
