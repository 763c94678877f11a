namespace IfexList.Delivery;

/// <summary>What the next hop offers in its answer to EHLO (RFC 5321 §4.1.1.1); nothing at all after HELO.</summary>
/// <param name="MaxOctets">RFC 1870; 0 where it names no bound.</param>
/// <param name="Mechanisms">RFC 4954, in upper case.</param>
public sealed record HopOffers(
    bool Pipelining, bool EightBitMime, bool SmtpUtf8, bool Size, long MaxOctets, bool Chunking, bool StartTls, IReadOnlySet<string> Mechanisms)
{
    public static readonly HopOffers None = new(false, false, false, false, 0, false, false, new HashSet<string>());

    /// <param name="lines">Of the reply, the first is its greeting.</param>
    public static HopOffers Read(IReadOnlyList<string> lines)
    {
        var offers = None;
        foreach (var line in lines.Skip(1))
        {
            var words = line.ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
            offers = words.FirstOrDefault() switch
            {
                "PIPELINING" => offers with { Pipelining = true },
                "8BITMIME" => offers with { EightBitMime = true },
                "SMTPUTF8" => offers with { SmtpUtf8 = true },
                "SIZE" => offers with { Size = true, MaxOctets = words.Length > 1 && long.TryParse(words[1], out var octets) ? octets : 0 },
                "CHUNKING" => offers with { Chunking = true },
                "STARTTLS" => offers with { StartTls = true },
                "AUTH" => offers with { Mechanisms = words.Skip(1).ToHashSet() },
                _ => offers,
            };
        }
        return offers;
    }
}
