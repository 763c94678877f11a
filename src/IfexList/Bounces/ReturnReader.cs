using MimeKit;

namespace IfexList.Bounces;

/// <summary>Reads what comes back: the readers in the order in which they are asked.</summary>
public static class ReturnReader
{
    private static readonly Func<MimeMessage, ReturnReport?>[] Readers = [ComplaintReader.Read, DsnReader.Read, NarratedReader.Read, AutoReplyReader.Read];

    // Who asks a sender to prove himself may dress it up as a report.
    public static ReturnReport Read(MimeMessage message) =>
        (ChallengeServices.Wrote(message, "") ? AutoReplyReader.Read(message) : null)
        ?? Readers.Select(read => read(message)).FirstOrDefault(report => report is not null) ?? new ReturnReport(ReturnKind.None, "none", [], ReturnedOriginal.Unknown);
}
