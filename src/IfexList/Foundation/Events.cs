using Microsoft.Extensions.Logging;

namespace IfexList.Foundation;

// The numbers: Smtp 100–199, Store 200–299, Reception 300–399, Moderation 400–449, Commands 450–499, Publishing 500–599, Delivery 600–699,
// Operations 700–799, Authentication 800–899.

/// <summary>
/// Every event that the daemon logs, numbered by folder. People's addresses and message texts are never logged, a peer's IP address
/// at debug level only: what isn't written down can't be asked for.
/// </summary>
public static partial class Events
{
    // ---- Smtp --------------------------------------------------------------------------------------------------------

    [LoggerMessage(100, LogLevel.Debug, "Session {Session}: {Peer} is connected")]
    public static partial void SessionBegan(this ILogger logger, string session, string peer);

    [LoggerMessage(101, LogLevel.Debug, "Session {Session}: ended after {Mails} mails")]
    public static partial void SessionEnded(this ILogger logger, string session, int mails);

    [LoggerMessage(102, LogLevel.Debug, "Session {Session}: the connection was lost")]
    public static partial void ConnectionLost(this ILogger logger, Exception cause, string session);

    [LoggerMessage(103, LogLevel.Error, "Session {Session}: ended by a fault of ours")]
    public static partial void SessionFailed(this ILogger logger, Exception fault, string session);

    [LoggerMessage(104, LogLevel.Error, "Session {Session}: the postbox failed; the peer was told to try again")]
    public static partial void PostboxFailed(this ILogger logger, Exception fault, string session);

    [LoggerMessage(105, LogLevel.Information, "Session {Session}: a mail was refused while it came in: {Fault}")]
    public static partial void MailRefused(this ILogger logger, string session, Enum fault);

    [LoggerMessage(106, LogLevel.Debug, "Session {Session}: the TLS handshake failed")]
    public static partial void HandshakeFailed(this ILogger logger, Exception cause, string session);

    [LoggerMessage(107, LogLevel.Warning, "{Count} sessions were ended or turned away: Smtp.MaxSessions or MaxSessionsPerAddress was reached")]
    public static partial void SessionsAtTheCap(this ILogger logger, int count);

    [LoggerMessage(108, LogLevel.Information, "Certificate {File} is in use; it expires on {Expiry:yyyy-MM-dd}")]
    public static partial void CertificateLoaded(this ILogger logger, string file, DateTime expiry);

    [LoggerMessage(109, LogLevel.Error, "Certificate {File} can't be used; the one before stays in use")]
    public static partial void CertificateBroken(this ILogger logger, Exception fault, string file);
}
