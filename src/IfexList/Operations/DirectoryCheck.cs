using IfexList.Foundation;
using IfexList.Store;

namespace IfexList.Operations;

/// <summary>The data directory: ours to write, nobody else's to read, room on its disk; and a clock that doesn't stand before what is stored there.</summary>
public static class DirectoryCheck
{
    private const UnixFileMode OthersMayRead = UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    public static IEnumerable<Finding> Run(Settings settings, TimeProvider time)
    {
        var directory = settings.DataDirectory;
        if (!Directory.Exists(directory))
        {
            yield return Finding.Warn("data directory", $"{directory} doesn't exist yet; the daemon makes it when it starts");
            yield return Clock(settings, time);
            yield break;
        }
        yield return Writable(directory);
        yield return Private(directory);
        yield return Disk(directory);
        yield return Clock(settings, time);
    }

    /// <summary>By writing: modes, owners, access lists and read-only mounts all have a say.</summary>
    internal static Finding Writable(string directory)
    {
        var probe = Path.Combine(directory, $"check-{Environment.ProcessId}.tmp");
        try
        {
            BackupVerb.PrivateFile(probe).Dispose();
            File.Delete(probe);
            return Finding.Ok("data directory", $"{directory} can be written");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Finding.Fail("data directory", $"{directory} can't be written ({e.Message}): give it to the user that ifexlist runs as");
        }
    }

    private static Finding Private(string directory)
    {
        if (OperatingSystem.IsWindows())
            return Finding.Ok("permissions", "Windows: see that only administrators and the service may read the data directory");
        var mode = File.GetUnixFileMode(directory);
        return (mode & OthersMayRead) == 0
            ? Finding.Ok("permissions", "nobody but the owner and his group can read the data directory")
            : Finding.Warn("permissions", $"everybody on this machine can read {directory}, subscribers' addresses too: chmod 700 {directory}");
    }

    private static Finding Disk(string directory)
    {
        var free = new DriveInfo(Path.GetFullPath(directory)).AvailableFreeSpace;
        var room = $"{free / (1 << 20):N0} MB free";
        return free < Limits.DiskFull ? Finding.Fail("disk", $"{room}: the daemon will soon refuse mail with 452; make room")
            : free < Limits.DiskLow ? Finding.Warn("disk", $"{room}: make room before long")
            : Finding.Ok("disk", room);
    }

    private static Finding Clock(Settings settings, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var built = File.GetLastWriteTimeUtc(typeof(DirectoryCheck).Assembly.Location);
        if (now < built.AddDays(-1))
            return Finding.Fail("clock", $"it says {now:yyyy-MM-dd HH:mm}Z, before this program was made: set it, and run an NTP client");
        if (File.Exists(settings.DatabaseFile) && Youngest(settings) is var youngest && now < youngest.AddMinutes(-5))
            return Finding.Fail("clock", $"it says {now:yyyy-MM-dd HH:mm}Z, yet the database knows things of {youngest:yyyy-MM-dd HH:mm}Z: set it, and run an NTP client");
        return Finding.Ok("clock", $"{now:yyyy-MM-dd HH:mm}Z");
    }

    private static DateTimeOffset Youngest(Settings settings)
    {
        try
        {
            using var db = new Connection(settings.DatabaseFile, readOnly: true);
            return Instant.Time(Census.Youngest(db));
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            return DateTimeOffset.UnixEpoch;
        }
    }
}
