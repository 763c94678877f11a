using IfexList.Mail;

namespace IfexList.Tests.Mail;

/// <summary>One mailbox is one address, however it is spelled, and is found in a text where it stands and nowhere else.</summary>
public class AddressTests
{
    [Theory]
    [InlineData("\"grace\"@mail.example", "grace@mail.example", "quotes around an atom")]
    [InlineData("\"gr\\ace.b\"@mail.example", "grace.b@mail.example", "a backslash before a letter")]
    [InlineData("\"grace banda\"@mail.example", "\"grace banda\"@mail.example", "a space needs its quotes")]
    [InlineData("\"a\\ b\"@mail.example", "\"a b\"@mail.example", "a space needs no backslash")]
    [InlineData("\"a\\\"b\\\\\"@mail.example", "\"a\\\"b\\\\\"@mail.example", "a quote and a backslash do")]
    [InlineData("\".a\"@mail.example", "\".a\"@mail.example", "no atom begins with a dot")]
    [InlineData("Grace@MAIL.example", "Grace@mail.example", "the domain in small letters")]
    [InlineData("a@почта.example", "a@xn--80a1acny.example", "the domain in ASCII")]
    public void An_address_is_written_with_the_least_quoting(string text, string written, string why)
    {
        Assert.True(Address.TryParse(text, out var address), why);
        Assert.Equal(written, address.ToString());
        Assert.True(Address.TryParse(written, out var again) && again.Key == address.Key, why);
    }

    [Theory]
    [InlineData("ann@press.example", "Ann <ANN@press.example>", true, "in capitals")]
    [InlineData("ann@press.example", "write to 'ann@press.example'.", true, "in quotes, before a full stop")]
    [InlineData("ann@press.example", "jo.ann@press.example, ann@press.example", true, "behind a longer one")]
    [InlineData("ann@press.example", "joann@press.example", false, "the end of a longer one")]
    [InlineData("ann@press.example", "ann@press.example.org", false, "the begin of a longer domain")]
    [InlineData("ann@press.example", "ann@press.examples", false, "another domain")]
    [InlineData("ann@xn--80a1acny.example", "Анна <ann@почта.example>", true, "a domain in its own letters")]
    [InlineData("ann@xn--80a1acny.example", "<ann@xn--80a1acny.example>", true, "and in ASCII")]
    public void It_is_named_where_it_stands_whole(string address, string text, bool named, string why) =>
        Assert.True(Address.TryParse(address, out var parsed) && parsed.IsNamedIn(text) == named, why);
}
