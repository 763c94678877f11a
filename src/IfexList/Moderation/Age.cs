using IfexList.Store;

namespace IfexList.Moderation;

/// <summary>How long a post has waited, as people say it: in hours for two days, then in days.</summary>
internal static class Age
{
    private const int HoursShown = 48;

    /// <summary>Both variables of a letter; <c>days</c> is 0 where hours are said.</summary>
    public static void Tell(Dictionary<string, object?> facts, HeldPost post, long now)
    {
        var age = TimeSpan.FromMilliseconds(now - post.At);
        facts["hours"] = Math.Max(1, (int)Math.Round(age.TotalHours));
        facts["days"] = age.TotalHours < HoursShown ? 0 : (int)Math.Round(age.TotalDays);
    }
}
