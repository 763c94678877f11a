using System.Net;
using IfexList.Foundation;

namespace IfexList.Delivery;

/// <summary>One host that takes our mail, and on what terms we hand it over.</summary>
public sealed record Hop(string Host, int Port, RelayTls Tls)
{
    /// <summary>Where it is, in the order in which to try; empty: the system looks the name up.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; init; } = [];

    /// <summary>Which of our addresses to send from, at most one of each family; empty: whatever the system takes.</summary>
    public IReadOnlyList<IPAddress> Sources { get; init; } = [];

    /// <summary>Empty: no AUTH.</summary>
    public string UserName { get; init; } = "";
    public string PasswordFile { get; init; } = "";

    /// <summary>What its certificate must show beyond what <see cref="Tls"/> says; null: nothing.</summary>
    public HopProof? Proof { get; init; }
}

/// <summary>What the certificate of a next hop must show before a mail is handed over. Either of them makes TLS compulsory.</summary>
public abstract record HopProof
{
    private HopProof() { }

    /// <summary>MTA-STS (RFC 8461 §4.1): a valid chain, for the name of the host.</summary>
    public sealed record Valid : HopProof;

    /// <summary>DANE (RFC 7672): one of these records. Where none of them can be used, TLS alone.</summary>
    /// <param name="Names">The host, and the name before it was followed through CNAMEs.</param>
    public sealed record Pinned(IReadOnlyList<Tlsa> Records, IReadOnlyList<string> Names) : HopProof;
}

/// <summary>A TLSA record (RFC 6698 §2.1).</summary>
public sealed record Tlsa(byte Usage, byte Selector, byte Matching, byte[] Data);
