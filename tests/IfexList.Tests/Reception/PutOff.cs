using System.Text;
using IfexList.Foundation;
using IfexList.Reception;
using IfexList.Smtp;
using IfexList.Store;
using IfexList.Tests.Operations;

namespace IfexList.Tests.Reception;

/// <summary>Where something runs short, mail is put off before its text comes, and it is said why.</summary>
public sealed class PutOff
{
    private const string Fill = """
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @most)
        INSERT INTO inbox (body, recipient, at, next_at) SELECT 1, 'alerts', 0, 9000000000000000 FROM n
        """;

    [Fact]
    public async Task A_full_inbox_puts_new_mail_off_until_it_is_worked_off()
    {
        await using var house = new TestHouse();
        await FillAsync(house.Database, Limits.InboxWaiting + 1);
        Assert.Equal("452 4.3.1 Short of inbox for the moment, please try again later", await SendAsync(house, "alerts"));
        Assert.StartsWith("550", await SendAsync(house, "nobody"), StringComparison.Ordinal);
        await house.Database.WriteAsync(tx => tx.Execute("DELETE FROM inbox WHERE rowid % 2 = 0"));
        Assert.StartsWith("452", await SendAsync(house, "alerts"), StringComparison.Ordinal);
        house.Time.Advance(Limits.ShortageLook);
        Assert.StartsWith("250", await SendAsync(house, "alerts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_inbox_that_is_just_full_takes_no_harm()
    {
        await using var house = new TestHouse();
        await FillAsync(house.Database, Limits.InboxWaiting);
        Assert.Null(house.Get<Shortages>().Now());
    }

    [Fact]
    public async Task Status_says_that_nothing_is_taken_in()
    {
        using var shell = new AdminShell();
        Assert.DoesNotContain("takes in", (await shell.RunAsync("status")).Out, StringComparison.Ordinal);
        await using (var database = Database.Open(shell.Settings.DatabaseFile))
            await FillAsync(database, Limits.InboxWaiting + 1);
        Assert.Contains("takes in     nothing for the moment: too much mail waits to be worked off", (await shell.RunAsync("status")).Lines);
        Assert.Contains("\"health\": \"too much mail waits to be worked off\"", (await shell.RunAsync("status", "--json")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Mail_in_reception_takes_an_eighth_of_our_memory_at_most()
    {
        Assert.InRange(Memory.ReceivingOctets, 1, Limits.ReceivingOctets);
        Assert.InRange(Memory.ReceivingOctets, 1, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8);
    }

    [Fact]
    public void A_room_says_beforehand_whether_a_mail_fits()
    {
        var room = new ReceivingRoom(100);
        Assert.True(room.Has(99));
        Assert.True(room.TryTake(60));
        Assert.False(room.Has(60));
        room.GiveBack(60);
        Assert.True(room.Has(60));
    }

    private static Task FillAsync(Database database, int mails) => database.WriteAsync(tx =>
    {
        tx.Execute("INSERT INTO body (id, bytes) VALUES (1, x'00')");
        tx.Execute(Fill, ("@most", (long)mails));
    });

    private static async Task<string> SendAsync(TestHouse house, string to) =>
        (await house.TakeInAsync(Encoding.UTF8.GetBytes(TestHouse.Mail("a@b.example", $"{to}@lists.example.org", "Hello", "Text.")), "a@b.example", $"{to}@lists.example.org")).ToString();
}
