using System.Text;
using IfexList.Mail;

namespace IfexList.Tests.Mail;

/// <summary>Whom the quick way takes for the author of a mail, everybody must take for it: policies are asked for in his name, and members are let in by it.</summary>
public sealed class PlainFromTests
{
    private static readonly string[] Pieces =
    [
        "From: ", "From: ", "From: ", "from: ", "From:", "From : ", "From:\t", " ", " ", "  ", "\t", "\r\n ", "\r\n", "\n", "\0", "\v", "<", ">", "<", ">", "@", "@", ".", ",", ";", ":", "\"", "'", "(", ")", "\\",
        "-", "_", "+", "[", "]", "=?utf-8?Q?a?=", "é", "Amel", "Amel Horria", "\"Horria, Amel\"", "amel", "amel@horria.example", "<amel@horria.example>", "x@evil.example", "<x@evil.example>", "a.b+c-d_e@x-y.example",
        "horria.example", "xn--hrria-sta.example", "1", "@1.2", "via", "undisclosed-recipients:;", "%40", "AMEL@Horria.Example",
    ];

    [Theory]
    [InlineData("From: amel@horria.example\r\n", "amel@horria.example")]
    [InlineData("From: <amel@horria.example>\r\n", "amel@horria.example")]
    [InlineData("From: Amel Horria <amel@horria.example>\r\n", "amel@horria.example")]
    [InlineData("From: \"Horria, Amel B.\" <Amel.H+x@Mail-1.Horria.EXAMPLE>\r\n", "Amel.H+x@mail-1.horria.example")]
    [InlineData("From: Jean-Pierre O'Hara 2 <j_p@o-hara.example>\r\n", "j_p@o-hara.example")]
    public void What_can_be_read_in_one_way_only_is_read_at_once(string line, string author)
    {
        Assert.Equal(author, PlainFrom.Author(Field(line))!.Value.ToString());
        Assert.Equal(author, Parsed(line)!.Value.ToString());
    }

    [Theory]
    [InlineData("From: Amel\r\n <amel@horria.example>\r\n", "folded")]
    [InlineData("From : amel@horria.example\r\n", "white space before the colon")]
    [InlineData("From:  amel@horria.example\r\n", "two spaces")]
    [InlineData("From: amel@horria.example \r\n", "white space behind it")]
    [InlineData("From: amel@horria.example", "no line end")]
    [InlineData("From: amel@horria.example\n", "half a line end")]
    [InlineData("From: amel@horria.example, x@evil.example\r\n", "two authors")]
    [InlineData("From: ,amel@horria.example\r\n", "an empty entry")]
    [InlineData("From: Amel (at home) <amel@horria.example>\r\n", "a comment")]
    [InlineData("From: amel@horria.example <x@evil.example>\r\n", "an address for a name")]
    [InlineData("From: \"amel@horria.example\" <x@evil.example>\r\n", "a quoted address for a name")]
    [InlineData("From: \"a\\\" <x@evil.example>\r\n", "a quote that doesn't end")]
    [InlineData("From: =?utf-8?Q?Amel_=3Cx=40evil.example=3E?= <amel@horria.example>\r\n", "an encoded word")]
    [InlineData("From: Amél <amel@horria.example>\r\n", "not ASCII")]
    [InlineData("From: friends: amel@horria.example;\r\n", "a group")]
    [InlineData("From: <@relay.example:amel@horria.example>\r\n", "a route")]
    [InlineData("From: \"amel\"@horria.example\r\n", "a quoted local part")]
    [InlineData("From: amel@[192.0.2.1]\r\n", "a literal")]
    [InlineData("From: amel@xn--hrria-sta.example\r\n", "a name that is written in two ways")]
    [InlineData("From: amel@horria\r\n", "no domain to ask about")]
    [InlineData("From: a..b@horria.example\r\n", "an empty atom")]
    [InlineData("From: amel@horria.example.\r\n", "a dot at the end")]
    [InlineData("From: amel@horria.example>\r\n", "a bracket too many")]
    [InlineData("From: <amel@horria.example\r\n", "a bracket too few")]
    [InlineData("From: Amel <amel@horria.example> <x@evil.example>\r\n", "two addresses")]
    [InlineData("From: Amel<amel@horria.example>\r\n", "nothing between name and address")]
    public void What_is_odd_is_left_to_the_parser_of_the_whole_mail(string line, string why)
    {
        Assert.True(PlainFrom.Author(Field(line)) is null, why);
        Assert.Equal(Parsed(line), HeaderText.Author([Field(line)]));
    }

    [Fact]
    public void Whatever_the_line_is_like_both_ways_name_the_same_author()
    {
        var random = new Random(7);
        var plain = 0;
        for (var i = 0; i < 60_000; i++)
        {
            var line = Line(random);
            if (PlainFrom.Author(Field(line)) is not { } author)
                continue;
            plain++;
            Assert.True(author == Parsed(line), line);
        }
        Assert.InRange(plain, 1_000, 59_000);
    }

    // A plain line, or a heap of pieces, with a few octets that are changed, added or lost.
    private static string Line(Random random)
    {
        var line = new StringBuilder(random.Next(2) == 0
            ? random.Next(2) == 0 ? "From: Amel Horria <amel.h@mail.horria.example>\r\n" : "From: \"Horria, A.\" <amel@horria.example>\r\n"
            : "From: " + string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => Pieces[random.Next(Pieces.Length)])) + "\r\n");
        for (var changes = random.Next(4); changes > 0; changes--)
        {
            var at = random.Next(6, line.Length);
            if (random.Next(2) == 0)
                line.Insert(at, random.Next(2) == 0 ? ((char)random.Next(128)).ToString() : Pieces[random.Next(Pieces.Length)]);
            else
                line.Remove(at, 1);
        }
        return line.ToString();
    }

    private static HeaderField Field(string line) => new(Encoding.UTF8.GetBytes(line));

    private static Address? Parsed(string line) => HeaderText.Author(RawMessage.Parse(Encoding.UTF8.GetBytes(line + "\r\n")));
}
