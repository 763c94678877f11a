using System.Net.Sockets;
using System.Text;
using IfexList.Foundation;
using IfexList.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IfexList.Operations;

/// <summary>
/// Tells systemd that we live (sd_notify(3), WATCHDOG=1): the hosting package says READY and STOPPING and nothing in between. A sign of life
/// is given only after the database has answered, so that a daemon that can't write is restarted.
/// </summary>
public sealed class Watchdog(Database database, TimeProvider time, ILogger<Watchdog> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is not { Length: > 0 } path || Interval() is not { } interval)
            return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await database.WriteAsync(_ => { });
                Send(path, "WATCHDOG=1");
            }
            catch (Exception e)
            {
                logger.SignOfLifeFailed(e);
            }
            await Task.Delay(interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // sd_watchdog_enabled(3): half of the time that is granted.
    private static TimeSpan? Interval() =>
        long.TryParse(Environment.GetEnvironmentVariable("WATCHDOG_USEC"), out var microseconds) && microseconds > 0
            ? TimeSpan.FromMicroseconds(microseconds / 2.0)
            : null;

    private static void Send(string path, string state)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        // "@" is how the abstract namespace is written.
        socket.Connect(new UnixDomainSocketEndPoint(path[0] == '@' ? "\0" + path[1..] : path));
        socket.Send(Encoding.ASCII.GetBytes(state));
    }
}
