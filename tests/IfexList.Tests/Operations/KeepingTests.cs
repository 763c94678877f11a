using IfexList.Archive;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Operations;
using IfexList.Store;

namespace IfexList.Tests.Operations;

public sealed class KeepingTests
{
    [Fact]
    public async Task A_backup_taken_while_others_write_goes_back_into_an_empty_directory()
    {
        using var shell = new AdminShell();
        await shell.ImportAsync("alerts", "address\na@b.example\nc@b.example\n");
        TokenKey.LoadOrCreate(shell.Settings.TokenKeyFile);
        Directory.CreateDirectory(Path.Combine(shell.Settings.NoticesOverride, "fr"));
        File.WriteAllText(Path.Combine(shell.Settings.NoticesOverride, "fr", "footer.liquid"), "à bientôt");
        var key = File.ReadAllBytes(shell.Settings.TokenKeyFile);
        var archiveKey = ArchiveKey.LoadOrCreate(shell.Settings.ArchiveKeyFile).Public.Fingerprint;
        await using (var daemon = Database.Open(shell.Settings.DatabaseFile))
        {
            using var stop = new CancellationTokenSource();
            var writing = Task.Run(async () =>
            {
                for (var i = 0; !stop.IsCancellationRequested; i++)
                    await daemon.WriteAsync(tx => Person.Know(tx, Parse($"w{i}@b.example"), 1));
            }, TestContext.Current.CancellationToken);
            await shell.DoneAsync("backup", shell.At("b.zip"));
            await stop.CancelAsync();
            await writing;
        }
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(shell.At("b.zip")));
        Assert.Equal(["archive.key", "ifexlist.db", "ifexlist.db-shm", "ifexlist.db-wal", "notices", "token.key"],
            Directory.EnumerateFileSystemEntries(shell.Settings.DataDirectory).Select(Path.GetFileName).Order().Union(["ifexlist.db-shm", "ifexlist.db-wal"]).Order());

        Directory.Move(shell.Settings.DataDirectory, shell.At("before"));
        await shell.DoneAsync("restore", shell.At("b.zip"));
        Assert.Equal(["archive.key", "ifexlist.db", "notices", "token.key"], Directory.EnumerateFileSystemEntries(shell.Settings.DataDirectory).Select(Path.GetFileName).Order());
        Assert.Equal(key, File.ReadAllBytes(shell.Settings.TokenKeyFile));
        Assert.Equal(archiveKey, ArchiveKey.LoadOrCreate(shell.Settings.ArchiveKeyFile).Public.Fingerprint);
        Assert.Equal("à bientôt", File.ReadAllText(Path.Combine(shell.Settings.NoticesOverride, "fr", "footer.liquid")));
        Assert.Equal(3, (await shell.DoneAsync("subscribers", "export", "alerts")).Lines.Length);
        Assert.DoesNotContain(Grade.Fail.ToString(), (await shell.DoneAsync("check", "--data")).Out, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Restore_overwrites_nothing()
    {
        using var shell = new AdminShell();
        await shell.ImportAsync("alerts", "address\na@b.example\n");
        await shell.DoneAsync("backup", shell.At("b.zip"));
        var answer = await shell.RunAsync("restore", shell.At("b.zip"));
        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("is not empty (ifexlist.db", Assert.Single(answer.Complaints));
    }

    [Theory]
    [InlineData("../outside.txt")]
    [InlineData("notices/../../outside.txt")]
    [InlineData("/outside.txt")]
    [InlineData("other.txt")]
    public async Task An_archive_that_reaches_elsewhere_restores_nothing(string entry)
    {
        using var shell = new AdminShell();
        await shell.ImportAsync("alerts", "address\na@b.example\n");
        await shell.DoneAsync("backup", shell.At("b.zip"));
        Directory.Move(shell.Settings.DataDirectory, shell.At("before"));
        await using (var zip = await ZipFile.OpenAsync(shell.At("b.zip"), ZipArchiveMode.Update, TestContext.Current.CancellationToken))
            zip.CreateEntry(entry);
        var answer = await shell.RunAsync("restore", shell.At("b.zip"));
        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("doesn't belong into a backup", Assert.Single(answer.Complaints));
        Assert.Empty(Directory.EnumerateFileSystemEntries(shell.Settings.DataDirectory));
        Assert.False(File.Exists(shell.At("outside.txt")));
    }

    [Theory]
    [InlineData("no zip at all")]
    [InlineData("a zip without a database")]
    [InlineData("a database that is none")]
    public async Task A_damaged_backup_restores_nothing(string what)
    {
        using var shell = new AdminShell();
        if (what == "no zip at all")
            shell.Write("b.zip", "PK, but not really");
        else
            await using (var zip = await ZipFile.OpenAsync(shell.At("b.zip"), ZipArchiveMode.Create, TestContext.Current.CancellationToken))
            await using (var entry = new StreamWriter(zip.CreateEntry(what == "a zip without a database" ? "token.key" : "ifexlist.db").Open()))
                await entry.WriteAsync("this is no database, whatever its name says");
        var answer = await shell.RunAsync("restore", shell.At("b.zip"));
        Assert.Equal(1, answer.ExitCode);
        Assert.StartsWith("ifexlist: " + shell.At("b.zip"), Assert.Single(answer.Complaints));
        Assert.Empty(Directory.EnumerateFileSystemEntries(shell.Settings.DataDirectory));
    }

    [Fact]
    public async Task Restore_stays_away_while_a_daemon_runs()
    {
        using var shell = new AdminShell();
        using var daemon = DataLock.Take(shell.Settings);
        var answer = await shell.RunAsync("restore", "any.zip");
        Assert.Contains("a daemon is running", Assert.Single(answer.Complaints));
        Assert.Contains("daemon       running", (await shell.DoneAsync("status")).Lines);
    }

    [Fact]
    public async Task Status_counts_what_rests_where()
    {
        using var shell = new AdminShell();
        await shell.ImportAsync("alerts", "address,languages\na@b.example,fr;en\nc@b.example,fr\nd@b.example,en\n");
        await shell.InsertAsync(tx =>
        {
            Inbox.Add(tx, ["A: b\r\n\r\n"u8.ToArray()], null, ["alerts@lists.example.org", "outreach@lists.example.org"], 1000);
            tx.Execute("UPDATE inbox SET aside = 1, stage = 'Screening', error = 'broken' WHERE id = 2");
            HeldPosts.Add(tx, new HeldPost(9, 1, 1, HeldKind.Stranger, "alerts", Language.Fr, null, null, "Sujet", "x@y.example", 5000));
        });
        var facts = JsonDocument.Parse((await shell.DoneAsync("status", "--json")).Out).RootElement;
        Assert.Equal(1, facts.GetProperty("inbox").GetProperty("waiting").GetInt32());
        Assert.Equal(1, facts.GetProperty("inbox").GetProperty("aside").GetInt32());
        Assert.Equal(1, facts.GetProperty("held").GetProperty("strangers").GetInt32());
        Assert.Equal("1970-01-01T00:00:05Z", facts.GetProperty("held").GetProperty("oldestStranger").GetString());
        Assert.Equal(0, facts.GetProperty("deliveries").GetProperty("due").GetInt32());
        var alerts = facts.GetProperty("subscribers").GetProperty("alerts");
        Assert.Equal((3, 2, 1), (alerts.GetProperty("active").GetInt32(), alerts.GetProperty("languages").GetProperty("fr").GetInt32(), alerts.GetProperty("languages").GetProperty("en").GetInt32()));
        Assert.Contains("alerts       3 readers: en 1, fr 2; 0 paused", (await shell.DoneAsync("status")).Lines);
    }

    [Fact]
    public async Task A_mail_set_aside_is_tried_again_or_thrown_away_with_its_body()
    {
        using var shell = new AdminShell();
        await shell.InsertAsync(tx =>
        {
            Inbox.Add(tx, ["A: b\r\n\r\n"u8.ToArray()], "a@b.example", ["alerts@lists.example.org", "outreach@lists.example.org"], 1000);
            tx.Execute("UPDATE inbox SET aside = 1, attempts = 3, stage = 'Screening', error = 'broken' WHERE id = 1");
        });
        Assert.Equal(
            ["1  aside  alerts@lists.example.org  from a@b.example  1970-01-01 00:00Z  3 turns  Screening  broken", "2  waiting  outreach@lists.example.org  from a@b.example  1970-01-01 00:00Z  0 turns  -  -"],
            (await shell.DoneAsync("inbox", "list")).Lines);
        await shell.DoneAsync("inbox", "retry", "1");
        Assert.Equal(1, await shell.NumberAsync("SELECT count(*) FROM inbox WHERE id = 1 AND aside = 0 AND attempts = 0"));
        await shell.DoneAsync("inbox", "drop", "1");
        Assert.Equal(1, await shell.NumberAsync("SELECT count(*) FROM body"));
        await shell.DoneAsync("inbox", "drop", "2");
        Assert.Equal(0, await shell.NumberAsync("SELECT count(*) FROM body"));
    }

    [Fact]
    public async Task A_held_post_is_listed_by_its_number_and_shown_with_its_text()
    {
        using var shell = new AdminShell();
        await shell.InsertAsync(tx =>
        {
            tx.Execute("INSERT INTO body (id, bytes) VALUES (4, @bytes)", ("@bytes",
                "From: x@y.example\r\nSubject: =?utf-8?q?=C3=A9t=C3=A9?=\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nL'=C3=A9t=C3=A9 indien\r\n"u8.ToArray()));
            HeldPosts.Add(tx, new HeldPost(17, 4, 1, HeldKind.Post, "alerts", Language.Fr, null, null, "été", "x@y.example", 5000));
        });
        Assert.StartsWith("17  alerts  post  fr  ", (await shell.DoneAsync("held", "list")).Lines.Single());
        var shown = await shell.DoneAsync("held", "show", "17");
        Assert.Contains("subject:  été", shown.Lines);
        Assert.Contains("L'été indien", shown.Lines);
    }

    private static Address Parse(string text) => Address.TryParse(text, out var address) ? address : throw new FormatException(text);
}
