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
            return new DataLock(new FileStream(Path.Combine(settings.DataDirectory, "ifexlist.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
