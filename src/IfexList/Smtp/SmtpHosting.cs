using System.Globalization;
using System.Net;
using IfexList.Foundation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace IfexList.Smtp;

/// <summary>
/// Hangs a <see cref="SmtpListener"/> into a web host, whose Kestrel accepts its connections; the postbox comes from the host's services.
/// </summary>
public static class SmtpHosting
{
    /// <param name="builder">The host; an <see cref="IPostbox"/> must be among its services, a <see cref="TimeProvider"/> may be.</param>
    /// <param name="settings">Where to listen, and what one peer may use.</param>
    /// <param name="hostName">Our name in the banner.</param>
    /// <param name="useSystemdSockets">Take the sockets that systemd passes instead of the configured endpoints, if it passes any.</param>
    public static WebApplicationBuilder AddSmtp(
        this WebApplicationBuilder builder, SmtpSettings settings, string hostName, bool useSystemdSockets = false)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(services => new SmtpListener(
            settings, hostName, services.GetRequiredService<IPostbox>(), services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<SmtpListener>>()));
        builder.WebHost.UseKestrelCore().UseSockets(socket => socket.MaxReadBufferSize = Limits.SocketReadOctets).ConfigureKestrel(kestrel =>
        {
            if (useSystemdSockets && HasSystemdSockets)
                kestrel.UseSystemd(socket => socket.UseConnectionHandler<SmtpListener>());
            else
                foreach (var endpoint in settings.Endpoints)
                    kestrel.Listen(endpoint, socket => socket.UseConnectionHandler<SmtpListener>());
        });
        return builder;
    }

    /// <summary>Starts a host that does nothing but receive: the fake next hop of tests and load runs.</summary>
    /// <returns>The host, to be disposed of, and the port it listens on.</returns>
    public static async Task<(WebApplication Host, IPEndPoint Endpoint)> StartAsync(
        SmtpSettings settings, string hostName, IPostbox postbox, TimeProvider time, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(postbox).AddSingleton(time);
        var host = builder.AddSmtp(settings, hostName).Build();
        await host.StartAsync(cancellationToken);
        var url = new Uri(host.Urls.First());
        return (host, new IPEndPoint(IPAddress.Parse(url.Host.Trim('[', ']')), url.Port));
    }

    // sd_listen_fds(3): the variables may be another process's, ours only if they name us.
    private static bool HasSystemdSockets =>
        Environment.GetEnvironmentVariable("LISTEN_FDS") is not (null or "0")
        && Environment.GetEnvironmentVariable("LISTEN_PID") == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
}
