using IfexList.Scenarios.Actors;

namespace IfexList.Scenarios;

/// <summary>The first thing that a newcomer runs.</summary>
public class DemoRun
{
    [Fact(Timeout = 90_000)]
    public async Task It_runs_to_the_end_and_names_the_folder_with_the_mails_in_its_last_line()
    {
        // What it leaves for people to look at goes into a folder of the test's own.
        var temporary = Directory.CreateTempSubdirectory("ifexlist-scenario-").FullName;
        using var demo = DaemonProcess.Start(DaemonProcess.Executable, ["demo"], [("TMPDIR", temporary), ("TEMP", temporary), ("TMP", temporary)]);
        Assert.True(await demo.EndsAsync(TimeSpan.FromSeconds(80)) == 0, demo.Output + demo.Errors);
        var folder = demo.Output.TrimEnd().Split('\n')[^1].Trim();
        Assert.True(Directory.Exists(folder), demo.Output);
        Assert.NotEmpty(Directory.GetFiles(folder, "*.eml"));
        Directory.Delete(temporary, recursive: true);
    }
}
