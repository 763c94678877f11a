using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace IfexList.Load.WayOut;

/// <summary>
/// A long line, since the kernel may have no netem: passes on at once what the client says, and holds back each thing that the server says, the greeting too. It
/// is a process of its own and ends with its parent.
/// </summary>
public sealed class DelayingRelay : IAsyncDisposable
{
    public const string Command = "hold-replies";

    private readonly Process _process;

    private DelayingRelay(Process process, IPEndPoint endpoint) => (_process, Endpoint) = (process, endpoint);

    public IPEndPoint Endpoint { get; }

    public static async Task<DelayingRelay> StartAsync(IPEndPoint target, TimeSpan delay, CancellationToken cancellationToken)
    {
        var listen = Ports.Free();
        string[] arguments = [Command, listen.ToString(), target.ToString(), delay.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)];
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardInput = true })!;
        await Ports.AwaitAsync(listen, () => process.HasExited, cancellationToken);
        return new DelayingRelay(process, listen);
    }

    /// <summary>What the process of its own does, until its input ends.</summary>
    public static async Task RunAsync(IPEndPoint listen, IPEndPoint target, TimeSpan delay)
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(listen);
        listener.Listen(512);
        _ = AcceptAsync(listener, target, delay);
        await Console.In.ReadToEndAsync();
    }

    private static async Task AcceptAsync(Socket listener, IPEndPoint target, TimeSpan delay)
    {
        while (true)
            _ = ServeAsync(await listener.AcceptAsync(), target, delay);
    }

    private static async Task ServeAsync(Socket client, IPEndPoint target, TimeSpan delay)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (client)
            try
            {
                client.NoDelay = true;
                await server.ConnectAsync(target);
                var held = Channel.CreateUnbounded<(long At, byte[] Bytes)>();
                // Whoever ends first ends the connection for both, as a hop that hangs up does; what is held is said before.
                await await Task.WhenAny(PassAsync(client, server), Task.WhenAll(HoldAsync(server, held.Writer), SayAsync(held.Reader, delay, client)));
            }
            catch (SocketException)
            {
                // One of them is gone: the other hears of it by the end of its connection.
            }
    }

    private static async Task PassAsync(Socket client, Socket server)
    {
        var buffer = new byte[64 * 1024];
        while (await client.ReceiveAsync(buffer) is > 0 and var octets)
            await server.SendAsync(buffer.AsMemory(0, octets));
    }

    private static async Task HoldAsync(Socket server, ChannelWriter<(long, byte[])> held)
    {
        var buffer = new byte[16 * 1024];
        while (await server.ReceiveAsync(buffer) is > 0 and var octets)
            held.TryWrite((Stopwatch.GetTimestamp(), buffer[..octets]));
        held.Complete();
    }

    private static async Task SayAsync(ChannelReader<(long At, byte[] Bytes)> held, TimeSpan delay, Socket client)
    {
        await foreach (var (at, bytes) in held.ReadAllAsync())
        {
            // Timers count whole milliseconds: half of one too early is nearer than one too late.
            while (delay - Stopwatch.GetElapsedTime(at) is { TotalMilliseconds: > 0.5 } left)
                await Task.Delay((int)Math.Round(left.TotalMilliseconds));
            await client.SendAsync(bytes);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
