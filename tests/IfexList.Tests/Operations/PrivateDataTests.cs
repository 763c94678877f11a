using IfexList.Foundation;

namespace IfexList.Tests.Operations;

/// <summary>On a shared machine nobody else reads who subscribes.</summary>
public sealed class PrivateDataTests
{
    [Fact]
    public async Task A_daemon_makes_its_data_directory_for_itself_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes");
        var above = Directory.CreateTempSubdirectory("ifexlist-test-");
        try
        {
            var settings = new Settings
            {
                DataDirectory = Path.Combine(above.FullName, "data"),
                Lists = new Dictionary<string, ListSettings> { ["alerts"] = new() { Title = new LocalizedText("Alerts") } },
            };
            await using (Daemon.Build(settings))
                Assert.Equal(
                    UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                    OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(settings.DataDirectory));
        }
        finally
        {
            above.Delete(recursive: true);
        }
    }
}
