using IfexList.Mail;

namespace IfexList.Tests.Mail;

/// <summary>Sample 13 as programs and gateways repack it, and what only looks like it.</summary>
public class SecrecyTests
{
    private const string Armour = "-----BEGIN PGP MESSAGE-----\r\n\r\nhQGMA3kFI35I8g9Y\r\n=2I3c\r\n-----END PGP MESSAGE-----\r\n";

    [Theory]
    [InlineData("", Armour, "in the text")]
    [InlineData("", "Hello,\r\n\r\n> " + Armour, "quoted in the text")]
    [InlineData("Content-Type: text/html\r\n", "<pre>-----BEGIN PGP MESS<b></b>AGE-----\r\nhQGM</pre>", "in HTML")]
    [InlineData("Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n", "MIAGCSqGSIb3DQEHA6CA", "S/MIME")]
    [InlineData("Content-Type: application/x-pkcs7-mime; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n", "MIAGCSqGSIb3DQEHA6CA", "S/MIME that doesn't say which")]
    [InlineData("Content-Type: application/octet-stream; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n", "MIAGCSqGSIb3DQEHA6CA", "S/MIME by its name")]
    public void An_encrypted_mail_is_secret(string header, string body, string why) => Assert.True(IsSecret($"MIME-Version: 1.0\r\n{header}\r\n{body}"), why);

    [Theory]
    [InlineData("Content-Type: application/pgp-encrypted", "Version: 1", "what Exchange makes of it")]
    [InlineData("Content-Type: multipart/encrypted; boundary=i", "--i\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--i--", "below a list's footer")]
    [InlineData("Content-Type: application/octet-stream; name=encrypted.asc\r\nContent-Disposition: attachment; filename=encrypted.asc", Armour, "as a file")]
    [InlineData("Content-Type: text/plain; name=note.txt\r\nContent-Disposition: attachment; filename=note.txt", Armour, "as a file under another name")]
    [InlineData("Content-Type: application/octet-stream; name=note\r\nContent-Transfer-Encoding: base64", "LS0tLS1CRUdJTiBQR1AgTUVTU0FHRS0tLS0tCg==", "in base64")]
    [InlineData("Content-Type: application/octet-stream; name=report.gpg\r\nContent-Transfer-Encoding: base64", "hQGMA3kFI35I8g9Y", "in binary")]
    [InlineData("Content-Type: application/octet-stream; name=a.pdf.age", "age-encryption.org/v1\r\n", "by another program")]
    [InlineData("Content-Type: message/rfc822", "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n\r\nx", "in a forwarded mail")]
    public void A_mail_with_an_encrypted_part_is_secret(string header, string body, string why) => Assert.True(IsSecret(Mixed(header, body)), why);

    [Theory]
    [InlineData("Content-Type: application/pgp-keys; name=key.asc", "-----BEGIN PGP PUBLIC KEY BLOCK-----\r\n\r\nmQENBF\r\n", "a key")]
    [InlineData("Content-Type: application/octet-stream; name=key.gpg\r\nContent-Transfer-Encoding: base64", "mQENBF", "a key in binary")]
    [InlineData("Content-Type: application/octet-stream; name=sig.pgp\r\nContent-Transfer-Encoding: base64", "iQHMBA==", "a signature in binary")]
    [InlineData("Content-Type: image/jpeg; name=photo.jpg\r\nContent-Transfer-Encoding: base64", "/9j/4AAQ", "a picture")]
    public void A_key_or_a_signature_is_no_secret(string header, string body, string why) => Assert.False(IsSecret(Mixed(header, body)), why);

    [Fact]
    public void Of_the_samples_one_is_secret() => Assert.All(
        Enumerable.Range(1, 15), number => Assert.Equal(number == 13, Secrecy.IsIn(SampleMail.Load(number), PlainText.Of(SampleMail.Load(number)))));

    private static string Mixed(string header, string body) =>
        $"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\n\r\nGood day.\r\n--o\r\n{header}\r\n\r\n{body}\r\n--o--\r\n";

    private static bool IsSecret(string mail) => SampleMail.Parse(mail) is var message && Secrecy.IsIn(message, PlainText.Of(message));
}
