using Xunit;

namespace IfexList.Tests;

/// <summary>
/// Compares a text with its file under tests/Mail/golden. IFEXLIST_GOLDEN=update writes the files instead; the difference is then reviewed like code.
/// </summary>
public static class Golden
{
    public static void Check(string name, string actual)
    {
        if (Environment.GetEnvironmentVariable("IFEXLIST_GOLDEN") == "update")
        {
            var file = Path.Combine(SourceFolder(), name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
            return;
        }
        var expected = Path.Combine(AppContext.BaseDirectory, "Mail", "golden", name);
        Assert.True(File.Exists(expected), $"{name} is missing: run once with IFEXLIST_GOLDEN=update");
        Assert.Equal(File.ReadAllText(expected), actual);
    }

    private static string SourceFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "IfexList.sln")))
                return Path.Combine(folder.FullName, "tests", "Mail", "golden");
        throw new DirectoryNotFoundException("no IfexList.sln above the tests");
    }
}
