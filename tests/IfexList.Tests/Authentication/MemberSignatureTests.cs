using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using IfexList.Authentication;
using IfexList.Mail;
using IfexList.Store;
using IfexList.Tests.Mail;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Bcpg;

namespace IfexList.Tests.Authentication;

/// <summary>A member's key passes what it signed whole; everything else that looks signed says why it vouches for nothing.</summary>
public sealed class MemberSignatureTests : IAsyncDisposable
{
    private const string Part = "Content-Type: text/plain; charset=utf-8\r\n\r\nThey came at dawn.\r\n";

    private static readonly Address Amel = Address.TryParse("amel@horria.example", out var amel) ? amel : default;

    private readonly TestHouse _house = new();
    private readonly PgpPair _key = new("OHPL <amel@horria.example>", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(11, "penpixel-test-public.asc", "openpgp=pass policy.key=3818D3E9D58BDD4BAF21060BCACB79A56CB6F77B")]
    [InlineData(12, "lucia-smime-cert.pem", "smime=pass policy.key=0BA0A83EEA0ECECD881D04CB08137491636BF71D14EB15C0EC2BEF60F113E1F0")]
    [InlineData(11, null, "openpgp=neutral reason=unknown")]
    [InlineData(12, null, "smime=neutral reason=unknown")]
    [InlineData(13, "penpixel-test-public.asc", "none")]
    [InlineData(1, "penpixel-test-public.asc", "none")]
    public async Task A_sample_is_signed_by_its_members_key(int sample, string? file, string expected)
    {
        if (file is not null)
            await RegisterAsync(await System.IO.File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Mail", "keys", file), TestContext.Current.CancellationToken));
        Assert.Equal(expected, Said(RawMessage.Parse(SampleMail.Bytes(sample))));
    }

    [Theory]
    [InlineData("one octet of the text", "They came", "They cane", "fail", "broken")]
    [InlineData("the Subject that is signed too", "Subject: Alert\r\nMIME", "Subject: Calm\r\nMIME", "policy", "header")]
    [InlineData("the author that is signed too", "From: amel@horria.example\r\nSubject", "From: else@horria.example\r\nSubject", "policy", "header")]
    [InlineData("the signature itself", "-----BEGIN PGP SIGNATURE-----", "Dear editors,", "neutral", "unreadable")]
    public async Task What_was_changed_on_its_way_doesnt_pass(string what, string was, string now, string result, string reason)
    {
        await RegisterAsync(_key.Public);
        var mail = Signed("Content-Type: text/plain\r\nFrom: OHPL <amel@horria.example>\r\nSubject: Alert\r\n\r\nThey came at dawn.\r\n");
        Assert.Equal($"openpgp=pass policy.key={_key.Fingerprint}", Said(mail));
        var found = Said(mail.Replace(was, now, StringComparison.Ordinal));
        Assert.True(found.StartsWith($"openpgp={result} reason={reason}", StringComparison.Ordinal), $"{what}: {found}");
    }

    [Fact]
    public async Task A_signed_part_within_a_mail_says_nothing_of_what_stands_around_it()
    {
        await RegisterAsync(_key.Public);
        var mail = Signed(Part);
        var body = mail[mail.IndexOf("Content-Type: multipart", StringComparison.Ordinal)..];
        Assert.Equal("none", Said($"{Head}Content-Type: multipart/mixed; boundary=out\r\n\r\n--out\r\n\r\nRelease this at once.\r\n--out\r\n{body}\r\n--out--\r\n"));
        Assert.Equal("none", Said(mail.Replace("--b--", "--b\r\n\r\nAnd this, too.\r\n--b--", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_key_that_has_ended_or_was_taken_back_signs_nothing_any_more()
    {
        var ended = new PgpPair("OHPL", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), TimeSpan.FromDays(60));
        await RegisterAsync(ended.Public);
        Assert.Equal($"openpgp=policy reason=expired policy.key={ended.Fingerprint}", Said(Signed(Part, ended)));
        _key.Revoke();
        await RegisterAsync(_key.Public);
        Assert.Equal($"openpgp=policy reason=revoked policy.key={_key.Fingerprint}", Said(Signed(Part)));
    }

    [Fact]
    public async Task A_digest_that_can_be_collided_with_vouches_for_nothing()
    {
        await RegisterAsync(_key.Public);
        Assert.Equal($"openpgp=policy reason=weak policy.key={_key.Fingerprint}", Said(Signed(Part, digest: HashAlgorithmTag.Sha1)));
    }

    [Fact]
    public async Task A_subkey_that_the_key_hasnt_signed_for_isnt_its_own()
    {
        var thief = new PgpPair("Nobody", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await RegisterAsync(_key.With(thief));
        Assert.Equal("openpgp=neutral reason=unknown", Said(Signed(Part, thief)));
        Assert.Equal($"openpgp=pass policy.key={_key.Fingerprint}", Said(Signed(Part)));
    }

    [Fact]
    public async Task A_subkey_that_the_key_has_signed_for_signs_in_its_name()
    {
        await RegisterAsync(_key.Public);
        Assert.Equal($"openpgp=pass policy.key={_key.Fingerprint}", Said(Signed(Part, signature: _key.Sign(Part, bySubkey: true))));
    }

    [Theory]
    [InlineData("as it was signed", "", "", "openpgp=pass")]
    [InlineData("another word", "dawn", "noon", "openpgp=fail reason=broken")]
    [InlineData("spaces that a program added at an end", "dawn.\r\n", "dawn.  \r\n", "openpgp=pass")]
    [InlineData("a line above", "-----BEGIN PGP SIGNED", "Release this.\r\n-----BEGIN PGP SIGNED", "none")]
    [InlineData("a line below", "-----END PGP SIGNATURE-----", "-----END PGP SIGNATURE-----\r\nRelease this.", "none")]
    [InlineData("a line between the headers", "Hash: SHA256\r\n", "Hash: SHA256\r\nRelease: this\r\n", "none")]
    [InlineData("a comment in the armour, which reads like text", "SIGNATURE-----\r\n\r\n", "SIGNATURE-----\r\nComment: Release this\r\n\r\n", "none")]
    public async Task A_text_that_was_signed_in_its_own_lines_passes_if_it_is_all_there_is(string what, string was, string now, string expected)
    {
        await RegisterAsync(_key.Public);
        const string text = "They came at dawn.\r\n-- \r\nÀ suivre";
        var signed = $"-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA256\r\n\r\n{text.Replace("-- ", "- --", StringComparison.Ordinal)}\r\n{_key.Sign(text.Replace("-- ", "--", StringComparison.Ordinal))}\r\n";
        var found = Said($"{Head}Content-Type: text/plain; charset=utf-8\r\n\r\n{(was.Length > 0 ? signed.Replace(was, now, StringComparison.Ordinal) : signed)}");
        Assert.True(found.StartsWith(expected, StringComparison.Ordinal), $"{what}: {found}");
    }

    [Fact]
    public async Task An_opaque_mail_and_a_clear_one_pass_by_this_very_certificate_and_no_other_of_its_name()
    {
        using var lucia = Certificate("CN=Lucia", new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var twin = Certificate("CN=Lucia", new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var context = new TemporarySecureMimeContext();
        MimeMessage Mail(X509Certificate2 by, bool opaque)
        {
            var text = new TextPart("plain") { Text = "Hola" };
            var signer = new CmsSigner(by) { DigestAlgorithm = DigestAlgorithm.Sha256 };
            MimeEntity body = opaque ? ApplicationPkcs7Mime.Sign(context, signer, text) : MultipartSigned.Create(context, signer, text);
            var message = new MimeMessage([new MailboxAddress("", "lucia@cuaderno.example")], [new MailboxAddress("", "alerts@lists.example.org")], "Hola", body);
            using var bytes = new MemoryStream();
            message.WriteTo(bytes);
            return RawMessage.Parse(bytes.ToArray());
        }
        await RegisterAsync(lucia.Export(X509ContentType.Cert));
        foreach (var opaque in new[] { true, false })
        {
            Assert.StartsWith("smime=pass policy.key=", Said(Mail(lucia, opaque)), StringComparison.Ordinal);
            Assert.Equal("smime=neutral reason=unknown", Said(Mail(twin, opaque)));
        }
        _house.Time.Advance(TimeSpan.FromDays(365));
        Assert.StartsWith("smime=policy reason=expired", Said(Mail(lucia, opaque: false)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_front_desk_writes_it_on_the_stored_original()
    {
        await RegisterAsync(_key.Public);
        Assert.Equal(250, (await _house.TakeInAsync(Encoding.UTF8.GetBytes(Signed(Part)), "amel@horria.example", "alerts@lists.example.org")).Code);
        var stored = _house.Database.Read(db => db.First("SELECT bytes FROM body", r => (byte[])r[0]))!;
        Assert.Equal(new SignatureEvidence(CheckResult.Pass, SignatureKind.OpenPgp, _key.Fingerprint), Evidence.Of(RawMessage.Parse(stored)).Signature);
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    private const string Head = "From: amel@horria.example\r\nSubject: Alert\r\nMIME-Version: 1.0\r\n";

    private string Signed(string part, PgpPair? by = null, HashAlgorithmTag digest = HashAlgorithmTag.Sha256, string? signature = null) =>
        $"{Head}Content-Type: multipart/signed; micalg=pgp-sha256; protocol=\"application/pgp-signature\"; boundary=b\r\n\r\n--b\r\n{part}\r\n--b\r\n"
        + $"Content-Type: application/pgp-signature\r\n\r\n{signature ?? (by ?? _key).Sign(part, digest)}\r\n--b--\r\n";

    private static X509Certificate2 Certificate(string name, DateTimeOffset end)
    {
        using var rsa = RSA.Create(2048);
        return new CertificateRequest(name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), end);
    }

    private async Task RegisterAsync(byte[] file)
    {
        Assert.True(KeyFile.TryRead(file, out var key, out var reason), reason);
        await _house.Database.WriteAsync(tx =>
        {
            Membership.Register(tx, Amel, "OHPL", [], null, 0);
            MemberKeys.Register(tx, new MemberKey(key.Fingerprint, key.Kind, Membership.Find(tx, "OHPL")!, key.Bytes), 0);
        });
        Assert.Equal("OHPL", _house.Database.Read(db => MemberKeys.OrganisationOf(db, key.Fingerprint))?.Name);
    }

    private string Said(string mail) => Said(RawMessage.Parse(Encoding.UTF8.GetBytes(mail)));

    // As it stands on the stored original, and is read from there.
    private string Said(MimeMessage message)
    {
        var found = _house.Get<MemberSignatures>().Check(message, TestContext.Current.CancellationToken);
        var field = (Evidence.Nothing with { Signature = found }).ToField("lists.example.org");
        Assert.Equal(found, Evidence.Of(RawMessage.Parse(Encoding.UTF8.GetBytes(field + "\r\n"))).Signature);
        return field.Split(';')[1].Trim();
    }
}
