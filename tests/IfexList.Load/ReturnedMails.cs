using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using IfexList.Bounces;
using IfexList.Ledger;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Load;

/// <summary>
/// What comes back, from its bytes to what it says of whom, on one core; beside it, in the same run, flufl.bounce over the same files. Then what a report costs
/// in the ledger, on a real database, and what memory the largest bounce takes in a process of its own.
/// </summary>
public sealed class ReturnedMails(Plan plan, Report report)
{
    private const int Own = 500, Rounds = 4, Readers = 15_000, Entries = 20_000, Together = 512, LargeOctets = 10_000_000;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var made = new List<string>();
        foreach (var mail in OwnReturns.Make(Own))
        {
            made.Add(folder.File(string.Create(CultureInfo.InvariantCulture, $"{made.Count:0000}.eml")));
            await File.WriteAllBytesAsync(made[^1], mail, cancellationToken);
        }
        Read("of our own", made);
        if (Repository.Corpus is { } corpus)
            Read("of others (the corpus)", OfCorpus(corpus));
        else
            report.Say("There is no corpus of others' bounces here: set IFEXLIST_CORPUS to its folder.");
        await EnterAsync(folder, cancellationToken);
        await LargeAsync(folder, cancellationToken);
    }

    /// <summary>Reads one mail and says in milliseconds how long it took, and this process's most kilobytes.</summary>
    public static void Once(FileInfo mail, TextWriter output)
    {
        var watch = Stopwatch.StartNew();
        var read = ReturnReader.Read(RawMessage.Parse(File.ReadAllBytes(mail.FullName)));
        output.Write(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalMilliseconds} {read.Recipients.Count} {ProcessReading.PeakKilobytes(Process.GetCurrentProcess())}"));
    }

    private void Read(string whose, List<string> files)
    {
        var mails = files.Select(File.ReadAllBytes).ToList();
        List<Run> ours = [], theirs = [];
        var beside = FluflBounce.IsInstalled;
        for (var run = -1; run < plan.Runs; run++)
        {
            var watch = Stopwatch.StartNew();
            for (var round = 0; round < Rounds; round++)
                foreach (var mail in mails)
                    ReturnReader.Read(RawMessage.Parse(mail));
            // The first round is the compiler's.
            if (run < 0)
                continue;
            ours.Add(new Run(mails.Count * Rounds, watch.Elapsed));
            if (beside)
                theirs.Add(FluflBounce.Read(files, Rounds));
        }
        report.Add(string.Create(CultureInfo.InvariantCulture, $"{files.Count} returned mails {whose}, {mails.Sum(mail => (long)mail.Length) / mails.Count / 1000.0:0.0} kB on average, read on one core"),
            ours, null, beside ? [(FluflBounce.Name, theirs)] : []);
    }

    private static List<string> OfCorpus(string corpus)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(corpus, "manifest.json")));
        return [.. manifest.RootElement.GetProperty("samples").EnumerateArray()
            .Where(sample => sample.GetProperty("kind").GetString() is "bounce" or "bounce-unlabelled" or "arf" or "auto-reply" or "dsn-success")
            .Select(sample => Path.Combine(corpus, sample.GetProperty("id").GetString()!))];
    }

    // As the desk does it: a write for each report, and the database gathers what comes together.
    private async Task EnterAsync(TemporaryFolder folder, CancellationToken cancellationToken)
    {
        List<Run> fresh = [], again = [];
        for (var run = 0; run < plan.Runs; run++)
        {
            await using var database = Database.Open(folder.File(string.Create(CultureInfo.InvariantCulture, $"{run}.db")));
            var persons = await database.WriteAsync(tx => Enumerable.Range(0, Readers).Select(i => Person.Know(tx, Reader(i), 1)).ToList());
            fresh.Add(await EnterAsync(database, i => persons[i % Readers], cancellationToken));
            again.Add(await EnterAsync(database, _ => persons[0], cancellationToken));
        }
        report.Add($"reports about {Readers:N0} readers entered in the ledger", fresh, null);
        report.Add("a storm of reports about one reader, entered", again, null);
    }

    private static async Task<Run> EnterAsync(Database database, Func<int, long> person, CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.Now();
        const string words = "no such user here";
        var reason = Reasons.Of(550, EnhancedStatus.TryParse("5.1.1", out var status) ? status : null, words);
        var watch = Stopwatch.StartNew();
        for (var first = 0; first < Entries; first += Together)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.WhenAll(Enumerable.Range(first, Math.Min(Together, Entries - first)).Select(i =>
                database.WriteAsync(tx => BounceLedger.Enter(tx, person(i), 1, new Setback(reason, 550, status, words, Live: false, IsProven: true), now))));
        }
        return new Run(Entries, watch.Elapsed);
    }

    private async Task LargeAsync(TemporaryFolder folder, CancellationToken cancellationToken)
    {
        var mail = folder.File("large.eml");
        await File.WriteAllBytesAsync(mail, OwnReturns.Large(LargeOctets), cancellationToken);
        var (runs, peak) = (new List<Run>(), 0L);
        for (var run = 0; run < plan.Runs; run++)
        {
            using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["read-return-once", mail]) { RedirectStandardOutput = true })!;
            var said = (await process.StandardOutput.ReadToEndAsync(cancellationToken)).Split(' ', StringSplitOptions.TrimEntries);
            if (said is not [var milliseconds, var recipients, var kilobytes] || recipients == "0")
                throw new LoadException("the large bounce was not read");
            runs.Add(new Run(1, TimeSpan.FromMilliseconds(double.Parse(milliseconds, CultureInfo.InvariantCulture))));
            peak = Math.Max(peak, long.Parse(kilobytes, CultureInfo.InvariantCulture));
        }
        report.Add(string.Create(CultureInfo.InvariantCulture, $"a bounce of {LargeOctets / 1_000_000} MB, read in a process of its own"), runs, peak);
    }

    private static Address Reader(int number) =>
        Address.TryParse(string.Create(CultureInfo.InvariantCulture, $"reader{number}@d{number % 300}.example"), out var address) ? address : throw new UnreachableException();
}
