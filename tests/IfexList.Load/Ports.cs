using System.Net;
using System.Net.Sockets;

namespace IfexList.Load;

/// <summary>Loopback ports.</summary>
public static class Ports
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>One that nobody uses now.</summary>
    public static IPEndPoint Free()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (IPEndPoint)socket.LocalEndPoint!;
    }

    /// <summary>Waits until the server there has greeted.</summary>
    public static async Task GreetedAsync(IPEndPoint server, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server, cancellationToken);
        var greeting = new byte[1000];
        if (await socket.ReceiveAsync(greeting, cancellationToken) < 3 || !greeting.AsSpan().StartsWith("220"u8))
            throw new LoadException($"{server} doesn't greet");
    }

    /// <summary>Waits until somebody answers there.</summary>
    public static async Task AwaitAsync(IPEndPoint endpoint, Func<bool> hasEnded, CancellationToken cancellationToken)
    {
        for (var until = DateTime.UtcNow + Patience; DateTime.UtcNow < until && !hasEnded();)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(endpoint, cancellationToken);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(20, cancellationToken);
            }
        }
        throw new LoadException($"nobody answers at {endpoint}");
    }
}
