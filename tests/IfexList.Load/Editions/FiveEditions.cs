using System.Diagnostics;
using System.Globalization;
using System.Text;
using IfexList.Load.WayOut;
using IfexList.Mail;
using MimeKit;

namespace IfexList.Load.Editions;

/// <summary>
/// A release whose readers have five best languages: the original, and when the desks have been called their four texts, each released by its answer. Beside it, in the same
/// run, one edition of another list to the same readers. Each clock starts when the first decision has its 250 and stops with the last copy in our own sink; what is
/// written to the desks between the original and their answers isn't counted.
/// </summary>
public sealed class FiveEditions(Plan plan, TargetReport report, int readers)
{
    // Each gets one copy, and a fifth of them each language. Who lists English has the original.
    private static readonly string[] Mixed = ["en", "fr", "es;fr", "ru", "ar;fr", "fr;en", "fr;es", "es", "ru;ar;fr", "ar"];

    // As the letter to an English desk names them.
    private static readonly (Language Language, string Name)[] Further = [(Language.Fr, "French"), (Language.Es, "Spanish"), (Language.Ru, "Russian"), (Language.Ar, "Arabic")];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var relay = Ports.Free();
        await using var daemon = new RunningDaemon(plan.Daemon, folder, relay);
        await Release.PrepareAsync(daemon, folder, readers, cancellationToken, Mixed);
        await Release.SubscribeAsync(daemon, folder, "rapid", Enumerable.Range(0, readers).Select(number => Release.Reader(number, OwnSink.ReaderDomain)), cancellationToken);
        await daemon.StartAsync(cancellationToken);
        using var store = new StoreView(daemon.DatabaseFile, Patience);
        var (alerts, rapid) = (new Release(daemon, store, readers), new Release(daemon, store, readers, "rapid"));
        List<Run> one = [], five = [];
        for (var run = 0; run < plan.Runs; run++)
        {
            await using var sink = await OwnSink.StartAsync(relay, cancellationToken);
            one.Add(Whole(await OriginalAsync(rapid, daemon, store, sink, cancellationToken), sink));
            var original = await OriginalAsync(alerts, daemon, store, sink, cancellationToken);
            five.Add(Whole(Together(original, await OthersAsync(daemon, store, sink, cancellationToken)), sink));
        }
        report.AddCost(string.Create(CultureInfo.InvariantCulture, $"five editions to {readers:N0} readers, one each: decisions to the last copy at our own sink"), five, "one edition to as many", one, null);
        report.Add("the same: peak memory of the daemon", daemon.PeakKilobytes / 1024, "MB", null);
    }

    private static async Task<Run> OriginalAsync(Release release, RunningDaemon daemon, StoreView store, OwnSink sink, CancellationToken cancellationToken)
    {
        var request = await release.AskAsync(sink, cancellationToken);
        var (releases, cpu, written) = (store.Releases, daemon.Cpu, daemon.Written);
        await Conversation.ApproveAsync(daemon.Smtp, request, cancellationToken);
        var decided = Stopwatch.GetTimestamp();
        await store.DeliveredAsync(releases, cancellationToken);
        return new Run(sink.Copies, Stopwatch.GetElapsedTime(decided, sink.LastCopyAt), daemon.Cpu - cpu, daemon.Written - written);
    }

    // Their texts come together, as the worst hour has them.
    private static async Task<Run> OthersAsync(RunningDaemon daemon, StoreView store, OwnSink sink, CancellationToken cancellationToken)
    {
        await store.CalledAsync(cancellationToken);
        var calls = Further.Select(further => (Call: CallOf(sink, further.Name), Text: $"ok\n\n{FiveTongues.Paragraph(further.Language)}\n\n{FiveTongues.Text(further.Language)}".ReplaceLineEndings("\r\n"))).ToList();
        var (copies, editions, cpu, written) = (sink.Copies, store.Editions, daemon.Cpu, daemon.Written);
        var decided = 0L;
        foreach (var (call, text) in calls)
        {
            await Conversation.ApproveAsync(daemon.Smtp, call, cancellationToken, text);
            decided = decided == 0 ? Stopwatch.GetTimestamp() : decided;
        }
        await store.EditionsAsync(editions + calls.Count, cancellationToken);
        return new Run(sink.Copies - copies, Stopwatch.GetElapsedTime(decided, sink.LastCopyAt), daemon.Cpu - cpu, daemon.Written - written);
    }

    private static string CallOf(OwnSink sink, string language) =>
        sink.DeskLetters.FirstOrDefault(letter => Body(letter).Contains($"in this language: {language}", StringComparison.Ordinal)) ?? throw new LoadException($"no desk was called for {language}");

    private static string Body(string letter)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(letter));
        return (MimeMessage.Load(stream).TextBody ?? "").ReplaceLineEndings(" ");
    }

    private static Run Together(Run one, Run other) => new(one.Count + other.Count, one.Wall + other.Wall, one.Cpu + other.Cpu, one.Written + other.Written);

    private Run Whole(Run run, OwnSink sink) => sink.Complaint(readers) is { } complaint ? throw new LoadException(complaint) : run;
}
