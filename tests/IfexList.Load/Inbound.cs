using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;

namespace IfexList.Load;

/// <summary>
/// Posts of 5 KB taken in durably, one a transaction over kept connections: how many hear 250 in a second, from a stranger (held for the digest, nobody
/// is written to) and from a member (each asks the moderator). Beside it, in the same run, the same client into a sink that keeps nothing,
/// smtp-source into it, and the same bytes appended to a file and flushed one by one.
/// </summary>
public sealed class Inbound(Plan plan, Report report)
{
    private const string Stranger = "someone@elsewhere.example";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private int _next;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var connections in plan.Connections)
            await RunAsync(connections, Stranger, "a stranger", cancellationToken);
        await RunAsync(plan.Connections.Order().Skip(plan.Connections.Count / 2).First(), Conversation.Member, "a member", cancellationToken);
    }

    private async Task RunAsync(int connections, string author, string who, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var relay = Ports.Free();
        await using var daemon = new RunningDaemon(plan.Daemon, folder, relay);
        await daemon.VerbAsync(1, cancellationToken, "members", "add", Conversation.Member, "--organisation", Conversation.Organisation);
        await daemon.VerbAsync(1, cancellationToken, "moderators", "add", "alerts", Conversation.Moderator, "--language", "en");
        await daemon.StartAsync(cancellationToken);
        await using var sink = await StartSinkAsync(relay, folder, cancellationToken);
        using var store = new StoreView(daemon.DatabaseFile, Patience);
        var post = Conversation.Post(author);
        var count = connections == 1 ? plan.Mails / 2 : plan.Mails;
        List<Run> taken = [], workedOff = [], limit = [], source = [], flushed = [];
        for (var run = 0; run < plan.Runs; run++)
        {
            if (sink is PostfixSink postfix)
                source.Add(await postfix.SourceAsync(connections, count, 5000, cancellationToken));
            flushed.Add(Append(folder, post, count));
            limit.Add(await new LeanClient(relay, connections, rides: false).SendAsync(post, _next, count, cancellationToken));
            var (cpu, held) = (daemon.Cpu, store.Held);
            var watch = Stopwatch.StartNew();
            taken.Add(await new LeanClient(daemon.Smtp, connections, rides: false).SendAsync(post, _next, count, cancellationToken) with { Cpu = daemon.Cpu - cpu });
            await store.QuietAsync(cancellationToken);
            workedOff.Add(new Run(count, watch.Elapsed, daemon.Cpu - cpu));
            if (store.Held - held != count)
                throw new LoadException($"of {count} posts {store.Held - held} are held");
            _next += count;
        }
        var name = sink is PostfixSink ? "smtp-sink" : "our own SMTP server";
        report.Uses(name);
        report.Add(string.Create(CultureInfo.InvariantCulture, $"inbound from {who}, {connections} connections: heard 250"), taken, daemon.PeakKilobytes,
            [($"the same client into {name}", limit), ("one flushed append a mail", flushed), .. source.Count > 0 ? [("smtp-source into it", source)] : Array.Empty<(string, IReadOnlyList<Run>)>()]);
        report.Add(string.Create(CultureInfo.InvariantCulture, $"the same: held, and every letter about it sent"), workedOff, null);
    }

    private static async Task<IAsyncDisposable> StartSinkAsync(IPEndPoint relay, TemporaryFolder folder, CancellationToken cancellationToken) =>
        PostfixSink.IsInstalled ? await PostfixSink.StartAsync(relay, folder, cancellationToken) : await OwnSink.StartAsync(relay, cancellationToken);

    private static Run Append(TemporaryFolder folder, NumberedMail post, int count)
    {
        var bytes = post.Text();
        var watch = Stopwatch.StartNew();
        using var file = new FileStream(folder.File("appended"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var i = 0; i < count; i++)
        {
            file.Write(bytes.With(i).Span);
            file.Flush(flushToDisk: true);
        }
        return new Run(count, watch.Elapsed);
    }
}
