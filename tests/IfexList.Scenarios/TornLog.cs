using IfexList.Scenarios.Actors;

namespace IfexList.Scenarios;

/// <summary>
/// A power failure leaves the write-ahead log cut off anywhere, or with garbage behind it: the daemon starts, whoever is owed a copy gets it, and
/// only those get a second one whose outcome stood in what is lost.
/// </summary>
public class TornLog(ITestOutputHelper output)
{
    private const int Readers = 600;
    private const int Tears = 8;
    private const string Subject = "ALERT - ZIMBABWE: Plates seized";

    [Fact(Timeout = 120_000)]
    public async Task A_log_that_is_cut_anywhere_behind_the_release_leaves_nobody_without_a_copy()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        output.WriteLine($"seed {seed}");
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, Readers);
        var log = host.DatabaseFile + "-wal";
        var released = await KillHalfwayAsync(hop, host, log);
        var dead = Directory.CreateTempSubdirectory("ifexlist-dead-").FullName;
        Copy(host.DataDirectory, dead);
        var served = hop.CopiesOf(Subject).Select(copy => copy.Recipient).ToHashSet();
        output.WriteLine($"{served.Count} of {Readers} served; the log has {new FileInfo(log).Length} octets, {released} of them with the release");
        for (var tear = 0; tear < Tears; tear++)
        {
            Copy(dead, host.DataDirectory);
            var cut = random.NextInt64(released, new FileInfo(log).Length + 1);
            Tear(tear, log, cut, random);
            var before = hop.Copies;
            await host.StartAsync();
            await host.DeliversAllAsync();
            var late = hop.Taken.Where(mail => mail.IsCopy).Skip(before).Select(copy => copy.Recipient).ToList();
            Assert.Equal(late.Count, late.Distinct().Count());
            Assert.Empty(Newsroom.Readers(Readers).Except(served).Except(late));
            output.WriteLine($"cut at {cut}: {late.Intersect(served).Count()} second copies");
            await host.IsSoundAsync();
            await host.KillAsync();
        }
        Directory.Delete(dead, recursive: true);
    }

    // The hop hears of no copy until the release is committed, so the log's length then is the end of the release.
    private static async Task<long> KillHalfwayAsync(NextHop hop, ListHost host, string log)
    {
        await host.StartAsync();
        await host.Sender.PostAsync(Newsroom.Member, Subject);
        var request = await hop.RequestAsync(Subject);
        var gate = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        hop.Habits = new HopHabits { Instead = (verb, _) => verb == "MAIL" ? gate.Task : Task.FromResult<string?>(null), Pause = TimeSpan.FromMilliseconds(10) };
        await host.Sender.ReplyAsync(Newsroom.Moderator, request, "ok");
        await host.OwesAsync(Readers);
        var released = new FileInfo(log).Length;
        gate.SetResult(null);
        await Eventually.HoldsAsync("half a fan-out", () => hop.Copies > Readers / 2);
        await host.KillAsync();
        hop.Habits = new HopHabits();
        await hop.QuietAsync();
        return released;
    }

    private static void Tear(int way, string log, long cut, Random random)
    {
        var rest = new byte[random.Next(1, 10_000)];
        random.NextBytes(rest);
        using var file = new FileStream(log, FileMode.Open, FileAccess.ReadWrite);
        switch (way % 4)
        {
            // What the disk had not yet written.
            case 0:
                file.SetLength(cut);
                break;
            // What stood there before.
            case 1:
                file.SetLength(cut);
                file.Seek(0, SeekOrigin.End);
                file.Write(rest);
                break;
            // A sector in the middle that is not what was written, and the index of the log gone.
            case 2:
                file.Seek(cut, SeekOrigin.Begin);
                file.Write(rest);
                File.Delete(log.Replace("-wal", "-shm", StringComparison.Ordinal));
                break;
            // The log is whole; its index is not.
            default:
                File.WriteAllBytes(log.Replace("-wal", "-shm", StringComparison.Ordinal), rest);
                break;
        }
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(to, "ifexlist.db*"))
            File.Delete(file);
        foreach (var file in Directory.GetFiles(from, "ifexlist.db*"))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
