using IfexList.Foundation;
using IfexList.Operations;
using IfexList.Smtp;
using IfexList.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IfexList;

/// <summary>The running service: one process that holds the data directory's lock, receives, works off, delivers.</summary>
public static class Daemon
{
    /// <summary>Builds the host. Only one daemon at a time may work on a data directory.</summary>
    /// <exception cref="SettingsException">Another daemon holds the lock.</exception>
    public static WebApplication Build(Settings settings, Action<ILoggingBuilder>? logging = null)
    {
        Memory.KeepNothingLarge();
        PrivateDirectory.Create(settings.DataDirectory);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning);
        (logging ?? (log => log.AddSimpleConsole(console => console.SingleLine = true)))(builder.Logging);
        builder.Services.AddWindowsService(service => service.ServiceName = "IfexList");
        builder.Services.AddSystemd();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Limits.StopTime + Limits.StopTime);
        builder.Services.AddSingleton(DataLock.Take(settings));
        builder.Services.AddHouse(settings).AddDaemon().AddHostedService<Watchdog>();
        builder.AddSmtp(settings.Smtp, settings.HostName, useSystemdSockets: true);
        builder.AddWeb(settings.Http);
        var app = builder.Build();
        if (settings.Http.Listen.Count > 0)
            app.Run(app.Services.GetRequiredService<FrontDoor>().AnswerAsync);
        return app;
    }

    /// <summary>Runs until the service is stopped, then ends in order.</summary>
    public static async Task RunAsync(Settings settings, CancellationToken cancellationToken)
    {
        await using var host = Build(settings);
        // The lock is the first thing held and the last let go.
        _ = host.Services.GetRequiredService<DataLock>();
        try
        {
            await host.StartAsync(cancellationToken);
            host.Logger.Up(settings.Lists.Count, settings.Domain, string.Join(' ', host.Urls.Select(url => url[(url.LastIndexOf('/') + 1)..])), settings.DataDirectory);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested || host.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Stopped before all of it had started: what has started ends in order like at any other time.
            host.Lifetime.StopApplication();
        }
        await host.WaitForShutdownAsync(cancellationToken);
    }
}
