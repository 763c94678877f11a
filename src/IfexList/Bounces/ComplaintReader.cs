using MimeKit;

namespace IfexList.Bounces;

/// <summary>
/// Complaints: reports of abuse (RFC 5965), in whose place some providers send a form of their own. What they mean for the reader stands in
/// <see cref="FeedbackTypes"/>: a report that our DKIM or DMARC failed (RFC 6591) comes in the same form, but is about us. What a person writes to
/// <c>abuse@</c>, in whatever form, is a person's mail and goes to the owners.
/// </summary>
public static class ComplaintReader
{
    private static readonly Func<MimeMessage, ReturnReport?>[] Forms =
        [FeedbackReport.Read, ComplaintNotification.Read, OptOut.Read, ProviderForms.Read];

    /// <returns>Null where it is none of these.</returns>
    public static ReturnReport? Read(MimeMessage message) => Forms.Select(read => read(message)).FirstOrDefault(report => report is not null);
}
