using System.Text.RegularExpressions;

namespace IfexList.Authentication;

/// <summary>What one domain publishes under <c>_dmarc</c> (RFC 9989 §4.7). There is no <c>pct</c> any more.</summary>
/// <param name="Policy">For mail of the domain itself; null where the record is none that anybody could follow.</param>
/// <param name="Below">For names below it (<c>sp</c>).</param>
/// <param name="Missing">For names below it that don't exist (<c>np</c>).</param>
/// <param name="IsBoundary"><c>psd</c>: true says that organisations begin one label below it, false that it is one; null doesn't say.</param>
public sealed partial record DmarcRecord(
    string Domain, DmarcPolicy? Policy, DmarcPolicy? Below, DmarcPolicy? Missing, bool IsDkimStrict, bool IsSpfStrict, bool? IsBoundary)
{
    /// <summary>Null where it is no DMARC record at all.</summary>
    public static DmarcRecord? Parse(string domain, string text)
    {
        if (!Version().IsMatch(text) || TagList.Read(text) is not { } tags)
            return null;
        var isTest = Is(tags, "t", "y");
        var (policy, below, missing) = Policies(tags);
        return new DmarcRecord(domain, Lower(policy, isTest), Lower(below ?? policy, isTest), Lower(missing ?? below ?? policy, isTest), Is(tags, "adkim", "s"), Is(tags, "aspf", "s"), Boundary(domain, tags));
    }

    // RFC 9989 §4.7: with a policy that can't be read, a record that asks for reports counts as p=none, any other as nothing.
    private static (DmarcPolicy? Policy, DmarcPolicy? Below, DmarcPolicy? Missing) Policies(IReadOnlyDictionary<string, string> tags)
    {
        var (p, sp, np) = (Read(tags, "p"), Read(tags, "sp"), Read(tags, "np"));
        if (p is not null && (sp is not null || !tags.ContainsKey("sp")) && (np is not null || !tags.ContainsKey("np")))
            return (p, sp, np);
        return tags.GetValueOrDefault("rua", "").Split(',').Any(address => address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) ? (DmarcPolicy.None, null, null) : (null, null, null);
    }

    // Whatever a top-level domain publishes, it is no organisation with all that are registered under it.
    private static bool? Boundary(string domain, IReadOnlyDictionary<string, string> tags) =>
        Is(tags, "psd", "n") ? false : Is(tags, "psd", "y") || !domain.Contains('.', StringComparison.Ordinal) ? true : null;

    // t=y: one step lower (RFC 9989 §4.7).
    private static DmarcPolicy? Lower(DmarcPolicy? policy, bool isTest) => isTest && policy > DmarcPolicy.None ? policy - 1 : policy;

    private static DmarcPolicy? Read(IReadOnlyDictionary<string, string> tags, string tag) => tags.GetValueOrDefault(tag)?.ToLowerInvariant() switch
    {
        "none" => DmarcPolicy.None,
        "quarantine" => DmarcPolicy.Quarantine,
        "reject" => DmarcPolicy.Reject,
        _ => null,
    };

    private static bool Is(IReadOnlyDictionary<string, string> tags, string tag, string value) =>
        tags.TryGetValue(tag, out var said) && said.Equals(value, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^v\s*=\s*DMARC1\s*(;|$)")]
    private static partial Regex Version();
}
