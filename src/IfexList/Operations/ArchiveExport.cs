using System.CommandLine;
using IfexList.Archive;
using IfexList.Foundation;
using IfexList.Web;
using IfexList.Lists;
using IfexList.Store;

namespace IfexList.Operations;

/// <summary>
/// <c>archive export L FILE</c>: a list's archive as an mbox or as JSON lines, oldest first, or as pages. From the shell it is the desk's own, so addresses stand whole unless it is to be public.
/// What was for members alone isn't in it.
/// </summary>
public static class ArchiveExport
{
    private enum Format
    {
        Mbox,
        Jsonl,
        Static,
    }

    public static Command Build(CommandLine line)
    {
        var list = Takes.List();
        var file = new Argument<string>("FILE") { Description = "Where to write it; it appears under its name when it is whole. For a static copy an empty folder" };
        var format = Takes.OneOf("--format", "FORMAT", "What is written (mbox, unless it is said)", Enum.GetNames<Format>());
        var isPublic = new Option<bool>("--public") { Description = "Mail addresses in texts as the list's archive shows them to everybody" };
        return line.Verb("export", "Write a list's archive as an mbox, as JSON lines, or as pages that any web server can serve", [list, file, format, isPublic], async (parsed, desk, cancellationToken) =>
        {
            var from = desk.ReadersList(parsed.GetRequiredValue(list));
            var form = Enum.Parse<Format>(parsed.GetValue(format) ?? nameof(Format.Mbox), ignoreCase: true);
            var target = Path.GetFullPath(parsed.GetRequiredValue(file));
            if (form == Format.Static)
                return await CopyAsync(line.Terminal, desk, Shown(desk.Settings, from, isPublic: true), target, cancellationToken);
            var count = await WriteAsync(desk, Shown(desk.Settings, from, parsed.GetValue(isPublic)), form, target, cancellationToken);
            line.Terminal.Row("written", target, $"{count} editions");
            return 0;
        });
    }

    // The list as if it were public, whoever may read it otherwise: the desk may.
    private static ListCatalogue Shown(Settings settings, MailingList list, bool isPublic)
    {
        var own = settings.Lists[list.Name];
        var shown = own with { Archive = ArchivePolicy.Public, ArchiveAddresses = own.ArchiveAddresses || !isPublic };
        return new ListCatalogue(settings with { Lists = new Dictionary<string, ListSettings> { [list.Name] = shown } });
    }

    // Pages are for everybody, whoever makes them.
    private static async Task<int> CopyAsync(Terminal terminal, AdminDesk desk, ListCatalogue lists, string folder, CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new VerbFailedException($"{folder}: is not empty; a page that is gone would stay in it");
        var (text, texts) = (new PublicText(lists), new PageTexts(desk.Settings.PagesOverride));
        var room = new ReadingRoom(desk.Database, lists, text, texts, new EditionFacts(lists, texts, text), desk.Settings);
        var nothing = new Dictionary<string, string>();
        var copy = new StaticCopy(folder, path => room.Make(Uri.UnescapeDataString(path), nothing));
        var all = desk.Database.Read(db => Shelf.Count(db, lists, new ShelfQuery()));
        var count = await Watched.RunAsync(terminal, folder, all, advance => copy.WriteAsync([""], advance, cancellationToken));
        terminal.Row("written", folder, $"{count} files");
        return 0;
    }

    private static async Task<long> WriteAsync(AdminDesk desk, ListCatalogue lists, Format format, string target, CancellationToken cancellationToken)
    {
        var (text, chain) = (new PublicText(lists), new Chain(Path.GetFileName(target)));
        await using (var stream = BackupVerb.PrivateFile(target + ".partial"))
        {
            foreach (var some in desk.Database.Read(db => Shelf.Issued(db, lists, DateTimeOffset.MinValue, DateTimeOffset.MaxValue)).Chunk(Limits.BundledTogether))
                foreach (var edition in desk.Database.Read(db => Shelf.ByIds(db, Shelf.Everybody(lists), some)))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    var files = edition.Withdrawn is null ? desk.Database.Read(db => EditionFiles.Of(db, edition.Id)) : [];
                    var line = BundleLine.Of(text.Whole(edition), files, chain.Previous).ToOctets();
                    chain.Add(line);
                    await stream.WriteAsync(format == Format.Jsonl ? [.. line, (byte)'\n'] : ArchivedMail.Of(text.Whole(edition), files, lists.Domain), cancellationToken);
                }
            stream.Flush(flushToDisk: true);
        }
        File.Move(target + ".partial", target, overwrite: true);
        return chain.Lines;
    }
}
