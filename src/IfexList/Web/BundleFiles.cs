using System.Text.RegularExpressions;
using IfexList.Archive;
using IfexList.Foundation;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace IfexList.Web;

/// <summary>
/// The archive's bundles as they lie in their folder, below <c>/archive/bundles/</c>. With ranges, ETag and Last-Modified (RFC 9110 §14, §8.8), so that a mirror fetches what is new.
/// </summary>
public sealed partial class BundleFiles(Settings settings)
{
    public Task AnswerAsync(HttpContext context, string path)
    {
        if (TypeOf(path) is not { } type || Open(Path.Combine(settings.Archive, path)) is not { } file)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        var (header, changed) = (context.Response.Headers, new DateTimeOffset(File.GetLastWriteTimeUtc(file.SafeFileHandle), TimeSpan.Zero));
        // Asked for anew each time, and sent only if it has changed.
        header.CacheControl = "no-cache";
        header.XContentTypeOptions = "nosniff";
        header["X-Robots-Tag"] = "noindex";
        // The open file stays what it is while a new one takes its name.
        return Results.Stream(file, type, lastModified: changed, entityTag: new EntityTagHeaderValue($"\"{file.Length:x}-{changed.UtcTicks:x}\""), enableRangeProcessing: true)
            .ExecuteAsync(context);
    }

    private static string? TypeOf(string name) => name switch
    {
        BundleIndex.FileName => "application/json",
        BundleIndex.SignatureName => "application/octet-stream",
        BundleIndex.KeyName => "application/x-pem-file",
        _ => Month().IsMatch(name) ? "application/jsonl" : null,
    };

    private static FileStream? Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 14, useAsync: true);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}\\.jsonl\\z")]
    private static partial Regex Month();
}
