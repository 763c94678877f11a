using IfexList.Mail;

namespace IfexList.Lists;

/// <summary>How far a subscription has come.</summary>
public enum SubscriptionState
{
    /// <summary>Asked for, and not yet confirmed by the address itself.</summary>
    Unconfirmed,
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
    Now,
    Daily,
    Weekly,
    Headlines,
}

/// <summary>One reader of one list, as the administrator sees him.</summary>
/// <param name="Languages">Best first.</param>
/// <param name="Since">When he consented, or was entered.</param>
public sealed record Subscriber(
    string List, Address Address, SubscriptionState State, IReadOnlyList<Language> Languages, CopyFormat Format, Rhythm Rhythm, DateTimeOffset Since);

/// <summary>What is asked for a reader; whatever is null stays as it is, or becomes the default of a new one.</summary>
public sealed record Preferences(IReadOnlyList<Language>? Languages = null, CopyFormat? Format = null, Rhythm? Rhythm = null);
