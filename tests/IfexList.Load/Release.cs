using System.Diagnostics;
using System.Globalization;

namespace IfexList.Load;

/// <summary>One alert of 5 KB after the other through a daemon, from its member to its readers: what the fan-outs measure the last part of.</summary>
public sealed class Release(RunningDaemon daemon, StoreView store, int readers, string list = "alerts")
{
    // The poster and the moderator are told.
    private const int Letters = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan CountingTime = TimeSpan.FromMilliseconds(100);

    private int _posts;

    /// <summary>Readers, a member and a moderator.</summary>
    /// <param name="languages">What they read, in turn; without any all read English.</param>
    public static async Task PrepareAsync(RunningDaemon daemon, TemporaryFolder folder, int readers, CancellationToken cancellationToken, params string[] languages)
    {
        await SubscribeAsync(daemon, folder, "alerts", Enumerable.Range(0, readers).Select(number => Reader(number, OwnSink.ReaderDomain)), cancellationToken, languages);
        await daemon.VerbAsync(1, cancellationToken, "members", "add", Conversation.Member, "--organisation", Conversation.Organisation);
    }

    /// <summary>These people read the list, and the moderator decides there.</summary>
    public static async Task SubscribeAsync(
        RunningDaemon daemon, TemporaryFolder folder, string list, IEnumerable<string> addresses, CancellationToken cancellationToken, params string[] languages)
    {
        var csv = folder.File(list + ".csv");
        await File.WriteAllLinesAsync(csv, ["address,languages", .. addresses.Select((address, i) => $"{address},{(languages.Length > 0 ? languages[i % languages.Length] : "en")}")], cancellationToken);
        await daemon.VerbAsync(1, cancellationToken, "subscribers", "import", list, csv);
        await daemon.VerbAsync(1, cancellationToken, "moderators", "add", list, Conversation.Moderator, "--language", "en");
    }

    public static string Reader(int number, string domain) => string.Create(CultureInfo.InvariantCulture, $"r{number:D6}@{domain}");

    /// <summary>The member reports, the moderator is asked, everything else comes to rest.</summary>
    /// <returns>The letter to the moderator.</returns>
    public async Task<string> AskAsync(OwnSink sink, CancellationToken cancellationToken)
    {
        await store.QuietAsync(cancellationToken);
        sink.Forget();
        await new LeanClient(daemon.Smtp, 1, rides: false).SendAsync(Conversation.Post(Conversation.Member, list), _posts++, 1, cancellationToken);
        var request = await sink.DeskLetterAsync(Patience);
        await store.QuietAsync(cancellationToken);
        return request;
    }

    /// <summary>Into smtp-sink, from the decision to the last commit.</summary>
    public async Task<Run> DecideAsync(string request, PostfixSink sink, CancellationToken cancellationToken)
    {
        // The sink counts a mail a little after it has said 250.
        await Task.Delay(CountingTime, cancellationToken);
        var (releases, cpu, written, taken) = (store.Releases, daemon.Cpu, daemon.Written, sink.Taken);
        await Conversation.ApproveAsync(daemon.Smtp, request, cancellationToken);
        var watch = Stopwatch.StartNew();
        await store.ReleasedAsync(releases, cancellationToken);
        var made = watch.Elapsed;
        await store.DeliveredAsync(releases, cancellationToken);
        var run = new Run(readers, watch.Elapsed, daemon.Cpu - cpu, daemon.Written - written, made);
        await Task.Delay(CountingTime, cancellationToken);
        var came = sink.Taken - taken;
        return came >= readers && came <= readers + Letters ? run : throw new LoadException($"{came} mails came to {readers} readers");
    }
}
