using System.Text;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Publishing;
using IfexList.Store;
using IfexList.Tests.Mail;
using MimeKit;
using MimeKit.Cryptography;

namespace IfexList.Tests.Publishing;

/// <summary>What leaves the house for each kind of mail that comes in; the golden files are read like mails.</summary>
public sealed class Editions
{
    private static readonly ListCatalogue Lists = new(new Settings
    {
        Lists = new Dictionary<string, ListSettings> { ["alerts"] = new() { Title = new LocalizedText("Action Alert Network") } },
    });

    private static readonly AddressPlan Addresses = new(Lists, "lists.example.org");

    [Theory]
    [InlineData(1, Language.Fr, "OHPL", "text and HTML, a telephone's signature")]
    [InlineData(3, Language.Fr, "OHPL", "windows-1252 labelled iso-8859-1")]
    [InlineData(4, Language.En, "Savanna Press Watch", "format=flowed, a photo with a position, Cc and Bcc")]
    [InlineData(6, Language.Ru, "Голос без цензуры", "koi8-r; an organisation's name that is not ASCII")]
    [InlineData(7, Language.Ar, "FPO", "windows-1256; lines too long for 8bit")]
    [InlineData(8, Language.Ar, "FPO", "a right-to-left override in the Subject, a file name that lies")]
    [InlineData(9, Language.En, "RMC", "no MIME at all")]
    [InlineData(10, Language.Fr, "RL", "HTML alone, no Subject, the charset in a meta element")]
    [InlineData(11, Language.En, "PPI", "a clean OpenPGP signature: byte for byte")]
    [InlineData(12, Language.Es, "CA", "an S/MIME signature over an attachment: released unsigned")]
    public void An_edition_is_rendered_as_its_golden_mail_shows(int sample, Language language, string organisation, string because)
    {
        var rendering = Render(sample, language, organisation);
        Assert.True(Ascii.IsValid(Header(rendering)), because);
        Assert.DoesNotContain('\0', rendering);
        Assert.Equal(0, rendering.Replace("\r\n", "", StringComparison.Ordinal).Count(c => c is '\r' or '\n'));
        Assert.True(rendering.Split("\r\n").All(line => Encoding.UTF8.GetByteCount(line) <= 998), "RFC 5322: 998 octets a line");
        Assert.True(Header(rendering).Split(' ', '\r', '\n').Where(word => word.StartsWith("=?", StringComparison.Ordinal)).All(word => word.Length <= 75), "RFC 2047 §2");
        Golden.Check($"edition-{sample:00}.eml", rendering);
    }

    [Fact]
    public void A_clean_signed_part_still_verifies_byte_for_byte()
    {
        var original = (MultipartSigned)SampleMail.Load(11).Body!;
        var copy = (Multipart)SampleMail.Parse(Render(11, Language.En, "PPI")).Body!;
        var signed = Assert.IsType<MultipartSigned>(copy[0]);
        Assert.Equal(Bytes(original[0]), Bytes(signed[0]));
        Assert.Contains("alerts-unsubscribe@", ((TextPart)copy[1]).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_written_into_a_signed_part_an_update_s_line_stands_in_the_footer()
    {
        var copy = (Multipart)SampleMail.Parse(Render(SampleMail.Load(11), Language.En, "PPI", "Updates alert of 11 March 2026")).Body!;
        Assert.Equal(Bytes(((MultipartSigned)SampleMail.Load(11).Body!)[0]), Bytes(((MultipartSigned)copy[0])[0]));
        Assert.StartsWith("Updates alert of 11 March 2026\n\n2026-0312-01", ((TextPart)copy[1]).Text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content-Type: multipart/signed;", "Content-ID: <body@alice-laptop>\r\nContent-Type: multipart/signed; x-host=alice-laptop;", "the container's headers")]
    [InlineData("Content-Description: OpenPGP digital signature", "Content-ID: <sig@alice-laptop>", "the signature's headers")]
    [InlineData("OpenPGP_signature.asc", "alice-laptop.asc", "the signature's file name")]
    [InlineData("BEGIN PGP SIGNATURE-----", "BEGIN PGP SIGNATURE-----\r\nComment: alice-laptop", "the armour's headers")]
    [InlineData("protected-headers=\"v1\"", "name=\"/home/alice-laptop/a.txt\"", "a parameter of the signed part")]
    [InlineData("alerts@penpixel.example", "other@penpixel.example", "an address in the signature that isn't in the text")]
    [InlineData("charset=utf-8; protected", "charset=utf-8 (alice-laptop); protected", "a remark in a header of the signed part")]
    [InlineData("charset=utf-8; protected", "charset=alice-laptop; protected", "a charset that is none")]
    [InlineData("From: Pen and Pixel International <alerts@penpixel.example>\r\n\r\n", "From: Alice-Laptop <alerts@penpixel.example>\r\n\r\n", "a name that isn't in the text")]
    [InlineData("-----END PGP SIGNATURE-----", "alice-laptop\r\n-----END PGP SIGNATURE-----", "a line in the armour that is none")]
    [InlineData("micalg=pgp-sha256", "micalg=alice-laptop", "the name of a hash that is none")]
    public void Nothing_around_a_signed_text_names_its_author(string plain, string telling, string because)
    {
        var mail = Encoding.Latin1.GetString(Bytes(SampleMail.Load(11))).Replace(plain, telling, StringComparison.Ordinal);
        var copy = Render(SampleMail.Parse(mail), Language.En, "PPI");
        Assert.False(copy.Contains("alice-laptop", StringComparison.OrdinalIgnoreCase), because);
        if (telling.StartsWith("other@", StringComparison.Ordinal))
            Assert.DoesNotContain("BEGIN PGP", copy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the case alive.", "the case alive.=20\r\n", "a blank behind a line")]
    [InlineData("the case alive.", "the case=E2=80=8B alive.", "a sign that nobody sees")]
    public void A_signed_text_that_holds_what_must_go_leaves_unsigned(string plain, string telling, string because)
    {
        var mail = Encoding.Latin1.GetString(Bytes(SampleMail.Load(11))).Replace(plain, telling, StringComparison.Ordinal);
        Assert.NotEqual(mail, mail.Replace(telling, plain, StringComparison.Ordinal));
        var copy = Render(SampleMail.Parse(mail), Language.En, "PPI");
        Assert.False(copy.Contains("BEGIN PGP", StringComparison.Ordinal), because);
        Assert.Contains("kept the case alive.", copy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00:00:00", "08:51:58")]
    [InlineData("00:01:00", "08:51:00")]
    [InlineData("00:15:00", "08:45:00")]
    [InlineData("1.00:00:00", "00:00:00")]
    public void A_date_is_rounded_down_in_utc_as_its_list_wants_it(string to, string expected)
    {
        var list = Lists.All[0] with { Source = Lists.All[0].Source with { RoundDates = TimeSpan.Parse(to, System.Globalization.CultureInfo.InvariantCulture) } };
        var release = new NewRelease("2026-0312-01", "alerts", Language.En, "x@lists.example.org", "s", "t", null, 5, ToMembers: false, [], null);
        var headers = ListHeaders.Of(new NewEdition(list, release, null, new DateTimeOffset(2026, 3, 12, 14, 40, 58, new TimeSpan(5, 49, 0)), []), Addresses);
        Assert.Equal($"Thu, 12 Mar 2026 {expected} +0000", headers[HeaderId.Date]);
    }

    [Fact]
    public void No_reader_gets_more_of_a_subject_than_the_moderator_saw()
    {
        var mail = SampleMail.Parse($"From: a@b.example\r\nSubject: {new string('x', 3000)}\r\n\r\nText.\r\n");
        Assert.Equal(400, Clean(mail).Subject.Length);
    }

    [Fact]
    public void What_is_withheld_is_named_as_it_is()
    {
        Assert.Equal([new Withheld(WithheldKind.NoFiles, "IMG_20260311_214703.jpg (image/jpeg)")], FilePlan.Of(Clean(SampleMail.Load(4)), Lists.All[0]).Notes);
        Assert.Contains(new Withheld(WithheldKind.Html), Clean(SampleMail.Load(5)).Withheld);
        var hidden = Assert.Single(Clean(SampleMail.Load(8)).Attached);
        Assert.Contains("[U+202E]", hidden.Name, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', hidden.Name);
        Assert.Contains(hidden.Warnings, warning => warning.Kind == WithheldKind.HiddenSigns);
        Assert.Contains(new Withheld(WithheldKind.Signature), Clean(SampleMail.Load(12)).Withheld);
        Assert.True(Clean(SampleMail.Load(13)).IsEncrypted);
    }

    public static TheoryData<int> Posts => [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

    [Theory]
    [MemberData(nameof(Posts))]
    public void No_byte_that_must_not_be_relayed_leaves(int sample)
    {
        var entry = SampleMail.Manifest.Single(s => s.FileName().StartsWith($"{sample:00}-", StringComparison.Ordinal));
        var source = Render(sample, Language.En, "X") + SampleMail.Parse(Render(sample, Language.En, "X")).TextBody;
        if (entry.TryGetProperty("expect", out var expect) && expect.TryGetProperty("relayed_must_not_contain", out var leaks))
            Assert.All(leaks.EnumerateArray(), leak => Assert.DoesNotContain(leak.GetString()!, source, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("X-", Header(source), StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', source);
        if (entry.TryGetProperty("expect", out expect) && expect.TryGetProperty("text_contains", out var wanted))
            Assert.All(wanted.EnumerateArray(), text => Assert.Contains(text.GetString()!.Split(" (or")[0], source, StringComparison.Ordinal));
    }

    private static string Render(int sample, Language language, string organisation) => Render(SampleMail.Load(sample), language, organisation);

    private static string Render(MimeMessage mail, Language language, string organisation, string lead = "")
    {
        var post = Clean(mail);
        var release = new NewRelease(
            "2026-0312-01", "alerts", language, $"2026-0312-01.{language.Code()}@lists.example.org", post.Subject, post.Text, null, 5, ToMembers: false,
            [.. "TN;mena;LY".Split(';').Select(code => Topic.TryParse(code, Lists.All[0], out var topic) ? topic : default)], "alert");
        var edition = new NewEdition(Lists.All[0], release, organisation, new DateTimeOffset(2026, 3, 12, 8, 0, 0, TimeSpan.Zero), [], lead, post.SignedPart);
        return Encoding.UTF8.GetString(new EditionWriter(Addresses, new NoticeTexts(null)).Write(edition).Whole.Bytes);
    }

    private static CleanPost Clean(MimeMessage mail) => Cleansing.Of(mail, PlainText.Of(mail));

    private static string Header(string mail) => mail[..mail.IndexOf("\r\n\r\n", StringComparison.Ordinal)];

    private static byte[] Bytes(MimeMessage message)
    {
        using var stream = new MemoryStream();
        message.WriteTo(stream);
        return Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(stream.ToArray()).ReplaceLineEndings("\r\n"));
    }

    private static byte[] Bytes(MimeEntity entity)
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        using var stream = new MemoryStream();
        entity.WriteTo(format, stream);
        return stream.ToArray();
    }
}
