using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Operations;

/// <summary>What may have written a file of readers.</summary>
public enum SubscriberFormat
{
    /// <summary>We, or a spreadsheet.</summary>
    Csv,
    Mailman3,
    Mailman2,
    Sympa,
    Listserv,
}

/// <summary>Recognises a file of readers by what stands in it, and reads it. Where two systems may have written it, nobody guesses.</summary>
internal static class SubscriberFormats
{
    public static IEnumerable<TableLine> Read(ImportText text, string name, MailingList list, SubscriberFormat format) => format switch
    {
        SubscriberFormat.Mailman3 => MailmanMembers.IsTable(text) ? MailmanMembers.ReadTable(text, name, list) : MailmanMembers.ReadLines(text, list),
        SubscriberFormat.Mailman2 => MailmanDump.IsIt(text) ? new MailmanDump(text, name, list).Read() : MailmanMembers.ReadLines(text, list),
        SubscriberFormat.Sympa => SympaDump.IsIt(text) ? new SympaDump(text, list).Read() : SympaDump.ReadReview(text, list),
        SubscriberFormat.Listserv => new ListservList(text, list).Read(),
        _ => new SubscriberTable(text, name, list).Read(),
    };

    /// <exception cref="VerbFailedException">It may be of several, or of none.</exception>
    public static SubscriberFormat Recognise(ImportText text, string name)
    {
        if (text.Head.Count == 0)
            throw new VerbFailedException($"{name}: the file is empty");
        var found = new List<SubscriberFormat>();
        if (!text.Head[0].Contains('@') && CsvRows.Columns(text.Head[0]).Contains("address") && !MailmanMembers.HasOwnColumns(text))
            found.Add(SubscriberFormat.Csv);
        if (MailmanMembers.HasOwnColumns(text) && !CsvRows.Columns(text.Head[0]).Intersect(["languages", "rhythm"]).Any())
            found.Add(SubscriberFormat.Mailman3);
        if (MailmanDump.IsIt(text))
            found.Add(SubscriberFormat.Mailman2);
        if (SympaDump.IsIt(text))
            found.Add(SubscriberFormat.Sympa);
        if (ListservList.IsIt(text))
            found.Add(SubscriberFormat.Listserv);
        return found is [var one] ? one : throw new VerbFailedException($"{name}: {Doubt(text)}");
    }

    private static string Doubt(ImportText text) => Address.TryParse(text.Head[0].Trim(), out _) || text.Head[0].TrimEnd().EndsWith('>')
        ? "a list of bare addresses, as several systems write it: name yours with --from mailman3, mailman2, sympa or listserv"
        : $"which system wrote \"{text.Head[0]}\"? Name it with --from mailman3, mailman2, sympa or listserv, or let line 1 name the columns, \"address\" among them";
}
