using IfexList.Tests.Moderation;
using IfexList.Mail;
using IfexList.Preflight;
using IfexList.Publishing;
using IfexList.Store;
using IfexList.Tests.Mail;

namespace IfexList.Tests.Preflight;

/// <summary>What is found in each of our sample posts when those before it have come out. Each hint was looked up in its mail: none is a false one.</summary>
public sealed class SampleFindings
{
    private static readonly Dictionary<int, string> Cases = new() { [3] = "2026-0312-01", [8] = "2026-0312-07" };

    [Theory]
    [InlineData(1, "alert! TN!", "", "a good alert: in French, with a fax under APPELS")]
    [InlineData(2, "alert! TN! 2026-0312-01", "near-duplicate 2026-0312-01|name-spelling Trabelssi / Trabelsi", "the forged one: the same text, one letter more")]
    [InlineData(3, "update! TN! 2026-0312-01", "", "the same editor, freed")]
    [InlineData(4, "alert! ZW!", "acronym SMTP|no-appeal-address", "appeals to authorities without any address; who knows SMTP?")]
    [InlineData(5, "alert! EC!", "no-appeal-address", "letters to authorities, none of them named")]
    [InlineData(6, "alert! KZ!", "no-appeal-address", "\"ПРЕДУПРЕЖДЕНИЕ\"; the source's own phone is no private one")]
    [InlineData(7, "alert! EG!", "", "Arabic, Levantine and Egyptian months")]
    [InlineData(8, "update! EG! 2026-0312-07", "", "the same weekly, by its name in quotation marks; Arabic digits, isolates, an override in the Subject")]
    [InlineData(9, "capsule! PG!", "", "a country of three words")]
    [InlineData(10, "alert! CI!", "no-headline", "no Subject, so that the first line stands for it; a phone number under its label is the source's")]
    [InlineData(11, "press-release! ?", "", "international: a place, and no country; a statement's own date is enough")]
    [InlineData(12, "press-release! HN!", "", "nothing to complain of")]
    [InlineData(13, "alert? ?", "", "encrypted: nobody reads it")]
    [InlineData(14, "joint-action! ? 2026-0312-01", "", "a call names its case by number, and tells of no event of its own")]
    [InlineData(15, "joint-action! CI?", "", "a signatory's country is only a guess")]
    [InlineData(20, "communique? ?", "", "a collection has no country and no case")]
    [InlineData(21, "communique? ?", "", "in French")]
    [InlineData(22, "communique? ?", "", "in Spanish")]
    [InlineData(23, "communique? ?", "", "in Russian")]
    [InlineData(24, "communique? ?", "", "in Arabic")]
    public void A_sample_post_is_seen_as_it_is(int sample, string facts, string hints, string because)
    {
        var found = FirstLook.Of(Post(sample), Desk.Alerts, Before(sample));
        Assert.True(facts == Facts(found), $"{because}: {Facts(found)}");
        Assert.Equal(hints, string.Join('|', found.Hints.Select(hint => $"{hint.Code} {hint.Detail}".Trim())));
    }

    [Fact]
    public void A_case_is_named_by_its_newest_subject() =>
        Assert.Equal(Post(3).Subject, FirstLook.Of(Post(14), Desk.Alerts, Before(14)).CaseSubject);

    internal static string Facts(PostFindings found) =>
        $"{found.Kind}{(found.KindIsStated ? "!" : "?")} {found.Country}{(found.CountryIsStated ? "!" : "?")} {found.Case}".Trim();

    internal static CleanPost Post(int sample)
    {
        var message = SampleMail.Load(sample);
        return Cleansing.Of(message, PlainText.Of(message));
    }

    private static List<RecentRelease> Before(int sample) =>
    [
        .. from earlier in Enumerable.Range(1, Math.Min(sample - 1, 12)).Except([2]).Reverse()
           let post = Post(earlier)
           let number = $"2026-0312-{earlier:00}"
           select new RecentRelease(
               number, Cases.GetValueOrDefault(earlier, number), FirstLook.Of(post, Desk.Alerts, []).Country, post.Subject, post.Text, DateTimeOffset.UnixEpoch.AddDays(earlier)),
    ];
}
