namespace IfexList.Ledger;

/// <summary>What a refusal or a returned mail says of one reader: a closed set. <see cref="Reasons"/> finds it, <see cref="BounceLedger"/> weighs it.</summary>
public enum ReturnClass
{
    /// <summary>It says nothing of any reader.</summary>
    None,

    /// <summary>It has arrived, or was passed on.</summary>
    Delivered,

    /// <summary>It is still on its way. Never counted.</summary>
    Delayed,

    /// <summary>He is away; the address lives.</summary>
    Vacation,

    /// <summary>He, or his provider for him, calls it abuse: he leaves at once.</summary>
    Complaint,

    /// <summary>It was larger than he may get.</summary>
    Size,

    /// <summary>Our mail or our server isn't wanted: spam, DMARC, a blocklist, a name. It is about us, never about the reader.</summary>
    Policy,

    /// <summary>His mailbox is full. That happens to poor people with full quotas, and passes.</summary>
    Full,

    /// <summary>His link or host is down, his account suspended, or nobody says why.</summary>
    Unavailable,

    /// <summary>There is no such address or domain, or he has moved.</summary>
    Dead,
}
