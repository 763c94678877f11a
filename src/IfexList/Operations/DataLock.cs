using IfexList.Foundation;

namespace IfexList.Operations;

/// <summary>One daemon a data directory: an open file that nobody else can open, gone with the process however it ends.</summary>
public sealed class DataLock : IDisposable
{
    private readonly FileStream _file;

    private DataLock(FileStream file) => _file = file;

    /// <exception cref="SettingsException">Another process holds it.</exception>
    public static DataLock Take(Settings settings) =>
        TryTake(settings) ?? throw new SettingsException($"{settings.DataDirectory}: another ifexlist is running on this data directory");

    public static DataLock? TryTake(Settings settings)
    {
        try
        {
            return new DataLock(new FileStream(FileOf(settings), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Whether a daemon runs on this data directory now. Leaves no file behind.</summary>
    public static bool IsTaken(Settings settings)
    {
        try
        {
            using var file = new FileStream(FileOf(settings), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static string FileOf(Settings settings) => Path.Combine(settings.DataDirectory, "ifexlist.lock");

    public void Dispose() => _file.Dispose();
}
