using System.Text;
using IfexList.Authentication;
using IfexList.Mail;

namespace IfexList.Tests.Authentication;

public sealed class EvidenceTests
{
    private static readonly Evidence All = new(
        new SpfEvidence(CheckResult.SoftFail, "bulk.invalid"),
        [new DkimEvidence(CheckResult.Pass, "horria.example", "t2026"), new DkimEvidence(CheckResult.TempError, "mailer.example", "a")],
        new DmarcEvidence(CheckResult.Pass, "horria.example", DmarcPolicy.Reject, IsAligned: true, IsReaddressed: true),
        new ArcEvidence(CheckResult.Fail, "forwarder.example"),
        new SignatureEvidence(CheckResult.Pass, SignatureKind.OpenPgp, "0123ABCD"));

    [Fact]
    public void What_is_written_is_read_again()
    {
        Assert.Equal(All.ToField("lists.example.org"), Read(All.ToField("lists.example.org")).ToField("lists.example.org"));
        Assert.Equal("Authentication-Results: lists.example.org; none\r\n", Read(Evidence.Nothing.ToField("lists.example.org")).ToField("lists.example.org"));
        Assert.True(Read(All.ToField("lists.example.org")).IsAligned);
    }

    [Fact]
    public void Only_the_first_field_of_the_header_is_ours() =>
        Assert.Equal(Evidence.Nothing, Read("Received: from a.example\r\n" + All.ToField("lists.example.org")));

    /// <summary>The sender chooses these; a result that he adds this way would be believed.</summary>
    [Theory]
    [InlineData("a.example; dmarc=pass header.from=b.example")]
    [InlineData("a.example dmarc=pass")]
    [InlineData("a.example\r\nX: y")]
    [InlineData("(a.example")]
    public void What_a_sender_chose_adds_no_result(string domain)
    {
        var field = new Evidence(new SpfEvidence(CheckResult.Fail, domain), [new DkimEvidence(CheckResult.Fail, domain, domain)], null).ToField("lists.example.org");
        Assert.Equal("Authentication-Results: lists.example.org;\r\n\tspf=fail;\r\n\tdkim=fail\r\n", field);
    }

    private static Evidence Read(string field) => Evidence.Of(RawMessage.Parse(Encoding.ASCII.GetBytes(field + "From: a@horria.example\r\n\r\nx\r\n")));
}
