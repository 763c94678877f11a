using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Store;
using Xunit;

namespace IfexList.Tests.Delivery;

public class CourierTests
{
    private static string[] Readers(int count) => [.. Enumerable.Range(1, count).Select(i => $"reader{i}@example.net")];

    private static int Number(string address) => int.Parse(address.AsSpan("reader".Length, address.IndexOf('@', StringComparison.Ordinal) - "reader".Length), System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<DeliveryHouse> DeliverAsync(FakeHop hop, IEnumerable<string> readers, int connections = 1, string? text = null, RelayTls tls = RelayTls.None)
    {
        var house = new DeliveryHouse(DeliveryHouse.To(hop, connections, tls));
        await house.OweAsync(readers, text);
        house.Run();
        await house.UntilTriedAsync();
        return house;
    }

    [Fact]
    public async Task Every_reader_gets_one_copy_with_his_own_sender_and_unsubscribe_address()
    {
        await using var hop = new FakeHop().Start();
        await using var house = await DeliverAsync(hop, Readers(200), connections: 4);
        Assert.Equal(200, hop.Taken.Count);
        Assert.Equal(Readers(200).Order(), hop.Taken.Select(mail => mail.Recipient).Order());
        Assert.All(house.Fates().Values, fate => Assert.Equal("delivered", fate));
        var mail = hop.Taken.Single(m => m.Recipient == "reader7@example.net");
        var bounce = DeliveryHouse.Key.Derive(TokenPurpose.Bounce, "alerts", 7, 1);
        var unsubscribe = DeliveryHouse.Key.Derive(TokenPurpose.Unsubscribe, "alerts", 7, 1);
        Assert.Equal($"alerts-bounces+{bounce}@lists.example.org", mail.From);
        Assert.Equal($"List-Unsubscribe: <mailto:alerts-unsubscribe+{unsubscribe}@lists.example.org?subject=unsubscribe>\r\n{DeliveryHouse.Text}", mail.Text);
        Assert.Equal($"SIZE={mail.Content.Length + 2}", mail.Parameters); // two dots were doubled
        Assert.Empty(hop.Violations);
    }

    [Fact]
    public async Task The_text_is_forgotten_with_its_last_copy_and_the_rendering_stays()
    {
        await using var hop = new FakeHop().Start();
        await using var house = await DeliverAsync(hop, Readers(3));
        Assert.Equal(1, house.Database.Read(db => db.Number("SELECT COUNT(*) FROM rendering WHERE bytes IS NULL")));
    }

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, false, false)]
    [InlineData(true, true, true)]
    [InlineData(true, false, true)]
    [InlineData(false, true, false)]
    [InlineData(false, false, false)]
    [InlineData(false, false, true)]
    public async Task Refusals_between_the_riding_envelopes_hit_exactly_their_reader(bool pipelining, bool dataIsAlwaysAnswered, bool chunking)
    {
        await using var hop = new FakeHop
        {
            Pipelining = pipelining,
            Chunking = chunking,
            OnBdatForNobody = dataIsAlwaysAnswered ? "250 2.0.0 whatever you say" : "503 5.5.1 RCPT first",
            OnRcpt = address => (Number(address) % 5) switch { 1 => "550 5.1.1 nobody here", 2 => "451 4.2.0 later", 3 => "552 5.2.2 full", _ => null },
            OnData = _ => dataIsAlwaysAnswered ? "354 go on" : null,
            OnDot = address => Number(address) % 10 == 5 ? "554 5.6.0 bad text" : Number(address) % 20 == 10 ? "450 4.3.0 busy" : null,
        }.Start();
        await using var house = await DeliverAsync(hop, Readers(100));
        var fates = house.Fates();
        foreach (var reader in Readers(100))
            Assert.Equal(Expected(Number(reader)), fates[reader]);
        Assert.Equal(Readers(100).Where(r => Expected(Number(r)) == "delivered").Order(), hop.Taken.Select(mail => mail.Recipient).Order());
        Assert.All(house.Owed(), row => Assert.Equal(1, row.Attempts));
        Assert.Equal(45, house.Owed().Count);
        Assert.Equal(30, house.Setbacks().Count);
        Assert.Contains("reader1@example.net 550 5.1.1 nobody here", house.Setbacks());
        Assert.Contains("reader5@example.net 554 5.6.0 bad text", house.Setbacks());
        Assert.Empty(hop.Violations);
        Assert.Equal(1, hop.Connections);

        static string Expected(int n) => (n % 5) switch
        {
            1 => "refused",
            2 or 3 => "queued",
            _ when n % 10 == 5 => "refused",
            _ when n % 20 == 10 => "queued",
            _ => "delivered",
        };
    }

    [Fact]
    public async Task Every_second_recipient_deferred_is_tried_again_by_the_plan()
    {
        await using var hop = new FakeHop { OnRcpt = address => Number(address) % 2 == 0 ? "451 4.7.1 greylisted" : null }.Start();
        await using var house = await DeliverAsync(hop, Readers(20));
        Assert.Equal(10, house.Fates().Values.Count(fate => fate == "delivered"));
        Assert.All(house.Owed(), row =>
        {
            Assert.Equal("451 4.7.1 greylisted", row.Last);
            Assert.InRange(row.NextAt - house.Time.Now(), 4.5 * 60_000, 6 * 60_000);
        });
    }

    [Fact]
    public async Task A_refused_sender_is_our_fault_and_defers()
    {
        await using var hop = new FakeHop { OnMail = _ => "550 5.7.1 not you" }.Start();
        await using var house = await DeliverAsync(hop, Readers(3));
        Assert.Equal(3, house.Owed().Count);
        Assert.Empty(house.Setbacks());
    }

    [Fact]
    public async Task A_text_too_large_for_the_hop_is_refused_at_MAIL()
    {
        await using var hop = new FakeHop { OnMail = _ => "552 5.3.4 too large" }.Start();
        await using var house = await DeliverAsync(hop, Readers(2));
        Assert.All(house.Fates().Values, fate => Assert.Equal("refused", fate));
    }

    [Fact]
    public async Task A_connection_lost_in_a_text_defers_that_copy_and_the_others_go_on()
    {
        var dropped = 0;
        await using var hop = new FakeHop { DropInText = address => address == "reader5@example.net" && Interlocked.Increment(ref dropped) == 1 }.Start();
        await using var house = await DeliverAsync(hop, Readers(10));
        Assert.Equal(("reader5@example.net", 1), house.Owed().Select(row => (row.Address, row.Attempts)).Single());
        Assert.Equal(9, hop.Taken.Count);
    }

    [Fact]
    public async Task A_hop_that_takes_and_hangs_up_before_its_250_makes_one_retry_and_touches_nobody_else()
    {
        await using var hop = new FakeHop { OnDot = address => address == "reader4@example.net" ? "drop" : null }.Start();
        await using var house = await DeliverAsync(hop, Readers(9));
        Assert.Equal("reader4@example.net", house.Owed().Single().Address);
        Assert.Equal(Readers(9), hop.Taken.Select(mail => mail.Recipient).Distinct().OrderBy(Number));
        Assert.Equal(9, hop.Taken.Count);
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("421 4.7.0 ten are enough")]
    public async Task A_hop_that_takes_ten_mails_a_connection_costs_nobody_an_attempt(string farewell)
    {
        var mails = 0;
        await using var hop = new FakeHop { OnMail = _ => Interlocked.Increment(ref mails) % 11 == 0 ? farewell : null }.Start();
        await using var house = await DeliverAsync(hop, Readers(60));
        Assert.Equal(60, hop.Taken.Count);
        Assert.Empty(house.Owed());
    }

    [Fact]
    public async Task A_421_to_RCPT_defers_the_row_in_hand_alone()
    {
        var once = 0;
        await using var hop = new FakeHop { OnRcpt = a => Number(a) == 3 && Interlocked.Increment(ref once) == 1 ? "421 4.3.2 going down" : null }.Start();
        await using var house = await DeliverAsync(hop, Readers(8));
        Assert.Equal(("reader3@example.net", 1, "421 4.3.2 going down"), house.Owed().Select(row => (row.Address, row.Attempts, row.Last!)).Single());
        Assert.Equal(7, hop.Taken.Count);
    }

    [Theory]
    [InlineData("999 what")]
    [InlineData("hello there")]
    [InlineData("250-one\r\n251 two")]
    public async Task Nonsense_ends_the_connection_and_defers_the_copy(string nonsense)
    {
        var once = 0;
        await using var hop = new FakeHop { OnRcpt = a => Number(a) == 2 && Interlocked.Increment(ref once) == 1 ? nonsense : null }.Start();
        await using var house = await DeliverAsync(hop, Readers(4));
        Assert.Equal("451 4.4.2 connection lost", house.Owed().Single().Last);
        Assert.Equal(3, hop.Taken.Count);
    }

    [Fact]
    public async Task Replies_byte_by_byte_and_in_many_lines_are_read()
    {
        await using var hop = new FakeHop
        {
            Slow = true,
            Banner = "220-welcome\r\n220-to\r\n220 fake.example",
            OnRcpt = a => Number(a) == 2 ? "550-5.1.1 nobody\r\n550-5.1.1 by that \u0007name\r\n550 5.1.1 here" : null,
        }.Start();
        await using var house = await DeliverAsync(hop, Readers(3));
        Assert.Equal("reader2@example.net 550 5.1.1 nobody by that ?name here", house.Setbacks().Single());
    }

    [Fact]
    public async Task A_hop_without_EHLO_gets_HELO_one_command_at_a_time_and_7_bit_text()
    {
        await using var hop = new FakeHop { Ehlo = false, Pipelining = false }.Start();
        await using var house = await DeliverAsync(hop, Readers(5), text: "Subject: x\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nplain text, d\u00e9j\u00e0 vu\r\n");
        Assert.Contains("HELO lists.example.org", hop.Commands);
        Assert.Equal(5, hop.Taken.Count);
        Assert.All(hop.Taken, mail =>
        {
            Assert.Equal("", mail.Parameters);
            Assert.Contains("Content-Transfer-Encoding: quoted-printable\r\n\r\nplain text, d=C3=A9j=C3=A0 vu\r\n", mail.Text, StringComparison.Ordinal);
        });
        Assert.Empty(hop.Violations);
    }

    [Fact]
    public async Task Eight_bit_text_is_announced()
    {
        await using var hop = new FakeHop().Start();
        await using var house = await DeliverAsync(hop, Readers(2), text: "Subject: x\r\n\r\nd\u00e9j\u00e0\r\n");
        Assert.All(hop.Taken, mail => Assert.EndsWith("BODY=8BITMIME", mail.Parameters, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reader_who_needs_SMTPUTF8_fails_alone_where_it_is_missing(bool offered)
    {
        await using var hop = new FakeHop { SmtpUtf8 = offered }.Start();
        await using var house = await DeliverAsync(hop, ["reader1@example.net", "\u043f\u043e\u0447\u0442\u0430@example.net", "reader3@example.net"]);
        Assert.Equal(offered ? "delivered" : "refused", house.Fates()["\u043f\u043e\u0447\u0442\u0430@example.net"]);
        Assert.Equal(offered ? 3 : 2, hop.Taken.Count);
        if (offered)
            Assert.Contains("SMTPUTF8", hop.Taken.Single(mail => mail.Recipient == "\u043f\u043e\u0447\u0442\u0430@example.net").Parameters, StringComparison.Ordinal);
        else
            Assert.Contains("553 5.6.7", house.Setbacks().Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_larger_than_the_buffer_goes_out_whole()
    {
        var text = "Subject: large\r\n\r\n" + string.Concat(Enumerable.Repeat(".line of a large text\r\n", 20_000));
        await using var hop = new FakeHop().Start();
        await using var house = await DeliverAsync(hop, Readers(2), text: text);
        Assert.All(hop.Taken, mail => Assert.EndsWith(text, mail.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_hop_that_takes_chunks_gets_each_copy_whole_with_its_dots_as_they_are()
    {
        await using var hop = new FakeHop { Chunking = true }.Start();
        await using var house = await DeliverAsync(hop, Readers(50), text: "Subject: x\n\n.\r\n..dots\rend");
        Assert.Equal(Readers(50), hop.Taken.Select(mail => mail.Recipient));
        Assert.All(hop.Taken, mail => Assert.EndsWith("Subject: x\r\n\r\n.\r\n..dots\r\nend\r\n", mail.Text, StringComparison.Ordinal));
        Assert.All(hop.Taken, mail => Assert.Equal($"SIZE={mail.Content.Length}", mail.Parameters));
        Assert.DoesNotContain("DATA", hop.Commands);
        Assert.Empty(hop.Violations);
    }

    [Fact]
    public async Task A_text_too_large_to_be_sent_unasked_goes_by_DATA_between_whole_ones()
    {
        var text = "Subject: large\r\n\r\n" + string.Concat(Enumerable.Repeat(".line of a large text\r\n", 20_000));
        await using var hop = new FakeHop { Chunking = true, OnRcpt = address => Number(address) == 4 ? "550 5.1.1 nobody" : null }.Start();
        await using var house = new DeliveryHouse(DeliveryHouse.To(hop, connections: 1));
        await house.OweAsync(Readers(6));
        await house.OweAsync(Readers(6), text, rendering: 2);
        await house.OweAsync(Readers(6), rendering: 3);
        house.Run();
        await house.UntilTriedAsync();
        Assert.Equal(15, hop.Taken.Count);
        Assert.Equal(5, hop.Taken.Count(mail => mail.Text.EndsWith(text, StringComparison.Ordinal)));
        Assert.Equal(3, hop.Taken.Count(mail => mail.Recipient == "reader5@example.net"));
        Assert.Empty(hop.Violations);
    }

    [Fact]
    public async Task PIPELINING_that_was_offered_in_the_clear_alone_is_forgotten()
    {
        await using var hop = new FakeHop { StartTls = true, PipeliningInTls = false, Chunking = true }.Start();
        await using var house = await DeliverAsync(hop, Readers(5), tls: RelayTls.Opportunistic);
        Assert.Equal(5, hop.Taken.Count);
        Assert.Equal(5, hop.Commands.Count(command => command == "DATA"));
    }

    [Theory]
    [InlineData(5, "421 4.7.0 too many connections")]
    [InlineData(20, "421 4.7.0 too many connections")]
    [InlineData(5, "drop")]
    public async Task As_many_connections_are_kept_as_the_hop_bears(int most, string tooMany)
    {
        await using var hop = new FakeHop { Most = most, TooMany = tooMany, Thinks = TimeSpan.FromMilliseconds(50) }.Start();
        await using var house = new DeliveryHouse(DeliveryHouse.To(hop, connections: 64));
        await house.OweAsync(Readers(4000));
        house.Run();
        await DeliveryHouse.UntilAsync(() => hop.Served >= most - 2 && hop.Taken.Count > 50);
        await Task.Delay(1000, TestContext.Current.CancellationToken);
        var taken = hop.Taken.Count;
        Assert.InRange(hop.Served, most - 2, most + 2);
        await DeliveryHouse.UntilAsync(() => hop.Taken.Count > taken + 50);
    }
}
