using System.Text;
using IfexList.Delivery;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Store;
using MimeKit;

namespace IfexList.Tests.Delivery;

public sealed class PersonalHeadersTests
{
    private static readonly string Token = DeliveryHouse.Key.Derive(TokenPurpose.Unsubscribe, "alerts", 7, 1);

    [Fact]
    public void Over_https_a_copy_offers_one_click_beside_the_mail()
    {
        var text = Write("https://lists.example.org", out _);
        Assert.Equal(
            $"List-Unsubscribe: <mailto:alerts-unsubscribe+{Token}@lists.example.org?subject=unsubscribe>,\r\n <https://lists.example.org/u/{Token}>\r\n"
            + "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", text);
        // RFC 8058 §3.1: one https address in the field, as a parser sees it.
        var mail = MimeMessage.Load(new MemoryStream(Encoding.ASCII.GetBytes(text + "\r\n")), TestContext.Current.CancellationToken);
        Assert.Contains($"<https://lists.example.org/u/{Token}>", mail.Headers[HeaderId.ListUnsubscribe]);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers[HeaderId.ListUnsubscribePost]);
    }

    [Theory]
    [InlineData("http://lists.example.org", "RFC 8058 §3.1 wants https")]
    [InlineData("http://127.0.0.1:8025", "as shipped")]
    public void Without_https_it_offers_the_mail_alone(string publicUrl, string why)
    {
        var text = Write(publicUrl, out _);
        Assert.True(text == $"List-Unsubscribe: <mailto:alerts-unsubscribe+{Token}@lists.example.org?subject=unsubscribe>\r\n", why);
    }

    [Fact]
    public void Without_a_web_side_it_offers_no_click() =>
        Assert.Null(new HttpSettings { Listen = [], PublicUrl = "https://lists.example.org" }.OneClickUrl);

    [Theory]
    [InlineData("https://lists.example.org", false)]
    [InlineData("HTTPS://lists.example.org/lists/", false)]
    [InlineData("http://lists.example.org", false)]
    [InlineData("https://lists.example.org", true)]
    public void The_size_that_is_announced_is_the_size_that_is_written(string publicUrl, bool isLetter)
    {
        var text = Write(publicUrl, out var announced, isLetter);
        Assert.Equal(Encoding.UTF8.GetByteCount(text), announced);
        Assert.All(text.Split("\r\n"), line => Assert.True(line.Length < 998));
    }

    [Fact]
    public async Task The_next_hop_hears_the_size_of_what_it_gets()
    {
        await using var hop = new FakeHop().Start();
        await using var house = new DeliveryHouse(DeliveryHouse.To(hop), publicUrl: "https://lists.example.org");
        await house.OweAsync(["reader1@example.net"]);
        house.Run();
        await house.UntilTriedAsync();
        var mail = hop.Taken.Single();
        Assert.Contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" + DeliveryHouse.Text, mail.Text);
        Assert.Equal($"SIZE={mail.Content.Length + 2}", mail.Parameters); // two dots were doubled
    }

    private static string Write(string publicUrl, out int announced, bool isLetter = false)
    {
        var headers = new PersonalHeaders(DeliveryHouse.Key, "Lists.Example.org", new HttpSettings { PublicUrl = publicUrl }.OneClickUrl);
        var copy = new OwedCopy(1, 1, 7, "grace@daily.example", 1, "alerts", 0, 0, 0);
        using var to = new WireBuffer(4096);
        headers.Write(to, copy, "alerts", isLetter, null);
        announced = headers.Octets(copy, "alerts", isLetter, null);
        return Encoding.UTF8.GetString(to.Written.Span);
    }
}
