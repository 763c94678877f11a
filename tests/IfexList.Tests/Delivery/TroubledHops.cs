using IfexList.Foundation;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace IfexList.Tests.Delivery;

/// <summary>A hop that misbehaves once, at the third of six readers: his copy gets exactly what was said of it, and the others theirs, whatever way copies go.</summary>
public class TroubledHops
{
    private const string Third = "reader3@example.net";
    private const string Lost = "451 4.4.2 connection lost";

    /// <summary>The place, the trouble, what is told of the copy (null: it is delivered, as if nothing had been), and why.</summary>
    public static TheoryData<string, string, string?, string> Troubles => new()
    {
        { "MAIL", "421 4.3.2 going down", null, "it was never tried" },
        { "MAIL", "drop", null, "the hop only closed a connection that had served" },
        { "MAIL", "half 250 2.", null, "half a line is no answer" },
        { "MAIL", "999 what", null, "no SMTP, and nothing said to this copy" },
        { "RCPT", "421 4.3.2 going down", "421 4.3.2 going down", "it had its turn" },
        { "RCPT", "drop", Lost, "it may be this reader at whom the hop breaks" },
        { "RCPT", "half 250 2.", Lost, "half a line is no answer" },
        { "RCPT", "hello there", Lost, "no SMTP" },
        { "RCPT", "250-one\r\n251 two", Lost, "two codes in one reply" },
        { "RCPT", "\0\u0001\u00ff\u00fe", Lost, "bytes without sense" },
        { "RCPT", "450 4.2.0 d\u00e9j\u00e0", "450 4.2.0 d\ufffdj\ufffd", "8-bit replies that are no UTF-8" },
        { "text", "421 4.3.2 going down", "421 4.3.2 going down", "the last answer may be a farewell, too" },
        { "text", "drop", Lost, "taken without a word: it goes again by the plan, and the next one isn't touched" },
        { "text", "half 250 2.", Lost, "half a 250 is none" },
        { "text", "354 go on", Lost, "an answer to another question" },
        { "text", "hello there", Lost, "no SMTP" },
    };

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task Trouble_at_one_copy_is_told_of_this_copy_alone(string place, string trouble, string? told, string reason)
    {
        foreach (var way in new[] { "one by one", "pipelined", "whole", "whole, in single octets", "pipelined, replies glued together", "whole, replies glued together" })
        {
            var troubles = 0;
            string? Once(string address) => address == Third && Interlocked.Increment(ref troubles) == 1 ? trouble : null;
            var mails = 0;
            await using var hop = new FakeHop
            {
                Pipelining = way != "one by one",
                Chunking = way.StartsWith("whole", StringComparison.Ordinal),
                Slow = way.EndsWith("single octets", StringComparison.Ordinal),
                Glues = way.EndsWith("glued together", StringComparison.Ordinal),
                OnMail = _ => place == "MAIL" && Interlocked.Increment(ref mails) == 3 ? trouble : null,
                OnRcpt = address => place == "RCPT" ? Once(address) : null,
                OnDot = address => place == "text" ? Once(address) : null,
            }.Start();
            await using var house = new DeliveryHouse(DeliveryHouse.To(hop, connections: 1));
            await house.OweAsync(Enumerable.Range(1, 6).Select(i => $"reader{i}@example.net"));
            house.Run();
            await house.UntilTriedAsync();
            var owed = house.Owed();
            Assert.True(owed.Select(row => (row.Address, row.Attempts, row.Last)).SequenceEqual(told is null ? [] : new (string, int, string?)[] { (Third, 1, told) }),
                $"{way}: {reason}: {string.Join(", ", owed)}");
            var tookSilently = place == "text" && trouble == "drop" ? 1 : 0;
            Assert.True(hop.Taken.GroupBy(mail => mail.Recipient).All(copies => copies.Count() == 1 || copies.Key == Third && copies.Count() == 1 + tookSilently), $"{way}: second copies");
            Assert.Equal(told is null ? 6 : 5, house.Fates().Values.Count(fate => fate == "delivered"));
            Assert.Empty(house.Setbacks());
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_hop_that_loses_count_of_commands_that_come_together_costs_one_copy_a_try(bool chunking)
    {
        await using var hop = new FakeHop { Chunking = chunking, OnTogether = "503 5.5.1 one at a time" }.Start();
        await using var house = new DeliveryHouse(DeliveryHouse.To(hop, connections: 1));
        await house.OweAsync(Enumerable.Range(1, 6).Select(i => $"reader{i}@example.net"));
        house.Run();
        await house.UntilTriedAsync();
        Assert.Equal(5, house.Fates().Values.Count(fate => fate == "delivered"));
        Assert.Equal([(1, "503 5.5.1 one at a time")], house.Owed().Select(row => (row.Attempts, row.Last ?? "")));
        Assert.Equal(2, hop.Commands.Count(command => command.StartsWith("EHLO", StringComparison.Ordinal)));
    }

    /// <summary>One that hears only the first of commands that come together says nothing to the others: its silence costs one copy a try, and not each of them minutes.</summary>
    [Fact]
    public async Task A_hop_that_falls_silent_at_commands_that_come_together_is_spoken_to_singly_from_then_on()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var hop = new FakeHop { OnTogether = "stuck 2" }.Start();
        await using var house = new DeliveryHouse(DeliveryHouse.To(hop, connections: 1), time);
        await house.OweAsync(Enumerable.Range(1, 6).Select(i => $"reader{i}@example.net"));
        house.Run();
        await DeliveryHouse.UntilAsync(() => hop.Commands.Any(command => command.StartsWith("MAIL", StringComparison.Ordinal)));
        await DeliveryHouse.UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(10));
            return house.Fates().Values.All(fate => fate == "delivered");
        });
        Assert.Equal(6, hop.Taken.Count);
        Assert.Equal(7, hop.Commands.Count(command => command.StartsWith("MAIL", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reply_of_a_thousand_lines_is_read_if_they_are_short_and_ends_the_connection_if_not(bool isLong)
    {
        var lines = string.Concat(Enumerable.Repeat(isLong ? "550-5.1.1 nobody by that name\r\n" : "550-5.1.1 no\r\n", 1000));
        await using var hop = new FakeHop { Chunking = true, OnRcpt = address => address == Third ? lines + "550 5.1.1 here" : null }.Start();
        await using var house = new DeliveryHouse(DeliveryHouse.To(hop, connections: 1));
        await house.OweAsync(Enumerable.Range(1, 6).Select(i => $"reader{i}@example.net"));
        house.Run();
        await house.UntilTriedAsync();
        Assert.Equal(5, hop.Taken.Count);
        Assert.Equal(isLong ? "queued" : "refused", house.Fates()[Third]);
        Assert.Equal(isLong ? [Lost] : [], house.Owed().Select(row => row.Last));
    }

    [Theory]
    [InlineData("250 2.0.0 fine")]
    [InlineData("250 2.0.0 fine\r\n250 2.0.0 fine")]
    public async Task A_hop_that_says_250_to_everything_has_taken_nothing(string always)
    {
        await using var hop = new FakeHop { AlwaysSays = always }.Start();
        await using var house = new DeliveryHouse(DeliveryHouse.To(hop, connections: 1));
        await house.OweAsync(["reader1@example.net"]);
        house.Run();
        await house.UntilTriedAsync();
        Assert.Equal((1, Lost), house.Owed().Select(row => (row.Attempts, row.Last!)).Single());
    }

    [Theory]
    [InlineData("RCPT", false)]
    [InlineData("RCPT", true)]
    [InlineData("text", false)]
    [InlineData("text", true)]
    public async Task Who_stops_in_the_middle_of_a_line_is_waited_for_as_long_as_the_standard_asks(string place, bool chunking)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var troubles = 0;
        string? Once(string address) => address == Third && Interlocked.Increment(ref troubles) == 1 ? "stuck 250 2.1" : null;
        await using var hop = new FakeHop
        {
            Chunking = chunking,
            OnRcpt = address => place == "RCPT" ? Once(address) : null,
            OnDot = address => place == "text" ? Once(address) : null,
        }.Start();
        await using var house = new DeliveryHouse(DeliveryHouse.To(hop, connections: 1), time);
        await house.OweAsync(Enumerable.Range(1, 4).Select(i => $"reader{i}@example.net"));
        house.Run();
        await DeliveryHouse.UntilAsync(() => troubles == 1 && hop.Taken.Count == 2);
        await Task.Delay(100, TestContext.Current.CancellationToken);
        time.Advance(Limits.ReplyTime - TimeSpan.FromSeconds(1));
        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.Equal(0, house.Owed().Sum(row => row.Attempts));
        time.Advance(Limits.FinalReplyTime - Limits.ReplyTime + TimeSpan.FromSeconds(2));
        await DeliveryHouse.UntilAsync(() => house.Owed() is [{ Address: Third, Attempts: 1, Last: Lost }]);
        Assert.Equal(3, hop.Taken.Count);
    }
}
