using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Communique;

/// <summary>What a week brought, as the first draft of a number: releases by region, country and case, announcements by kind, and the list of what was issued.</summary>
/// <param name="Entries">Numbered from 1 in the order in which they stand.</param>
public sealed record WeeklyDraft(IReadOnlyList<IssueEntry> Entries)
{
    public bool IsEmpty => Entries.Count == 0;

    public static WeeklyDraft Compile(Connection db, MailingList list, Language language, DateTimeOffset at, AddressPlan addresses)
    {
        var (from, until) = (Begin(db, list, language, at), at.ToUnixTimeMilliseconds());
        var sources = list.Newsletter?.Sources ?? [];
        var words = new DraftWording(list, language, addresses);
        var cases = Cases(WeeksNews.Releases(db, sources, language, from, until));
        var items = WeeksNews.Items(db, list.Name, language, DraftTimes.Day(list, at), until - (long)Limits.ItemOffered.TotalMilliseconds);
        var told = cases.Select(updates => Told(updates, words)).Concat(items.Select(item => Told(item, words))).ToList();
        var ordered = Section.All.SelectMany(section => told.Where(entry => entry.Section == section.Code)).ToList();
        if (cases.Count > 0)
            ordered.Add(new IssueEntry(0, Section.Alerts.Code, Section.Alerts.In(language), words.Issued(cases)));
        return new WeeklyDraft([.. ordered.Select((entry, index) => entry with { Number = index + 1 })]);
    }

    /// <summary>How much of the week up to then is out in other languages only.</summary>
    public static int Missing(Connection db, MailingList list, Language language, DateTimeOffset at) =>
        WeeksNews.CountElsewhere(db, list.Newsletter?.Sources ?? [], language, at.AddDays(-7).ToUnixTimeMilliseconds(), at.ToUnixTimeMilliseconds());

    // Since the draft before, so that nothing falls between two of them.
    private static long Begin(Connection db, MailingList list, Language language, DateTimeOffset at)
    {
        var reach = at.Add(-Limits.DraftReach).ToUnixTimeMilliseconds();
        return IssueDrafts.LastAt(db, list.Name, language) is { } last ? Math.Max(last, reach) : at.AddDays(-7).ToUnixTimeMilliseconds();
    }

    /// <summary>Each case with its releases, newest first; cases by region and country, those that name none last.</summary>
    private static List<IReadOnlyList<WeeksRelease>> Cases(IReadOnlyList<WeeksRelease> releases) =>
        [.. releases.GroupBy(release => release.Case).Select(of => (IReadOnlyList<WeeksRelease>)[.. of]).OrderBy(of => RegionRank(of[0])).ThenBy(of => of[0].Country?.Code ?? "", StringComparer.Ordinal)];

    private static int RegionRank(WeeksRelease release) => release.Country?.Region is { } region ? Regions.All.ToList().IndexOf(region.Code) : Regions.All.Count;

    private static IssueEntry Told(IReadOnlyList<WeeksRelease> updates, DraftWording words)
    {
        var newest = updates[0];
        var section = newest.Kind == "joint-action" ? Section.Action : newest.IsUpdate ? Section.Updates : Section.Regional;
        return new IssueEntry(0, section.Code, words.Headline(newest), words.Summary(newest), newest.Edition);
    }

    private static IssueEntry Told(WeeksItem item, DraftWording words) =>
        new(0, Section.OfItem(item.Kind).Code, HeaderText.Clean(item.Headline), words.Announced(item), Item: item.Id);
}
