using IfexList.Foundation;
using IfexList.Mail;
using MimeKit;

namespace IfexList.Bounces;

/// <summary>
/// A report of abuse in fields (ARF, RFC 5965): in a part of its own, in one that bears the wrong type, in a plain text, or in a mail that
/// an abuse desk passes on untouched. A person who passes it on with words of his own has written a mail.
/// </summary>
internal static class FeedbackReport
{
    // One of them beside Feedback-Type makes a report of a text; the type alone may be a word about reports.
    private static readonly string[] Companions =
    [
        "Original-Mail-From", "Original-Rcpt-To", "Removal-Recipient", "Source-IP", "Arrival-Date", "Received-Date", "Reported-Domain", "Reported-URI", "Abuse-Type",
        "Auth-Failure", "Incidents",
    ];

    public static ReturnReport? Read(MimeMessage message) => Whole(message) ?? Passed(message);

    private static ReturnReport? Whole(MimeMessage message)
    {
        var parts = ReportParts.Of(message);
        return Fields(message, parts) is { } fields ? Report(fields, parts) : null;
    }

    private static ReportFields? Fields(MimeMessage message, IReadOnlyList<MimeEntity> parts)
    {
        // Where the blank line behind the part's header is lost, its fields stand in that header.
        foreach (var part in parts)
            if (part is MimePart leaf && part.Is("message", "feedback-report"))
                return ReportFields.Anywhere(ReportParts.Text(leaf)).With(ReportFields.Of(part.Headers));
        var isReport = message.Body is { ContentType: { MediaSubtype: var kind } type } && kind.Equals("report", StringComparison.OrdinalIgnoreCase)
            && "feedback-report".Equals(type.Parameters["report-type"], StringComparison.OrdinalIgnoreCase);
        if (!isReport && message.Headers.Contains(HeaderId.InReplyTo))
            return null;
        foreach (var text in ReportParts.Texts(parts))
            if (text.Contains("Feedback-Type", StringComparison.OrdinalIgnoreCase)
                && ReportFields.Block(text, "Feedback-Type") is { Fields.Count: > 1 } fields && (isReport || Companions.Any(fields.Has)))
                return fields;
        return isReport ? ReportFields.None : null;
    }

    private static ReturnReport Report(ReportFields fields, IReadOnlyList<MimeEntity> parts)
    {
        var mail = ReportedMail.Of(parts);
        var type = fields.First("Feedback-Type") ?? "abuse";
        var named = fields.All("Original-Rcpt-To").Concat(fields.All("Removal-Recipient")).Concat(fields.All("Original-Recipient")).SelectMany(ReportedAddress.Read);
        return Complaint("arf", type, named, mail, fields.All("Original-Mail-From"), $"Feedback-Type: {type}; {fields.First("User-Agent")}");
    }

    /// <summary>The complaint of those whom the report names, or whom the reported mail was for; of somebody hidden where neither tells.</summary>
    public static ReturnReport Complaint(string rule, string type, IEnumerable<string> named, ReportedMail mail, IEnumerable<string> senders, string text)
    {
        var who = named.Distinct(StringComparer.OrdinalIgnoreCase).Take(Limits.Complainers).ToList();
        if (who.Count == 0)
            who = [.. mail.Recipients().Take(Limits.Complainers)];
        var reason = FeedbackTypes.Reason(type);
        var words = HeaderText.Clean(text.Length > Limits.ReportTextCharacters ? text[..Limits.ReportTextCharacters] : text);
        var recipients = (who.Count == 0 ? [null] : who.Cast<string?>()).Select(address => new ReturnedRecipient(address, null, reason, null, null, words));
        return new ReturnReport(ReturnKind.Complaint, rule, [.. recipients], mail.Original(senders));
    }

    private static ReturnReport? Passed(MimeMessage message)
    {
        if (!string.IsNullOrWhiteSpace(PlainOf(message)))
            return null;
        return ReportParts.Of(message).OfType<MessagePart>().Take(1).Select(part => part.Message is { Body: Multipart } passed ? Whole(passed) : null).FirstOrDefault();
    }

    private static string PlainOf(MimeMessage message) => string.Concat(ReportParts.Of(message).OfType<TextPart>().Where(part => !part.IsAttachment).Select(ReportParts.Text));
}
