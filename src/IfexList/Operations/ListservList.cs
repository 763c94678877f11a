using System.Globalization;
using IfexList.Lists;

namespace IfexList.Operations;

/// <summary>
/// A LISTSERV list as <c>GET</c> or <c>REVIEW</c> shows it: a header whose lines begin with an asterisk (L-Soft's list owner's manual, appendix B),
/// then a member on each line, his address first. <c>GET</c> adds his options from column 81 on, encoded for LISTSERV alone. In words they stand in
/// the answer to <c>QUERY L FOR *@*</c>: a heading for each member, then one line for each option, its keyword first (same manual, chapter 5).
/// </summary>
internal sealed class ListservList(ImportText text, MailingList list)
{
    private const string Heading = "Subscription options for ";
    private const string DateField = "Subscription date:";
    private const int OptionsColumn = 80;

    public static bool IsIt(ImportText text) =>
        text.Head.Count > 0 && text.Head[0].StartsWith('*') || text.Head.Any(line => line.StartsWith(Heading, StringComparison.OrdinalIgnoreCase));

    public IEnumerable<TableLine> Read()
    {
        ForeignMember? queried = null;
        var told = false;
        foreach (var (number, line) in text.Lines())
        {
            if (line.StartsWith(Heading, StringComparison.OrdinalIgnoreCase))
            {
                if (queried is not null)
                    yield return queried.Line();
                queried = new ForeignMember(number, MailboxOf(line), list);
            }
            else if (queried is not null)
                Take(queried, line.Trim());
            else if (!string.IsNullOrWhiteSpace(line) && line[0] is not ('*' or '>'))
            {
                if (!told && line.Length > OptionsColumn && !string.IsNullOrWhiteSpace(line[OptionsColumn..]))
                    yield return new TableLine.Note(number, "here and below, options behind column 80 are encoded and not read: import the answer to QUERY L FOR *@* instead");
                told |= line.Length > OptionsColumn;
                yield return new ForeignMember(number, ForeignMember.FirstWord(line), list).Line();
            }
        }
        if (queried is not null)
            yield return queried.Line();
    }

    private static void Take(ForeignMember member, string line)
    {
        if (line.StartsWith(DateField, StringComparison.OrdinalIgnoreCase))
        {
            if (DateTimeOffset.TryParseExact(line[DateField.Length..].Trim(), "d MMM yyyy", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day))
                member.Since(day);
            else
                member.Lacks($"\"{line}\" is no date");
            return;
        }
        switch (line.Split(' ')[0])
        {
            case "NOMAIL":
                member.Paused = true;
                break;
            case "MAIL":
                member.Rhythm ??= Rhythm.Now;
                break;
            case "DIGEST" or "DIGESTS":
                member.Rhythm = Rhythm.Daily;
                break;
            case "INDEX":
                member.Rhythm = Rhythm.Headlines;
                break;
        }
    }

    // "Subscription options for NAME <ADDRESS>, list L:", or the address alone.
    private static string MailboxOf(string heading)
    {
        var end = heading.LastIndexOf(", list ", StringComparison.OrdinalIgnoreCase);
        return heading[Heading.Length..(end > Heading.Length ? end : heading.Length)];
    }
}
