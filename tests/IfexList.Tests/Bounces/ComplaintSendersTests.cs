using IfexList.Authentication;
using IfexList.Bounces;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Tests.Mail;

namespace IfexList.Tests.Bounces;

/// <summary>Whose complaint counts without a token, and for whom.</summary>
public class ComplaintSendersTests
{
    private const string Reader = "grace@daily.example";

    private static readonly ComplaintSenders Senders = new(new Settings
    {
        Bounces = new BounceSettings { FeedbackLoops = [.. new BounceSettings().FeedbackLoops, "Loop@Isp.example", "@reports.example"] },
    });

    [Theory]
    [InlineData("abuse@daily.example", Reader, true, "her provider's own address")]
    [InlineData("Postmaster@DAILY.example", Reader, true, "in other letters")]
    [InlineData("noreply@daily.example", "grace@mail.daily.example", true, "her address is below her provider's name")]
    [InlineData("abuse@mail.daily.example", Reader, false, "a name below hers may be anybody's")]
    [InlineData("abuse@notdaily.example", "grace@daily.example", false, "another domain with the same end")]
    [InlineData("abuse@aily.example", "grace@daily.example", false, "and the same the other way")]
    [InlineData("abuse@example", Reader, false, "a top-level domain is nobody's provider")]
    [InlineData("nadia@daily.example", Reader, false, "her neighbour there")]
    [InlineData("grace@daily.example", Reader, false, "herself, or whoever has her mailbox: she can leave by a command")]
    [InlineData("abuse+nadia@daily.example", Reader, false, "a name with more behind it")]
    [InlineData("nadia@free.example", Reader, false, "anybody with an account")]
    [InlineData("abuse@free.example", Reader, false, "another provider")]
    [InlineData("feedback@arf.mail.yahoo.com", Reader, true, "a loop that is known without being named")]
    [InlineData("staff@hotmail.com", Reader, true, "another one")]
    [InlineData("nadia@hotmail.com", Reader, false, "its provider's users are no loop")]
    [InlineData("loop@isp.example", Reader, true, "a loop by its address")]
    [InlineData("nadia@isp.example", Reader, false, "and by nobody else's")]
    [InlineData("whoever@reports.example", Reader, true, "a loop by its domain")]
    [InlineData("whoever@mail.reports.example", Reader, false, "and not by one below it")]
    public void A_complaint_without_a_token_counts_as_far_as_its_sender_speaks_for_the_reader(string from, string reader, bool counts, string why)
    {
        Assert.True(counts == Vouches(from, reader, isAligned: true), why);
        Assert.False(Vouches(from, reader, isAligned: false), "nobody vouches for the sender");
    }

    [Fact]
    public void Of_two_authors_neither_speaks() => Assert.False(Vouches("abuse@daily.example, nadia@free.example", Reader, isAligned: true));

    private static bool Vouches(string from, string reader, bool isAligned)
    {
        var found = Evidence.Nothing with { Dmarc = new DmarcEvidence(isAligned ? CheckResult.Pass : CheckResult.Fail, "shown.example", DmarcPolicy.None, isAligned) };
        var mail = SampleMail.Parse($"{found.ToField("lists.example.org")}From: {from}\nSubject: A complaint\n\nText\n");
        return Senders.Vouches(mail)(Address.TryParse(reader, out var address) ? address : throw new FormatException(reader));
    }
}
