using System.Diagnostics;
using System.Globalization;
using IfexList.Archive;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;
using Microsoft.Data.Sqlite;
using MimeKit;

namespace IfexList.Load;

/// <summary>
/// The archive back from a mirror, beside bare inserts of the same rows and words into the same tables; and an old mbox taken in, beside MimeKit's parsing of it alone. The start of
/// the process is included in ours.
/// </summary>
public sealed class ArchiveBundles(Plan plan, Report report)
{
    private const int Editions = 20_000;
    private const int OldMails = 5_000;
    private const int RowsPerTransaction = 500;

    // About 2.5 kB, as alerts have.
    private static readonly string Text = string.Join('\n', Enumerable.Range(1, 30).Select(n => $"On day {n} the editor of the daily was held at the gate of the court with two of her colleagues."));

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        List<Run> rebuilt = [], bare = [], imported = [], parsed = [];
        var (rebuildPeak, importPeak) = (0L, 0L);
        for (var run = 0; run < plan.Runs; run++)
        {
            using var folder = new TemporaryFolder();
            await using var daemon = new RunningDaemon(plan.Daemon, folder, Ports.Free());
            var mirror = await MirrorAsync(folder.File("old"));
            bare.Add(await InsertAsync(folder.File("bare.db")));
            var (back, backPeak) = await daemon.VerbAsync(Editions, cancellationToken, "archive", "rebuild", mirror);
            rebuilt.Add(back);
            var mbox = folder.File("old.mbox");
            await File.WriteAllTextAsync(mbox, string.Concat(Enumerable.Range(0, OldMails).Select(OldMail)), cancellationToken);
            parsed.Add(await ParseAsync(mbox, cancellationToken));
            var (taken, takenPeak) = await daemon.VerbAsync(OldMails, cancellationToken, "archive", "import", "alerts", mbox);
            imported.Add(taken);
            (rebuildPeak, importPeak) = (Math.Max(rebuildPeak, backPeak), Math.Max(importPeak, takenPeak));
        }
        report.Add(string.Create(CultureInfo.InvariantCulture, $"archive of {Editions:N0} editions back from bundles"), rebuilt, rebuildPeak, ("bare prepared inserts with FTS5", bare));
        report.Add(string.Create(CultureInfo.InvariantCulture, $"import of an mbox of {OldMails:N0} mails"), imported, importPeak, ("MimeKit's parsing", parsed));
    }

    private static async Task<string> MirrorAsync(string folder)
    {
        var settings = new Settings { DataDirectory = folder, Lists = new Dictionary<string, ListSettings> { ["alerts"] = new() } };
        var lists = new ListCatalogue(settings);
        await using var database = Database.Open(settings.DatabaseFile);
        for (var start = 0; start < Editions; start += RowsPerTransaction)
        {
            var first = start;
            await database.WriteAsync(tx =>
            {
                for (var i = first; i < first + RowsPerTransaction; i++)
                    Posts.File(tx, Edition(i), [], At(i));
            });
        }
        var bundles = new Bundles(database, lists, new PublicText(lists), settings, TimeProvider.System);
        foreach (var month in database.Read(db => Shelf.Months(db, lists)).Keys)
            await bundles.WriteAsync(month);
        return settings.Archive;
    }

    private static NewRelease Edition(int i) => new(
        Number(i), "alerts", Language.En, $"{Number(i)}.en@{RunningDaemon.Domain}", Subject(i), $"{Subject(i)}\n{Text}", null, 5, ToMembers: false, Topic.WithRegions(Topic.Split(";TN;")), "alert")
    { Origin = Origin.Imported };

    // 2,000 a year for ten years.
    private static long At(int i) => new DateTimeOffset(2000, 1, 1, 8, 0, 0, TimeSpan.Zero).AddHours(i * 4.38).ToUnixTimeMilliseconds();

    private static string Number(int i) => string.Create(CultureInfo.InvariantCulture, $"{Instant.Time(At(i)):yyyy-MMdd}-{i % 6 + 1:00}");

    private static string Subject(int i) => string.Create(CultureInfo.InvariantCulture, $"ALERT - TUNISIA: Editor {i} arrested");

    private static string OldMail(int i) => string.Create(CultureInfo.InvariantCulture, $"""
        From rana at example.org  {Instant.Time(At(i)):ddd MMM} {Instant.Time(At(i)).Day,2} {Instant.Time(At(i)):HH:mm:ss yyyy}
        From: rana at example.org (Rana)
        Date: {Instant.Time(At(i)):ddd, d MMM yyyy HH:mm:ss} +0000
        Subject: [alerts] {Subject(i)}
        Message-ID: <{i}@mail.example.org>
        Content-Type: text/plain; charset=utf-8

        {i} of the older archive.
        {Text}


        """).ReplaceLineEndings("\n");

    private static async Task<Run> InsertAsync(string file)
    {
        // Only for the tables.
        await using (var _ = Database.Open(file)) { }
        using var sqlite = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
        sqlite.Open();
        Execute(sqlite, "PRAGMA synchronous = FULL");
        using var release = Prepared(sqlite, "INSERT INTO release (id, number, list, case_number, country, kind, topics, origin, at) VALUES (@1, @2, 'alerts', @2, 'TN', 'alert', ';TN;mena;', 'imported', @3)", 3);
        using var edition = Prepared(sqlite, "INSERT INTO edition (id, release, language, state, message_id, subject, text, at) VALUES (@1, @1, 'en', 'released', @2, @3, @4, @5)", 5);
        using var words = Prepared(sqlite, "INSERT INTO edition_words (rowid, subject, text) VALUES (@1, @2, @3)", 3);
        var watch = Stopwatch.StartNew();
        for (var start = 0; start < Editions; start += RowsPerTransaction)
        {
            Execute(sqlite, "BEGIN IMMEDIATE");
            for (var i = start; i < start + RowsPerTransaction; i++)
            {
                Run(release, i + 1L, Number(i), At(i));
                Run(edition, i + 1L, Number(i), Subject(i), Text, At(i));
                Run(words, i + 1L, Subject(i), Text);
            }
            Execute(sqlite, "COMMIT");
        }
        return new Run(Editions, watch.Elapsed);
    }

    private static async Task<Run> ParseAsync(string mbox, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        await using var stream = File.OpenRead(mbox);
        var (parser, count) = (new MimeParser(stream, MimeFormat.Mbox), 0);
        for (; !parser.IsEndOfStream; count++)
            _ = (await parser.ParseMessageAsync(cancellationToken)).TextBody;
        return count == OldMails ? new Run(count, watch.Elapsed) : throw new LoadException($"{count} mails were read");
    }

    private static void Run(SqliteCommand command, params object[] values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Prepared(SqliteConnection sqlite, string sql, int parameters)
    {
        var command = sqlite.CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= parameters; i++)
            command.Parameters.Add(new SqliteParameter($"@{i}", 0L));
        command.Prepare();
        return command;
    }

    private static void Execute(SqliteConnection sqlite, string sql)
    {
        using var command = sqlite.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
