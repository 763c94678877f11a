using System.Security.Cryptography.X509Certificates;

namespace IfexList.Scenarios.Actors;

/// <summary>What the next hop offers, and what is wrong with it.</summary>
internal sealed record HopHabits
{
    public bool KnowsEhlo { get; init; } = true;
    public bool Pipelines { get; init; } = true;
    public bool TakesEightBit { get; init; } = true;
    public bool TakesUtf8Addresses { get; init; }

    /// <summary>It offers CHUNKING and takes texts by BDAT (RFC 3030).</summary>
    public bool TakesChunks { get; init; }

    /// <summary>With it, STARTTLS is offered.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>What it offered in the clear it doesn't offer behind STARTTLS: no PIPELINING, no CHUNKING.</summary>
    public bool TakesBackOverTls { get; init; }

    /// <summary>What it says first; anything but 220 is also the last.</summary>
    public string Greeting { get; init; } = "220 hop.example ESMTP";

    /// <summary>So many mails it takes over one connection, then it leaves with 421; 0 is without end.</summary>
    public int LeavesAfter { get; init; }

    /// <summary>Its answer to RCPT, by the recipient and the how-manieth try this is; null takes him.</summary>
    public Func<string, int, string?> Refuse { get; init; } = (_, _) => null;

    /// <summary>Every so manieth mail the connection breaks in the middle of the text; 0 is never.</summary>
    public int CutsInTextEvery { get; init; }

    /// <summary>
    /// What it says in the place of an answer, by the verb (or the dot, which ends a text) and the how-manieth of these it is; then it hangs up. Null is the usual
    /// answer. While it thinks, the peer waits.
    /// </summary>
    public Func<string, int, Task<string?>> Instead { get; init; } = (_, _) => Task.FromResult<string?>(null);

    /// <summary>Its answers come octet by octet, with this between them.</summary>
    public TimeSpan Stutter { get; init; }

    /// <summary>How long it thinks about each mail.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>For <see cref="Instead"/>: at every so manieth of one verb.</summary>
    public static Func<string, int, Task<string?>> Every(int manieth, string verb, string says) =>
        (spoken, number) => Task.FromResult(spoken == verb && number % manieth == 0 ? says : null);
}
