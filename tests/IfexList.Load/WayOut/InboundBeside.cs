using System.Globalization;

namespace IfexList.Load.WayOut;

/// <summary>Posts of strangers taken in durably over 20 connections, alone and while a large release is on its way into smtp-sink.</summary>
public sealed class InboundBeside(Plan plan, TargetReport report)
{
    private const int Peers = 20;
    private const int Readers = 100_000;
    private const string Stranger = "someone@elsewhere.example";

    private int _next;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var sender = await Sender.StartAsync(plan.Daemon, new SenderPlan(Readers), cancellationToken);
        List<Run> alone = [], beside = [], sent = [];
        for (var run = 0; run < plan.Runs; run++)
        {
            var request = await sender.AskAsync(cancellationToken);
            await using var sink = await sender.StartSinkAsync(cancellationToken);
            alone.Add(await PostAsync(sender, cancellationToken));
            await sender.Store.QuietAsync(cancellationToken);
            var releases = sender.Store.Releases;
            var sending = sender.Release.DecideAsync(request, sink, cancellationToken);
            await sender.Store.ReleasedAsync(releases, cancellationToken);
            beside.Add(await PostAsync(sender, cancellationToken));
            if (sending.IsCompleted)
                throw new LoadException("the release was over before the posts were taken in");
            sent.Add(await sending);
        }
        report.AddCopies($"inbound from strangers, {Peers} connections, while a release is on its way", beside, "the same alone", alone, Target.AtLeast(0.5));
        report.AddCopies(string.Create(CultureInfo.InvariantCulture, $"the release to {Readers:N0} meanwhile"), sent, "the posts", beside, null);
    }

    private async Task<Run> PostAsync(Sender sender, CancellationToken cancellationToken)
    {
        var run = await new LeanClient(sender.Daemon.Smtp, Peers, rides: false).SendAsync(Conversation.Post(Stranger), _next, plan.Mails, cancellationToken);
        _next += plan.Mails;
        return run;
    }
}
