using IfexList.Mail;

namespace IfexList.Delivery;

/// <summary>
/// How the attempt at one copy ended: a closed set. <see cref="Courier"/> says it, <see cref="OutcomeRecorder"/> commits it.
/// A copy that was never tried has no outcome; it goes back to the <see cref="Backlog"/>.
/// </summary>
public abstract record Outcome
{
    private Outcome() { }

    /// <summary>The next hop has taken responsibility.</summary>
    public sealed record Delivered : Outcome
    {
        public static readonly Delivered Instance = new();
    }

    /// <summary>Not now: a 4xx, or a connection lost while it was this copy's turn.</summary>
    public sealed record Deferred(SmtpReply Reply) : Outcome;

    /// <summary>Never: a 5xx about this reader or this text.</summary>
    public sealed record Refused(SmtpReply Reply) : Outcome;

    /// <summary>Deferred once more, and older than we try.</summary>
    public sealed record Expired(SmtpReply Reply) : Outcome;
}
