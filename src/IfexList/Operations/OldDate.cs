using IfexList.Foundation;
using MimeKit;
using MimeKit.Utils;

namespace IfexList.Operations;

/// <summary>
/// When an old mail was written. A clock that was never set, or ran ahead, is passed over: then it is what the archive noted in front of the mail, else what the server noted
/// that had it last.
/// </summary>
internal static class OldDate
{
    /// <returns>Null where nothing of it can be believed.</returns>
    public static DateTimeOffset? Of(MimeMessage message, DateTimeOffset? kept, DateTimeOffset now)
    {
        var said = message.Headers.Contains(HeaderId.Date) ? message.Date : default;
        return new[] { said, kept ?? default, Received(message) }.Where(date => date >= Limits.OldestMail && date <= now.AddDays(1)).Select(date => (DateTimeOffset?)date).FirstOrDefault();
    }

    // RFC 5322 §3.6.7: the date stands behind the last semicolon.
    private static DateTimeOffset Received(MimeMessage message) =>
        message.Headers[HeaderId.Received] is { } field && DateUtils.TryParse(field[(field.LastIndexOf(';') + 1)..].Trim(), out var date) ? date : default;
}
