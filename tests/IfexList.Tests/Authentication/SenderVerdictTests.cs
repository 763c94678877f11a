using IfexList.Authentication;
using IfexList.Mail;

namespace IfexList.Tests.Authentication;

public sealed class SenderVerdictTests
{
    private static readonly SenderFacts Amel = new(Evidence.Nothing, IfexList.Tests.Moderation.DutyHouse.Parse("amel@horria.example"), true, true, false, null, null, false);
    private static readonly SenderFacts Colleague = Amel with { IsRegistered = false };
    private static readonly SenderFacts Stranger = Colleague with { IsOfOrganisation = false };

    private static readonly Evidence Aligned = Dmarc(CheckResult.Pass, DmarcPolicy.Reject, aligned: true);
    private static readonly Evidence AlignedUnpublished = Dmarc(CheckResult.None, null, aligned: true);
    private static readonly Evidence Rejected = Dmarc(CheckResult.Fail, DmarcPolicy.Reject);
    private static readonly Evidence Quarantined = Dmarc(CheckResult.Fail, DmarcPolicy.Quarantine);
    private static readonly Evidence Failed = Dmarc(CheckResult.Fail, DmarcPolicy.None);
    private static readonly ArcEvidence Sealed = new(CheckResult.Pass, "forwarder.example");

    public static TheoryData<string, SenderFacts, Credence, SenderRule> Table() => new()
    {
        { "a registered address, aligned", Amel with { Evidence = Aligned }, Credence.Genuine, SenderRule.Aligned },
        { "its domain publishes nothing", Amel with { Evidence = AlignedUnpublished }, Credence.Genuine, SenderRule.Aligned },
        { "an address of its domain, aligned", Colleague with { Evidence = Aligned }, Credence.Genuine, SenderRule.Aligned },
        { "aligned, and nobody we know", Stranger with { Evidence = Aligned }, Credence.Unsure, SenderRule.AlignedStranger },
        { "signed, from a server that says nothing", Amel with { IsSigned = true }, Credence.Genuine, SenderRule.SignedByKey },
        { "signed, whatever a forwarder did to it", Amel with { IsSigned = true, Evidence = Broken("horria.example") }, Credence.Genuine, SenderRule.SignedByKey },
        { "signed, but its domain disowns the mail", Amel with { IsSigned = true, Evidence = Rejected }, Credence.Unsure, SenderRule.SignedElsewhere },
        { "disowned under reject", Amel with { Evidence = Rejected }, Credence.LikelyForged, SenderRule.Disowned },
        { "disowned under quarantine", Stranger with { Evidence = Quarantined }, Credence.LikelyForged, SenderRule.Disowned },
        { "disowned, and somebody seals a chain", Amel with { Evidence = Rejected with { Arc = Sealed } }, Credence.LikelyForged, SenderRule.Disowned },
        { "failed under none", Amel with { Evidence = Failed }, Credence.Unsure, SenderRule.Unproven },
        { "the signature of its domain is broken", Amel with { Evidence = Broken("horria.example") }, Credence.LikelyForged, SenderRule.BrokenSignature },
        { "that of the domain below", Amel with { Evidence = Broken("mail.horria.example") }, Credence.LikelyForged, SenderRule.BrokenSignature },
        { "that of somebody else", Amel with { Evidence = Broken("forwarder.example") }, Credence.Unsure, SenderRule.Unproven },
        { "that of a name that only ends like it", Amel with { Evidence = Broken("ahorria.example") }, Credence.Unsure, SenderRule.Unproven },
        { "broken, but something aligned passes", Amel with { Evidence = Broken("horria.example") with { Dmarc = Aligned.Dmarc } }, Credence.Genuine, SenderRule.Aligned },
        { "broken by a forwarder", Amel with { Evidence = Broken("horria.example") with { Arc = Sealed } }, Credence.Unsure, SenderRule.Forwarded },
        { "broken, and the chain with it", Amel with { Evidence = Broken("horria.example") with { Arc = Sealed with { Result = CheckResult.Fail } } }, Credence.LikelyForged, SenderRule.BrokenSignature },
        { "from a server that its domain forbids", Amel with { Evidence = Spf(CheckResult.Fail, "horria.example") }, Credence.LikelyForged, SenderRule.ForbiddenServer },
        { "softly", Amel with { Evidence = Spf(CheckResult.SoftFail, "horria.example") }, Credence.Unsure, SenderRule.Unproven },
        { "that another domain forbids", Amel with { Evidence = Spf(CheckResult.Fail, "bulk.invalid") }, Credence.Unsure, SenderRule.Unproven },
        { "forbidden, and nobody we know", Stranger with { Evidence = Spf(CheckResult.Fail, "horria.example") }, Credence.Unsure, SenderRule.Unproven },
        { "forbidden, but signed by its domain", Amel with { Evidence = Aligned with { Spf = new SpfEvidence(CheckResult.Fail, "horria.example") } }, Credence.Genuine, SenderRule.Aligned },
        { "forwarded from there", Amel with { Evidence = Spf(CheckResult.Fail, "horria.example") with { Arc = Sealed } }, Credence.Unsure, SenderRule.Forwarded },
        { "mixed letters, however well authenticated", Stranger with { Evidence = Aligned, MixesLetters = true }, Credence.LikelyForged, SenderRule.MixedLetters },
        { "mixed letters that are registered", Amel with { Evidence = Aligned, MixesLetters = true }, Credence.Genuine, SenderRule.Aligned },
        { "a look-alike, however well authenticated", Stranger with { Evidence = Aligned, Imitated = "horria.example" }, Credence.LikelyForged, SenderRule.LookAlike },
        { "a look-alike that is an organisation's own", Colleague with { Evidence = Aligned, Imitated = "horria.example" }, Credence.Genuine, SenderRule.Aligned },
        { "another registered address in the name", Stranger with { Evidence = Aligned, ShowsOther = "amel@horria.example" }, Credence.LikelyForged, SenderRule.OtherAddress },
        { "the DNS failed", Amel with { Evidence = Dmarc(CheckResult.TempError, null) }, Credence.Unsure, SenderRule.Unanswered },
        { "it failed for a signature", Amel with { Evidence = Signed(CheckResult.TempError, "horria.example") }, Credence.Unsure, SenderRule.Unanswered },
        { "no proof, no policy", Amel, Credence.Unsure, SenderRule.Unproven },
        { "no one author", Stranger with { Author = null }, Credence.Unsure, SenderRule.Unproven },
        { "no one author, and a signature of nobody", Stranger with { Author = null, Evidence = Broken("") }, Credence.Unsure, SenderRule.Unproven },
    };

    [Theory, MemberData(nameof(Table))]
    public void The_first_rule_that_fits_decides(string why, SenderFacts facts, Credence word, SenderRule rule)
    {
        Assert.True(new SenderVerdict(word, rule) == SenderVerdict.Of(facts), $"{why}: {SenderVerdict.Of(facts)}");
        var seen = SenderVerdict.LookedAt(facts);
        Assert.Equal((rule, true, word), seen[^1]);
        Assert.All(seen.SkipLast(1), looked => Assert.False(looked.Fits));
    }

    [Fact]
    public void Every_rule_is_in_the_table() => Assert.Empty(Enum.GetValues<SenderRule>().Except(Table().Select(row => row.Data.Item4)));

    private static Evidence Dmarc(CheckResult result, DmarcPolicy? policy, bool aligned = false) => new(null, [], new DmarcEvidence(result, "horria.example", policy, aligned));

    private static Evidence Signed(CheckResult result, string domain) => new(null, [new DkimEvidence(result, domain, "t")], null);

    private static Evidence Broken(string domain) => Signed(CheckResult.Fail, domain);

    private static Evidence Spf(CheckResult result, string domain) => new(new SpfEvidence(result, domain), [], null);
}
