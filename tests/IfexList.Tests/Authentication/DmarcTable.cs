using IfexList.Authentication;
using IfexList.Tests.Operations;

namespace IfexList.Tests.Authentication;

/// <summary>RFC 9989 by rows: what is published, who wrote, for whom SPF and DKIM passed, and what that comes to.</summary>
public sealed class DmarcTable
{
    private const DmarcPolicy None = DmarcPolicy.None, Quarantine = DmarcPolicy.Quarantine, Reject = DmarcPolicy.Reject;

    /// <param name="Zone">Lines of <c>domain record</c>; <c>+domain</c> has a host, <c>!domain</c> is a server that fails.</param>
    private sealed record Row(
        string Why, string Zone, string From, string Spf, string Dkim, CheckResult Result, DmarcPolicy? Policy, bool IsAligned);

    private static readonly Row[] Table =
    [
        new("DKIM of the domain itself", "a.example v=DMARC1; p=reject", "a.example", "", "a.example", CheckResult.Pass, Reject, true),
        new("SPF of the domain itself", "a.example v=DMARC1; p=reject", "a.example", "a.example", "", CheckResult.Pass, Reject, true),
        new("neither", "a.example v=DMARC1; p=reject", "a.example", "", "", CheckResult.Fail, Reject, false),
        new("both, but of others", "a.example v=DMARC1; p=quarantine", "a.example", "bulk.example", "mailer.example", CheckResult.Fail, Quarantine, false),
        new("relaxed: a name of the same organisation", "a.example v=DMARC1; p=reject", "a.example", "bounce.a.example", "", CheckResult.Pass, Reject, true),
        new("relaxed: two names of one organisation", "a.example v=DMARC1; p=reject", "news.a.example", "", "mail.a.example", CheckResult.Pass, Reject, true),
        new("relaxed: the organisation for a name of its own", "a.example v=DMARC1; p=reject", "news.a.example", "", "a.example", CheckResult.Pass, Reject, true),
        new("strict DKIM takes no other name", "a.example v=DMARC1; p=reject; adkim=s", "a.example", "", "mail.a.example", CheckResult.Fail, Reject, false),
        new("strict DKIM leaves SPF relaxed", "a.example v=DMARC1; p=reject; adkim=s", "a.example", "mail.a.example", "", CheckResult.Pass, Reject, true),
        new("strict SPF takes no other name", "a.example v=DMARC1; p=reject; aspf=s", "a.example", "mail.a.example", "", CheckResult.Fail, Reject, false),
        new("a name that only ends alike", "a.example v=DMARC1; p=reject", "a.example", "evila.example", "nota.example", CheckResult.Fail, Reject, false),
        new("sp is for names below", "+news.a.example\na.example v=DMARC1; p=reject; sp=none", "news.a.example", "", "", CheckResult.Fail, None, false),
        new("without sp, p is for names below, too", "+news.a.example\na.example v=DMARC1; p=quarantine", "news.a.example", "", "", CheckResult.Fail, Quarantine, false),
        new("np is for names that don't exist", "a.example v=DMARC1; p=none; sp=none; np=reject", "gone.a.example", "", "", CheckResult.Fail, Reject, false),
        new("np isn't for one that does", "+news.a.example\na.example v=DMARC1; p=none; np=reject", "news.a.example", "", "", CheckResult.Fail, None, false),
        new("a record of its own goes before its organisation's", "news.a.example v=DMARC1; p=none\na.example v=DMARC1; p=reject", "news.a.example", "", "", CheckResult.Fail, None, false),
        new("the organisation is the highest with a record", "+x.news.a.example\nnews.a.example v=DMARC1; p=none\na.example v=DMARC1; p=reject", "x.news.a.example", "", "a.example", CheckResult.Pass, Reject, true),
        new("psd=n makes an organisation of a part", "x.a.example v=DMARC1; p=reject; psd=n\na.example v=DMARC1; p=none", "x.a.example", "", "a.example", CheckResult.Fail, Reject, false),
        new("psd=n speaks for what is below it", "x.a.example v=DMARC1; p=reject; psd=n\na.example v=DMARC1; p=none", "y.x.a.example", "", "x.a.example", CheckResult.Pass, Reject, true),
        new("psd=y: one registrant doesn't speak for another", "co.example v=DMARC1; p=reject; psd=y", "a.co.example", "", "b.co.example", CheckResult.Fail, Reject, false),
        new("psd=y: nor does the registry", "co.example v=DMARC1; p=reject; psd=y", "a.co.example", "", "co.example", CheckResult.Fail, Reject, false),
        new("psd=y: the organisation begins below it", "co.example v=DMARC1; p=none; psd=y", "x.a.co.example", "", "y.a.co.example", CheckResult.Pass, None, true),
        new("a registry that sends mail speaks for itself", "co.example v=DMARC1; p=reject; psd=y", "co.example", "", "co.example", CheckResult.Pass, Reject, true),
        new("a top-level domain is nobody's organisation", "example v=DMARC1; p=reject", "a.example", "", "b.example", CheckResult.Fail, Reject, false),
        new("t=y asks for one step less", "a.example v=DMARC1; p=reject; t=y", "a.example", "", "", CheckResult.Fail, Quarantine, false),
        new("t=y makes nothing of quarantine", "a.example v=DMARC1; p=quarantine; t=y", "a.example", "", "", CheckResult.Fail, None, false),
        new("pct is a thing of the past", "a.example v=DMARC1; p=reject; pct=0", "a.example", "", "", CheckResult.Fail, Reject, false),
        new("a record must begin with its version", "a.example p=reject; v=DMARC1", "a.example", "", "", CheckResult.None, null, false),
        new("two records are none", "a.example v=DMARC1; p=reject\na.example v=DMARC1; p=none", "a.example", "", "a.example", CheckResult.None, null, true),
        new("another text beside the record does no harm", "a.example hello\na.example v=DMARC1; p=reject", "a.example", "", "", CheckResult.Fail, Reject, false),
        new("a tag twice spoils the record", "a.example v=DMARC1; p=none; p=reject", "a.example", "", "", CheckResult.None, null, false),
        new("no policy, but reports wanted: none", "a.example v=DMARC1; rua=mailto:d@a.example", "a.example", "", "", CheckResult.Fail, None, false),
        new("no policy and no reports: nobody knows what is meant", "a.example v=DMARC1; p=rejct", "a.example", "", "", CheckResult.PermError, null, false),
        new("white space and capitals", "a.example v = DMARC1 ; P = Reject ;", "a.example", "", "", CheckResult.Fail, Reject, false),
        new("nothing published, itself", "", "a.example", "", "a.example", CheckResult.None, null, true),
        new("nothing published, a name below speaks for it", "", "horria.example", "", "mail.horria.example", CheckResult.None, null, true),
        new("nothing published, one above doesn't", "", "horria.example", "example", "example", CheckResult.None, null, false),
        new("nothing published, co.uk doesn't speak for its registrants", "", "a.co.example", "", "co.example", CheckResult.None, null, false),
        new("nothing published, nor do neighbours", "", "a.co.example", "", "b.co.example", CheckResult.None, null, false),
        new("the resolver fails", "!a.example", "a.example", "", "", CheckResult.TempError, null, false),
        new("the resolver fails further up", "+x.a.example\n!a.example", "x.a.example", "", "y.a.example", CheckResult.TempError, null, false),
        new("the resolver fails, but it was the domain itself", "!a.example", "a.example", "", "a.example", CheckResult.TempError, null, true),
        new("the resolver fails for whom passed", "a.example v=DMARC1; p=reject\n!b.a.example", "a.example", "", "b.a.example", CheckResult.TempError, Reject, false),
        new("a long name's walk jumps to its organisation", "+1.2.3.4.5.6.7.8.9.a.example\na.example v=DMARC1; p=reject", "1.2.3.4.5.6.7.8.9.a.example", "", "a.example", CheckResult.Pass, Reject, true),
    ];

    public static TheoryData<string> Rows => [.. Table.Select(row => row.Why)];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_mail_comes_to(string why)
    {
        var row = Table.Single(row => row.Why == why);
        await using var dns = Zone(row.Zone);
        var rules = await new Dmarc(Checks.Names(dns)).AskAsync(row.From, [row.Spf, row.Dkim], TestContext.Current.CancellationToken);
        var found = rules.Judge(
            new SpfEvidence(row.Spf.Length > 0 ? CheckResult.Pass : CheckResult.None, row.Spf),
            row.Dkim.Length > 0 ? [new DkimEvidence(CheckResult.Pass, row.Dkim, "s")] : []);
        Assert.Equal(new DmarcEvidence(row.Result, row.From, row.Policy, row.IsAligned), found);
    }

    /// <summary>A failure of the DNS is no reason to refuse: another time the same mail may pass.</summary>
    [Theory]
    [InlineData(CheckResult.TempError, CheckResult.None)]
    [InlineData(CheckResult.None, CheckResult.TempError)]
    public async Task What_may_pass_another_time_has_not_failed(CheckResult spf, CheckResult dkim)
    {
        await using var dns = Zone("a.example v=DMARC1; p=reject");
        var rules = await new Dmarc(Checks.Names(dns)).AskAsync("a.example", ["a.example"], TestContext.Current.CancellationToken);
        Assert.Equal(CheckResult.TempError, rules.Judge(new SpfEvidence(spf, "a.example"), [new DkimEvidence(dkim, "a.example", "s")]).Result);
    }

    [Fact]
    public async Task A_walk_asks_eight_questions_at_most()
    {
        await using var dns = new FakeDns();
        await new Dmarc(Checks.Names(dns)).AskAsync("1.2.3.4.5.6.7.8.9.10.11.12.a.example", [], TestContext.Current.CancellationToken);
        Assert.Equal(8, dns.Asked);
    }

    private static FakeDns Zone(string lines)
    {
        var dns = new FakeDns();
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            if (line[0] == '+')
                dns.Host(line[1..], "192.0.2.1");
            else if (line[0] == '!')
                dns.Broken("_dmarc." + line[1..]);
            else
                dns.Text("_dmarc." + line.Split(' ')[0], line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        return dns;
    }
}
