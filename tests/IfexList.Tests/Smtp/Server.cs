using System.Net;
using IfexList.Foundation;
using IfexList.Smtp;
using Microsoft.AspNetCore.Builder;

namespace IfexList.Tests.Smtp;

/// <summary>A listener on a free loopback port with a <see cref="RecordingPostbox"/> behind it.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly WebApplication _host;

    private Server(WebApplication host, IPEndPoint endpoint, RecordingPostbox postbox) => (_host, Endpoint, Postbox) = (host, endpoint, postbox);

    public IPEndPoint Endpoint { get; }
    public RecordingPostbox Postbox { get; }

    public static async Task<Server> StartAsync(SmtpSettings? settings = null, TimeProvider? time = null)
    {
        var postbox = new RecordingPostbox();
        var (host, endpoint) = await SmtpHosting.StartAsync(
            (settings ?? new SmtpSettings()) with { Listen = ["127.0.0.1:0"] }, "mx.example.org", postbox, time ?? TimeProvider.System,
            TestContext.Current.CancellationToken);
        return new Server(host, endpoint, postbox);
    }

    public Task<Peer> ConnectAsync() => Peer.ConnectAsync(Endpoint);

    public Task StopAsync() => _host.StopAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
