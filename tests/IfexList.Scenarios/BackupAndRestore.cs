using IfexList.Scenarios.Actors;

namespace IfexList.Scenarios;

/// <summary>A backup taken from the running daemon, brought to life on another machine, goes on where it stood.</summary>
public class BackupAndRestore
{
    private const int Readers = 40;

    [Fact(Timeout = 90_000)]
    public async Task The_restored_daemon_delivers_what_waited_and_knows_its_tokens()
    {
        await using var hop = NextHop.Open();
        await using var old = await Newsroom.FoundAsync(hop, Readers);
        await old.StartAsync();
        await old.ReleaseAsync(hop, "ALERT - delivered before");
        await hop.ServesAsync("ALERT - delivered before", Newsroom.Readers(Readers));
        await old.Sender.PostAsync(Newsroom.Member, "ALERT - undecided");
        var undecided = await hop.RequestAsync("ALERT - undecided");
        await old.Sender.PostAsync(Newsroom.Member, "ALERT - waiting");
        var waiting = await hop.RequestAsync("ALERT - waiting");
        await hop.DownAsync();
        await old.Sender.ReplyAsync(Newsroom.Moderator, waiting, "ok");
        await old.OwesAsync(Readers);
        var backup = Path.Combine(old.DataDirectory, "..", "backup.zip");
        await old.RunAsync("backup", backup);
        await old.KillAsync();

        await using var young = ListHost.For(hop);
        await young.RunAsync("restore", backup);
        await young.IsSoundAsync();
        hop.Up();
        await young.StartAsync();
        await hop.ServesAsync("ALERT - waiting", Newsroom.Readers(Readers));
        await young.Sender.ReplyAsync(Newsroom.Moderator, undecided, "ok");
        await hop.ServesAsync("ALERT - undecided", Newsroom.Readers(Readers));
        Assert.Equal(0, hop.Duplicates("ALERT - waiting") + hop.Duplicates("ALERT - delivered before"));
        await LeaveAsync(young, hop);
    }

    private static async Task LeaveAsync(ListHost host, NextHop hop)
    {
        var reader = Newsroom.Reader(0);
        var copy = hop.CopiesOf("ALERT - delivered before").First(mail => mail.Recipient == reader);
        await host.Sender.SendAsync(reader, copy.LeaveAddress, Sender.Message(reader, copy.LeaveAddress, "unsubscribe", ""));
        await hop.AwaitAsync(reader, mail => mail.IsLetter);
        Assert.Equal(1, (await host.TryAsync("subscribers", "show", reader)).Code);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_data_directory_in_use_is_not_restored_over()
    {
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, 1);
        var backup = Path.Combine(host.DataDirectory, "..", "backup.zip");
        await host.RunAsync("backup", backup);
        var (code, _, errors) = await host.TryAsync("restore", backup);
        Assert.Equal(1, code);
        Assert.NotEmpty(errors);
    }
}
