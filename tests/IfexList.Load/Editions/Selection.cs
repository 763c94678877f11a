using System.Diagnostics;
using System.Globalization;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Load.WayOut;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Load.Editions;

/// <summary>
/// Who gets what of a release, among a million readers in a database file: the statements of the store by themselves, each with its commit. Beside each the same number of rows
/// is written, without any condition, into tables of the same make; beside what only counts, one bare pass over all readers.
/// </summary>
public sealed class Selection(Plan plan, TargetReport report)
{
    private const string BareRows = "as many rows without a condition";
    private const string BarePass = "one pass over all readers";
    private const long Released = 1_000_000_000;

    private static readonly MailingList Alerts = new ListCatalogue(new Settings { Lists = new Dictionary<string, ListSettings> { [ManyReaders.List] = new() } }).All[0];
    private static readonly Waits Waits = new(ManyReaders.Wait, HasOriginal: true);

    private readonly List<(string What, List<Run> Ours, string Against, List<Run> Bare)> _figures = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var prepared = folder.File("prepared.db");
        await ManyReaders.WriteAsync(prepared, plan.Rows, Alerts);
        for (var run = 0; run < plan.Runs; run++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var file = folder.File($"run{run}.db");
            File.Copy(prepared, file);
            await using (var database = Database.Open(file))
                await MeasureAsync(database);
            File.Delete(file);
        }
        var readers = plan.Rows.ToString("N0", CultureInfo.InvariantCulture);
        foreach (var (what, ours, against, bare) in _figures)
            report.AddCost($"{readers} readers: {what}, {ours[0].Count.ToString("N0", CultureInfo.InvariantCulture)}", ours, against, bare, null);
        using var self = Process.GetCurrentProcess();
        report.Add("the same: peak memory of the process", ProcessReading.PeakKilobytes(self)!.Value / 1024, "MB", null);
    }

    private async Task MeasureAsync(Database database)
    {
        Count(database, "counted for a request, by language", db => Audience.CountByLanguage(db, ManyReaders.List, Languages.All, ManyReaders.About(Alerts)).Sum(row => row.Readers));

        var original = About("2026-0312-01", Language.En);
        var release = await database.WriteAsync(tx => Release(tx, original));
        var first = await database.WriteAsync(tx => Edition(tx, release, original));
        await ServeAsync(database, release, first, "an original's readers chosen", tx => Audience.ServeReaders(tx, original, release, first, Released));
        var awaited = database.Read(db => AwaitedRelease.Find(db, release, Waits))!;
        await WriteAsync(database, "whose waits end when, in rows of due", tx => { LanguageWaits.Owe(tx, awaited, Released); return 2; });
        Count(database, "counted who waits, by language", db => Audience.Waiting(db, release).Sum(row => row.Best));

        var french = About("2026-0312-01", Language.Fr);
        var second = await database.WriteAsync(tx => Edition(tx, release, french));
        Count(database, "counted for a further edition", db => FurtherAudience.Count(db, awaited, Language.Fr, Released + 1));
        await ServeAsync(database, release, second, "a further edition's readers chosen", tx => FurtherAudience.Serve(tx, awaited, Language.Fr, second, Released + 1));
        await ServeAsync(database, release, second, "a fallback's readers chosen", tx => FurtherAudience.ServeOver(
            tx, awaited, ManyReaders.Wait, Language.Fr, [Language.En], second, Released + ManyReaders.Wait));
        await WriteAsync(database, "ends of waits that nobody has any more looked for", tx => { LanguageWaits.Prune(tx, awaited, Released + 1); return 1; });
        await PublishAsync(database);
    }

    // All that the commit of a release does.
    private async Task PublishAsync(Database database)
    {
        var whole = About("2026-0312-02", Language.En);
        var rendering = new NewRendering(new byte[5000], EightBit: false);
        var release = 0L;
        await TimeAsync("an original released: readers, copies, waits", BareRows,
            async () =>
            {
                release = await database.WriteAsync(tx => Posts.Publish(tx, whole, rendering, [], Released, null, Waits));
                return (int)database.Read(db => db.Number("SELECT count(*) FROM served WHERE release = @release", ("@release", release)))!.Value;
            },
            rows => database.WriteAsync(tx =>
            {
                var edition = tx.Number("SELECT max(id) FROM edition")!.Value;
                Bare(tx, release, edition, rows);
                Copies(tx, tx.Number("SELECT max(id) FROM rendering")!.Value, tx.Number("SELECT count(*) FROM deliveries")!.Value);
            }));
    }

    private Task ServeAsync(Database database, long release, long edition, string what, Func<Connection, int> serve) => TimeAsync(
        what, BareRows, () => database.WriteAsync(serve), rows => database.WriteAsync(tx => Bare(tx, release, edition, rows)));

    private Task WriteAsync(Database database, string what, Func<Connection, int> write) =>
        TimeAsync(what, BarePass, () => database.WriteAsync(write), _ => Task.FromResult(database.Read(Pass)));

    private void Count(Database database, string what, Func<Connection, int> count) =>
        TimeAsync(what, BarePass, () => Task.FromResult(database.Read(count)), _ => Task.FromResult(database.Read(Pass))).GetAwaiter().GetResult();

    private async Task TimeAsync(string what, string against, Func<Task<int>> ours, Func<int, Task> bare)
    {
        var began = Stopwatch.GetTimestamp();
        var rows = await ours();
        var took = Stopwatch.GetElapsedTime(began);
        began = Stopwatch.GetTimestamp();
        await bare(rows);
        var figure = _figures.Find(figure => figure.What == what);
        if (figure.What is null)
            _figures.Add(figure = (what, [], against, []));
        figure.Ours.Add(new Run(rows, took));
        figure.Bare.Add(new Run(rows, Stopwatch.GetElapsedTime(began)));
    }

    private static long Pass(Connection db) => db.Number("SELECT sum(length(languages)) FROM subscription")!.Value;

    private static void Bare(Connection tx, long release, long edition, int rows) => tx.Execute(
        "INSERT OR IGNORE INTO bare_served (release, person, edition, outcome, at) SELECT @release, person, @edition, 'queued', @now FROM subscription LIMIT @rows OFFSET (SELECT count(*) FROM bare_served WHERE release = @release AND edition = @edition)",
        ("@release", release), ("@edition", edition), ("@now", Released), ("@rows", (long)rows));

    private static void Copies(Connection tx, long rendering, long rows) => tx.Execute("""
        INSERT INTO bare_deliveries (rendering, person, domain, priority, stream, next_at, since) SELECT @rendering, id, domain, 5, 'alerts', @now, @now FROM person LIMIT @rows
        """, ("@rendering", rendering), ("@now", Released), ("@rows", rows));

    private static NewRelease About(string number, Language language) => new(
        number, ManyReaders.List, language, $"{number}.{language.Code()}@{RunningDaemon.Domain}", "ALERT - TUNISIA: plates seized", FiveTongues.Text(language), null, 5, ToMembers: false,
        ManyReaders.About(Alerts));

    private static long Release(Connection tx, NewRelease about) => tx.Number(
        "INSERT INTO release (number, list, case_number, topics, at) VALUES (@number, @list, @number, @topics, @now) RETURNING id",
        ("@number", about.Number), ("@list", about.List), ("@topics", Topic.Join(about.AllTopics)), ("@now", Released))!.Value;

    private static long Edition(Connection tx, long release, NewRelease about) => tx.Number(
        "INSERT INTO edition (release, language, state, message_id, subject, text, at) VALUES (@release, @language, 'released', @id, @subject, @text, @now) RETURNING id",
        ("@release", release), ("@language", about.Language.Code()), ("@id", about.MessageId), ("@subject", about.Subject), ("@text", about.Text), ("@now", Released))!.Value;
}
