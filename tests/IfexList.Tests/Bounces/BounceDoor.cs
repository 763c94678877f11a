using System.Text;
using IfexList.Foundation;
using IfexList.Reception;
using IfexList.Store;

namespace IfexList.Tests.Bounces;

/// <summary>Which returned mails are let in.</summary>
public sealed class BounceDoor
{
    private static readonly byte[] Mail = Encoding.ASCII.GetBytes("From: a@b.example\r\nSubject: x\r\n\r\nText\r\n");

    [Theory]
    [InlineData("what was sent yesterday comes back", 1, false, 250)]
    [InlineData("what was sent last month does", 29, false, 250)]
    [InlineData("nobody remembers what was sent the month before", 31, false, 550)]
    [InlineData("the last copy leaves late, and its bytes are still here", 31, true, 250)]
    public async Task A_bounce_address_is_good_as_long_as_its_letter_is_remembered(string why, int days, bool isOwed, int code)
    {
        await using var house = await ReturnHouse.OpenAsync();
        var to = house.Bounces(ReturnHouse.Grace);
        if (!isOwed)
            await house.Desk.ExecuteAsync("UPDATE rendering SET bytes = NULL");
        house.House.Time.Advance(TimeSpan.FromDays(days));
        Assert.True(code == (await house.House.TakeInAsync(Mail, "a@b.example", to)).Code, why);
        // A call-out with the null sender hears it at the end.
        Assert.True(code == (await house.House.TakeInAsync(Mail, null, to)).Code, why);
    }

    [Fact]
    public async Task A_token_of_ours_for_what_we_never_sent_is_refused_like_a_forged_one()
    {
        await using var house = await ReturnHouse.OpenAsync();
        Assert.Equal("550 5.1.1 That address is not one of ours", (await house.House.TakeInAsync(Mail, "a@b.example", house.Bounces(ReturnHouse.Grace, 4711))).ToString());
    }

    [Fact]
    public async Task Beside_an_expired_address_the_good_recipients_get_their_mail()
    {
        await using var house = await ReturnHouse.OpenAsync();
        Assert.Equal(250, (await house.House.TakeInAsync(Mail, null, house.Bounces(ReturnHouse.Grace, 4711), "alerts-owner@lists.example.org", house.Bounces(ReturnHouse.Grace))).Code);
        Assert.Equal((1L, 1L), (house.House.Count("inbox", "recipient = 'alerts-owner' AND rank = 0"), house.House.Count("inbox", "recipient LIKE 'alerts-bounces+%' AND rank = 1")));
    }

    [Fact]
    public async Task Returned_mail_that_fills_its_room_keeps_no_post_out()
    {
        await using var house = await ReturnHouse.OpenAsync();
        await house.Desk.ExecuteAsync("INSERT INTO body (id, bytes) VALUES (4711, x'00')");
        await house.Desk.ExecuteAsync("""
            WITH RECURSIVE many (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n <= @most)
            INSERT INTO inbox (body, recipient, at, rank) SELECT 4711, 'alerts-bounces', 1, 1 FROM many
            """, ("@most", (long)Limits.InboxWaiting));
        house.House.Time.Advance(Limits.ShortageLook * 2);
        Assert.Equal(452, (await house.House.TakeInAsync(Mail, null, house.Bounces(ReturnHouse.Grace))).Code);
        Assert.Equal(452, (await house.House.TakeInAsync(Mail, "a@b.example", "abuse@lists.example.org")).Code);
        Assert.Equal(250, (await house.House.TakeInAsync(Mail, "a@b.example", "alerts@lists.example.org")).Code);
        Assert.Null(house.House.Get<Shortages>().Now());
    }
}
