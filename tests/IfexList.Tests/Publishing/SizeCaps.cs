using IfexList.Lists;
using IfexList.Mail;
using IfexList.Publishing;

namespace IfexList.Tests.Publishing;

/// <summary>Single copies for readers who want no longer mails than so many kilobytes.</summary>
public sealed class SizeCaps
{
    private static readonly string Long = string.Join("\n\n", Enumerable.Repeat("The printing plates were seized last night, and nobody says by whom.", 350));

    [Fact]
    public async Task A_long_release_is_rendered_once_more_for_each_cap_that_a_reader_has_and_it_exceeds()
    {
        await using var house = new ParcelHouse();
        foreach (var (name, cap) in new[] { ("none", 0), ("five", 5), ("six", 5), ("twenty", 20), ("fifty", 50) })
            await house.ReaderAsync($"{name}@x.example", cap: cap);
        var (number, readers) = await house.ReleaseAsync("ALERT", Long);
        Assert.Equal(5, readers);
        Assert.Equal(["", "5", "20"], house.House.Database.Read(db => db.All("SELECT coalesce(cap, '') FROM rendering ORDER BY id", r => r.GetString(0))));
        Assert.All((string[])["none", "fifty"], name => Assert.Contains(Long, TextTo(house, name), StringComparison.Ordinal));
        foreach (var (name, cap) in new[] { ("five", 5), ("six", 5), ("twenty", 20) })
        {
            var text = TextTo(house, name);
            Assert.InRange(TextCut.Octets(text), cap * 900, cap * 1000);
            Assert.Contains($"by whom.\n\n[", text, StringComparison.Ordinal);
            Assert.Contains($"get {number}", text, StringComparison.Ordinal);
            Assert.Contains("alerts-unsubscribe@", text, StringComparison.Ordinal);
        }
        house.IsSound();
        await house.DeliverAsync();
        Assert.Equal(5, house.House.Count("served", "outcome = 'delivered'"));
    }

    [Fact]
    public async Task A_short_release_is_rendered_once_and_so_is_one_whose_readers_have_no_caps()
    {
        await using var house = new ParcelHouse();
        await house.ReaderAsync("five@x.example", cap: 5);
        await house.ReleaseAsync("ALERT", "Short.");
        Assert.Equal(1, house.House.Count("rendering"));
        await house.ReaderAsync("five@x.example", Rhythm.Daily);
        await house.ReleaseAsync("ALERT", Long);
        Assert.Equal(2, house.House.Count("rendering"));
    }

    [Fact]
    public async Task Members_get_their_mails_whole()
    {
        await using var house = new ParcelHouse();
        await house.House.MemberAsync("amel@horria.example", "OHPL");
        await house.ReaderAsync("amel@horria.example", cap: 5);
        Assert.Equal(1, (await house.ReleaseAsync("To members", Long, list: "members")).Readers);
        Assert.Contains(Long, TextTo(house, "amel", "horria.example"), StringComparison.Ordinal);
    }

    private static string TextTo(ParcelHouse house, string name, string domain = "x.example") =>
        Assert.Single(house.MailTo($"{name}@{domain}")).TextBody!.ReplaceLineEndings("\n");
}
