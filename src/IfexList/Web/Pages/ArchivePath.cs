using System.Globalization;
using IfexList.Foundation;
using IfexList.Mail;

namespace IfexList.Web;

/// <summary>
/// An address below <c>/archive/</c>: folders, which of their pages, and a file in it. <c>fr/country/TN/page/2/</c>, <c>2026-1130-01/fr/</c>, <c>fr/feed.xml</c>.
/// </summary>
/// <param name="Folder">Without the page.</param>
/// <param name="Page">From 1.</param>
/// <param name="File">Empty: the folder's own page.</param>
public sealed record ArchivePath(IReadOnlyList<string> Folder, int Page, string File)
{
    private const string PageFolder = "page";

    /// <summary>How many folders lie between it and the archive's root.</summary>
    public int Depth => Folder.Count + (Page > 1 ? 2 : 0);

    /// <summary>From here to the archive's root.</summary>
    public string Root => string.Concat(Enumerable.Repeat("../", Depth));

    /// <summary>From here to its folder's first page.</summary>
    public string Home => Page > 1 ? "../../" : "";

    /// <summary>The language of the pages below it; null where it names none.</summary>
    public Language? Language => Folder.Count > 0 && Folder[0].Length == 2 && Languages.TryParse(Folder[0], out var language) ? language : null;

    /// <summary>Null where nothing can be there.</summary>
    public static ArchivePath? Parse(string path)
    {
        if (path.Length > Limits.ArchivePathCharacters)
            return null;
        var segments = path.Split('/');
        List<string> folder = [.. segments[..^1]];
        if (folder.Contains(""))
            return null;
        var page = 1;
        if (folder is [.., PageFolder, var number])
        {
            // The first page has one address.
            if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out page) || page < 2 || number[0] == '0')
                return null;
            folder.RemoveRange(folder.Count - 2, 2);
        }
        return new ArchivePath(folder, page, segments[^1]);
    }

    /// <summary>Another page of the same folder; null where there is none.</summary>
    public string? To(int page, int pages) => page < 1 || page > pages ? null : page == 1 ? Home : $"{Home}{PageFolder}/{page}/";
}
