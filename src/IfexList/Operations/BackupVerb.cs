using System.CommandLine;
using System.IO.Compression;
using IfexList.Foundation;
using IfexList.Store;

namespace IfexList.Operations;

/// <summary>
/// <c>backup FILE.zip</c>: database, keys of the house and overridden letters, readable by its owner alone, written while the daemon runs. The file appears
/// under its name only when it is whole.
/// </summary>
public static class BackupVerb
{
    /// <summary>The names inside the archive.</summary>
    public const string DatabaseEntry = "ifexlist.db", TokenKeyEntry = "token.key", ArchiveKeyEntry = "archive.key", NoticesFolder = "notices/";

    public static Command Build(CommandLine line)
    {
        var file = new Argument<string>("FILE.zip") { Description = "Where to write the backup" };
        return line.Verb("backup", "Write database, keys and overridden letters to one file, while the daemon runs", [file], async (parsed, desk, cancellationToken) =>
        {
            var target = Path.GetFullPath(parsed.GetRequiredValue(file));
            if (!File.Exists(desk.Settings.DatabaseFile))
                throw new VerbFailedException($"{desk.Settings.DatabaseFile}: there is nothing to back up yet");
            await WriteAsync(desk, target, cancellationToken);
            line.Terminal.Row("written", target, $"{new FileInfo(target).Length} octets");
            return 0;
        });
    }

    private static async Task WriteAsync(AdminDesk desk, string target, CancellationToken cancellationToken)
    {
        var partial = target + ".partial";
        var copy = Path.Combine(desk.Settings.DataDirectory, $"backup-{Environment.ProcessId}.db");
        try
        {
            // Made first, so that SQLite finds a file that its owner alone can read.
            await PrivateFile(copy).DisposeAsync();
            desk.Database.Read(db => { Snapshot.Write(db, copy); return true; });
            await using (var stream = PrivateFile(partial))
            {
                await using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
                    await AddAllAsync(zip, desk.Settings, copy, cancellationToken);
                stream.Flush(flushToDisk: true);
            }
            File.Move(partial, target, overwrite: true);
        }
        finally
        {
            File.Delete(copy);
            File.Delete(partial);
        }
    }

    private static async Task AddAllAsync(ZipArchive zip, Settings settings, string copy, CancellationToken cancellationToken)
    {
        await zip.CreateEntryFromFileAsync(copy, DatabaseEntry, CompressionLevel.Fastest, cancellationToken);
        foreach (var (key, entry) in ((string, string)[])[(settings.TokenKeyFile, TokenKeyEntry), (settings.ArchiveKeyFile, ArchiveKeyEntry)])
            if (File.Exists(key))
                await zip.CreateEntryFromFileAsync(key, entry, cancellationToken);
        if (!Directory.Exists(settings.NoticesOverride))
            return;
        foreach (var letter in Directory.EnumerateFiles(settings.NoticesOverride, "*", SearchOption.AllDirectories))
            await zip.CreateEntryFromFileAsync(letter, NoticesFolder + Path.GetRelativePath(settings.NoticesOverride, letter).Replace('\\', '/'), cancellationToken);
    }

    /// <summary>A new file that its owner alone can read.</summary>
    internal static FileStream PrivateFile(string path)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
