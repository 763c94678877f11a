using IfexList.Lists;

namespace IfexList.Operations;

/// <summary>
/// Members of a Mailman list, one on each line: <c>mailman members</c> of Mailman 3 and <c>list_members</c> of Mailman 2 write an address, or with full
/// names <c>Name &lt;address&gt;</c> (manual pages of both). Which of them get digests or nothing stands in no line: each command has options that
/// list those alone (<c>--digest</c>, <c>--nomail</c>), so that one file is of one kind. And Postorius' table of a Mailman 3 list, whose columns are
/// named after the member's attributes in Mailman's REST interface.
/// </summary>
internal static class MailmanMembers
{
    private static readonly string[] OwnColumns = ["email", "delivery_mode", "delivery_status", "display_name"];

    public static bool HasOwnColumns(ImportText text) => IsTable(text) && CsvRows.Columns(text.Head[0]).Intersect(OwnColumns).Any();

    public static bool IsTable(ImportText text) => text.Head.Count > 0 && !text.Head[0].Contains('@') && CsvRows.Columns(text.Head[0]).Intersect(["email", "address"]).Any();

    public static IEnumerable<TableLine> ReadLines(ImportText text, MailingList list) =>
        text.Lines().Where(line => !string.IsNullOrWhiteSpace(line.Text)).Select(line => new ForeignMember(line.Number, line.Text.Trim(' ', '\t', ','), list).Line());

    public static IEnumerable<TableLine> ReadTable(ImportText text, string name, MailingList list) =>
        new CsvRows(text, name).Read("email", "address").Select(row => row.Fault is { } fault ? new TableLine.Bad(row.Number, fault) : Member(row, list));

    private static TableLine Member(CsvRows row, MailingList list)
    {
        if (row.Cell("email", "address") is not { } address)
            return new TableLine.Bad(row.Number, "the address is missing");
        var member = new ForeignMember(row.Number, address, list);
        if (row.Cell("delivery_mode") is { } mode)
            Deliver(member, mode);
        // Mailman's DeliveryStatus: enabled, by_user, by_bounces, by_moderator, unknown.
        member.Paused = row.Cell("delivery_status") is { } status && Word(status) != "enabled";
        if (row.Cell("preferred_language") is { } language)
            member.Reads(language);
        return member.Line();
    }

    // Mailman's DeliveryMode.
    private static void Deliver(ForeignMember member, string mode)
    {
        member.Rhythm = Word(mode) switch
        {
            "regular" => Rhythm.Now,
            "mime_digests" or "plaintext_digests" => Rhythm.Daily,
            "summary_digests" => Rhythm.Headlines,
            _ => null,
        };
        if (member.Rhythm is null)
            member.Lacks($"its delivery mode \"{mode}\" is unknown");
    }

    // Python writes members of an enumeration with its name in front: DeliveryMode.regular.
    private static string Word(string value) => value[(value.LastIndexOf('.') + 1)..].ToLowerInvariant();
}
