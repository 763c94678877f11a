using System.Net;
using IfexList.Foundation;
using Microsoft.AspNetCore.Http;

namespace IfexList.Web;

/// <summary>
/// Who may see how the house is doing (<c>Http.MetricsFrom</c>). A request that was passed on by a web server in front of us comes from anybody, though that server is
/// on this machine: it says so in its header, and it isn't answered.
/// </summary>
public sealed class Insiders(Settings settings)
{
    private static readonly string[] PassedOn = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via"];

    private readonly Networks _networks = new(settings.Http.MetricsFrom);

    public bool Include(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } peer && _networks.Contains(Plain(peer)) && !PassedOn.Any(context.Request.Headers.ContainsKey);

    private static IPAddress Plain(IPAddress peer) => peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer;
}
