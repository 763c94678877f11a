namespace IfexList.Delivery;
public sealed class DeliveryLoop : Microsoft.Extensions.Hosting.BackgroundService { private int _n; public void Signal() => _n++; protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask; }
