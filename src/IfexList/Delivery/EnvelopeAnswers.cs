using IfexList.Mail;

namespace IfexList.Delivery;

/// <summary>What the next hop said to one copy's MAIL, RCPT and DATA, or BDAT; a code of 0 where it wasn't asked.</summary>
internal readonly record struct EnvelopeAnswers(SmtpReply Mail, SmtpReply Rcpt, SmtpReply Data)
{
    /// <summary>It waits for a text, wanted or not: a final dot must be sent.</summary>
    public bool WantsText => Data.Code == 354;

    /// <summary>Null where the text may go.</summary>
    public Outcome? Refusal => EnvelopeRefusal ?? (WantsText ? null : Later(Data));

    /// <summary>Of a copy that went out whole, by BDAT. Where MAIL or RCPT was refused, its answer is nobody's, whatever it is.</summary>
    public Outcome ForWhole => EnvelopeRefusal ?? ForText(Data);

    /// <summary>Each alone would have had another answer: the hop can't follow commands that come together. Behind a refusal 503 is in order.</summary>
    public bool IsOutOfCount => (Mail.Code / 100 != 2 ? Mail : Rcpt.Code / 100 != 2 ? Rcpt : Data).Code == 503;

    private Outcome? EnvelopeRefusal => Mail.Code / 100 != 2 ? ForMail(Mail) : Rcpt.Code / 100 != 2 ? ForRcpt(Rcpt) : null;

    /// <summary>The answer to the final dot.</summary>
    public static Outcome ForText(SmtpReply reply) => reply.Code / 100 == 2 ? Outcome.Delivered.Instance : Later(reply);

    // A refused sender is our fault and not the reader's, so he isn't given up for it. But RFC 1870 §6.1: 552 here says that the text is too large for good.
    private static Outcome ForMail(SmtpReply reply) => reply.Code == 552 ? new Outcome.Refused(reply) : new Outcome.Deferred(Sane(reply));

    // RFC 5321 §4.5.3.1.10: 552 on RCPT is temporary.
    private static Outcome ForRcpt(SmtpReply reply) => reply.Code == 552 ? new Outcome.Deferred(reply) : Later(reply);

    // 503 is about the order of our commands: a hop that has lost count says nothing about a reader.
    private static Outcome Later(SmtpReply reply) => Sane(reply).IsPermanent && reply.Code != 503 ? new Outcome.Refused(reply) : new Outcome.Deferred(reply);

    private static SmtpReply Sane(SmtpReply reply) =>
        reply.IsTransient || reply.IsPermanent ? reply : throw new HopProtocolException("an answer to another question");
}
