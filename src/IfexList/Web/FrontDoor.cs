using Microsoft.AspNetCore.Http;

namespace IfexList.Web;

/// <summary>
/// All web routes, read aloud. A table of our own: ASP.NET Core's routing builds a graph of endpoints at the start, for a handful of paths.
/// </summary>
public sealed class FrontDoor(Health health, Exposition exposition, OneClick oneClick, BundleFiles bundles, ArchivePages archive)
{
    private readonly Route[] _routes =
    [
        new("/health", ["GET", "HEAD"], (context, _) => health.AnswerAsync(context)),
        new("/metrics", ["GET"], (context, _) => exposition.AnswerAsync(context)),
        new("/archive/bundles/", ["GET", "HEAD"], bundles.AnswerAsync),
        new("/archive/", ["GET", "HEAD"], archive.AnswerAsync),
        new("/u/", ["GET", "HEAD", "POST"], oneClick.AnswerAsync),
    ];

    public Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        foreach (var route in _routes)
            if (route.Covers(path))
                return route.Methods.Contains(context.Request.Method) ? route.Answer(context, path[route.Path.Length..]) : NotAllowed(context, route);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static Task NotAllowed(HttpContext context, Route route)
    {
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = string.Join(", ", route.Methods);
        return Task.CompletedTask;
    }

    /// <param name="Path">Exactly this, or all that begins so where it ends in a slash; the answer gets what follows.</param>
    private sealed record Route(string Path, string[] Methods, Func<HttpContext, string, Task> Answer)
    {
        public bool Covers(string path) => Path.EndsWith('/') ? path.StartsWith(Path, StringComparison.Ordinal) : path == Path;
    }
}
