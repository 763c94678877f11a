using IfexList.Foundation;
using IfexList.Mail;
using MimeKit;

namespace IfexList.Bounces;

/// <summary>The mail that a report is about, as far as the report encloses it: as a mail, as its header alone, or pasted into a text.</summary>
internal sealed record ReportedMail(ReportFields Header)
{
    public static readonly ReportedMail None = new(ReportFields.None);

    // In the order in which they are to be believed: the first are written by the complainer's own provider.
    private static readonly string[] RecipientFields =
    [
        "X-HmXmrOriginalRecipient", "X-Original-Recipient", "X-Original-Rcpt-To", "X-Rcpt-To", "X-Envelope-To", "Envelope-To", "X-Original-To", "X-Delivered-To", "Delivered-To",
        "X-Apparently-To",
    ];

    // Where our token may stand.
    private static readonly string[] TokenFields =
        ["Return-Path", "X-Envelope-From", "X-Original-Return-Path", "List-Unsubscribe", "Sender", "Errors-To", "Reply-To", "From"];

    public bool IsThere => Header.Fields.Count > 0;

    public static ReportedMail Of(IReadOnlyList<MimeEntity> parts)
    {
        foreach (var part in parts)
            if (Enclosed(part) is { Fields.Count: > 0 } header)
                return new ReportedMail(header);
        return ReportParts.Texts(parts).Select(Pasted).FirstOrDefault(mail => mail.IsThere) ?? None;
    }

    // A block of fields of which one tells a mail's way or name.
    private static ReportedMail Pasted(string text)
    {
        foreach (var name in (string[])["Message-ID", "Received", "Return-Path"])
            if (text.Contains(name, StringComparison.OrdinalIgnoreCase) && ReportFields.Block(text, name) is { Fields.Count: > 2 } header)
                return new ReportedMail(header);
        return None;
    }

    /// <summary>To whom it was sent, if its header says so: a list's To is the list's, and of several addressees any may have complained.</summary>
    public IEnumerable<string> Recipients()
    {
        foreach (var name in RecipientFields)
            if (Header.All(name).SelectMany(ReportedAddress.Read).Take(1).ToList() is { Count: > 0 } found)
                return found;
        var to = Header.All("To").SelectMany(ReportedAddress.Read).ToList();
        var isOwn = Header.Has("List-Id")
            || Header.All("From").Concat(Header.All("Reply-To")).SelectMany(ReportedAddress.Addresses).Intersect(to, StringComparer.OrdinalIgnoreCase).Any();
        return to.Count == 1 && !Header.Has("Cc") && !isOwn ? to : [];
    }

    /// <param name="senders">What the report itself calls its envelope sender.</param>
    public ReturnedOriginal Original(IEnumerable<string> senders)
    {
        var id = Header.First("Message-ID")?.Trim().Trim('<', '>');
        var addresses = senders.Concat(TokenFields.SelectMany(Header.All)).SelectMany(ReportedAddress.Addresses).Distinct(StringComparer.OrdinalIgnoreCase);
        return new ReturnedOriginal(id is not null && HeaderText.IsMessageId(id) ? id : null, [.. addresses.Take(Limits.ReportedAddresses)]);
    }

    private static ReportFields? Enclosed(MimeEntity part) => part switch
    {
        MessagePart { Message.Headers: { } headers } => ReportFields.Of(headers),
        // Encoded ones, which RFC 2046 §5.2.1 forbids, and RFC 6533's.
        MimePart leaf when part.Is("message", "rfc822") || part.Is("message", "global") || part.Is("message", "global-headers") || part.Is("message", "rfc822-headers")
            || part.Is("text", "rfc822-headers") || part.Is("text", "rfc822-header") || part.Is("text", "rfc822") => ReportFields.Anywhere(Head(ReportParts.Text(leaf).TrimStart('\n'))),
        _ => null,
    };

    private static string Head(string text) => text.IndexOf("\n\n", StringComparison.Ordinal) is >= 0 and var end ? text[..end] : text;
}
