using System.CommandLine;
using System.IO.Compression;
using IfexList.Foundation;
using IfexList.Store;

namespace IfexList.Operations;

/// <summary><c>restore FILE.zip</c>: a backup back into an empty data directory; the daemon then goes on where it stood.</summary>
public static class RestoreVerb
{
    public static Command Build(CommandLine line)
    {
        var file = new Argument<string>("FILE.zip") { Description = "A file that backup has written" };
        return line.Verb("restore", "Put a backup into an empty data directory", [file], async (parsed, desk, cancellationToken) =>
        {
            var source = parsed.GetRequiredValue(file);
            RequireEmpty(desk.Settings);
            await RestoreAsync(source, desk.Settings, cancellationToken);
            line.Terminal.Row("restored", desk.Settings.DataDirectory);
            return 0;
        });
    }

    private static void RequireEmpty(Settings settings)
    {
        var directory = settings.DataDirectory;
        if (DataLock.IsTaken(settings))
            throw new VerbFailedException($"DataDirectory {directory}: a daemon is running on it");
        var found = Directory.Exists(directory) ? Directory.EnumerateFileSystemEntries(directory).FirstOrDefault(path => Path.GetFileName(path) != "ifexlist.lock") : null;
        if (found is not null)
            throw new VerbFailedException($"DataDirectory {directory}: is not empty ({Path.GetFileName(found)}); restore never overwrites, name or make an empty one");
    }

    // Everything is unpacked aside and looked at first: a directory that holds the half of a backup would look like a whole one.
    private static async Task RestoreAsync(string source, Settings settings, CancellationToken cancellationToken)
    {
        PrivateDirectory.Create(settings.DataDirectory);
        var aside = Path.Combine(settings.DataDirectory, "restoring");
        PrivateDirectory.Create(aside);
        try
        {
            await UnpackAsync(source, aside, cancellationToken);
            if (Snapshot.Fault(Path.Combine(aside, BackupVerb.DatabaseEntry)) is { } fault)
                throw new VerbFailedException($"{source}: {BackupVerb.DatabaseEntry}: {fault}");
            foreach (var path in Directory.EnumerateFileSystemEntries(aside))
                Directory.Move(path, Path.Combine(settings.DataDirectory, Path.GetFileName(path)));
        }
        finally
        {
            Directory.Delete(aside, recursive: true);
        }
    }

    private static async Task UnpackAsync(string source, string into, CancellationToken cancellationToken)
    {
        try
        {
            await using var zip = await ZipFile.OpenReadAsync(source, cancellationToken);
            if (zip.GetEntry(BackupVerb.DatabaseEntry) is null)
                throw new VerbFailedException($"{source}: holds no {BackupVerb.DatabaseEntry}: it is no backup of ifexlist");
            foreach (var entry in zip.Entries.Where(entry => !entry.FullName.EndsWith('/')))
                await UnpackAsync(source, entry, into, cancellationToken);
        }
        catch (InvalidDataException e)
        {
            throw new VerbFailedException($"{source}: is no zip file, or a damaged one: {e.Message}", e);
        }
    }

    private static async Task UnpackAsync(string source, ZipArchiveEntry entry, string into, CancellationToken cancellationToken)
    {
        var target = Path.GetFullPath(Path.Combine(into, entry.FullName));
        var isOurs = entry.FullName is BackupVerb.DatabaseEntry or BackupVerb.TokenKeyEntry or BackupVerb.ArchiveKeyEntry || entry.FullName.StartsWith(BackupVerb.NoticesFolder, StringComparison.Ordinal);
        if (!isOurs || !target.StartsWith(into + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new VerbFailedException($"{source}: the entry \"{entry.FullName}\" doesn't belong into a backup");
        PrivateDirectory.Create(Path.GetDirectoryName(target)!);
        await using var from = await entry.OpenAsync(cancellationToken);
        await using var to = BackupVerb.PrivateFile(target);
        await from.CopyToAsync(to, cancellationToken);
        to.Flush(flushToDisk: true);
    }
}
