using IfexList.Mail;
using IfexList.Notices;
using IfexList.Store;

namespace IfexList.Publishing;

/// <summary>One line for each file that a reader of plain text doesn't get: that there is one, and its size.</summary>
internal static class FileLines
{
    public static string Of(IReadOnlyList<FileFact> files, NoticeTexts texts, Language language) => string.Join('\n', files.Select(file =>
        texts.Render(NoticeCatalogue.FileLine, language, new Dictionary<string, object?> { ["name"] = file.Name, ["bytes"] = file.Octets }).Text.Trim('\n')));
}
