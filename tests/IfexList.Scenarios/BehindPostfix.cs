using System.Text;
using IfexList.Scenarios.Actors;

namespace IfexList.Scenarios;

/// <summary>A next hop that we didn't write: what we take for CHUNKING (RFC 3030) is what a real Postfix takes for it.</summary>
public sealed class BehindPostfix
{
    private const int Readers = 200;
    private const string Subject = "ALERT - ZIMBABWE: Plates seized";

    [Fact(Timeout = 60_000)]
    public async Task Each_copy_goes_to_postfix_by_bdat_and_comes_out_octet_by_octet()
    {
        Assert.SkipUnless(PrivatePostfix.CanRun, "needs a Postfix, and root to start it");
        await using var world = NextHop.Open();
        using var postfix = new PrivatePostfix();
        await postfix.StartAsync(world);
        using var tap = new SmtpTap(postfix.Port);
        await using var host = await Newsroom.FoundAsync(world, Readers, json => json["Relay"]!["Port"] = tap.Port);
        await host.StartAsync();
        await host.ReleaseAsync(world, Subject);
        await world.ServesAsync(Subject, Newsroom.Readers(Readers));
        await host.DeliversAllAsync();
        await host.StopAsync();
        await postfix.StopAsync();

        var (commands, chunks) = tap.Heard();
        Assert.DoesNotContain("DATA", commands);
        Assert.Equal(0, world.Duplicates(Subject));
        Assert.Equal(Readers, world.CopiesOf(Subject).Count());
        Assert.All(world.CopiesOf(Subject), copy =>
        {
            var chunk = Assert.Single(chunks, chunk => copy.Bytes.AsSpan().EndsWith(chunk));
            // All that Postfix may put before it.
            Assert.Matches(@"\AReceived: [^\r\n]+\r\n([\t ][^\r\n]+\r\n)*\z", Encoding.ASCII.GetString(copy.Bytes.AsSpan(0, copy.Bytes.Length - chunk.Length)));
        });
    }
}
