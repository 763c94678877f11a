using System.Text;
using IfexList.Mail;
using Xunit;

namespace IfexList.Tests.Mail;

/// <summary>Header blocks below the first one are held to limits too, before any parser sees them.</summary>
public sealed class PartHeadersTests
{
    private const string Mixed = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n";
    private static readonly string Folded = "X-A: a\r\n" + Repeat(" a\r\n", 100_000) + "\r\nx\r\n";

    public static TheoryData<string, bool, string> Mails => new()
    {
        { Mixed + Folded, true, "a part" },
        { "Content-Type: multipart/digest; boundary=b\r\n\r\n--b\r\n\r\n" + Folded, true, "a digest's part is a message without saying so" },
        { "Content-Type: message\r\n /rfc822\r\n\r\n" + Folded, true, "a message that is a message" },
        { Mixed + "Content-Type: message/rfc822\r\n\r\nSubject: s\r\nContent-Type: message/rfc822\r\n\r\n" + Folded, true, "a message within a message" },
        { Mixed + Repeat("X: a\r\n", 60_000) + "\r\nx\r\n", true, "many short fields" },
        { Mixed + "X-A: a\r\n" + Repeat(" " + new string('a', 60_000) + "\r\n", 3), true, "few long lines" },
        { Mixed + "Content-Type: text/html\r\n\r\n<!--\r\n-->\r\n" + Repeat("   <td style=\"color:red\">a\r\n", 100_000), false, "an indented newsletter" },
        { Mixed + "Content-Type: image/jpeg\r\n\r\n" + Repeat("/9j/4AAQSkZJRgABAQ\r\n", 100_000), false, "a photo" },
        { "Subject: s\r\n\r\nWho: a\r\n" + Repeat("  indented\r\n", 500) + "\r\n-- \r\nName\r\n", false, "a text that looks a little like it" },
    };

    [Theory, MemberData(nameof(Mails))]
    public void A_part_with_a_giant_header_is_refused_and_a_large_mail_is_not(string mail, bool refused, string because) =>
        Assert.True(refused == RawMessage.Refusal(Encoding.ASCII.GetBytes("From: a@b.example\r\n" + mail)) is not null, because);

    private static string Repeat(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();
}
