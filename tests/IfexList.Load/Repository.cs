namespace IfexList.Load;

/// <summary>Where this clone's Release build lies.</summary>
public static class Repository
{
    public static string DaemonExecutable =>
        Path.Combine(Root, "src", "IfexList", "bin", "Release", "net10.0", OperatingSystem.IsWindows() ? "ifexlist.exe" : "ifexlist");

    private static string Root
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (folder is not null && !File.Exists(Path.Combine(folder, "IfexList.sln")))
                folder = Path.GetDirectoryName(folder);
            return folder ?? Environment.CurrentDirectory;
        }
    }
}
