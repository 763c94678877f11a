using IfexList.Foundation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace IfexList.Web;

/// <summary><c>GET /metrics</c>: everything in <see cref="Measures"/> and <see cref="Gauges"/> as Prometheus reads it, for <see cref="Insiders"/>; for others there is no such page.</summary>
public sealed class Exposition : IDisposable
{
    private readonly Gauges _gauges;
    private readonly Insiders _insiders;
    private readonly MeterProvider _meters;
    private readonly RequestDelegate _scrape;

    public Exposition(Gauges gauges, Insiders insiders, IServiceProvider services)
    {
        (_gauges, _insiders) = (gauges, insiders);
        _meters = Sdk.CreateMeterProviderBuilder()
            .AddMeter(Measures.Name)
            // Room is set aside for each possible series beforehand.
            .AddView(_ => new MetricStreamConfiguration { CardinalityLimit = Limits.MetricSeries })
            .AddPrometheusExporter(options =>
            {
                (options.ScopeInfoEnabled, options.TargetInfoEnabled) = (false, false);
                options.ScrapeResponseCacheDurationMilliseconds = 0;
            })
            .Build();
        _scrape = new ApplicationBuilder(services).UseOpenTelemetryPrometheusScrapingEndpoint(_meters, _ => true, null, null, null).Build();
    }

    public Task AnswerAsync(HttpContext context)
    {
        if (_insiders.Include(context))
            return _scrape(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _meters.Dispose();
        _gauges.Dispose();
    }
}
