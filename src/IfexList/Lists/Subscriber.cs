using IfexList.Mail;

namespace IfexList.Lists;

/// <summary>How far a subscription has come. One that isn't confirmed yet is a request, no subscription.</summary>
public enum SubscriptionState
{
    Active,

    /// <summary>The reader wants nothing for a while.</summary>
    Paused,
}

/// <summary>What a reader's copies look like.</summary>
public enum CopyFormat
{
    Text,
    Full,
}

/// <summary>How often a reader wants mail.</summary>
public enum Rhythm
{
    /// <summary>Each release by itself, at once.</summary>
    Now,

    /// <summary>One parcel a day.</summary>
    Daily,

    /// <summary>One parcel a week.</summary>
    Weekly,

    /// <summary>The index of what came out, once a day; texts on request.</summary>
    Headlines,
}

/// <summary>All that a reader has chosen on one list.</summary>
/// <param name="Languages">Best first.</param>
/// <param name="Topics">Only releases about one of these; none means all.</param>
/// <param name="Cap">Kilobytes that a mail may have, one of <see cref="Foundation.Limits.CapKilobytes"/>; 0 means whole.</param>
/// <param name="Wait">How long to wait for a better language; null leaves it to the list, <see cref="Timeout.InfiniteTimeSpan"/> means for ever.</param>
/// <param name="AllEditions">Every edition of a release, whatever its language; else one.</param>
public sealed record Choices(
    IReadOnlyList<Language> Languages, CopyFormat Format = CopyFormat.Text, Rhythm Rhythm = Rhythm.Now, IReadOnlyList<Topic>? Topics = null, int Cap = 0, TimeSpan? Wait = null,
    bool AllEditions = false)
{
    public IReadOnlyList<Topic> Topics { get; init; } = Topics ?? [];

    /// <summary>These cases among what he chose. Who reads everything reads them, too.</summary>
    public Choices Following(IReadOnlyList<Topic> cases) => Topics.Count == 0 ? this : this with { Topics = [.. Topics.Union(cases)] };

    /// <summary>Whether these cases are all that he reads.</summary>
    public bool AreOnly(IEnumerable<Topic> cases) => Topics.Count > 0 && !Topics.Except(cases).Any();

    /// <summary>Without these cases. His last topic stays, since no topics are all of them: he would have to leave.</summary>
    public Choices NotFollowing(IReadOnlyList<Topic> cases) => AreOnly(cases) ? this : this with { Topics = [.. Topics.Except(cases)] };

    /// <summary>These choices with those of <paramref name="wish"/> that it names.</summary>
    public Choices With(Preferences wish) => new(
        wish.Languages ?? Languages, wish.Format ?? Format, wish.Rhythm ?? Rhythm, wish.Topics ?? Topics, wish.Cap ?? Cap, wish.Wait ?? Wait, wish.AllEditions ?? AllEditions);
}

/// <summary>What is asked for a reader; whatever is null stays as it is, or becomes the default of a new one.</summary>
public sealed record Preferences(
    IReadOnlyList<Language>? Languages = null, CopyFormat? Format = null, Rhythm? Rhythm = null, IReadOnlyList<Topic>? Topics = null, int? Cap = null, TimeSpan? Wait = null,
    bool? AllEditions = null)
{
    /// <summary>These with what a later one names.</summary>
    public Preferences With(Preferences later) => new(
        later.Languages ?? Languages, later.Format ?? Format, later.Rhythm ?? Rhythm, later.Topics ?? Topics, later.Cap ?? Cap, later.Wait ?? Wait, later.AllEditions ?? AllEditions);
}

/// <summary>One reader of one list.</summary>
/// <param name="PausedUntil">When a pause ends by itself; null where it doesn't, or there is none.</param>
/// <param name="Since">When he consented, or was entered.</param>
/// <param name="Wording">Which words he consented to, or who entered him.</param>
public sealed record Subscriber(
    string List, Address Address, SubscriptionState State, Choices Choices, DateTimeOffset? PausedUntil, DateTimeOffset Since, string Wording);
