namespace IfexList.Scenarios.Actors;

/// <summary>What the next hop offers, and what is wrong with it.</summary>
internal sealed record HopHabits
{
    public bool KnowsEhlo { get; init; } = true;
    public bool Pipelines { get; init; } = true;
    public bool TakesEightBit { get; init; } = true;
    public bool TakesUtf8Addresses { get; init; }

    /// <summary>What it says first; anything but 220 is also the last.</summary>
    public string Greeting { get; init; } = "220 hop.example ESMTP";

    /// <summary>So many mails it takes over one connection, then it leaves with 421; 0 is without end.</summary>
    public int LeavesAfter { get; init; }

    /// <summary>Its answer to RCPT, by the recipient and the how-manieth try this is; null takes him.</summary>
    public Func<string, int, string?> Refuse { get; init; } = (_, _) => null;

    /// <summary>Every so manieth mail the connection breaks in the middle of the text; 0 is never.</summary>
    public int CutsInTextEvery { get; init; }

    /// <summary>Every so manieth mail the connection breaks when the whole text is there and the 250 isn't said; 0 is never.</summary>
    public int CutsBeforePromiseEvery { get; init; }

    /// <summary>How long it thinks about each mail.</summary>
    public TimeSpan Pause { get; init; }
}
