using IfexList.Foundation;
using IfexList.Preflight;
using IfexList.Store;

namespace IfexList.Tests.Preflight;

/// <summary>What hostile text costs: as much per character when it is long as when it is short. Counted in what is allocated, which no busy machine changes.</summary>
public sealed class Burdens
{
    private const int Short = 25_000;
    private const int Times = 4;

    [Theory]
    [InlineData("(", "brackets that never close")]
    [InlineData("Aa ", "capitals without end")]
    [InlineData("AAA (", "acronyms and brackets")]
    [InlineData("\"a b ", "titles that never end")]
    [InlineData("Sami Trabelsi ", "one name")]
    [InlineData("Саудовская Аравия ", "countries to be declined")]
    [InlineData("تونس ", "countries in Arabic")]
    [InlineData("+0 ", "numbers that never become a phone")]
    [InlineData("12 rue Rue ", "streets")]
    [InlineData("1.11111,", "coordinates")]
    [InlineData("\n", "empty lines")]
    [InlineData("appeals\n", "lines that begin like a heading")]
    [InlineData("a\u0301\u0301\u0301\u200B", "marks and what can't be seen")]
    [InlineData("2026-0312-0", "numbers of cases")]
    [InlineData("1 March ", "dates")]
    [InlineData("A", "one word in capitals")]
    [InlineData("ул.", "streets that begin again and again")]
    [InlineData("ул. а", "streets that never end")]
    [InlineData("calle a.", "streets without a number")]
    [InlineData("1 A’", "houses without a street")]
    [InlineData("1111111111", "digits")]
    [InlineData("P O Box", "boxes")]
    [InlineData("\nA-.", "datelines that never come to the point")]
    public void A_long_text_costs_no_more_per_character_than_a_short_one(string piece, string because)
    {
        RecentRelease[] recent = [.. Enumerable.Range(1, 30).Select(i => Draft.Released(i, "TN", "ALERT - TUNISIA: x", Of(piece, Limits.ComparedCharacters)))];
        Cost(Of(piece, Short), recent);
        var cost = Cost(Of(piece, Short), recent);
        var longer = Cost(Of(piece, Times * Short), recent);
        Assert.True(longer < (Times + 2) * cost, $"{because}: {cost} octets, then {longer}");
    }

    [Fact]
    public void Half_a_character_and_other_rubbish_never_throw()
    {
        var dice = new Random(7);
        var signs = "aA1é я Яتن\n\"«»()-–:@.,°+0\uD800\uDC00\u202E\u0301\uFFFF\0".ToCharArray();
        for (var i = 0; i < 500; i++)
        {
            var text = new string(dice.GetItems(signs, dice.Next(200)));
            var found = Draft.Findings(text, text, Draft.Released(1, "TN", text, text));
            Assert.NotEmpty(found.Kind);
            Assert.Equal(found.Hints.Select(hint => hint.Kind).Order(), found.Hints.Select(hint => hint.Kind));
            SenderShown.Of(text);
        }
    }

    private static string Of(string piece, int characters) => string.Concat(Enumerable.Repeat(piece, characters / piece.Length));

    private static long Cost(string text, RecentRelease[] recent)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Draft.Findings("ALERT - TUNISIA: x", text, recent);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
