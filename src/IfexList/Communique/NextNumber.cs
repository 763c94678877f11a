using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Communique;

/// <summary>The number that a language's draft is for: all languages of a week have one, and each year begins with 1.</summary>
internal static class NextNumber
{
    /// <returns>Null where that language has its number of the week already.</returns>
    public static IssueNumber? Of(Connection db, MailingList list, Language language, DateTimeOffset at)
    {
        var week = IssueDrafts.Since(db, list.Name, DraftTimes.WeekOf(list, at).ToUnixTimeMilliseconds());
        if (week.Any(issue => issue.Language == language))
            return null;
        if (week is [.., var newest])
            return new IssueNumber(newest.Volume, newest.Number);
        var volume = DraftTimes.Day(list, at).Year - list.Newsletter!.FirstYear + 1;
        return new IssueNumber(volume, IssueDrafts.LastNumber(db, list.Name, volume) + 1);
    }
}
