using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Text.RegularExpressions;
using IfexList.Foundation;

namespace IfexList.Operations;

/// <summary>The running daemon's web side, as the command line on the same machine asks it; null where it doesn't answer.</summary>
public sealed partial class DaemonWeb : IDisposable
{
    private readonly HttpClient? _client;

    public DaemonWeb(HttpSettings settings)
    {
        if (settings.Endpoints is not [var first, ..] || first.Port == 0)
            return;
        var handler = new SocketsHttpHandler { UseProxy = false };
        // It is this machine that we ask, and its certificate has the name by which the world knows it.
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, errors) => errors is SslPolicyErrors.None or SslPolicyErrors.RemoteCertificateNameMismatch;
        _client = new HttpClient(handler) { BaseAddress = new Uri($"{(settings.Certificate.Length > 0 ? "https" : "http")}://{Near(first)}"), Timeout = Limits.WebAnswerTime };
    }

    /// <summary>What <c>/health</c> says: "ok", or the reason why mail is put off.</summary>
    public async Task<string?> HealthAsync(CancellationToken cancellationToken) => (await AskAsync("/health", cancellationToken))?.Trim();

    /// <summary>What <c>/metrics</c> shows.</summary>
    public async Task<IReadOnlyList<Sample>?> MetricsAsync(CancellationToken cancellationToken) =>
        await AskAsync("/metrics", cancellationToken) is { } text ? [.. text.Split('\n').Select(line => Line().Match(line)).Where(match => match.Success).Select(Read)] : null;

    private async Task<string?> AskAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            if (_client is null)
                return null;
            using var answer = await _client.GetAsync(path, cancellationToken);
            return answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable ? await answer.Content.ReadAsStringAsync(cancellationToken) : null;
        }
        catch (Exception e) when (e is HttpRequestException or IOException || e is TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static Sample Read(Match line) => new(
        line.Groups["name"].Value,
        line.Groups["key"].Captures.Zip(line.Groups["value"].Captures, (key, value) => (key.Value, value.Value)).ToDictionary(label => label.Item1, label => label.Item2),
        double.TryParse(line.Groups["figure"].ValueSpan, CultureInfo.InvariantCulture, out var figure) ? figure : 0);

    private static IPEndPoint Near(IPEndPoint endpoint) =>
        endpoint.Address.Equals(IPAddress.Any) ? new(IPAddress.Loopback, endpoint.Port)
        : endpoint.Address.Equals(IPAddress.IPv6Any) ? new(IPAddress.IPv6Loopback, endpoint.Port) : endpoint;

    [GeneratedRegex("""^(?<name>\w+)(\{((?<key>\w+)="(?<value>[^"]*)",?)*\})? (?<figure>\S+)""")]
    private static partial Regex Line();

    public void Dispose() => _client?.Dispose();
}

/// <summary>One line of <c>/metrics</c>.</summary>
public sealed record Sample(string Name, IReadOnlyDictionary<string, string> Labels, double Value);
