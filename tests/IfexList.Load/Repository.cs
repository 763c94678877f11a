namespace IfexList.Load;

/// <summary>Where this clone's Release build lies, and the corpus beside it.</summary>
public static class Repository
{
    public static string DaemonExecutable =>
        Path.Combine(Root, "src", "IfexList", "bin", "Release", "net10.0", OperatingSystem.IsWindows() ? "ifexlist.exe" : "ifexlist");

    /// <summary>Mails of others that IFEXLIST_CORPUS names, or shared/corpus beside one of the folders above; null where neither is.</summary>
    public static string? Corpus
    {
        get
        {
            if (Environment.GetEnvironmentVariable("IFEXLIST_CORPUS") is { Length: > 0 } named)
                return Directory.Exists(named) ? named : null;
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
                if (Path.Combine(folder.FullName, "shared", "corpus") is var corpus && File.Exists(Path.Combine(corpus, "manifest.json")))
                    return corpus;
            return null;
        }
    }

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
