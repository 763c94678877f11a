using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using IfexList.Foundation;

namespace IfexList.Operations;

/// <summary>Each address that we listen on: free to take, or taken by our own daemon.</summary>
public static class PortCheck
{
    public static async IAsyncEnumerable<Finding> RunAsync(Settings settings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var endpoint in settings.Smtp.Endpoints)
            yield return await LookAsync($"Smtp.Listen {endpoint}", endpoint, "220 " + settings.HostName, cancellationToken);
        foreach (var endpoint in settings.Http.Listen.Select(IPEndPoint.Parse))
            yield return await LookAsync($"Http.Listen {endpoint}", endpoint, null, cancellationToken);
    }

    private static async Task<Finding> LookAsync(string what, IPEndPoint endpoint, string? greeting, CancellationToken cancellationToken)
    {
        try
        {
            using var listener = new TcpListener(endpoint);
            listener.Start();
            return Finding.Ok(what, "is free");
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            if (greeting is null)
                return Finding.Ok(what, "is in use, by our daemon if it runs");
            var banner = await BannerAsync(endpoint, cancellationToken);
            return banner.StartsWith(greeting, StringComparison.OrdinalIgnoreCase)
                ? Finding.Ok(what, "our daemon answers")
                : Finding.Fail(what, $"another program has it and says \"{banner}\": end that one, or choose another port");
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AccessDenied)
        {
            return Finding.Fail(what, "ports below 1024 need a right: let systemd open it (ifexlist.socket), or grant CAP_NET_BIND_SERVICE");
        }
        catch (SocketException e)
        {
            return Finding.Fail(what, $"can't be listened on: {e.Message}");
        }
    }

    /// <summary>The first line that a server says, or why there was none.</summary>
    internal static async Task<string> BannerAsync(EndPoint endpoint, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Limits.CheckTime);
        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(endpoint, patience.Token);
            var buffer = new byte[512];
            var length = await socket.ReceiveAsync(buffer, patience.Token);
            return Encoding.ASCII.GetString(buffer, 0, length).Split('\r', '\n')[0];
        }
        catch (SocketException e)
        {
            return e.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"nothing within {Limits.CheckTime.TotalSeconds} s";
        }
    }
}
