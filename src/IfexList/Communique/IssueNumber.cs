using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Communique;

/// <summary>Volume and number of an issue. All languages of a week have one; each year begins with 1.</summary>
public readonly record struct IssueNumber(int Volume, int Number)
{
    /// <returns>Null where that language has its number of the week already.</returns>
    public static IssueNumber? Next(Connection db, MailingList list, Language language, DateTimeOffset at)
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
