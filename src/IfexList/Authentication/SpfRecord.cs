using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace IfexList.Authentication;

/// <summary>What a domain says about its senders (RFC 7208 §4.5 and §4.6).</summary>
/// <param name="Redirect">Whose record counts where no directive matches.</param>
public sealed partial record SpfRecord(IReadOnlyList<SpfDirective> Directives, SpfDomain? Redirect)
{
    private const string Version = "v=spf1";

    /// <summary>Whether a TXT record is meant to be one.</summary>
    public static bool IsOne(string text) => text.StartsWith(Version, StringComparison.OrdinalIgnoreCase) && (text.Length == Version.Length || text[Version.Length] == ' ');

    /// <summary>Null where one term is wrong: then the whole record says nothing.</summary>
    public static SpfRecord? Read(string text)
    {
        var directives = new List<SpfDirective>();
        var modifiers = new Dictionary<string, SpfDomain>(StringComparer.OrdinalIgnoreCase);
        foreach (var term in text[Version.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            if (Modifier().Match(term) is { Success: true } modifier)
            {
                if (!TakeModifier(modifier.Groups["name"].Value, modifier.Groups["value"].Value, modifiers))
                    return null;
            }
            else if (ReadDirective(term) is { } directive)
                directives.Add(directive);
            else
                return null;
        return new SpfRecord(directives, modifiers.GetValueOrDefault("redirect"));
    }

    [GeneratedRegex(@"\A(?<name>[A-Za-z][-A-Za-z0-9_.]*)=(?<value>.*)\z", RegexOptions.Singleline)]
    private static partial Regex Modifier();

    // RFC 7208 §6: redirect and exp once at most; what is unknown is passed over, but its macros must be right.
    private static bool TakeModifier(string name, string value, Dictionary<string, SpfDomain> modifiers) => name.ToLowerInvariant() is "redirect" or "exp"
        ? SpfDomain.ReadName(value) is { } domain && modifiers.TryAdd(name, domain)
        : SpfDomain.ReadText(value) is not null;

    private static SpfDirective? ReadDirective(string term)
    {
        var result = term[0] switch
        {
            '-' => CheckResult.Fail,
            '~' => CheckResult.SoftFail,
            '?' => CheckResult.Neutral,
            _ => CheckResult.Pass,
        };
        var unqualified = term[0] is '+' or '-' or '~' or '?' ? term[1..] : term;
        return ReadMechanism(unqualified) is { } mechanism ? new SpfDirective(result, mechanism) : null;
    }

    private static SpfMechanism? ReadMechanism(string text)
    {
        var end = text.IndexOfAny([':', '/']);
        var (name, rest) = end < 0 ? (text, "") : (text[..end], text[end..]);
        return (name.ToLowerInvariant(), rest) switch
        {
            ("all", "") => new SpfMechanism.All(),
            ("include", [':', .. var domain]) => SpfDomain.ReadName(domain) is { } target ? new SpfMechanism.Include(target) : null,
            ("exists", [':', .. var domain]) => SpfDomain.ReadName(domain) is { } target ? new SpfMechanism.Exists(target) : null,
            ("ptr", "") => new SpfMechanism.ClientName(null),
            ("ptr", [':', .. var domain]) => SpfDomain.ReadName(domain) is { } target ? new SpfMechanism.ClientName(target) : null,
            ("a", _) => TryHosts(rest, out var target, out var prefixes) ? new SpfMechanism.A(target, prefixes) : null,
            ("mx", _) => TryHosts(rest, out var target, out var prefixes) ? new SpfMechanism.Mx(target, prefixes) : null,
            ("ip4", [':', .. var network]) => ReadNetwork(network, FourOctets(), 32),
            ("ip6", [':', .. var network]) => ReadNetwork(network, SixDigits(), 128),
            _ => null,
        };
    }

    // a and mx: [ ":" domain-spec ] [ dual-cidr-length ]. A slash may stand in the name as well, so the end is taken off first.
    private static bool TryHosts(string text, out SpfDomain? target, out SpfPrefixes prefixes)
    {
        var dual = DualPrefix().Match(text);
        (target, prefixes) = (null, SpfPrefixes.Whole);
        if (!TryBits(dual.Groups["four"].Value, 32, out var four) || !TryBits(dual.Groups["six"].Value, 128, out var six))
            return false;
        prefixes = new SpfPrefixes(four, six);
        var domain = text[..dual.Index];
        return domain.Length == 0 || domain[0] == ':' && (target = SpfDomain.ReadName(domain[1..])) is not null;
    }

    [GeneratedRegex(@"(/(?<four>[0-9]+))?(//(?<six>[0-9]+))?\z")]
    private static partial Regex DualPrefix();

    private static SpfMechanism.Network? ReadNetwork(string text, Regex form, int most)
    {
        var slash = text.IndexOf('/');
        var address = slash < 0 ? text : text[..slash];
        return form.IsMatch(address) && IPAddress.TryParse(address, out var parsed) && (slash < 0 || slash < text.Length - 1)
            && TryBits(slash < 0 ? "" : text[(slash + 1)..], most, out var bits)
            ? new SpfMechanism.Network(parsed, bits)
            : null;
    }

    // .NET would take octal numbers, missing octets, ports and scopes as well.
    [GeneratedRegex(@"\A(0|[1-9][0-9]{0,2})(\.(0|[1-9][0-9]{0,2})){3}\z")]
    private static partial Regex FourOctets();

    [GeneratedRegex(@"\A[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\z")]
    private static partial Regex SixDigits();

    private static bool TryBits(string digits, int most, out int bits)
    {
        bits = most;
        return digits.Length == 0 || digits is "0" or [>= '1' and <= '9', ..] && digits.Length <= 3 && digits.All(char.IsAsciiDigit) && (bits = int.Parse(digits, CultureInfo.InvariantCulture)) <= most;
    }
}
