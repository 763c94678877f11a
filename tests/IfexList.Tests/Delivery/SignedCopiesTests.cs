using System.Text;
using IfexList.Authentication;
using IfexList.Delivery;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Publishing;
using IfexList.Store;
using IfexList.Tests.Authentication;
using IfexList.Tests.Publishing;
using Microsoft.Extensions.Logging.Abstractions;

namespace IfexList.Tests.Delivery;

/// <summary>What comes to a receiver's socket bears our signature, whatever way it came: copy, letter, parcel, correction.</summary>
public sealed class SignedCopiesTests(SigningKeys keys) : IClassFixture<SigningKeys>
{
    private const string Header = "From: IFEX <alerts@lists.example.org>\r\nSubject: Alert\r\nDate: Thu, 12 Mar 2026 08:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n";

    public static TheoryData<string, string> Texts => new()
    {
        { "dots at line beginnings", DeliveryHouse.Text },
        { "8-bit text", Header + "Content-Transfer-Encoding: 8bit\r\n\r\n.d\u00e9j\u00e0 vu, \u00e0 l'\u00e9t\u00e9\r\n.\r\n" },
        { "mostly beyond ASCII, so base64", Header + "Content-Transfer-Encoding: 8bit\r\n\r\n" + string.Concat(Enumerable.Repeat("\u0442\u0435\u043a\u0441\u0442 ", 40)) + "\r\n" },
        { "quoted-printable already", Header + "Content-Transfer-Encoding: quoted-printable\r\n\r\nd=C3=A9j=C3=A0 vu =\r\nencore\r\n" },
        { "parts with 8-bit text", Header.Replace("text/plain; charset=utf-8", "multipart/mixed; boundary=b", StringComparison.Ordinal)
            + "\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nd\u00e9j\u00e0\r\n--b--\r\n" },
        { "a bare line feed", Header + "\r\none\ntwo\rthree\r\n\n.\nfour" },
        { "larger than one write", Header + "\r\n" + string.Concat(Enumerable.Repeat(".line of a large text\r\n", 7_000)) },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Every_reader_s_copy_verifies_at_the_receiver(string what, string text)
    {
        await using var hop = new FakeHop().Start();
        await using var house = new DeliveryHouse(DeliveryHouse.To(hop), publicUrl: "https://lists.example.org", dkim: [keys.Rsa, keys.Ed25519]);
        await house.OweAsync(Enumerable.Range(1, 20).Select(i => $"reader{i}@example.net"), text);
        house.Run();
        await house.UntilTriedAsync();
        Assert.Equal(20, hop.Taken.Count);
        Assert.All(hop.Taken, mail => Assert.True(keys.Signatures(mail.Content) is [("s1", true), ("e1", true)], what));
        // A relay that has to recode for a hop behind it would break the signature: it gets nothing to recode, though this one offers to take it.
        Assert.All(hop.Taken, mail => Assert.True(Ascii.IsValid(mail.Content)));
        Assert.DoesNotContain("BODY=", string.Concat(hop.Taken.Select(mail => mail.Parameters)), StringComparison.Ordinal);
        Assert.Equal(20, hop.Taken.Select(mail => SigningKeys.Tag(SigningKeys.Field(mail.Content), "b")).Distinct().Count());
        Assert.Empty(hop.Violations);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_next_hop_hears_the_size_of_what_it_gets_signature_and_all(bool pipelining)
    {
        await using var hop = new FakeHop { Pipelining = pipelining }.Start();
        await using var house = new DeliveryHouse(DeliveryHouse.To(hop), dkim: [keys.Rsa]);
        await house.OweAsync(["reader1@example.net", "reader2@example.net"]);
        house.Run();
        await house.UntilTriedAsync();
        Assert.All(hop.Taken, mail => Assert.Equal($"SIZE={mail.Content.Length + 2}", mail.Parameters)); // two dots were doubled
        Assert.Equal(2, hop.Taken.Count(mail => keys.IsSigned(mail.Content)));
    }

    [Fact]
    public async Task Refusals_between_riding_envelopes_give_nobody_another_s_head()
    {
        await using var hop = new FakeHop
        {
            OnRcpt = address => address.StartsWith("reader3", StringComparison.Ordinal) ? "550 5.1.1 nobody here" : null,
            OnMail = _ => null,
            OnDot = address => address.StartsWith("reader5", StringComparison.Ordinal) ? "554 5.6.0 bad text" : null,
        }.Start();
        await using var house = new DeliveryHouse(DeliveryHouse.To(hop, connections: 1), dkim: [keys.Rsa]);
        await house.OweAsync(Enumerable.Range(1, 60).Select(i => $"reader{i}@example.net"));
        house.Run();
        await house.UntilTriedAsync();
        Assert.Equal(60 - 11 - 11, hop.Taken.Count);
        foreach (var mail in hop.Taken)
        {
            var person = long.Parse(mail.Recipient.AsSpan(6, mail.Recipient.IndexOf('@', StringComparison.Ordinal) - 6), System.Globalization.CultureInfo.InvariantCulture);
            Assert.Contains(DeliveryHouse.Key.Derive(TokenPurpose.Unsubscribe, "alerts", person, 1), mail.Text, StringComparison.Ordinal);
            Assert.True(keys.IsSigned(mail.Content));
        }
    }

    [Theory]
    [InlineData("marie@desk.example", "an address of usual length")]
    [InlineData("a.very.long.local.part.of.an.address.that.has.sixty.four.octets.1@and-a-domain.with-many-labels.that-take-a-line-of-their-own.example", "one that is folded")]
    [InlineData("\u043f\u043e\u0447\u0442\u0430@desk.example", "one beyond ASCII (RFC 8616)")]
    public async Task A_letter_is_signed_with_its_personal_To(string address, string what)
    {
        await using var hop = new FakeHop().Start();
        await using var house = new DeliveryHouse(DeliveryHouse.To(hop), dkim: [keys.Rsa, keys.Ed25519]);
        await house.OweLetterAsync(address, Header + "Auto-Submitted: auto-generated\r\n\r\nDecide.\r\n", 7);
        house.Run();
        await DeliveryHouse.UntilAsync(() => house.Owed().Count == 0);
        var letter = Assert.Single(hop.Taken);
        Assert.True(keys.Signatures(letter.Content) is [("s1", true), ("e1", true)], what);
        Assert.Equal(2, SigningKeys.Tag(SigningKeys.Field(letter.Content), "h").Split(':').Count(name => name == "To"));
        var other = Encoding.Latin1.GetBytes(letter.Text.Replace("example>", "example.org>", StringComparison.Ordinal));
        Assert.All(keys.Signatures(other), signature => Assert.False(signature.Holds));
    }

    [Fact]
    public void A_body_is_hashed_once_for_all_its_readers_and_once_more_in_its_other_form()
    {
        var bytes = Encoding.UTF8.GetBytes(Header + "Content-Transfer-Encoding: 8bit\r\n\r\nd\u00e9j\u00e0 vu\r\n");
        var text = new PreparedText(new RenderingText(1, "alerts", IsLetter: false, bytes), DkimSigner.Open([keys.Rsa], TimeProvider.System));
        var (eight, seven) = (BodyHash(text, 1, eightBitMime: true), BodyHash(text, 1, eightBitMime: false));
        Assert.NotEqual(eight, seven);
        // If any of it were read again, another hash would come out.
        bytes.AsSpan().Fill((byte)'x');
        Assert.Equal(eight, BodyHash(text, 2, eightBitMime: true));
        Assert.Equal(seven, BodyHash(text, 2, eightBitMime: false));
    }

    [Fact]
    public async Task A_copy_written_to_a_file_is_signed_as_well()
    {
        await using var house = new DeliveryHouse(new RelaySettings { Mode = RelayMode.Directory }, dkim: [keys.Rsa]);
        await house.OweAsync(["reader1@example.net"], Header + "Content-Transfer-Encoding: 8bit\r\n\r\n.d\u00e9j\u00e0 vu\r\n");
        house.Run();
        await house.UntilTriedAsync();
        Assert.True(keys.IsSigned(await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(house.Settings.Outbox)), TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Release_correction_parcel_and_letters_all_verify()
    {
        await using var publishing = new ParcelHouse();
        await publishing.ReaderAsync("now@x.example", languages: "ar");
        await publishing.ReaderAsync("daily@x.example", Rhythm.Daily, languages: "ar");
        await publishing.ReaderAsync("small@x.example", cap: 5, languages: "ar");
        var house = publishing.House;
        await publishing.ReleaseAsync(
            "\u062a\u0646\u0628\u064a\u0647 - \u0645\u0635\u0631: \u0645\u0646\u0639 \u0635\u062d\u064a\u0641\u0629 \u0645\u0646 \u0627\u0644\u0637\u0628\u0627\u0639\u0629 \u0644\u0644\u0623\u0633\u0628\u0648\u0639 \u0627\u0644\u062b\u0627\u0646\u064a \u0639\u0644\u0649 \u0627\u0644\u062a\u0648\u0627\u0644\u064a",
            string.Join("\n\n", Enumerable.Repeat("\u0645\u064f\u0646\u0639\u062a \u0635\u062d\u064a\u0641\u0629 \u0646\u0627\u0641\u0630\u0629 \u0627\u0644\u062f\u0644\u062a\u0627 \u0645\u0646 \u0627\u0644\u0637\u0628\u0627\u0639\u0629.", 200)), language: Language.Ar);
        var release = await DeliverAsync(house);
        Assert.Equal(2, release.Count);
        var publication = house.Get<Publication>();
        var correction = house.Database.Read(db => publication.PrepareCorrection(db, 1, "", "\u0646\u0635 \u0645\u0635\u062d\u062d."))!;
        await house.Database.WriteAsync(tx => publication.Commit(tx, correction));
        Assert.Equal(2, (await DeliverAsync(house)).Count);
        await publishing.PassAsync(TimeSpan.FromHours(2));
        Assert.Contains("daily@x.example", (await DeliverAsync(house)).Select(mail => mail.Recipient));
        await house.ModeratorAsync("marie@desk.example", "ar");
        await house.MemberAsync("amel@horria.example", "Observatoire Horria");
        await house.SendAsync(TestHouse.Mail("amel@horria.example", "alerts@lists.example.org", "ALERTE - TUNISIE", "D\u00e9j\u00e0 la troisi\u00e8me convocation."), "amel@horria.example", "alerts@lists.example.org");
        await house.SendAsync(TestHouse.Mail("new@reader.example", "alerts-request@lists.example.org", "", "subscribe alerts ru"), "new@reader.example", "alerts-request@lists.example.org");
        var letters = await DeliverAsync(house);
        Assert.Equal(["amel@horria.example", "marie@desk.example", "new@reader.example"], letters.Select(mail => mail.Recipient).Order());
    }

    // What is owed goes to a receiver, who finds every mail signed.
    private async Task<IReadOnlyList<FakeHop.Mail>> DeliverAsync(TestHouse house)
    {
        await using var hop = new FakeHop().Start();
        var settings = house.Get<Settings>() with { Relay = DeliveryHouse.To(hop), Dkim = [keys.Rsa] };
        using var loop = new DeliveryLoop(settings, house.Database, house.Get<TokenKey>(), DkimSigner.Open(settings.Dkim, house.Time), house.Get<ExchangeLookup>(), house.Time, NullLogger<DeliveryLoop>.Instance);
        using var stop = new CancellationTokenSource();
        var running = loop.RunAsync(stop.Token);
        await DeliveryHouse.UntilAsync(() => house.Count("deliveries") == 0 && loop.Out == 0);
        await stop.CancelAsync();
        await running;
        Assert.All(hop.Taken, mail => Assert.True(keys.IsSigned(mail.Content), mail.Text));
        return [.. hop.Taken];
    }

    private static string BodyHash(PreparedText text, long person, bool eightBitMime)
    {
        var headers = new PersonalHeaders(DeliveryHouse.Key, "lists.example.org", null);
        using var to = new WireBuffer(4096);
        headers.Write(to, new OwedCopy(1, 1, person, "grace@daily.example", 1, "alerts", 0, 0, 0), "alerts", isLetter: false, text.ForWire(eightBitMime).Signature);
        return SigningKeys.Tag(SigningKeys.Field(to.Written.ToArray()), "bh");
    }
}
