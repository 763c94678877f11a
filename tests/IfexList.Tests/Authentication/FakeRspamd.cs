using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IfexList.Tests.Authentication;

/// <summary>An HTTP server at /checkv2 that says about every mail what it was told to, and remembers what it was asked.</summary>
public sealed class FakeRspamd : IAsyncDisposable
{
    private readonly WebApplication _server;

    private FakeRspamd(WebApplication server) => _server = server;

    public string Address => _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public ConcurrentQueue<(IReadOnlyDictionary<string, string> Headers, string Body)> Asked { get; } = new();

    public static async Task<FakeRspamd> OpenAsync(string answer, int status = 200)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.UTF8;
        });
        var fake = new FakeRspamd(builder.Build());
        fake._server.MapPost("/checkv2", async (HttpContext http) =>
        {
            using var reader = new StreamReader(http.Request.Body, Encoding.Latin1);
            fake.Asked.Enqueue((http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString()), await reader.ReadToEndAsync(http.RequestAborted)));
            http.Response.StatusCode = status;
            await http.Response.WriteAsync(answer, http.RequestAborted);
        });
        await fake._server.StartAsync(TestContext.Current.CancellationToken);
        return fake;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
