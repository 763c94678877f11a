using IfexList.Tests.Moderation;
using IfexList.Lists;
using IfexList.Preflight;
using IfexList.Publishing;
using IfexList.Store;

namespace IfexList.Tests.Preflight;

/// <summary>Posts and releases of one text, for what is found in them.</summary>
internal static class Draft
{
    public static PostFindings Findings(string subject, string text, params RecentRelease[] recent) =>
        FirstLook.Of(new CleanPost(subject, text, [], IsEncrypted: false, IsCut: false, SignedPart: null, Language: null, Date: null), Desk.Alerts, recent);

    /// <summary>The hints of one kind, "-" where there are none.</summary>
    public static string Hint(HintKind kind, string subject, string text, params RecentRelease[] recent) =>
        string.Join('|', Findings(subject, text, recent).Hints.Where(hint => hint.Kind == kind).Select(hint => hint.Detail).DefaultIfEmpty("-"));

    /// <param name="inCase">Its own number where it begins one.</param>
    public static RecentRelease Released(int number, string country, string subject, string text, int? inCase = null) =>
        new($"2026-0312-{number:00}", $"2026-0312-{inCase ?? number:00}", TopicNames.Find(country, Desk.Alerts), subject, text, DateTimeOffset.UnixEpoch.AddDays(number));
}
