using AngleSharp.Html.Parser;
using IfexList.Foundation;
using IfexList.Web;

namespace IfexList.Operations;

/// <summary>
/// The archive's pages as a folder of files that any web server, or a USB stick, can serve: from the first page along all links within the archive. Links are relative, so they lead on
/// there as they do here; what is only answered on the fly (searching, the API) isn't in it.
/// </summary>
/// <param name="make">A page by its path below <c>/archive/</c>; null where there is none.</param>
public sealed class StaticCopy(string folder, Func<string, ArchivePage?> make)
{
    private static readonly Uri Root = new("http://copy.invalid/archive/");
    private static readonly string[] OnTheFly = ["search/", "api/", "bundles/"];

    private readonly HashSet<string> _known = [];
    private readonly Queue<string> _open = [];

    /// <returns>How many files were written.</returns>
    public async Task<int> WriteAsync(IEnumerable<string> first, Action<long> advance, CancellationToken cancellationToken)
    {
        var written = 0;
        foreach (var path in first)
            Open(path);
        while (_open.TryDequeue(out var path))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (FileOf(path) is not { } file || make(path) is not { Status: 200 } page)
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllBytesAsync(file, page.Bytes, cancellationToken);
            if (page.Type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase))
                await FollowAsync(path, page, cancellationToken);
            advance(++written);
        }
        return written;
    }

    private async Task FollowAsync(string path, ArchivePage page, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(page.Bytes);
        using var document = await new HtmlParser().ParseDocumentAsync(stream, cancellationToken);
        foreach (var element in document.QuerySelectorAll("[href], [src]"))
            if (Uri.TryCreate(new Uri(Root, path), element.GetAttribute("href") ?? element.GetAttribute("src"), out var target)
                && target.Query.Length == 0 && target.GetLeftPart(UriPartial.Path).StartsWith(Root.AbsoluteUri, StringComparison.Ordinal))
                Open(target.AbsolutePath[Root.AbsolutePath.Length..]);
    }

    private void Open(string path)
    {
        if (_known.Count < Limits.StaticPages && !OnTheFly.Any(part => path.Contains(part, StringComparison.Ordinal)) && _known.Add(path))
            _open.Enqueue(path);
    }

    // Null for what doesn't lie in the folder.
    private string? FileOf(string path)
    {
        var names = (path.EndsWith('/') || path.Length == 0 ? path + "index.html" : path).Split('/').Select(Uri.UnescapeDataString).ToArray();
        return names.Any(name => name is "" or "." or ".." || name.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0 || name.Contains('\\', StringComparison.Ordinal))
            ? null : Path.Combine([folder, .. names]);
    }
}
