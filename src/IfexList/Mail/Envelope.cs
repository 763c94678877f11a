using System.Net;

namespace IfexList.Mail;

/// <summary>What the SMTP dialogue said around a mail: who is speaking and on whose behalf. Recipients stand apart.</summary>
/// <param name="Sender">MAIL FROM; null is the null reverse-path of a robot's mail (RFC 5321 §4.5.5).</param>
/// <param name="Client">The peer's address; it goes into our Received line, which never leaves the house.</param>
/// <param name="Helo">What the peer calls itself.</param>
/// <param name="Protocol">For the Received line: SMTP, ESMTP, ESMTPS, UTF8SMTPS … (RFC 3848, RFC 6531 §4.3).</param>
public sealed record Envelope(Address? Sender, IPAddress Client, string Helo, string Protocol, bool SmtpUtf8);
