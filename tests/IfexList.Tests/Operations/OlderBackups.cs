using IfexList.Operations;

namespace IfexList.Tests.Operations;

/// <summary>A backup of an earlier version, as its own <c>backup</c> wrote it (tests/Backups): two readers, a held post, seven deliveries on their way.</summary>
public sealed class OlderBackups
{
    [Theory]
    [InlineData("schema-1.zip")]
    public async Task An_older_backup_goes_on_where_it_stood(string file)
    {
        using var shell = new AdminShell();
        Directory.Delete(shell.Settings.DataDirectory);
        await shell.DoneAsync("restore", Path.Combine(AppContext.BaseDirectory, "Backups", file));
        var renderings = await shell.NumberAsync("SELECT max(id) FROM rendering");
        Assert.Equal(7, await shell.NumberAsync("SELECT count(*) FROM deliveries"));
        Assert.Equal(2, await shell.NumberAsync("SELECT count(*) FROM served WHERE outcome = 'queued'"));
        Assert.Equal(1, await shell.NumberAsync("SELECT count(*) FROM held"));
        // Nobody had promised it a reminder or a last day; who was asked is known by the letters.
        Assert.Equal(2, await shell.NumberAsync("SELECT count(*) FROM due WHERE kind IN ('remind', 'return') AND subject = (SELECT CAST(id AS TEXT) FROM held)"));
        Assert.Equal(1, await shell.NumberAsync("SELECT count(*) FROM asked JOIN held ON held.id = asked.held"));
        // Who follows a case reads on what began before cases could be followed.
        Assert.Equal(1, await shell.NumberAsync("SELECT count(*) > 0 AND min(topics LIKE '%;' || case_number || ';') FROM release"));
        Assert.Equal(1, await shell.NumberAsync("SELECT count(*) FROM subscription WHERE rhythm = 'weekly' AND languages = 'en'"));
        Assert.DoesNotContain(Grade.Fail.ToString(), (await shell.DoneAsync("check", "--data")).Out, StringComparison.OrdinalIgnoreCase);
        // Old tokens name renderings by number: none is given twice.
        Assert.Equal(renderings + 1, await shell.NumberAsync("SELECT seq + 1 FROM sqlite_sequence WHERE name = 'rendering'"));
        Assert.Contains("released", (await shell.DoneAsync("held", "approve", "2")).Out, StringComparison.Ordinal);
    }

    /// <summary>A reader, a weekly reader, a release on its way, one member's post and one stranger's that nobody has decided.</summary>
    [Fact]
    public async Task What_was_held_before_desks_had_clocks_gets_them()
    {
        using var shell = new AdminShell();
        Directory.Delete(shell.Settings.DataDirectory);
        await shell.DoneAsync("restore", Path.Combine(AppContext.BaseDirectory, "Backups", "schema-2.zip"));
        Assert.Equal(6, await shell.NumberAsync("SELECT count(*) FROM deliveries"));
        Assert.DoesNotContain(Grade.Fail.ToString(), (await shell.DoneAsync("check", "--data")).Out, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, await shell.NumberAsync("SELECT count(*) FROM due WHERE kind = 'remind' AND subject = '2'"));
        Assert.Equal(2, await shell.NumberAsync("SELECT count(*) FROM due WHERE kind = 'return' AND subject IN ('2', '3')"));
        Assert.Equal(1, await shell.NumberAsync("SELECT count(*) FROM asked WHERE held = 2"));
        Assert.Equal(1, await shell.NumberAsync("SELECT count(*) FROM release WHERE audience = 'everyone' AND topics = ';' || number || ';' AND case_number = number"));
        Assert.Contains("released", (await shell.DoneAsync("held", "approve", "2")).Out, StringComparison.Ordinal);
        Assert.Equal(1, await shell.NumberAsync("SELECT count(*) FROM desk_log WHERE deed = 'released' AND held = 2 AND person IS NULL"));
    }

    /// <summary>A reader, a release on its way, one member's post and one stranger's that nobody has decided.</summary>
    [Fact]
    public async Task What_was_held_before_originals_were_sealed_is_sealed_when_it_is_decided()
    {
        using var shell = new AdminShell();
        Directory.Delete(shell.Settings.DataDirectory);
        await shell.DoneAsync("restore", Path.Combine(AppContext.BaseDirectory, "Backups", "schema-3.zip"));
        Assert.DoesNotContain(Grade.Fail.ToString(), (await shell.DoneAsync("check", "--data")).Out, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(2, await shell.NumberAsync("SELECT count(*) FROM held"));
        await shell.DoneAsync("held", "original", "2", "--out", shell.At("held.eml"));
        Assert.Contains("released", (await shell.DoneAsync("held", "approve", "2")).Out, StringComparison.Ordinal);
        Assert.Equal(1, await shell.NumberAsync("SELECT count(*) FROM sealed WHERE held = 2 AND seal = 'house'"));
        await shell.DoneAsync("held", "original", "2", "--out", shell.At("sealed.eml"));
        var original = await File.ReadAllBytesAsync(shell.At("sealed.eml"), TestContext.Current.CancellationToken);
        Assert.NotEmpty(original);
        Assert.Equal(await File.ReadAllBytesAsync(shell.At("held.eml"), TestContext.Current.CancellationToken), original);
        Assert.Contains("\nFrom: ", (await shell.DoneAsync("held", "original", "2")).Out, StringComparison.Ordinal);
        Assert.Contains("already exists", (await shell.RunAsync("held", "original", "2", "--out", shell.At("held.eml"))).Error, StringComparison.Ordinal);
        Assert.Contains("no original of post 9 is kept", (await shell.RunAsync("held", "original", "9")).Error, StringComparison.Ordinal);
    }

    /// <summary>A reader, a release on its way, one member's post and one stranger's that nobody has decided: seven deliveries.</summary>
    [Fact]
    public async Task What_was_on_its_way_before_lists_had_streams_stands_in_its_own()
    {
        using var shell = new AdminShell();
        Directory.Delete(shell.Settings.DataDirectory);
        await shell.DoneAsync("restore", Path.Combine(AppContext.BaseDirectory, "Backups", "schema-4.zip"));
        Assert.DoesNotContain(Grade.Fail.ToString(), (await shell.DoneAsync("check", "--data")).Out, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(6, await shell.NumberAsync("SELECT count(*) FROM deliveries WHERE stream = '' AND priority = 1 AND domain IN ('clearinghouse.example', 'cpj.example')"));
        Assert.Equal(1, await shell.NumberAsync("SELECT count(*) FROM deliveries WHERE stream = 'alerts' AND priority = 5 AND domain = 'press.example'"));
        Assert.Equal(7, await shell.NumberAsync("SELECT count(*) FROM deliveries WHERE next_at = since AND attempts = 0"));
        Assert.Contains("released", (await shell.DoneAsync("held", "approve", "2")).Out, StringComparison.Ordinal);
        Assert.Equal(2, await shell.NumberAsync("SELECT count(*) FROM deliveries WHERE stream = 'alerts' AND priority = 5"));
    }

    /// <summary>Three readers: one was refused for good, one's copy came back, one's waits; a held post; seven deliveries.</summary>
    [Fact]
    public async Task What_was_refused_before_there_was_a_ledger_is_remembered_and_held_against_nobody()
    {
        using var shell = new AdminShell();
        Directory.Delete(shell.Settings.DataDirectory);
        await shell.DoneAsync("restore", Path.Combine(AppContext.BaseDirectory, "Backups", "schema-5.zip"));
        Assert.DoesNotContain(Grade.Fail.ToString(), (await shell.DoneAsync("check", "--data")).Out, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, await shell.NumberAsync("SELECT count(*) FROM setback WHERE class = 'dead' AND code = 550 AND status = '5.1.1' AND weight = 'passed' AND points = 0 AND times = 1"));
        Assert.Equal(1, await shell.NumberAsync("SELECT count(*) FROM returned"));
        Assert.Equal(0, await shell.NumberAsync("SELECT count(*) FROM failing"));
        Assert.Equal(3, await shell.NumberAsync("SELECT count(*) FROM subscription WHERE state = 'active' AND bounced = 0"));
        Assert.Equal(7, await shell.NumberAsync("SELECT count(*) FROM deliveries WHERE attempts = 1"));
        Assert.Contains("released", (await shell.DoneAsync("held", "approve", "3")).Out, StringComparison.Ordinal);
    }

    /// <summary>One of two readers is paused; his mailbox was full, and the letter that told him so came back.</summary>
    [Fact]
    public async Task Who_was_paused_goes_on_being_so_since_then_and_by_what_came_of_his_letter()
    {
        using var shell = new AdminShell();
        Directory.Delete(shell.Settings.DataDirectory);
        await shell.DoneAsync("restore", Path.Combine(AppContext.BaseDirectory, "Backups", "schema-6.zip"));
        Assert.DoesNotContain(Grade.Fail.ToString(), (await shell.DoneAsync("check", "--data")).Out, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, await shell.NumberAsync("SELECT count(*) FROM failing WHERE state = 'paused' AND paused_at = state_at AND failed = (SELECT id FROM setback WHERE class = 'full')"));
    }
}
