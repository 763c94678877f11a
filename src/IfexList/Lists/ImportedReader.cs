using IfexList.Mail;

namespace IfexList.Lists;

/// <summary>What a table of another time or system says about one reader; whatever is null it doesn't say.</summary>
/// <param name="Paused">He wants nothing for a while.</param>
/// <param name="PausedUntil">When that ends by itself; null where it doesn't.</param>
/// <param name="Since">When he consented there.</param>
/// <param name="Wording">Which words he consented to.</param>
public sealed record ImportedReader(
    Address Address, Preferences Wish, bool Paused = false, DateTimeOffset? PausedUntil = null, DateTimeOffset? Since = null, string? Wording = null);
