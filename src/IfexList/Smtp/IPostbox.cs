using System.Buffers;
using IfexList.Mail;

namespace IfexList.Smtp;

/// <summary>
/// The seam behind the SMTP server. <c>FrontDesk</c> is the daemon's own; the sink with which tests and load runs play the remote world is the other.
/// </summary>
public interface IPostbox
{
    /// <summary>Asked at RCPT: may this be written to? A positive reply adds the recipient to the mail.</summary>
    ValueTask<SmtpReply> MayWriteToAsync(Envelope envelope, Address recipient, CancellationToken cancellationToken);

    /// <summary>
    /// Asked at the end of the message: takes responsibility and says so, or refuses. A positive reply means that the mail is on disk.
    /// </summary>
    /// <param name="message">With CRLF line ends, dot-stuffing undone, without the final dot. Valid until the returned task ends.</param>
    ValueTask<SmtpReply> TakeInAsync(
        Envelope envelope, IReadOnlyList<Address> recipients, ReadOnlySequence<byte> message, CancellationToken cancellationToken);
}
