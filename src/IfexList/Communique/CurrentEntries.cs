using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Communique;

/// <summary>
/// A draft's entries as their releases read now. A release that was corrected after the draft was made is told anew; where an editor wrote in its place, her words stay and she is told.
/// </summary>
/// <param name="Corrected">The numbers of entries that are in the issue and whose release was corrected since.</param>
/// <param name="Rewritten">Those among them in which an editor's words stand.</param>
public sealed record CurrentEntries(IReadOnlyList<IssueEntry> Entries, IReadOnlyList<int> Corrected, IReadOnlyList<int> Rewritten)
{
    public static CurrentEntries Of(Connection db, MailingList list, IssueDraft draft, IReadOnlyList<IssueEntry> entries, AddressPlan addresses)
    {
        var words = new DraftWording(list, draft.Language, addresses);
        var (corrected, rewritten, lines) = (new List<int>(), new List<int>(), new List<(string Old, string Now)>());
        var current = entries.Select(entry =>
        {
            if (!IsOutdated(db, entry, out var newest) || WeeksNews.Find(db, entry.Edition!.Value) is not { } old || WeeksNews.Find(db, newest) is not { } now)
                return entry;
            lines.Add((words.Line(old), words.Line(now)));
            var (isHeadlineOurs, isTextOurs) = (entry.Headline == words.Headline(old), entry.Text == words.Summary(old));
            if (!entry.IsDropped)
                corrected.Add(entry.Number);
            if (!entry.IsDropped && !(isHeadlineOurs && isTextOurs))
                rewritten.Add(entry.Number);
            return entry with { Edition = newest, Headline = isHeadlineOurs ? words.Headline(now) : entry.Headline, Text = isTextOurs ? words.Summary(now) : entry.Text };
        }).ToList();
        return new CurrentEntries([.. current.Select(entry => entry.Section == Section.Alerts.Code ? Listed(entry, lines) : entry)], corrected, rewritten);
    }

    /// <summary>Whether no release that an entry tells was corrected since.</summary>
    public static bool StillHold(Connection tx, IReadOnlyList<IssueEntry> entries) => entries.All(entry => !IsOutdated(tx, entry, out _));

    /// <summary>What the editor must look at: a whole issue of her own holds nothing of what is told anew.</summary>
    public IReadOnlyList<int> ToLookAt(bool isWhole) => isWhole ? Corrected : Rewritten;

    private static bool IsOutdated(Connection db, IssueEntry entry, out long newest)
    {
        newest = entry.Edition is { } edition ? CaseFile.Newest(db, edition)?.Id ?? edition : 0;
        return newest != (entry.Edition ?? 0);
    }

    private static IssueEntry Listed(IssueEntry alerts, List<(string Old, string Now)> lines) =>
        alerts with { Text = lines.Aggregate(alerts.Text, (text, line) => text.Replace(line.Old, line.Now, StringComparison.Ordinal)) };
}
