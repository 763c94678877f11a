using System.Text.RegularExpressions;
using IfexList.Foundation;
using IfexList.Mail;

namespace IfexList.Bounces;

/// <summary>
/// Addresses as reports write them: with a type in front (RFC 3464 §2.3), in angle brackets, several with commas. Many providers hide
/// who complained (RFC 6590): what then stands in an address's place is nobody's.
/// </summary>
internal static partial class ReportedAddress
{
    private const int HashCharacters = 32;

    private static readonly string[] Hidden = ["redact", "undisclosed", "removed", "hidden", "anonymous", "anonymized", "suppressed", "withheld", "masked", "unknown", "not-disclosed"];

    /// <returns>Those that somebody can have, without the hidden ones.</returns>
    public static IEnumerable<string> Read(string value) =>
        Addresses(value).Where(address => Address.TryParse(address, out var parsed) && !IsHidden(parsed)).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>All that look like one, such as those of a <c>mailto:</c>.</summary>
    public static IEnumerable<string> Addresses(string value)
    {
        var text = value.Contains("%2", StringComparison.Ordinal) ? Uri.UnescapeDataString(value) : value;
        return Mailbox().Matches(text).Take(Limits.ReportedAddresses).Select(match => match.Value.TrimEnd('.'));
    }

    private static bool IsHidden(Address address) =>
        Hidden.Any(word => address.LocalPart.Contains(word, StringComparison.OrdinalIgnoreCase) || address.Domain.StartsWith(word, StringComparison.Ordinal))
        || address.LocalPart.All(c => c is 'x' or 'X' or '*' or '.')
        || address.LocalPart.Contains('*', StringComparison.Ordinal)
        || address.LocalPart.Length >= HashCharacters && address.LocalPart.All(char.IsAsciiHexDigit)
        || address.Domain.EndsWith(".invalid", StringComparison.Ordinal);

    [GeneratedRegex(@"[^\s<>,;:@""'()\[\]\\]{1,64}@[\p{L}\p{N}._-]{1,255}")]
    private static partial Regex Mailbox();
}
