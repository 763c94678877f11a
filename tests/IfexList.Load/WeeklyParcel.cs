using System.Diagnostics;
using System.Globalization;
using System.Text;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Load;

/// <summary>
/// A week's 40 releases of 5 KB for weekly readers who read all five languages, each with another one first, and chose among 40 sets of topics: one
/// rendering for each language and set. The clock starts when the hour has come; it is taken when the last reader's parcel is owed, and when the last
/// one is in our own sink. The raw limit is our leanest client pushing as many mails of the average size into the same sink.
/// </summary>
public sealed class WeeklyParcel(Plan plan, Report report, int readers)
{
    private const int Connections = 16;
    private const int Releases = 40;
    private const int TopicSets = 40;
    private const int ReadersAtOnce = 1000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly string[] Countries = ["ZW", "NG", "KE", "SN", "MX", "CO", "CU", "PE", "CN", "PK", "PH", "NP", "RU", "TR", "BY", "RS", "TN", "EG", "SY", "IR"];

    private static readonly MailingList Alerts = new ListCatalogue(new Settings { Lists = new Dictionary<string, ListSettings> { ["alerts"] = new() } }).All[0];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        List<Run> packed = [], delivered = [], lean = [];
        var (peak, renderings, octets) = (0L, 0L, 0L);
        for (var run = 0; run < plan.Runs; run++)
        {
            using var folder = new TemporaryFolder();
            var relay = Ports.Free();
            await using var daemon = new RunningDaemon(plan.Daemon, folder, relay);
            await PrepareAsync(daemon);
            await using var sink = await OwnSink.StartAsync(relay, cancellationToken);
            await daemon.StartAsync(cancellationToken);
            using var store = new StoreView(daemon.DatabaseFile, Patience);
            var (toLastRow, toLastCopy) = await SendAsync(daemon, store, sink, cancellationToken);
            packed.Add(toLastRow);
            delivered.Add(toLastCopy);
            (peak, renderings, octets) = (Math.Max(peak, daemon.PeakKilobytes), store.Parcels, sink.Octets);
            lean.Add(await PushAsync(sink, relay, cancellationToken));
        }
        report.Uses("our own SMTP server");
        report.Say(string.Create(CultureInfo.InvariantCulture, $"{renderings} renderings, {octets / 1e6:N0} MB of parcels"));
        report.Add(string.Create(CultureInfo.InvariantCulture, $"weekly parcel for {readers:N0}: from the hour to the last one owed ({renderings} renderings)"), packed, peak);
        report.Add(string.Create(CultureInfo.InvariantCulture, $"weekly parcel for {readers:N0}, {octets / readers:N0} octets each: from the hour to the last one in our own sink"), delivered, peak,
            ("our leanest client, as many bytes", lean));
    }

    private async Task<(Run Packed, Run Delivered)> SendAsync(RunningDaemon daemon, StoreView store, OwnSink sink, CancellationToken cancellationToken)
    {
        await store.QuietAsync(cancellationToken);
        var cpu = daemon.Cpu;
        await using (var database = Database.Open(daemon.DatabaseFile))
            await database.WriteAsync(tx => tx.Execute("UPDATE due SET at = @now WHERE kind = 'parcel' AND subject = 'alerts/weekly'", ("@now", TimeProvider.System.Now())));
        var began = Stopwatch.GetTimestamp();
        await store.PackedAsync(cancellationToken);
        var packed = new Run(readers, Stopwatch.GetElapsedTime(began), daemon.Cpu - cpu);
        await store.QuietAsync(cancellationToken);
        return sink.Complaint(readers) is { } complaint
            ? throw new LoadException(complaint)
            : (packed, new Run(readers, Stopwatch.GetElapsedTime(began, sink.LastCopyAt), daemon.Cpu - cpu));
    }

    private async Task<Run> PushAsync(OwnSink sink, System.Net.IPEndPoint relay, CancellationToken cancellationToken)
    {
        var average = (int)(sink.Octets / readers);
        var text = new StringBuilder("List-Unsubscribe: <mailto:x>\r\n\r\n", average + 80);
        while (text.Length < average)
            text.Append('x', 70).Append("\r\n");
        sink.Forget();
        var mail = new NumberedMail($"alerts-bounces+{new string('a', 24)}########@{RunningDaemon.Domain}", $"r########@{OwnSink.ReaderDomain}", text.ToString());
        return await new LeanClient(relay, Connections, rides: true).SendAsync(mail, 0, readers, cancellationToken);
    }

    private async Task PrepareAsync(RunningDaemon daemon)
    {
        await using var database = Database.Open(daemon.DatabaseFile);
        for (var first = 0; first < readers; first += ReadersAtOnce)
        {
            var some = Enumerable.Range(first, Math.Min(ReadersAtOnce, readers - first)).ToList();
            await database.WriteAsync(tx => some.ForEach(number => Enrolment.Enter(tx, Alerts, Reader(number), Wish(number), "load", 1)));
        }
        for (var number = 0; number < Releases; number++)
        {
            var release = Release(number);
            await database.WriteAsync(tx => Posts.Publish(tx, release, new NewRendering([], EightBit: false), [], TimeProvider.System.Now()));
        }
    }

    private static Address Reader(int number) =>
        Address.TryParse(string.Create(CultureInfo.InvariantCulture, $"r{number:D6}@{OwnSink.ReaderDomain}"), out var address) ? address : throw new UnreachableException();

    // Each reads everything in his own order.
    private static Preferences Wish(int number)
    {
        var best = number % Languages.All.Count;
        return new Preferences([.. Languages.All.Skip(best), .. Languages.All.Take(best)], CopyFormat.Text, Rhythm.Weekly, Topics(number / Languages.All.Count % TopicSets));
    }

    // No topics, or a region and two countries.
    private static IReadOnlyList<Topic> Topics(int set) =>
        set == 0 ? [] : Codes(Regions.All[set % Regions.All.Count], Countries[set * 3 % Countries.Length], Countries[(set * 7 + set / Countries.Length + 1) % Countries.Length]);

    private static NewRelease Release(int number)
    {
        var (name, language) = (string.Create(CultureInfo.InvariantCulture, $"2026-0312-{number:D2}"), Languages.All[number % Languages.All.Count]);
        return new NewRelease(
            name, "alerts", language, $"{name}@{RunningDaemon.Domain}", $"ALERT - {Countries[number % Countries.Length]}: number {number}", FiveTongues.Text(language), null, 5, ToMembers: false,
            Topic.WithRegions(Codes(Countries[number % Countries.Length])));
    }

    private static IReadOnlyList<Topic> Codes(params string[] codes) =>
        [.. codes.Select(code => Topic.TryParse(code, Alerts, out var topic) ? topic : throw new UnreachableException(code)).Distinct()];
}
