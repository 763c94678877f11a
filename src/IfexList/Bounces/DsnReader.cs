using IfexList.Foundation;
using IfexList.Ledger;
using IfexList.Mail;
using MimeKit;

namespace IfexList.Bounces;

/// <summary>
/// Delivery status notifications (RFC 3464, RFC 6533), nested and broken ones, too. Who it was and what became of it the fields say; why, their diagnostic, and
/// where that says nothing, the words for people beside the address.
/// </summary>
public static class DsnReader
{
    /// <returns>Null where it is none of these.</returns>
    internal static ReturnReport? Read(MimeMessage message, ReturnedPieces pieces) => Read(message, pieces, 0);

    private static ReturnReport? Read(MimeMessage message, ReturnedPieces pieces, int depth)
    {
        var groups = pieces.Statuses.SelectMany(StatusGroups.Of).Take(Limits.ReturnedRecipients).ToList();
        if (groups.Count > 0)
            return new ReturnReport(ReturnKind.Bounce, "dsn", Recipients(groups, new ToldBounce(message, pieces)), pieces.Returned);
        // Somebody forwarded it.
        return depth < Limits.ReturnedForwards ? pieces.Enclosed.Select(inner => Read(inner, ReturnedPieces.Of(inner), depth + 1)).FirstOrDefault(report => report is not null) : null;
    }

    // Several groups for one recipient are one: what failed counts before what is delayed, and that before what arrived.
    private static List<ReturnedRecipient> Recipients(List<StatusGroup> groups, ToldBounce told) =>
        [.. groups.Select(group => Recipient(group, groups.Count == 1, told))
            .GroupBy(recipient => recipient.Address ?? recipient.Text, StringComparer.OrdinalIgnoreCase)
            .Select(same => same.MaxBy(recipient => (Weight(recipient.Reason.Class), recipient.Text.Length))!)];

    private static ReturnedRecipient Recipient(StatusGroup group, bool isOnly, ToldBounce told)
    {
        var (final, original) = (Address(group.Final, isOnly, told), Address(group.Original, isOnly, told));
        var address = final ?? original ?? (isOnly ? told.Only : null);
        var said = SaidReply.In(group.Diagnostic);
        var status = said.Status is { Subject: > 0 } or { Detail: > 0 } ? said.Status : group.Status ?? said.Status;
        var text = Words(group.Diagnostic, address, isOnly, told, out var reason, said.Code, status);
        if (group.Fate is { } fate)
            reason = new Reason(fate, $"action-{group.Action ?? "none"}");
        return new ReturnedRecipient(address, AddressText.Same(address, original) ? null : original, reason, said.Code, status, text);
    }

    private static string Words(string diagnostic, string? address, bool isOnly, ToldBounce told, out Reason reason, int? code, EnhancedStatus? status)
    {
        reason = Reasons.Of(code, status, diagnostic);
        if (diagnostic.Length > 0 && !reason.IsGuess)
            return diagnostic;
        var more = $"{diagnostic}\n{(isOnly ? told.Words : told.Beside(address))}".Trim();
        more = more.Length > Limits.ReturnedWords ? more[..Limits.ReturnedWords] : more;
        var said = SaidReply.In(more);
        reason = Reasons.Of(code ?? said.Code, status is { Subject: > 0 } or { Detail: > 0 } ? status : said.Status ?? status, more);
        return more;
    }

    private static string? Address(string? field, bool isOnly, ToldBounce told) =>
        field is null ? null : AddressText.OfField(field) ?? (AddressText.LocalName(field) is { } name ? told.Complete(name) ?? (isOnly ? told.Only : null) : null);

    private static int Weight(ReturnClass fate) => fate switch
    {
        ReturnClass.None => 0,
        ReturnClass.Delivered => 1,
        ReturnClass.Delayed => 2,
        _ => 3,
    };
}
