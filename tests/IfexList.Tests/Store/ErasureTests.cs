using IfexList.Delivery;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;
using Microsoft.Data.Sqlite;

namespace IfexList.Tests.Store;

/// <summary>After "forget me" nothing is left to find, however the pages of the file were used before.</summary>
public sealed class ErasureTests : IAsyncDisposable
{
    private const int People = 15_000;
    private const int Gone = 1_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("ifexlist-erasure-").FullName;
    private readonly Database _database;
    private static readonly Random Chance = new(20260312);

    public ErasureTests() => _database = Database.Open(Path.Combine(_folder, "ifexlist.db"));

    [Fact]
    public async Task Of_a_thousand_who_left_no_byte_stays_after_page_splits_and_with_a_reader_open()
    {
        var people = Enumerable.Range(0, People).Select(i => $"{Chance.Next():x8}.reader{i}@press{i % 97}.example").ToArray();
        await EnterAsync(people);
        var gone = people.OrderBy(_ => Chance.Next()).Take(Gone).ToArray();
        Assert.NotEmpty(Traces.Of(_folder, gone));

        // A reader elsewhere, such as an export into a slow pipe, holds the old pages.
        await using (var reader = new SqliteConnection($"Data Source={_database.File};Mode=ReadOnly;Pooling=False"))
        {
            reader.Open();
            using var look = reader.CreateCommand();
            look.CommandText = "SELECT address FROM person";
            await using var rows = await look.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            Assert.True(rows.Read());
            await EraseAsync(gone);
            Assert.False(await _database.ScrubAsync());
        }
        Assert.True(await _database.ScrubAsync());
        Assert.Empty(Traces.Of(_folder, gone));
        Assert.Equal(People - Gone, _database.Read(db => db.Number("SELECT count(*) FROM subscription")));
        Assert.Equal(0, _database.Read(db => db.Number("SELECT count(*) FROM served WHERE person NOT IN (SELECT id FROM person)")));
    }

    [Fact]
    public async Task Deleting_alone_would_leave_traces() // so the test above can fail
    {
        var people = Enumerable.Range(0, 2_000).Select(i => $"{Chance.Next():x8}.reader{i}@press{i % 97}.example").ToArray();
        await EnterAsync(people);
        await EraseAsync(people[..500]);
        Assert.NotEmpty(Traces.Of(_folder, people[..500]));
    }

    [Fact]
    public async Task Of_a_former_moderator_the_desks_log_keeps_what_was_done_and_not_by_whom()
    {
        const string marie = "marie@clearinghouse.example";
        await EnterAsync([marie]);
        await _database.WriteAsync(tx =>
        {
            var person = Person.Find(tx, Parse(marie))!.Value;
            tx.Execute("INSERT INTO moderator (list, person, language) VALUES ('alerts', @person, 'en')", ("@person", person));
            DeskLog.Note(tx, new DeskEntry("alerts", 1, Language.En, person, Deed.Released, "2026-0312-01", 1));
            Appointments.Dismiss(tx, "alerts", Parse(marie), 2);
            // Her own mail is another matter.
            tx.Execute("DELETE FROM inbox");
            tx.Execute("DELETE FROM body");
        });
        Assert.Equal(marie, Assert.Single(_database.Read(db => DeskLog.Read(db, null, null, 0))).Who);
        await EraseAsync([marie]);
        Assert.True(await _database.ScrubAsync());
        Assert.Empty(Traces.Of(_folder, [marie]));
        var (entry, who) = Assert.Single(_database.Read(db => DeskLog.Read(db, null, null, 0)));
        Assert.Equal((new DeskEntry("alerts", 1, Language.En, null, Deed.Released, "2026-0312-01", 1), null), (entry, who));
    }

    [Fact]
    public async Task A_domain_that_nobody_has_any_more_is_forgotten_with_its_route_and_shared_ones_stay()
    {
        const string his = "ann@ann-smith.example";
        await EnterAsync([his, "bob@press.example", "cyd@press.example", "dan@shared.example"]);
        await _database.WriteAsync(tx =>
        {
            tx.Execute("DELETE FROM inbox");
            tx.Execute("DELETE FROM body");
            Routes.Learn(tx, "ann-smith.example", new Way("mx.ann-smith.example", "mx.ann-smith.example"), 1);
            Routes.Learn(tx, "press.example", new Way("google", "google"), 1);
            Routes.Learn(tx, "shared.example", new Way("google", "google"), 1);
            tx.Execute("INSERT INTO sts_policy (domain, id, policy, expires) VALUES ('ann-smith.example', '1', 'mx: mx.ann-smith.example', 9), ('press.example', '1', '', 9)");
            tx.Execute("INSERT INTO route (name, failures, until, reason, at) VALUES ('mx.ann-smith.example', 1, 9, 'no answer', 1), ('google', 1, 9, 'no answer', 1)");
            tx.Execute("INSERT INTO warmth (route, day, sent) VALUES ('mx.ann-smith.example', '2026-03-12', 1), ('google', '2026-03-12', 1)");
        });
        Assert.NotEmpty(Traces.Of(_folder, ["ann-smith.example"]));
        await EraseAsync([his, "bob@press.example", "dan@shared.example"]);
        Assert.True(await _database.ScrubAsync());
        Assert.Empty(Traces.Of(_folder, ["ann-smith.example"]));
        Assert.Equal(("google", null), _database.Read(db => (Routes.WayOf(db, "press.example")?.Route, Routes.WayOf(db, "shared.example")?.Route)));
        Assert.Equal("google", Assert.Single(_database.Read(Routes.Troubled)).Key);
        Assert.Equal(1, _database.Read(db => db.Number("SELECT count(*) FROM warmth")));
        Assert.Equal(1, _database.Read(db => db.Number("SELECT count(*) FROM sts_policy")));
    }

    [Fact]
    public async Task A_domain_whose_people_went_otherwise_is_swept_away()
    {
        await EnterAsync(["ann@ann-smith.example", "bob@press.example"]);
        await _database.WriteAsync(tx =>
        {
            Routes.Learn(tx, "ann-smith.example", new Way("mx.ann-smith.example", "mx.ann-smith.example"), 1);
            Routes.Learn(tx, "press.example", new Way("google", "google"), 1);
            Routes.Note(tx, "mx.ann-smith.example", new RouteState(1, 9, "no answer", 1));
            tx.Execute("DELETE FROM person WHERE domain = 'ann-smith.example'");
            Sweeping.Run(tx, new ListCatalogue(new Settings()), 2);
        });
        Assert.Equal((null, "google"), _database.Read(db => (Routes.WayOf(db, "ann-smith.example")?.Route, Routes.WayOf(db, "press.example")?.Route)));
        Assert.Empty(_database.Read(Routes.Troubled));
    }

    [Fact]
    public async Task The_outbox_loses_what_names_him_and_not_what_names_others()
    {
        var outbox = Path.Combine(_folder, "outbox");
        Directory.CreateDirectory(outbox);
        foreach (var (name, text) in new[]
        {
            ("his", "Delivered-To: Ann@press.example\r\n\r\ntext"), ("quoted", "To: x@y.example\r\n\r\n'ann@press.example' has left."),
            ("longer", "Delivered-To: jo.ann@press.example\r\n\r\ntext"), ("elsewhere", "Delivered-To: ann@press.example.org\r\n\r\ntext"),
        })
            await File.WriteAllTextAsync(Path.Combine(outbox, name + ".eml"), text, TestContext.Current.CancellationToken);
        OutboxDirectory.Forget(outbox, Parse("ann@press.example"));
        Assert.Equal(["elsewhere.eml", "longer.eml"], Directory.EnumerateFiles(outbox).Select(Path.GetFileName).Order());
    }

    // In groups and out of order, with mails that come and go between, so that pages split and are used again.
    private async Task EnterAsync(string[] people)
    {
        foreach (var group in people.Chunk(500))
            await _database.WriteAsync(tx =>
            {
                foreach (var text in group)
                {
                    var address = Parse(text);
                    var person = Person.Know(tx, address, 1);
                    tx.Execute("INSERT INTO subscription (list, person, state, languages, consent_at) VALUES ('alerts', @person, 'active', 'en', 1)", ("@person", person));
                    Inbox.Add(tx, [System.Text.Encoding.UTF8.GetBytes($"From: {text}\r\n\r\nsubscribe\r\n")], text, ["alerts-request"], 1);
                }
                tx.Execute("DELETE FROM inbox WHERE id % 3 <> 0");
                tx.Execute("DELETE FROM body WHERE NOT EXISTS (SELECT 1 FROM inbox WHERE inbox.body = body.id)");
            });
    }

    private Task EraseAsync(string[] gone) => _database.WriteAsync(tx =>
    {
        foreach (var text in gone)
        {
            var person = Person.Find(tx, Parse(text))!.Value;
            Erasure.Begin(tx, person, 2);
            Assert.True(Erasure.Finish(tx, person));
        }
    });

    private static Address Parse(string text) => Address.TryParse(text, out var address) ? address : throw new FormatException(text);

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
