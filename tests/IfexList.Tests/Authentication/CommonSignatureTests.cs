using System.Text;
using IfexList.Authentication;
using Microsoft.Extensions.Time.Testing;

namespace IfexList.Tests.Authentication;

public sealed class CommonSignatureTests(SigningKeys keys) : IClassFixture<SigningKeys>
{
    private const string Personal = "List-Unsubscribe: <mailto:alerts-unsubscribe+t@lists.example.org?subject=unsubscribe>,\r\n <https://lists.example.org/u/t>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n";
    private const string Header = "From: IFEX <alerts@lists.example.org>\r\nTo: <alerts@lists.example.org>\r\nSubject: Alert\r\nDate: Thu, 12 Mar 2026 08:00:00 +0000\r\nMessage-ID: <1@lists.example.org>\r\nList-Id: <alerts.lists.example.org>\r\nPrecedence: list\r\n";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 12, 8, 0, 0, TimeSpan.Zero));

    public static TheoryData<string, string> Texts => new()
    {
        { "a plain text", Header + "\r\nFirst line\r\n.a dot\r\nend\r\n" },
        { "no body", Header + "\r\n" },
        { "no empty line behind the header", Header },
        { "a body of empty lines", Header + "\r\n\r\n\r\n" },
        { "empty lines at the end and within", Header + "\r\none\r\n\r\n\r\ntwo\r\n\r\n\r\n" },
        { "white space at line ends, runs of it, at line beginnings", Header + "\r\none  \t two \t\r\n \t three\r\n\t\r\n  \r\nfour \r\n" },
        { "no line end at the end", Header + "\r\none\r\ntwo" },
        { "folded and spaced fields", Header + "References: <a@b>\r\n\t<c@d>  \r\nSubject :  two   words \r\nX-Other: 1\r\n\r\ntext\r\n" },
        { "an Arabic subject in many lines", Header.Replace("Alert\r\n", "=?utf-8?B?2KrZhtio2YrZhyAtINmF2LXYsTog2YXZhti5INi12K3ZitmB2Kkg?=\r\n =?utf-8?B?2YXZhiDYp9mE2LfYqNin2LnYqQ==?=\r\n", StringComparison.Ordinal) + "\r\ntext\r\n" },
        { "two fields with the same name", Header + "List-Archive: <https://one>\r\nList-Archive: <https://two>\r\n\r\ntext\r\n" },
        { "octets beyond ASCII", Header + "\r\nd\u00e9j\u00e0 \u0442\u0435\u043a\u0441\u0442\r\n" },
        { "a line of 900 characters", Header + "\r\n" + new string('x', 900) + "\r\n" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Another_program_finds_both_signatures_good(string what, string text)
    {
        var mail = Sign(text);
        Assert.True(keys.Signatures(mail) is [("s1", true), ("e1", true)], what);
    }

    public static TheoryData<string, Func<string, string>> Changes => new()
    {
        { "another Subject", mail => mail.Replace("Subject: Alert", "Subject: Alarm", StringComparison.Ordinal) },
        { "another From", mail => mail.Replace("From: IFEX", "From: Ifex", StringComparison.Ordinal) },
        { "a second From above", mail => "From: somebody@else.example\r\n" + mail },
        { "a second From below", mail => mail.Replace("\r\n\r\n", "\r\nFrom: somebody@else.example\r\n\r\n", StringComparison.Ordinal) },
        { "a second Subject", mail => "Subject: Alarm\r\n" + mail },
        { "a second Date", mail => "Date: Fri, 13 Mar 2026 08:00:00 +0000\r\n" + mail },
        { "a second To", mail => "To: everybody@else.example\r\n" + mail },
        { "another address to unsubscribe", mail => mail.Replace("/u/t>", "/u/x>", StringComparison.Ordinal) },
        { "no one-click", mail => mail.Replace("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", "", StringComparison.Ordinal) },
        { "another list", mail => mail.Replace("<alerts.lists", "<alarms.lists", StringComparison.Ordinal) },
        { "a word more", mail => mail.Replace("\r\n\r\ntext", "\r\n\r\ntexts", StringComparison.Ordinal) },
        { "a line more", mail => mail + "more\r\n" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Whatever_is_changed_breaks_them(string what, Func<string, string> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var mail = Encoding.UTF8.GetString(Sign(Header + "\r\ntext\r\n"));
        var changed = change(mail);
        Assert.NotEqual(mail, changed);
        Assert.All(keys.Signatures(Encoding.UTF8.GetBytes(changed)), signature => Assert.False(signature.Holds, what));
    }

    [Fact]
    public void What_says_nothing_of_the_text_may_change_on_the_way()
    {
        var mail = Encoding.UTF8.GetString(Sign(Header + "\r\ntext\r\n"));
        var relayed = "Received: from a by b; Thu, 12 Mar 2026 08:00:01 +0000\r\n" + mail.Replace("Precedence: list", "Precedence: bulk", StringComparison.Ordinal)
            .Replace("Subject: Alert", "SUBJECT:   Alert  ", StringComparison.Ordinal) + "\r\n\r\n";
        Assert.All(keys.Signatures(Encoding.UTF8.GetBytes(relayed)), signature => Assert.True(signature.Holds));
    }

    [Fact]
    public void The_field_says_what_is_signed_when_and_for_how_long()
    {
        var field = SigningKeys.Field(Sign(Header + "\r\ntext\r\n"));
        Assert.Equal(
            "From:To:Subject:Date:Message-ID:List-Id:List-Unsubscribe:List-Unsubscribe-Post:From:Subject:Date:To".Split(':').Order(), SigningKeys.Tag(field, "h").Split(':').Order());
        Assert.Equal("rsa-sha256", SigningKeys.Tag(field, "a"));
        Assert.Equal("relaxed/relaxed", SigningKeys.Tag(field, "c"));
        Assert.Equal("1773302400", SigningKeys.Tag(field, "t"));
        Assert.Equal("1773907200", SigningKeys.Tag(field, "x"));
        Assert.DoesNotContain(" l=", field, StringComparison.Ordinal);
    }

    [Fact]
    public void No_line_of_it_has_more_than_78_characters_and_its_length_is_known_beforehand()
    {
        var (one, other) = (Sign(Header + "\r\ntext\r\n"), Sign(Header + "\r\nanother text\r\n"));
        Assert.Equal(one.Length + "another ".Length, other.Length);
        Assert.All(Encoding.ASCII.GetString(one).Split("\r\n").TakeWhile(line => !line.StartsWith("List-", StringComparison.Ordinal)), line => Assert.InRange(line.Length, 2, 78));
    }

    private byte[] Sign(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var signed = DkimSigner.Open([keys.Rsa, keys.Ed25519], _time).Prepare(bytes, ["List-Unsubscribe", "List-Unsubscribe-Post"])!;
        var personal = Encoding.ASCII.GetBytes(Personal);
        var fields = new byte[signed.Octets];
        signed.Sign(personal, fields);
        return [.. fields, .. personal, .. bytes];
    }
}
