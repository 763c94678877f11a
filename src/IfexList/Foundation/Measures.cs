using System.Diagnostics.Metrics;

namespace IfexList.Foundation;

/// <summary>
/// What is counted while the daemon runs: the instruments of the meter <see cref="Name"/>, one method for each thing that happens. Their labels come from small
/// closed sets, and no address and no reader's domain is among them: a domain may have one reader.
/// </summary>
public static class Measures
{
    public const string Name = "IfexList";

    /// <summary>All routes but those to a next hop or a provider that the configuration or the shaping names.</summary>
    public const string OtherRoute = "other";

    private static readonly Meter Meter = new(Name);

    private static readonly InstrumentAdvice<double> Times = new() { HistogramBucketBoundaries = [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600, 14400, 86400, 432000] };
    private static readonly InstrumentAdvice<int> Sizes = new() { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 512] };

    private static readonly Counter<long> AcceptedMails = Meter.CreateCounter<long>("ifexlist.mails.accepted", "{mail}", "Mails taken in: they heard 250 and are on disk");
    private static readonly Counter<long> RefusedMails = Meter.CreateCounter<long>("ifexlist.mails.refused", "{mail}", "Recipients and mails refused at the door, by reason");
    private static readonly Counter<long> HeldPosts = Meter.CreateCounter<long>("ifexlist.posts.held", "{post}", "Posts that were held for a decision");
    private static readonly Counter<long> ReleasedPosts = Meter.CreateCounter<long>("ifexlist.posts.released", "{post}", "Posts that were released to readers");
    private static readonly Counter<long> Deliveries = Meter.CreateCounter<long>("ifexlist.deliveries", "{copy}", "Tries at copies and letters that came to an outcome, by outcome and route");
    private static readonly Counter<long> Setbacks = Meter.CreateCounter<long>("ifexlist.setbacks", "{report}", "Refusals and reports about readers, by class; several about one reader and day count each");
    private static readonly Counter<long> WeighedSetbacks = Meter.CreateCounter<long>("ifexlist.setbacks.weighed", "{setback}", "Setbacks of a reader and day that were weighed, by what they came to");
    private static readonly Counter<long> BounceSteps = Meter.CreateCounter<long>("ifexlist.bounces.steps", "{reader}", "Readers who were probed, paused, removed or forgiven, or who left with a complaint");
    private static readonly UpDownCounter<int> Connections = Meter.CreateUpDownCounter<int>("ifexlist.connections", "{connection}", "Connections to next hops that are open, by route");
    private static readonly Histogram<double> FirstDeliveries = Meter.CreateHistogram("ifexlist.release.first_delivery", "s", "From a decision to the first copy of a text that was delivered", null, Times);
    private static readonly Histogram<double> LastDeliveries = Meter.CreateHistogram("ifexlist.release.last_delivery", "s", "From a decision to the outcome of the last copy of a text", null, Times);
    private static readonly Histogram<int> CommitOutcomes = Meter.CreateHistogram("ifexlist.commit.outcomes", "{outcome}", "Outcomes of copies in one commit", null, Sizes);
    private static readonly Histogram<int> CommitWrites = Meter.CreateHistogram("ifexlist.commit.writes", "{write}", "Writes that shared one commit", null, Sizes);

    public static void Accepted() => AcceptedMails.Add(1);

    public static void Refused(string reason, int count = 1) => RefusedMails.Add(count, new KeyValuePair<string, object?>("reason", reason));

    public static void Held() => HeldPosts.Add(1);

    public static void Released() => ReleasedPosts.Add(1);

    public static void Delivered(string outcome, string route, int count) =>
        Deliveries.Add(count, new KeyValuePair<string, object?>("outcome", outcome), new KeyValuePair<string, object?>("route", route));

    /// <param name="of">Its class.</param>
    public static void SetBack(string of) => Setbacks.Add(1, new KeyValuePair<string, object?>("class", of));

    /// <param name="weight">counted, passed or provider.</param>
    public static void Weighed(string weight, int count) => WeighedSetbacks.Add(count, new KeyValuePair<string, object?>("weight", weight));

    /// <param name="step">probed, paused, removed, forgiven or complained.</param>
    public static void Step(string step) => BounceSteps.Add(1, new KeyValuePair<string, object?>("step", step));

    public static void Connected(string route, int more) => Connections.Add(more, new KeyValuePair<string, object?>("route", route));

    public static void FirstDelivery(TimeSpan sinceDecision) => FirstDeliveries.Record(sinceDecision.TotalSeconds);

    public static void LastDelivery(TimeSpan sinceDecision) => LastDeliveries.Record(sinceDecision.TotalSeconds);

    public static void Outcomes(int together) => CommitOutcomes.Record(together);

    public static void Writes(int together) => CommitWrites.Record(together);
}
