using System.Text;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Publishing;
using IfexList.Store;
using IfexList.Tests.Mail;
using MimeKit;

namespace IfexList.Tests.Publishing;

/// <summary>Parcels as their readers get them; the golden files are read like mails.</summary>
public sealed class ParcelGoldens
{
    private static readonly ListCatalogue Lists = new(new Settings
    {
        Lists = new Dictionary<string, ListSettings> { ["alerts"] = new() { Title = new LocalizedText("Action Alert Network"), Zone = "America/Toronto" } },
    });

    private static readonly ParcelWriter Writer = new(new AddressPlan(Lists, "lists.example.org"), new NoticeTexts(null, strict: true));

    [Theory]
    [InlineData("text-en", Language.En, CopyFormat.Text, Rhythm.Daily, 0)]
    [InlineData("text-ar-capped", Language.Ar, CopyFormat.Text, Rhythm.Weekly, 5)]
    [InlineData("full-fr", Language.Fr, CopyFormat.Full, Rhythm.Weekly, 0)]
    [InlineData("headlines-ru", Language.Ru, CopyFormat.Text, Rhythm.Headlines, 0)]
    [InlineData("text-ru", Language.Ru, CopyFormat.Text, Rhythm.Daily, 0)]
    [InlineData("headlines-ar", Language.Ar, CopyFormat.Text, Rhythm.Headlines, 0)]
    [InlineData("full-ar", Language.Ar, CopyFormat.Full, Rhythm.Daily, 0)]
    public void A_parcel_is_rendered_as_its_golden_mail_shows(string name, Language language, CopyFormat format, Rhythm rhythm, int cap)
    {
        var mail = Encoding.UTF8.GetString(Write(language, format, rhythm, cap).Bytes);
        Assert.True(Ascii.IsValid(mail.AsSpan(0, mail.IndexOf("\r\n\r\n", StringComparison.Ordinal))));
        Assert.Equal(0, mail.Replace("\r\n", "", StringComparison.Ordinal).Count(c => c is '\r' or '\n'));
        Assert.All(mail.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 998));
        Golden.Check($"parcel-{name}.eml", mail);
    }

    [Fact]
    public void A_full_parcel_is_a_digest_of_messages_that_read_as_they_were_released()
    {
        var mail = RawMessage.Parse(Write(Language.Fr, CopyFormat.Full, Rhythm.Weekly, 0).Bytes);
        var mixed = Assert.IsType<Multipart>(mail.Body);
        Assert.Equal(["text/plain", "multipart/digest", "text/plain"], mixed.Select(part => part.ContentType.MimeType));
        var messages = ((Multipart)mixed[1]).Cast<MessagePart>().Select(part => part.Message!).ToList();
        Assert.Equal(Texts.Select(text => text.Subject), messages.Select(message => message.Subject));
        Assert.Equal(Texts.Select(text => text.Text), messages.Select(message => message.TextBody!.ReplaceLineEndings("\n").TrimEnd('\n')));
        Assert.Equal(Texts.Select(text => text.MessageId), messages.Select(message => message.MessageId));
        Assert.All(messages, message => Assert.Equal("alerts@lists.example.org", message.From.Mailboxes.Single().Address));
        Assert.Equal(
            ["Content-Language", "Date", "From", "Message-ID", "MIME-Version", "Reply-To", "Subject", "To"],
            messages.SelectMany(message => message.Headers.Concat(message.Body!.Headers)).Select(header => header.Field).Where(field => !field.StartsWith("Content-T", StringComparison.OrdinalIgnoreCase))
                .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>RFC 2045 §6.4, RFC 2046 §5.2.1: a message that holds 8-bit text says so, as every part around it does.</summary>
    [Fact]
    public void What_holds_eight_bit_text_says_so()
    {
        var digest = (Multipart)((Multipart)RawMessage.Parse(Write(Language.Fr, CopyFormat.Full, Rhythm.Weekly, 0).Bytes).Body!)[1];
        foreach (var part in digest.Cast<MessagePart>())
            Assert.Equal(part.Message!.Body!.Headers[HeaderId.ContentTransferEncoding] == "8bit" ? "8bit" : "7bit", part.Headers[HeaderId.ContentTransferEncoding] ?? "7bit");
        Assert.Contains(digest.Cast<MessagePart>(), part => part.Headers[HeaderId.ContentTransferEncoding] == "8bit");
    }

    [Fact]
    public void A_full_parcel_passes_a_hop_that_takes_seven_bits_only()
    {
        var recoded = IfexList.Delivery.SevenBit.Recode(Write(Language.Fr, CopyFormat.Full, Rhythm.Weekly, 0).Bytes);
        Assert.True(Ascii.IsValid(recoded));
        var mixed = Assert.IsType<Multipart>(RawMessage.Parse(recoded).Body);
        Assert.Equal(Texts.Select(text => text.Text), ((Multipart)mixed[1]).Cast<MessagePart>().Select(part => part.Message!.TextBody!.ReplaceLineEndings("\n").TrimEnd('\n')));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(50)]
    [InlineData(200)]
    public void A_parcel_keeps_within_its_readers_cap_and_its_index_is_whole(int cap)
    {
        var many = Enumerable.Range(1, 30).Select(n => Text(n, Language.En, $"ALERT number {n}", Long(400 * n))).ToList();
        var text = SampleMail.Parse(Encoding.UTF8.GetString(Write(Language.En, CopyFormat.Text, Rhythm.Weekly, cap, many).Bytes)).TextBody!.ReplaceLineEndings("\n");
        Assert.InRange(TextCut.Octets(text), cap == 200 ? 1 : cap * 700, cap * 1000);
        var index = text[..text.IndexOf("------------------------------", StringComparison.Ordinal)];
        Assert.All(many, edition => Assert.Contains(edition.Subject, index, StringComparison.Ordinal));
        var whole = many.Where(edition => text.Contains(edition.Text, StringComparison.Ordinal)).ToList();
        Assert.Equal(many.Take(whole.Count), whole);
        Assert.All(many, edition => Assert.Equal(!whole.Contains(edition), index.Contains($"get {edition.Number}", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_index_that_alone_is_longer_than_the_cap_is_whole_and_alone()
    {
        var many = Enumerable.Range(1, 200).Select(n => Text(n, Language.En, $"ALERT number {n} about something that takes a line", Long(400))).ToList();
        var text = SampleMail.Parse(Encoding.UTF8.GetString(Write(Language.En, CopyFormat.Text, Rhythm.Weekly, 5, many).Bytes)).TextBody!;
        Assert.All(many, edition => Assert.Contains($"get {edition.Number}", text, StringComparison.Ordinal));
        Assert.DoesNotContain("-----", text, StringComparison.Ordinal);
    }

    private static NewRendering Write(Language language, CopyFormat format, Rhythm rhythm, int cap, IReadOnlyList<ParcelEdition>? editions = null) => Writer.Write(new Parcel(
        Lists.All[0], new ParcelKey(language, format, rhythm, cap, "[]"), editions ?? Texts, "parcel-2026-03-13-aaaabbbbccccddddeeeeffffgg@lists.example.org",
        new DateTimeOffset(2026, 3, 13, 9, 0, 0, TimeSpan.Zero)));

    private static readonly IReadOnlyList<ParcelEdition> Texts =
    [
        Text(1, Language.En, "ALERT - ZIMBABWE: Plates seized", "(SPW/IFEX) - Four men seized the printing plates of The Lantern on 8 March.\n\nNobody was hurt.", "Savanna Press Watch"),
        Text(2, Language.Fr, "ALERTE - TUNISIE : Le directeur de La Voix du Bassin convoqué", "(OHPL/IFEX) - Sami Trabelsi a été convoqué à 9 h.\n\nIl ignore pourquoi.", "OHPL"),
        Text(3, Language.Ru, "СООБЩЕНИЕ: Редакция «Вестника» опечатана", "Редакция опечатана без решения суда.", "Голос без цензуры"),
        Text(4, Language.Ar, "تنبيه - مصر: توقيف مراسلة", string.Join("\n\n", Enumerable.Repeat("أوقفت الشرطة المراسلة أثناء تغطيتها للاحتجاج، ولم تُبلَّغ أسرتها بمكانها حتى المساء.", 40)), null),
    ];

    private static ParcelEdition Text(int n, Language language, string subject, string text, string? organisation = null) => new(
        n, $"2026-03{8 + n % 5:00}-{n:00}", language, $"2026-03{8 + n % 5:00}-{n:00}.{language.Code()}@lists.example.org", subject, text, organisation,
        new DateTimeOffset(2026, 3, 8 + n % 5, 12, 0, 0, TimeSpan.Zero));

    private static string Long(int octets) => string.Join("\n\n", Enumerable.Repeat("The printing plates were seized last night, and nobody says by whom.", octets / 70 + 1));
}
