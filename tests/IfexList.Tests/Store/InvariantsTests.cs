using IfexList.Store;
using IfexList.Tests.Operations;

namespace IfexList.Tests.Store;

public sealed class InvariantsTests
{
    // One release that waits for one reader, as Publishing leaves it.
    private const string Sound = """
        INSERT INTO person (id, key, address, domain, since) VALUES (1, 'a@b.example', 'a@b.example', 'b.example', 0), (2, 'c@b.example', 'c@b.example', 'b.example', 0);
        INSERT INTO body (id, bytes) VALUES (1, X'41'), (2, X'42');
        INSERT INTO inbox (id, body, recipient, at) VALUES (1, 1, 'alerts@lists.example.org', 0);
        INSERT INTO held (id, body, kind, list, language, subject, sender, at) VALUES (5, 2, 'post', 'alerts', 'en', 's', 'f', 0);
        INSERT INTO token (hash, purpose, list, person, subject, version, expires) VALUES (X'01', 'decision', 'alerts', 2, 5, 1, 9);
        INSERT INTO release (id, number, list, case_number, at) VALUES (1, '2040-0312-01', 'alerts', '2040-0312-01', 0);
        INSERT INTO edition (id, release, language, state, message_id, subject, text, at) VALUES (1, 1, 'en', 'released', 'm', 's', 't', 0);
        INSERT INTO rendering (id, list, edition, format, encoding, bytes, at) VALUES (1, 'alerts', 1, 'text', '7bit', X'43', 0);
        INSERT INTO rendering (id, list, person, format, encoding, bytes, at) VALUES (2, 'alerts', 2, 'letter', '7bit', X'44', 0);
        INSERT INTO deliveries (rendering, person, domain, priority, next_at, since) VALUES (1, 1, 'b.example', 5, 0, 0), (2, 2, 'b.example', 2, 0, 0);
        INSERT INTO served (release, person, edition, outcome, at) VALUES (1, 1, 1, 'queued', 0);
        INSERT INTO subscription (list, person, state, languages, rhythm, consent_at) VALUES ('alerts', 2, 'active', 'en', 'daily', 0);
        INSERT INTO release (id, number, list, case_number, at) VALUES (3, '2040-0312-03', 'alerts', '2040-0312-03', 0), (4, '2040-0312-04', 'alerts', '2040-0312-04', 0);
        INSERT INTO edition (id, release, language, state, message_id, subject, text, at) VALUES (3, 3, 'en', 'released', 'm3', 's', 't', 0), (4, 4, 'en', 'released', 'm4', 's', 't', 0);
        INSERT INTO served (release, person, edition, outcome, at) VALUES (3, 2, 3, 'queued', 0), (4, 2, 4, 'waiting', 0);
        INSERT INTO rendering (id, list, format, encoding, bytes, message_id, at) VALUES (3, 'alerts', 'text', '7bit', X'45', 'p', 0);
        INSERT INTO parcel (rendering, edition) VALUES (3, 3);
        INSERT INTO deliveries (rendering, person, domain, priority, next_at, since) VALUES (3, 2, 'b.example', 8, 0, 0);
        INSERT INTO due (kind, subject, at) VALUES ('parcel', 'alerts/daily', 0), ('remind', '5', 0), ('return', '5', 0);
        """;

    [Theory]
    [InlineData("every copy that waits is recorded as queued", "UPDATE served SET outcome = 'delivered' WHERE edition = 1")]
    [InlineData("every copy that waits is recorded as queued", "UPDATE served SET outcome = 'delivered' WHERE edition = 3")]
    [InlineData("everything recorded as queued is waiting", "DELETE FROM deliveries WHERE rendering = 1")]
    [InlineData("everything recorded as queued is waiting", "DELETE FROM deliveries WHERE rendering = 3")]
    [InlineData("everything that waits for a parcel has one", "DELETE FROM due WHERE kind = 'parcel'")]
    [InlineData("everything that waits for a parcel has one", "UPDATE subscription SET rhythm = 'now'")]
    [InlineData("everything that waits for a parcel has one", "DELETE FROM subscription")]
    [InlineData("no bytes are gone that are still to be delivered", "UPDATE rendering SET bytes = NULL WHERE id = 2")]
    [InlineData("no letter waits for somebody else", "UPDATE deliveries SET person = 1 WHERE rendering = 2")]
    [InlineData("each held post and each mail taken in has its body", "PRAGMA foreign_keys = OFF; DELETE FROM body WHERE id = 2")]
    [InlineData("no body stays behind", "DELETE FROM inbox")]
    [InlineData("no post is both held and decided", "INSERT INTO decision (held, version, list, verdict, at) VALUES (5, 1, 'alerts', 'rejected', 0)")]
    [InlineData("no post is both held and decided", "UPDATE held SET verdict = 'returned'; INSERT INTO decision (held, version, list, verdict, at) VALUES (5, 1, 'alerts', 'returned', 0)")]
    [InlineData("each post to be decided has its reminder and its last day", "DELETE FROM due WHERE kind = 'remind'")]
    [InlineData("each post to be decided has its reminder and its last day", "UPDATE held SET verdict = 'seconding'; DELETE FROM due WHERE kind = 'return'")]
    [InlineData("each post to be decided has its reminder and its last day", "UPDATE held SET kind = 'stranger'; DELETE FROM due WHERE kind = 'return'")]
    [InlineData("every open decision letter", "UPDATE held SET id = 6; UPDATE due SET subject = '6' WHERE subject = '5'")]
    [InlineData("whoever waits for a language", """
        UPDATE release SET at = unixepoch() * 1000 WHERE id = 3;
        INSERT INTO subscription (list, person, state, languages, wait, consent_at) VALUES ('alerts', 1, 'active', 'fr;es', 3600000, 0)
        """)]
    [InlineData("every release has an edition", "INSERT INTO release (id, number, list, case_number, at) VALUES (2, 'n', 'alerts', 'n', 0)")]
    public async Task What_breaks_an_invariant_is_found_by_it_alone(string sentence, string harm)
    {
        using var shell = new AdminShell();
        await using (var database = Database.Open(shell.Settings.DatabaseFile))
            Run(shell.Settings.DatabaseFile, Sound);
        Assert.DoesNotContain((await shell.RunAsync("check", "--data")).Lines, line => line.StartsWith("fail", StringComparison.Ordinal));
        Run(shell.Settings.DatabaseFile, harm);
        var answer = await shell.RunAsync("check", "--data");
        Assert.Equal(1, answer.ExitCode);
        Assert.Contains(sentence, Assert.Single(answer.Lines, line => line.StartsWith("fail  data: not so", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_damaged_file_fails_the_check()
    {
        using var shell = new AdminShell();
        await shell.ImportAsync("alerts", "address\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"reader{i}@b.example\n")));
        await using (var file = File.OpenWrite(shell.Settings.DatabaseFile))
        {
            file.Position = file.Length - 20_000;
            file.Write(Enumerable.Repeat((byte)0xFF, 8_000).ToArray());
        }
        var answer = await shell.RunAsync("check", "--data");
        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("restore a backup", answer.Out);
    }

    private static void Run(string file, string sql)
    {
        using var sqlite = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=False");
        sqlite.Open();
        using var command = sqlite.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    [Fact]
    public async Task What_was_written_since_it_was_looked_at_last_is_no_damage()
    {
        await using var house = new Publishing.ParcelHouse();
        for (var i = 0; i < 3; i++)
        {
            await house.ReleaseAsync($"ALERT {i}");
            Assert.Empty(house.House.Database.Read(Invariants.Damage));
        }
    }
}
