using MimeKit;
using MimeKit.Cryptography;

namespace IfexList.Authentication;

/// <summary>What one check of a mail came to, in the words of RFC 8601 §2.7.</summary>
public enum CheckResult
{
    None,
    Pass,
    Fail,
    SoftFail,
    Neutral,
    Policy,
    TempError,
    PermError,
}

/// <summary>What a domain asks to be done with mail that only claims to be its own (RFC 9989 §4.7).</summary>
public enum DmarcPolicy
{
    None,
    Quarantine,
    Reject,
}

/// <summary>Who signed the text itself, with a key of an organisation.</summary>
public enum SignatureKind
{
    OpenPgp,
    Smime,
}

/// <summary>May the peer speak for the envelope sender (RFC 7208)?</summary>
/// <param name="Domain">Of the envelope sender, or of HELO where there is none.</param>
public sealed record SpfEvidence(CheckResult Result, string Domain);

/// <summary>One signature of a server (RFC 6376).</summary>
/// <param name="Domain">The signer's, <c>d=</c>.</param>
/// <param name="CoversRecipients">To and Cc are signed as they stand; matters while the mail is judged, and isn't written down.</param>
public sealed record DkimEvidence(CheckResult Result, string Domain, string Selector, bool CoversRecipients = true);

/// <summary>Do they speak for the From line (RFC 9989)?</summary>
/// <param name="Domain">Of the From line.</param>
/// <param name="Policy">What is published for it; null where nothing is, or it couldn't be asked.</param>
/// <param name="IsAligned">SPF or DKIM passed for that domain or its organisation's, whatever it publishes.</param>
/// <param name="IsReaddressed">Only by signatures that cover neither To nor Cc, or not all of it: whom it was written to anybody may have put there since.</param>
public sealed record DmarcEvidence(CheckResult Result, string Domain, DmarcPolicy? Policy, bool IsAligned, bool IsReaddressed = false);

/// <summary>What forwarders on its way vouch for (RFC 8617).</summary>
/// <param name="Domain">Of the latest seal.</param>
public sealed record ArcEvidence(CheckResult Result, string Domain);

/// <summary>A signature of a person over the text.</summary>
/// <param name="Key">The fingerprint of a registered key, in capital hexadecimal digits; empty where the signer's is none.</param>
/// <param name="Reason">
/// Why it vouches for nothing: <c>unknown</c> (nobody registered that key), <c>unreadable</c>, <c>broken</c>, <c>expired</c>, <c>revoked</c>, <c>weak</c> (its digest), <c>header</c>
/// (another Subject or From is signed than the mail shows). Empty where it passed.
/// </param>
public sealed record SignatureEvidence(CheckResult Result, SignatureKind Kind, string Key, string Reason = "");

/// <summary>
/// What was found out about a mail's sender between the dot and the commit. It stands on the stored original as its one Authentication-Results field (RFC 8601), the first
/// of its header, and is read from there ever after. No address of the peer stands in it.
/// </summary>
/// <param name="Dmarc">Null where there is no one author to ask about.</param>
public sealed record Evidence(
    SpfEvidence? Spf, IReadOnlyList<DkimEvidence> Dkim, DmarcEvidence? Dmarc, ArcEvidence? Arc = null, SignatureEvidence? Signature = null)
{
    private const string HeaderName = "Authentication-Results";

    public static Evidence Nothing { get; } = new(null, [], null);

    /// <summary>Whoever wrote the From line has shown that his domain lets him.</summary>
    public bool IsAligned => Dmarc is { IsAligned: true };

    /// <summary>And that he wrote it to whom To and Cc name: it is no letter of his to others that somebody sends on.</summary>
    public bool IsAlignedAsAddressed => Dmarc is { IsAligned: true, IsReaddressed: false };

    /// <summary>The domain of the From line wants mail that isn't shown to be its own kept out, and this isn't shown to be.</summary>
    public bool LacksProof => Dmarc is { IsAligned: false, Policy: DmarcPolicy.Quarantine or DmarcPolicy.Reject };

    /// <summary>It was looked at, and it isn't the domain's own.</summary>
    public bool IsDisowned => LacksProof && Dmarc is { Result: CheckResult.Fail };

    /// <summary>The whole header field, folded, with its line end.</summary>
    public string ToField(string authservId)
    {
        var results = Results().ToList();
        return $"{HeaderName}: {authservId};{(results.Count == 0 ? " none" : string.Join(';', results.Select(result => "\r\n\t" + result)))}\r\n";
    }

    /// <summary>What the front desk wrote on a stored original. A field further down is somebody else's word.</summary>
    public static Evidence Of(MimeMessage original) =>
        original.Headers.Count > 0 && original.Headers[0] is { } first && first.Field.Equals(HeaderName, StringComparison.OrdinalIgnoreCase)
        && AuthenticationResults.TryParse(first.RawValue, out var results)
            ? Of(results)
            : Nothing;

    private static Evidence Of(AuthenticationResults results)
    {
        var read = Nothing;
        foreach (var method in results.Results)
            read = method.Method switch
            {
                "spf" => read with { Spf = new SpfEvidence(ResultOf(method), Value(method, "mailfrom") ?? Value(method, "helo") ?? "") },
                "dkim" => read with { Dkim = [.. read.Dkim, new DkimEvidence(ResultOf(method), Value(method, "d") ?? "", Value(method, "s") ?? "")] },
                "dmarc" => read with { Dmarc = new DmarcEvidence(ResultOf(method), Value(method, "from") ?? "", PolicyOf(method), Value(method, "aligned") == "yes", Value(method, "readdressed") == "yes") },
                "arc" => read with { Arc = new ArcEvidence(ResultOf(method), Value(method, "d") ?? "") },
                "openpgp" or "smime" => read with
                {
                    Signature = new SignatureEvidence(ResultOf(method), method.Method == "smime" ? SignatureKind.Smime : SignatureKind.OpenPgp, Value(method, "key") ?? "", method.Reason ?? ""),
                },
                _ => read,
            };
        return read;
    }

    private IEnumerable<string> Results()
    {
        if (Spf is { } spf)
            yield return $"spf={Name(spf.Result)}{Property("smtp.mailfrom", spf.Domain)}";
        foreach (var dkim in Dkim)
            yield return $"dkim={Name(dkim.Result)}{Property("header.d", dkim.Domain)}{Property("header.s", dkim.Selector)}";
        if (Dmarc is { } dmarc)
            yield return $"dmarc={Name(dmarc.Result)}{Property("header.from", dmarc.Domain)}{Property("policy.published", dmarc.Policy?.ToString().ToLowerInvariant())}"
                + Property("policy.aligned", dmarc.IsAligned ? "yes" : "no") + Property("policy.readdressed", dmarc.IsReaddressed ? "yes" : null);
        if (Arc is { } arc)
            yield return $"arc={Name(arc.Result)}{Property("header.d", arc.Domain)}";
        if (Signature is { } signature)
            yield return $"{(signature.Kind == SignatureKind.Smime ? "smime" : "openpgp")}={Name(signature.Result)}{Property("reason", signature.Reason)}{Property("policy.key", signature.Key)}";
    }

    // What the sender chose himself may not end the field or begin another result.
    private static string Property(string name, string? value) =>
        value is { Length: > 0 and <= 255 } && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') ? $" {name}={value}" : "";

    private static string Name(CheckResult result) => result.ToString().ToLowerInvariant();

    private static CheckResult ResultOf(AuthenticationMethodResult method) =>
        Enum.TryParse<CheckResult>(method.Result, ignoreCase: true, out var result) ? result : CheckResult.None;

    private static DmarcPolicy? PolicyOf(AuthenticationMethodResult method) =>
        Enum.TryParse<DmarcPolicy>(Value(method, "published"), ignoreCase: true, out var policy) ? policy : null;

    private static string? Value(AuthenticationMethodResult method, string property) => method.Properties.FirstOrDefault(p => p.Property == property)?.Value;
}
