using System.Globalization;
using IfexList.Foundation;

namespace IfexList.Delivery;

/// <summary>What a domain demands of whoever sends it mail (MTA-STS, RFC 8461 §3.2).</summary>
/// <param name="Enforces">Else it only watches, or has given it up.</param>
/// <param name="Exchanges">Patterns of the hosts that may take its mail.</param>
public sealed record StsPolicy(bool Enforces, IReadOnlyList<string> Exchanges, TimeSpan MaxAge)
{
    private const string Version = "STSv1";

    /// <summary>Null: it is none.</summary>
    public static StsPolicy? Parse(string text)
    {
        var fields = text.Split('\n').Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries)).Where(field => field.Length == 2).ToLookup(field => field[0], field => field[1]);
        List<string> exchanges = [.. fields["mx"]];
        // Of what stands there twice the first counts, save mx.
        var mode = fields["mode"].FirstOrDefault();
        if (fields["version"].FirstOrDefault() != Version || mode is not ("enforce" or "testing" or "none") || mode != "none" && exchanges.Count == 0)
            return null;
        if (!long.TryParse(fields["max_age"].FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return null;
        return new StsPolicy(mode == "enforce", exchanges, TimeSpan.FromSeconds(Math.Min(seconds, (long)Limits.StsMaxAge.TotalSeconds)));
    }

    /// <summary>The id of the policy that these TXT records announce; null where they announce none (RFC 8461 §3.1).</summary>
    public static string? Announced(IEnumerable<string> texts)
    {
        List<string[]> records = [.. texts.Select(text => text.Split(';', StringSplitOptions.TrimEntries)).Where(fields => fields[0] == "v=" + Version)];
        // More than one count as none.
        return records.Count != 1 ? null
            : records[0].FirstOrDefault(field => field.StartsWith("id=", StringComparison.Ordinal)) is { Length: > 3 and <= 35 } id && id[3..].All(char.IsAsciiLetterOrDigit) ? id[3..]
            : null;
    }

    /// <summary>RFC 8461 §4.1: a star stands for exactly one label, the first.</summary>
    public bool Allows(string host) => Exchanges.Any(pattern => pattern.StartsWith("*.", StringComparison.Ordinal)
        ? host.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && host.AsSpan(dot).Equals(pattern.AsSpan(1), StringComparison.OrdinalIgnoreCase)
        : host.Equals(pattern, StringComparison.OrdinalIgnoreCase));
}
