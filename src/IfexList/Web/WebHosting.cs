using IfexList.Foundation;
using IfexList.Smtp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IfexList.Web;

/// <summary>Hangs the web side into the host whose Kestrel also receives mail: its endpoints, its certificate, and what one request may cost.</summary>
public static class WebHosting
{
    public static WebApplicationBuilder AddWeb(this WebApplicationBuilder builder, HttpSettings settings)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            Bound(kestrel.Limits);
            var certificates = settings.Certificate.Length == 0 ? null : new Certificates(
                settings.Certificate, settings.CertificateKey, kestrel.ApplicationServices.GetRequiredService<ILogger<FrontDoor>>(), "Http.Certificate");
            var room = new Room();
            foreach (var endpoint in settings.Endpoints)
                kestrel.Listen(endpoint, socket => Open(socket, room, certificates));
        });
        return builder;
    }

    private static void Bound(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = Limits.WebBodyOctets;
        limits.MaxRequestHeadersTotalSize = Limits.WebHeaderOctets;
        limits.MaxRequestLineSize = Limits.WebLineOctets;
        limits.RequestHeadersTimeout = Limits.WebRequestTime;
        limits.KeepAliveTimeout = Limits.WebIdleTime;
    }

    private static void Open(ListenOptions socket, Room room, Certificates? certificates)
    {
        // Requests are few and small: what later versions add is more that can be attacked.
        socket.Protocols = HttpProtocols.Http1;
        socket.Use(room.Admit);
        if (certificates is not null)
            socket.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => new(certificates.Current()), HandshakeTimeout = Limits.TlsHandshakeTime });
    }

    /// <summary>Kestrel's own bound on connections would count mail sessions, too; those have their budget.</summary>
    private sealed class Room
    {
        private int _connections;

        public ConnectionDelegate Admit(ConnectionDelegate next) => async connection =>
        {
            try
            {
                if (Interlocked.Increment(ref _connections) <= Limits.WebConnections)
                    await next(connection);
            }
            finally
            {
                Interlocked.Decrement(ref _connections);
            }
        };
    }
}
