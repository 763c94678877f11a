using IfexList.Foundation;
using Microsoft.Extensions.Logging;

namespace IfexList.Smtp;

/// <summary>What all sessions of one listener share.</summary>
/// <param name="Certificates">Null where none is configured: then STARTTLS isn't offered.</param>
public sealed record SmtpPremises(
    string HostName, int MaxMessageBytes, IPostbox Postbox, Certificates? Certificates, ReceivingRoom Room, TimeProvider Time, ILogger Logger)
{
    public static SmtpPremises Of(SmtpSettings settings, string hostName, IPostbox postbox, TimeProvider time, ILogger logger) => new(
        hostName,
        settings.MaxMessageBytes,
        postbox,
        settings.Certificate.Length == 0 ? null : new Certificates(settings.Certificate, settings.CertificateKey, logger),
        new ReceivingRoom(Memory.ReceivingOctets),
        time,
        logger);
}
