using IfexList.Mail;

namespace IfexList.Scenarios.Editions;

/// <summary>A reader as the model knows him.</summary>
/// <param name="Languages">Best first.</param>
/// <param name="Wait">How long he waits for a better language; null leaves it to the list, <see cref="Timeout.InfiniteTimeSpan"/> is for ever.</param>
/// <param name="WantsAll">Every edition, whatever its language.</param>
/// <param name="About">A country or region; null is everything.</param>
/// <param name="Since">When he subscribed.</param>
/// <param name="Until">When he left; null where he stays.</param>
internal sealed record Reader(
    string Address, IReadOnlyList<Language> Languages, TimeSpan? Wait, bool WantsAll, string? About, DateTimeOffset Since, DateTimeOffset? Until)
{
    public Language Best => Languages[0];

    public bool IsThere(DateTimeOffset at) => Since <= at && !(Until <= at);
}
