using System.Globalization;
using IfexList.Foundation;
using IfexList.Lists;

namespace IfexList.Publishing;

/// <summary>A file that is to leave with a release.</summary>
/// <param name="Name">A neutral one: <c>photo-1.jpg</c>.</param>
public sealed record PlannedFile(AttachedFile File, string Name)
{
    /// <summary>What poster and moderator are told of it.</summary>
    public Withheld Note(WithheldKind? stays = null) =>
        new(stays ?? (File.Kind.IsPicture() ? WithheldKind.Picture : WithheldKind.Document), File.Name, stays is null ? Name : "");
}

/// <summary>Which files of a post are to leave, by its list's rules. Letters need no more than this: nothing is cleaned yet.</summary>
/// <param name="Notes">What is said about all that isn't the text: withheld, cleaned, odd.</param>
public sealed record FilePlan(IReadOnlyList<PlannedFile> Files, IReadOnlyList<Withheld> Notes)
{
    public static FilePlan Of(CleanPost post, MailingList list)
    {
        var (files, notes) = (new List<PlannedFile>(), new List<Withheld>(post.Withheld));
        // What leaves says what the text says.
        if (list.Source.Html && SafeHtml.Of(post) is not null)
            notes.RemoveAll(note => note.Kind == WithheldKind.Html);
        foreach (var file in post.Attached)
        {
            if (Reason(file, list.Source.Attachments, files.Count) is { } reason)
                notes.Add(new Withheld(reason, file.Name));
            else
            {
                files.Add(new PlannedFile(file, NeutralName(file.Kind, files.Count + 1)));
                notes.Add(files[^1].Note());
            }
            notes.AddRange(file.Warnings);
        }
        return new FilePlan(files, notes);
    }

    private static WithheldKind? Reason(AttachedFile file, AttachmentPolicy policy, int before) => policy switch
    {
        AttachmentPolicy.None => WithheldKind.NoFiles,
        _ when !file.Kind.IsCleanable() => WithheldKind.NotCleanable,
        AttachmentPolicy.Images when !file.Kind.IsPicture() => WithheldKind.PicturesOnly,
        _ when before >= Limits.FilesOfARelease => WithheldKind.TooLarge,
        _ => null,
    };

    private static string NeutralName(FileKind kind, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{(kind.IsPicture() ? "photo" : "document")}-{number}.{kind.Cleaned().Extension}");
}
