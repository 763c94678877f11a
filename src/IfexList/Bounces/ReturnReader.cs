using MimeKit;

namespace IfexList.Bounces;

/// <summary>Reads what comes back: the readers in the order in which they are asked.</summary>
public static class ReturnReader
{
    public static ReturnReport Read(MimeMessage message) =>
        Challenge(message) ?? ComplaintReader.Read(message) ?? Bounce(message) ?? AutoReplyReader.Read(message) ?? new ReturnReport(ReturnKind.None, "none", [], ReturnedOriginal.Unknown);

    // Who asks a sender to prove himself may dress it up as a report.
    private static ReturnReport? Challenge(MimeMessage message) => ChallengeServices.Wrote(message, "") ? AutoReplyReader.Read(message) : null;

    private static ReturnReport? Bounce(MimeMessage message) => ReturnedPieces.Of(message) is var pieces ? DsnReader.Read(message, pieces) ?? NarratedReader.Read(message, pieces) : null;
}
