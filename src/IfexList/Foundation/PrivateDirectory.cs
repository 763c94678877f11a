namespace IfexList.Foundation;

/// <summary>Directories that nobody but the daemon's own user may look into: subscribers' addresses are nobody's business on a shared machine.</summary>
public static class PrivateDirectory
{
    /// <summary>Makes it unless it is there; one that is there keeps its permissions, and <c>check</c> tells of them.</summary>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
