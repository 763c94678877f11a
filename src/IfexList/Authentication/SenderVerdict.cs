using System.Text.Json;
using IfexList.Mail;

namespace IfexList.Authentication;

/// <summary>How far a mail is believed to come from whom its From line names. Letters say it in their reader's language.</summary>
public enum Credence
{
    Genuine,
    Unsure,
    LikelyForged,
}

/// <summary>Why.</summary>
public enum SenderRule
{
    /// <summary>The address mixes letters of several alphabets.</summary>
    MixedLetters,

    /// <summary>Its domain looks like a registered one.</summary>
    LookAlike,

    /// <summary>The name shows the registered address of somebody else.</summary>
    OtherAddress,

    /// <summary>Its domain asks not to believe what it can't be shown to have sent (DMARC).</summary>
    Disowned,

    /// <summary>A signature of its domain doesn't fit what came in.</summary>
    BrokenSignature,

    /// <summary>Its domain doesn't let that server send its mail (SPF).</summary>
    ForbiddenServer,

    /// <summary>The text is signed with a key of its organisation.</summary>
    SignedByKey,

    /// <summary>The domain has shown that it let a registered sender write it.</summary>
    Aligned,

    /// <summary>The same, for somebody who isn't registered.</summary>
    AlignedStranger,

    /// <summary>The text is signed with a key of its organisation, but the mail was brought by others.</summary>
    SignedElsewhere,

    /// <summary>The DNS didn't answer.</summary>
    Unanswered,

    /// <summary>Forwarders vouch for it (ARC), whoever they are.</summary>
    Forwarded,

    /// <summary>Nothing proves anything.</summary>
    Unproven,
}

/// <summary>What is known about the sender of a mail before he is believed.</summary>
/// <param name="Author">Null where there is no one author.</param>
/// <param name="IsRegistered">That address itself is.</param>
/// <param name="IsOfOrganisation">It is, or its domain is an organisation's.</param>
/// <param name="MixesLetters">Of alphabets that are mistaken for each other.</param>
/// <param name="ShowsOther">A registered address in his name, which isn't his.</param>
/// <param name="Imitated">The registered domain that his looks like, as people read it.</param>
/// <param name="IsSigned">With a registered key of that organisation, over the text.</param>
public sealed record SenderFacts(
    Evidence Evidence, Address? Author, bool IsRegistered, bool IsOfOrganisation, bool MixesLetters, string? ShowsOther, string? Imitated, bool IsSigned)
{
    public string Domain => Author?.Domain ?? "";
}

/// <summary>Whether a mail is believed to be its From line's. The rules stand in order; the first that fits decides.</summary>
public sealed record SenderVerdict(Credence Word, SenderRule Rule)
{
    /// <summary>The rule as letters know it: <c>broken-signature</c>.</summary>
    public string Code => CodeOf(Rule);

    public static string CodeOf(SenderRule rule) => JsonNamingPolicy.KebabCaseLower.ConvertName(rule.ToString());

    // What imitates is forged however well it is authenticated: a look-alike has a domain of its own. A forwarder may break signatures and comes from the
    // wrong server; but anybody can seal a chain of his own, so it takes a suspicion away and proves nothing. A text may be signed by its author and sent by a thief.
    private static readonly (SenderRule Rule, Func<SenderFacts, bool> Fits, Credence Then)[] Rules =
    [
        (SenderRule.MixedLetters, f => f.MixesLetters && !f.IsRegistered, Credence.LikelyForged),
        (SenderRule.LookAlike, f => f.Imitated is not null && !f.IsOfOrganisation, Credence.LikelyForged),
        (SenderRule.OtherAddress, f => f.ShowsOther is not null, Credence.LikelyForged),
        (SenderRule.Disowned, f => f.Evidence.IsDisowned && !f.IsSigned, Credence.LikelyForged),
        (SenderRule.BrokenSignature, f => HasBrokenSignature(f) && !f.Evidence.IsAligned && !f.IsSigned && !IsForwarded(f), Credence.LikelyForged),
        (SenderRule.ForbiddenServer, f => IsForbidden(f) && !f.Evidence.IsAligned && !f.IsSigned && !IsForwarded(f), Credence.LikelyForged),
        (SenderRule.SignedByKey, f => f.IsSigned && f.IsOfOrganisation && !f.Evidence.IsDisowned, Credence.Genuine),
        (SenderRule.Aligned, f => f.Evidence.IsAligned && f.IsOfOrganisation, Credence.Genuine),
        (SenderRule.AlignedStranger, f => f.Evidence.IsAligned, Credence.Unsure),
        (SenderRule.SignedElsewhere, f => f.IsSigned, Credence.Unsure),
        (SenderRule.Unanswered, f => HasNoAnswer(f.Evidence), Credence.Unsure),
        (SenderRule.Forwarded, IsForwarded, Credence.Unsure),
        (SenderRule.Unproven, _ => true, Credence.Unsure),
    ];

    public static SenderVerdict Of(SenderFacts facts) => LookedAt(facts).Select(seen => new SenderVerdict(seen.Then, seen.Rule)).Last();

    /// <summary>The rules in order, up to the one that decides, which is the last.</summary>
    public static IReadOnlyList<(SenderRule Rule, bool Fits, Credence Then)> LookedAt(SenderFacts facts)
    {
        var decides = Array.FindIndex(Rules, rule => rule.Fits(facts));
        return [.. Rules.Take(decides + 1).Select((rule, i) => (rule.Rule, i == decides, rule.Then))];
    }

    private static bool HasBrokenSignature(SenderFacts f) => f.Evidence.Dkim.Any(dkim => dkim.Result == CheckResult.Fail && IsKin(dkim.Domain, f.Domain));

    private static bool IsForbidden(SenderFacts f) => f.IsRegistered && f.Evidence.Spf is { Result: CheckResult.Fail } spf && Same(spf.Domain, f.Domain);

    private static bool IsForwarded(SenderFacts f) => f.Evidence.Arc is { Result: CheckResult.Pass };

    private static bool HasNoAnswer(Evidence evidence) =>
        evidence.Spf?.Result == CheckResult.TempError || evidence.Dmarc?.Result == CheckResult.TempError || evidence.Dkim.Any(dkim => dkim.Result == CheckResult.TempError);

    // One above or below the other: DMARC lets both sign.
    private static bool IsKin(string signer, string domain) => domain.Length > 0 && signer.Length > 0
        && (Same(signer, domain) || domain.EndsWith("." + signer, StringComparison.OrdinalIgnoreCase) || signer.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase));

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
