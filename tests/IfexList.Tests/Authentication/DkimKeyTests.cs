using System.Security.Cryptography;
using IfexList.Authentication;
using IfexList.Foundation;

namespace IfexList.Tests.Authentication;

public sealed class DkimKeyTests(SigningKeys keys) : IClassFixture<SigningKeys>
{
    // As openssl writes them: genpkey -algorithm ed25519, and genpkey -algorithm EC.
    private const string OpenSslEd25519 = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----\n";

    [Fact]
    public void The_key_of_RFC_8463_gives_the_record_of_RFC_8463()
    {
        var key = DkimKey.Read(keys.Write("brisbane", OpenSslEd25519));
        Assert.Equal("v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=", key.Record);
        Assert.Equal("brisbane._domainkey.lists.example.org", key.RecordName);
    }

    [Fact]
    public void An_RSA_key_is_read_in_both_its_forms()
    {
        using var rsa = RSA.Create(2048);
        var record = $"v=DKIM1; k=rsa; p={Convert.ToBase64String(rsa.ExportSubjectPublicKeyInfo())}";
        Assert.Equal(record, DkimKey.Read(keys.Write("eight", rsa.ExportPkcs8PrivateKeyPem())).Record);
        Assert.Equal(record, DkimKey.Read(keys.Write("one", rsa.ExportRSAPrivateKeyPem())).Record);
    }

    public static TheoryData<string, string> Unusable => new()
    {
        { "holds no PEM key", "no key at all" },
        { "holds no PEM key", "" },
        { "has 512 bits; receivers take no less than 1024", Rsa(512, rsa => rsa.ExportPkcs8PrivateKeyPem()) },
        { "is the public key", Rsa(1024, rsa => rsa.ExportSubjectPublicKeyInfoPem()) },
        { "is no key for DKIM", ECDsa.Create(ECCurve.NamedCurves.nistP256).ExportPkcs8PrivateKeyPem() },
        { "is locked with a passphrase", Rsa(1024, rsa => rsa.ExportEncryptedPkcs8PrivateKeyPem("secret", new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1))) },
        { "k.pem: ", OpenSslEd25519.Replace("MC4C", "MC5C", StringComparison.Ordinal) },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public void A_key_that_can_t_be_used_is_named_with_its_place_in_the_configuration(string reason, string pem)
    {
        var bad = keys.Write("k", pem);
        var refusal = Assert.Throws<SettingsException>(() => DkimSigner.Open([keys.Rsa, bad], TimeProvider.System));
        Assert.StartsWith($"Dkim[1].KeyFile: {bad.KeyFile}: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Theory]
    [InlineData(1024, false)]
    [InlineData(2048, true)]
    [InlineData(3072, true)]
    public void A_short_key_signs_and_is_called_weak(int bits, bool isGood)
    {
        var key = DkimKey.Read(keys.Write("b", Rsa(bits, rsa => rsa.ExportPkcs8PrivateKeyPem())));
        Assert.Equal(isGood, key.Weakness is null);
        Assert.Equal(bits / 8, key.SignatureOctets);
    }

    [Fact]
    public async Task Many_threads_sign_with_one_key()
    {
        var key = DkimKey.Read(keys.Rsa);
        var digest = SHA256.HashData("a header"u8);
        var signatures = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() =>
        {
            var signature = new byte[key.SignatureOctets];
            for (var i = 0; i < 20; i++)
                key.Sign(digest, signature);
            return Convert.ToHexString(signature);
        }, TestContext.Current.CancellationToken)));
        // PKCS #1 v1.5 knows no chance: the same text has the same signature.
        Assert.Single(signatures.Distinct());
    }

    private static string Rsa(int bits, Func<RSA, string> form)
    {
        using var rsa = RSA.Create(bits);
        return form(rsa);
    }
}
