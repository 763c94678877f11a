using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace IfexList.Web;

/// <summary>
/// The archive over HTTP (RFC 9110, 9111): what <see cref="ReadingRoom"/> makes, with its entity tag, small where the reader takes gzip, and kept in memory until anything on record
/// changes. Nothing is asked of the reader and nothing remembered of him.
/// </summary>
public sealed class ArchivePages(Database database, ReadingRoom room)
{
    private static readonly string Policy = $"default-src 'none'; style-src {PageTexts.StyleSource}; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private readonly ConcurrentDictionary<string, Answer> _kept = new();
    private string _version = "";

    public async Task AnswerAsync(HttpContext context, string path)
    {
        var (request, response) = (context.Request, context.Response);
        var language = AcceptedLanguage.Of(request.Headers.AcceptLanguage.ToString());
        var answer = AnswerTo(path, request.Query, language);
        var page = answer.Page;
        response.StatusCode = page.Status;
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.Vary = path.Length == 0 || page.Status == StatusCodes.Status404NotFound ? "Accept-Encoding, Accept-Language" : "Accept-Encoding";
        response.Headers.CacheControl = $"public, max-age={(int)Limits.ArchivePageTime.TotalSeconds}";
        if (path.StartsWith("api/", StringComparison.Ordinal))
            response.Headers.AccessControlAllowOrigin = "*";
        if (page.Elsewhere is { } elsewhere)
        {
            response.Headers.Location = elsewhere;
            return;
        }
        if (page.FileName is { } name)
            response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileNameStar = name }.ToString();
        await SendAsync(context, answer);
    }

    private static async Task SendAsync(HttpContext context, Answer answer)
    {
        var (request, response) = (context.Request, context.Response);
        var isSmall = answer.Small is not null && request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        var tag = $"\"{answer.Tag}{(isSmall ? "-gzip" : "")}\"";
        response.Headers.ETag = tag;
        if (answer.Page.Status == StatusCodes.Status200OK && request.Headers.IfNoneMatch.ToString().Split(',').Any(known => known.Trim() is "*" || known.Trim() == tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        var bytes = isSmall ? answer.Small! : answer.Page.Bytes;
        response.ContentType = answer.Page.Type;
        response.ContentLength = bytes.Length;
        if (isSmall)
            response.Headers.ContentEncoding = "gzip";
        if (!HttpMethods.IsHead(request.Method))
            await response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private Answer AnswerTo(string path, IQueryCollection query, Language language)
    {
        var version = database.Read(Shelf.Version);
        if (version != _version || _kept.Count >= Limits.ArchivePagesKept)
        {
            _kept.Clear();
            _version = version;
        }
        // What is asked with a query is of one reader.
        return query.Count > 0 ? Made(path, query, language) : _kept.GetOrAdd(path.Length == 0 ? language.Code() : path, _ => Made(path, query, language));
    }

    private Answer Made(string path, IQueryCollection query, Language language)
    {
        var named = ArchivePath.Parse(path)?.Language ?? language;
        var asked = query.ToDictionary(pair => pair.Key, pair => Cut(pair.Value.ToString()), StringComparer.Ordinal);
        return Answer.Of(room.Make(path, asked, language) ?? room.Missing(path, named));
    }

    private static string Cut(string value) => value.Length <= Limits.ArchivePathCharacters ? value : value[..Limits.ArchivePathCharacters];

    /// <param name="Small">Compressed; null where that doesn't pay.</param>
    private sealed record Answer(ArchivePage Page, string Tag, byte[]? Small)
    {
        private const int TagCharacters = 20;
        private const int WorthIt = 500;

        public static Answer Of(ArchivePage page) => new(
            page, Convert.ToHexStringLower(SHA256.HashData(page.Bytes))[..TagCharacters], IsText(page.Type) && page.Bytes.Length > WorthIt ? Compressed(page.Bytes) : null);

        private static bool IsText(string type) => type.StartsWith("text/", StringComparison.Ordinal) || type.Contains("xml", StringComparison.Ordinal) || type.Contains("json", StringComparison.Ordinal);

        private static byte[] Compressed(byte[] bytes)
        {
            using var small = new MemoryStream();
            using (var zip = new GZipStream(small, CompressionLevel.Optimal))
                zip.Write(bytes);
            return small.ToArray();
        }
    }
}
