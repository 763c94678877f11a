using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Tests.Operations;

public sealed class QueueTests
{
    [Fact]
    public async Task What_waits_is_listed_hurried_dropped_and_explained()
    {
        using var shell = new AdminShell();
        var now = shell.Time.GetUtcNow().ToUnixTimeMilliseconds();
        await shell.InsertAsync(tx =>
        {
            Assert.True(Address.TryParse("a@b.example", out var address));
            Letters.Owe(tx, "alerts", Person.Know(tx, address, now), new NewRendering("letter"u8.ToArray(), EightBit: false), now);
            tx.Execute("UPDATE deliveries SET next_at = @later, attempts = 2, last = '451 4.7.1 later'", ("@later", now + 3_600_000));
        });
        Assert.Equal("1  a@b.example  alerts  letter  next 2040-03-12 09:00Z  2 tries  451 4.7.1 later", (await shell.DoneAsync("queue", "list")).Lines.Single());
        Assert.Equal("2040-03-12 09:00Z  waiting  alerts  letter  1  451 4.7.1 later", (await shell.DoneAsync("queue", "explain", "A@b.example")).Lines.Single());
        Assert.Equal("due now:  1", (await shell.DoneAsync("queue", "retry")).Lines.Single());
        Assert.Contains("  due  ", (await shell.DoneAsync("queue", "list")).Lines.Single());
        await shell.DoneAsync("queue", "drop", "1");
        Assert.Empty((await shell.DoneAsync("queue", "list")).Lines);
        Assert.Contains("nothing was ever sent", (await shell.DoneAsync("queue", "explain", "x@y.example")).Out);
    }
}
