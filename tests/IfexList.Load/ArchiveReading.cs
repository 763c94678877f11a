using System.Diagnostics;
using System.Globalization;
using System.Text;
using IfexList.Archive;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;
using Microsoft.Data.Sqlite;

namespace IfexList.Load;

/// <summary>
/// An archive of fifty years: how fast it fills, how large it is, how soon a question is answered beside FTS5's own answer in the same file, and how soon pages come, 200 a second, while mail
/// comes in, beside the daemon's shortest page at the same rate.
/// </summary>
public sealed class ArchiveReading(Plan plan, Report report)
{
    private const int Editions = 100_000;
    private const int RowsPerTransaction = 1_000;
    private const int Vocabulary = 30_000;
    private const int WordsOfText = 450;
    private const int Questions = 300;
    private const int PagesPerSecond = 200;
    private static readonly TimeSpan Reading = TimeSpan.FromSeconds(15);

    private readonly Random _chance = new(9);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var port = Ports.Free();
        await using var daemon = new RunningDaemon(plan.Daemon, folder, Ports.Free(), overlaid: new Dictionary<string, string> { ["Http__Listen__0"] = port.ToString() });
        Directory.CreateDirectory(Path.GetDirectoryName(daemon.DatabaseFile)!);
        var lists = new ListCatalogue(new Settings { Lists = new Dictionary<string, ListSettings> { ["alerts"] = new() } });
        var words = Languages.All.Select(language => Enumerable.Range(0, Vocabulary).Select(_ => Word(language)).ToArray()).ToArray();
        await using (var database = Database.Open(daemon.DatabaseFile))
        {
            await FillAsync(database, words);
            Ask(database, lists, words);
            // The months' bundles are another benchmark's.
            await database.WriteAsync(tx => tx.Execute("DELETE FROM due WHERE kind = 'bundle'"));
        }
        await daemon.StartAsync(cancellationToken);
        // Fewer than the daemon keeps: who waits for one of them is late all the same.
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 100 }) { BaseAddress = new Uri($"http://{port}"), Timeout = TimeSpan.FromSeconds(30) };
        var bare = await ReadAsync(client, [.. Enumerable.Repeat("/health", PagesPerSecond)], cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var mail = SendAsync(daemon, stop.Token);
        var pages = await ReadAsync(client, Paths(words), cancellationToken);
        await stop.CancelAsync();
        report.Say($"pages, {PagesPerSecond} a second while mail comes in ({await mail:N0} mails a second): p50 {At(pages, 50)} ms, p95 {At(pages, 95)} ms; /health alone p50 {At(bare, 50)} ms, p95 {At(bare, 95)} ms");
        report.Say($"ratios: p50 {Ratio(pages, bare, 50)}, p95 {Ratio(pages, bare, 95)}; peak {daemon.PeakKilobytes / 1000} MB");
    }

    private async Task FillAsync(Database database, string[][] words)
    {
        var (watch, octets, making, bare) = (Stopwatch.StartNew(), 0L, TimeSpan.Zero, TimeSpan.Zero);
        using var folder = new TemporaryFolder();
        using var inserts = new BareInserts(folder.File("bare.db"));
        for (var start = 0; start < Editions; start += RowsPerTransaction)
        {
            var began = watch.Elapsed;
            var some = Enumerable.Range(start, RowsPerTransaction).Select(i => (i, Made: Edition(i, words))).ToList();
            octets += some.Sum(one => (long)Encoding.UTF8.GetByteCount(one.Made.Text));
            var insert = Stopwatch.StartNew();
            inserts.Insert([.. some.Select(one => (one.Made.Subject, one.Made.Text))]);
            bare += insert.Elapsed;
            making += watch.Elapsed - began;
            await database.WriteAsync(tx => some.ForEach(one => Posts.File(tx, one.Made, [], At(one.i))));
        }
        var taken = watch.Elapsed - making;
        await database.EmptyLogAsync();
        var size = new FileInfo(database.File).Length;
        report.Say(string.Create(CultureInfo.InvariantCulture, $"{Editions:N0} editions of {octets / Editions:N0} octets: {Editions / taken.TotalSeconds:N0} a second; {size / Editions:N0} octets each in the file, {(double)size / octets:0.00} of their text"));
        report.Say(string.Create(CultureInfo.InvariantCulture, $"bare inserts of the same texts with FTS5 in groups of {RowsPerTransaction:N0}: {Editions / bare.TotalSeconds:N0} a second; ratio {bare / taken:0.00}; octets {size / (double)inserts.Octets:0.00} of theirs"));
    }

    // The same words of the same file: ours reads what may be shown and the texts, and counts; FTS5 gives row ids.
    private void Ask(Database database, ListCatalogue lists, string[][] words)
    {
        var reach = Shelf.Everybody(lists);
        var (ours, bare) = (new List<double>(), new List<double>());
        using var sqlite = new SqliteConnection($"Data Source={database.File};Mode=ReadOnly;Pooling=False");
        sqlite.Open();
        using var command = sqlite.CreateCommand();
        command.CommandText = "SELECT rowid FROM edition_words WHERE edition_words MATCH @match ORDER BY rowid DESC LIMIT 20";
        var match = command.Parameters.Add("@match", SqliteType.Text);
        for (var i = 0; i < Questions; i++)
        {
            var question = Question(words);
            var query = SearchQuery.Read(question, lists);
            match.Value = query.Match;
            bare.Add(Time(() =>
            {
                using var rows = command.ExecuteReader();
                while (rows.Read()) { }
            }));
            ours.Add(Time(() => database.Read(db => ArchiveSearch.Find(db, reach, query, 0, 20))));
        }
        report.Say($"{Questions} questions: p50 {At(ours, 50)} ms, p95 {At(ours, 95)} ms; FTS5's row ids alone p50 {At(bare, 50)} ms, p95 {At(bare, 95)} ms; ratios {Ratio(ours, bare, 50)} and {Ratio(ours, bare, 95)}");
        // The commonest word, which stands in most texts of its language, in a language that it isn't of: all that matches is read, and nothing of it is found.
        var worst = SearchQuery.Read($"{words[0][0]} language:ar", lists);
        var waits = Enumerable.Range(0, 20).Select(_ => Time(() => database.Read(db => ArchiveSearch.Find(db, reach, worst, 0, 20)))).ToList();
        report.Say($"a common word that is nowhere in the language asked for: p50 {At(waits, 50)} ms, p95 {At(waits, 95)} ms");
    }

    // Each at its time, whether those before are answered or not.
    private static async Task<List<double>> ReadAsync(HttpClient client, List<string> paths, CancellationToken cancellationToken)
    {
        await client.GetByteArrayAsync(paths[0], cancellationToken);
        var (watch, answers) = (Stopwatch.StartNew(), new List<Task<double>>());
        for (var i = 0; watch.Elapsed < Reading; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / PagesPerSecond);
            if (due > watch.Elapsed)
                await Task.Delay(due - watch.Elapsed, cancellationToken);
            answers.Add(GetAsync(client, paths[i % paths.Count], due, watch, cancellationToken));
        }
        return [.. await Task.WhenAll(answers)];
    }

    private static async Task<double> GetAsync(HttpClient client, string path, TimeSpan due, Stopwatch watch, CancellationToken cancellationToken)
    {
        using var answer = await client.GetAsync(path, cancellationToken);
        if (!answer.IsSuccessStatusCode)
            throw new LoadException($"{path} is answered with {(int)answer.StatusCode}");
        await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        return (watch.Elapsed - due).TotalMilliseconds;
    }

    private List<string> Paths(string[][] words)
    {
        var paths = new List<string>();
        for (var i = 0; i < 2_000; i++)
            paths.Add("/archive/" + _chance.Next(10) switch
            {
                0 => "fr/",
                1 => $"ar/country/{Countries[_chance.Next(Countries.Length)]}/page/{_chance.Next(2, 20)}/",
                2 => $"es/month/{Number(_chance.Next(Editions))[..7]}/",
                3 => $"en/search/?q={Uri.EscapeDataString(Question(words))}",
                4 => "ru/country/",
                5 => "en/feed.xml",
                _ => $"{Number(_chance.Next(Editions))}/",
            });
        return paths;
    }

    private static async Task<double> SendAsync(RunningDaemon daemon, CancellationToken cancellationToken)
    {
        var (watch, sent) = (Stopwatch.StartNew(), 0);
        var post = Conversation.Post("someone@elsewhere.example");
        while (!cancellationToken.IsCancellationRequested)
        {
            await new LeanClient(daemon.Smtp, 2, rides: false).SendAsync(post, sent, 100, CancellationToken.None);
            sent += 100;
        }
        return sent / watch.Elapsed.TotalSeconds;
    }

    private static readonly string[] Countries = ["TN", "CI", "PE", "BY", "YE", "ZW", "RU", "CO", "MX", "EG", "SY", "NG", "KE", "IN", "TR", "VN"];

    private NewRelease Edition(int i, string[][] words)
    {
        var language = Languages.All[i % 5];
        var text = new StringBuilder();
        for (var n = 1; n <= WordsOfText; n++)
            text.Append(Pick(words[(int)language])).Append(n % 60 == 0 ? ".\n\n" : " ");
        var subject = string.Join(' ', Enumerable.Range(0, 7).Select(_ => Pick(words[(int)language])));
        return new NewRelease(Number(i), "alerts", language, $"{Number(i)}@{RunningDaemon.Domain}", subject, text.ToString(), null, 5, ToMembers: false,
            Topic.WithRegions(Topic.Split(Countries[_chance.Next(Countries.Length)])), i % 3 == 0 ? "update" : "alert")
        { Origin = Origin.Imported };
    }

    // Zipf's law, roughly: a few words everywhere, most of them rarely.
    private string Pick(string[] words) => words[(int)Math.Min(words.Length - 1, Math.Pow(words.Length, _chance.NextDouble()) - 1)];

    private string Question(string[][] words) => string.Join(' ', Enumerable.Range(0, _chance.Next(1, 4)).Select(_ => Pick(words[_chance.Next(3) == 0 ? 4 : 0])).Distinct());

    private string Word(Language language)
    {
        var letters = language switch { Language.Ru => "абвгдежзиклмнопрстуя", Language.Ar => "ابتثجحدرسشصعفقكلمنهوي", _ => "abcdefghilmnoprstuv" };
        return string.Concat(Enumerable.Range(0, _chance.Next(3, 10)).Select(_ => letters[_chance.Next(letters.Length)]));
    }

    // 2,000 a year for fifty years.
    private static long At(int i) => new DateTimeOffset(1976, 1, 1, 8, 0, 0, TimeSpan.Zero).AddHours(i * 4.38).ToUnixTimeMilliseconds();

    private static string Number(int i) => string.Create(CultureInfo.InvariantCulture, $"{Instant.Time(At(i)):yyyy-MMdd}-{i % 6 + 1:00}");

    private static double Time(Action work)
    {
        var began = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static double Of(List<double> times, int percent) => times.Order().ElementAt(times.Count * percent / 100);

    private static string At(List<double> times, int percent) => Of(times, percent).ToString("0.00", CultureInfo.InvariantCulture);

    private static string Ratio(List<double> times, List<double> limit, int percent) => (Of(times, percent) / Of(limit, percent)).ToString("0.0", CultureInfo.InvariantCulture);
}
