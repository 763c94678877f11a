using System.Collections.Concurrent;
using System.Text;
using IfexList.Delivery;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Store;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace IfexList.Tests.Delivery;

public class DeliveryLoopTests
{
    private static IEnumerable<string> Readers(int count) => Enumerable.Range(1, count).Select(i => $"reader{i}@example.net");

    [Fact]
    public async Task A_deferred_copy_follows_the_plan_whose_last_step_repeats_and_is_given_up_in_the_end()
    {
        var time = new FakeTimeProvider();
        await using var hop = new FakeHop { OnRcpt = _ => "450 4.2.1 not now" }.Start();
        await using var house = new DeliveryHouse(DeliveryHouse.To(hop) with { GiveUpAfter = TimeSpan.FromHours(1) }, time);
        await house.OweAsync(["reader1@example.net"]);
        var start = time.GetUtcNow().ToUnixTimeMilliseconds();
        house.Run();
        var plan = new RetryPlan(house.Settings.Relay);
        var (attempts, next) = (0, start);
        while (next < start + 3_600_000)
        {
            next = plan.NextAt(new OwedCopy(1, 1, 1, "reader1@example.net", 5, "alerts", 0, attempts++, start), next);
            await DeliveryHouse.UntilAsync(() => house.Owed() is [var row] && row.NextAt == next && house.Loop.Out == 0);
            time.Advance(TimeSpan.FromMilliseconds(next - time.GetUtcNow().ToUnixTimeMilliseconds()));
            house.Loop.Signal();
        }
        await DeliveryHouse.UntilAsync(() => house.Owed().Count == 0);
        Assert.Equal("expired", house.Fates()["reader1@example.net"]);
        Assert.Equal("reader1@example.net 450 4.2.1 not now", house.Setbacks().Single());
    }

    [Fact]
    public async Task No_more_copies_are_out_than_may_be_sent_twice_after_a_crash()
    {
        await using var hop = new FakeHop().Start();
        await using var house = new DeliveryHouse(DeliveryHouse.To(hop, connections: 8));
        await house.OweAsync(Readers(1500));
        using var gate = new ManualResetEventSlim();
        // The writer is busy elsewhere: no outcome can be committed.
        var blocked = house.Database.WriteAsync(_ => gate.Wait(TimeSpan.FromSeconds(20)));
        house.Run();
        await DeliveryHouse.UntilAsync(() => house.Loop.Out == Limits.UncommittedOutcomes);
        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.InRange(hop.Taken.Count, Limits.UncommittedOutcomes - 2 * 8, Limits.UncommittedOutcomes);
        gate.Set();
        await blocked;
        await DeliveryHouse.UntilAsync(() => house.Owed().Count == 0);
        Assert.Equal(1500, hop.Taken.Select(mail => mail.Recipient).Distinct().Count());
        Assert.Equal(1500, hop.Taken.Count);
    }

    [Fact]
    public async Task An_urgent_release_of_several_pages_goes_out_whole_before_a_send_in_progress_goes_on()
    {
        var seen = new ConcurrentQueue<string>();
        await using var hop = new FakeHop
        {
            OnRcpt = address =>
            {
                seen.Enqueue(address);
                return null;
            },
        }.Start();
        await using var house = new DeliveryHouse(DeliveryHouse.To(hop, connections: 2));
        await house.OweAsync(Readers(8000));
        house.Run();
        await DeliveryHouse.UntilAsync(() => seen.Count > 50);
        await house.OweAsync(Enumerable.Range(1, 3 * Limits.RowsRead).Select(i => $"urgent{i}@example.net"), priority: 1, rendering: 2);
        house.Loop.Signal();
        await DeliveryHouse.UntilAsync(() => seen.Count(IsUrgent) == 3 * Limits.RowsRead);
        var between = seen.SkipWhile(address => !IsUrgent(address)).Take(3 * Limits.RowsRead).Count(address => !IsUrgent(address));
        Assert.InRange(between, 0, Limits.RowsRead / 10);
    }

    private static bool IsUrgent(string address) => address.StartsWith("urgent", StringComparison.Ordinal);

    [Fact]
    public async Task An_urgent_letter_overtakes_a_send_in_progress()
    {
        using var gate = new SemaphoreSlim(0);
        var seen = new ConcurrentQueue<string>();
        await using var hop = new FakeHop
        {
            OnRcpt = address =>
            {
                seen.Enqueue(address);
                if (seen.Count >= 20 && seen.Count < 23)
                    gate.Wait(TimeSpan.FromSeconds(10));
                return null;
            },
        }.Start();
        await using var house = new DeliveryHouse(DeliveryHouse.To(hop, connections: 1));
        await house.OweAsync(Readers(2500));
        house.Run();
        await DeliveryHouse.UntilAsync(() => seen.Count == 20);
        await house.OweLetterAsync("urgent@example.net", "Subject: confirm\r\n\r\nAnswer this.\r\n", rendering: 9);
        house.Loop.Signal();
        await Task.Delay(200, TestContext.Current.CancellationToken);
        gate.Release(10);
        await DeliveryHouse.UntilAsync(() => seen.Contains("urgent@example.net"));
        Assert.InRange(seen.ToList().IndexOf("urgent@example.net"), 20, 24);
    }

    [Fact]
    public async Task A_letter_is_addressed_to_its_reader_and_needs_one_connection()
    {
        await using var hop = new FakeHop().Start();
        await using var house = new DeliveryHouse(DeliveryHouse.To(hop, connections: 8)).Run();
        await house.OweLetterAsync("one@example.net", "Subject: welcome\r\n\r\nHello.\r\n", rendering: 7);
        house.Loop.Signal();
        await DeliveryHouse.UntilAsync(() => house.Owed().Count == 0);
        await house.OweLetterAsync("two@example.net", "Subject: welcome\r\n\r\nHello again.\r\n", rendering: 8);
        await DeliveryHouse.UntilAsync(() => house.Owed().Count == 0);
        Assert.Equal(["To: <one@example.net>\r\nSubject: welcome\r\n\r\nHello.\r\n", "To: <two@example.net>\r\nSubject: welcome\r\n\r\nHello again.\r\n"],
            hop.Taken.Select(mail => mail.Text));
        Assert.Equal($"alerts-bounces+{DeliveryHouse.Key.Derive(TokenPurpose.Bounce, "alerts", 1, 7)}@lists.example.org", hop.Taken.First().From);
        Assert.Equal(1, hop.Connections);
    }

    [Fact]
    public async Task An_unused_connection_is_closed_although_the_loop_goes_on_looking()
    {
        var time = new FakeTimeProvider();
        await using var hop = new FakeHop().Start();
        await using var house = new DeliveryHouse(DeliveryHouse.To(hop), time);
        await house.OweAsync(Readers(1));
        house.Run();
        await DeliveryHouse.UntilAsync(() => house.Owed().Count == 0);
        for (var i = 0; i < 30 && !hop.Commands.Contains("QUIT"); i++)
        {
            time.Advance(Limits.PollTime);
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
        await DeliveryHouse.UntilAsync(() => hop.Commands.Contains("QUIT"));
    }

    [Fact]
    public async Task A_hop_that_wants_two_connections_gets_all_mail_over_two()
    {
        await using var hop = new FakeHop { BannerOf = number => number > 2 ? "421 4.7.0 too many connections" : "220 fake.example" }.Start();
        await using var house = new DeliveryHouse(DeliveryHouse.To(hop, connections: 8));
        await house.OweAsync(Readers(300));
        house.Run();
        await DeliveryHouse.UntilAsync(() => house.Owed().Count == 0);
        Assert.Equal(300, hop.Taken.Count);
        Assert.InRange(hop.Connections, 2, 8);
    }

    [Fact]
    public async Task A_stop_finishes_what_is_on_the_wire_and_commits_it()
    {
        await using var hop = new FakeHop().Start();
        await using var house = new DeliveryHouse(DeliveryHouse.To(hop));
        await house.OweAsync(Readers(3000));
        house.Run();
        await DeliveryHouse.UntilAsync(() => hop.Taken.Count > 100);
        await house.StopAsync();
        Assert.Equal(hop.Taken.Count, house.Fates().Values.Count(fate => fate == "delivered"));
        Assert.Equal(3000 - hop.Taken.Count, house.Owed().Count);
        Assert.All(house.Owed(), row => Assert.Equal(0, row.Attempts));
        Assert.Equal(hop.MostOpen, hop.Commands.Count(command => command == "QUIT"));
    }

    [Fact]
    public async Task An_outcome_that_cannot_be_committed_is_tried_until_it_can()
    {
        await using var hop = new FakeHop().Start();
        await using var house = new DeliveryHouse(DeliveryHouse.To(hop));
        await house.OweAsync(Readers(5));
        await house.Database.WriteAsync(tx => tx.Execute("CREATE TRIGGER broken BEFORE DELETE ON deliveries BEGIN SELECT RAISE(ABORT, 'no'); END"));
        house.Run();
        await DeliveryHouse.UntilAsync(() => !hop.Taken.IsEmpty);
        await house.Database.WriteAsync(tx => tx.Execute("DROP TRIGGER broken"));
        await DeliveryHouse.UntilAsync(() => house.Owed().Count == 0);
        Assert.Equal(5, hop.Taken.Count);
    }

    [Fact]
    public async Task An_outbox_gets_a_file_for_each_copy_with_its_envelope_above()
    {
        await using var house = new DeliveryHouse(new RelaySettings());
        await house.OweAsync(["reader1@example.net"]);
        await house.OweLetterAsync("\u043f\u043e\u0447\u0442\u0430@example.net", "Subject: welcome\r\n\r\nHello.\r\n", rendering: 2);
        house.Run();
        await DeliveryHouse.UntilAsync(() => house.Owed().Count == 0);
        var bounce = DeliveryHouse.Key.Derive(TokenPurpose.Bounce, "alerts", 1, 1);
        var unsubscribe = DeliveryHouse.Key.Derive(TokenPurpose.Unsubscribe, "alerts", 1, 1);
        Assert.Equal(
            $"Return-Path: <alerts-bounces+{bounce}@lists.example.org>\r\nDelivered-To: reader1@example.net\r\n"
            + $"List-Unsubscribe: <mailto:alerts-unsubscribe+{unsubscribe}@lists.example.org?subject=unsubscribe>\r\n{DeliveryHouse.Text}",
            await ReadAsync(house, "00000001.eml"));
        Assert.Contains("Delivered-To: \u043f\u043e\u0447\u0442\u0430@example.net\r\nTo: <\u043f\u043e\u0447\u0442\u0430@example.net>\r\nSubject: welcome\r\n",
            await ReadAsync(house, "00000002.eml"), StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(house.Settings.Outbox).Length);
    }

    private static Task<string> ReadAsync(DeliveryHouse house, string file) =>
        File.ReadAllTextAsync(Path.Combine(house.Settings.Outbox, file), Encoding.UTF8, TestContext.Current.CancellationToken);
}
