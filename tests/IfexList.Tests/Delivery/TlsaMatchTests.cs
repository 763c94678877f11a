using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IfexList.Delivery;

namespace IfexList.Tests.Delivery;

public sealed class TlsaMatchTests
{
    private const string Host = "mx.a.example";

    private static readonly DateTimeOffset Now = new(2026, 3, 14, 9, 0, 0, TimeSpan.Zero);
    private static readonly X509Certificate2 Root = Issue("CN=Root", null, isAuthority: true);
    private static readonly X509Certificate2 Issuer = Issue("CN=Issuer", Root, isAuthority: true);
    private static readonly X509Certificate2 Leaf = Issue("CN=anything", Issuer, Host);
    private static readonly X509Certificate2 Expired = Issue("CN=anything", Issuer, Host, end: Now.AddDays(-1));
    private static readonly X509Certificate2 Stranger = Issue("CN=Stranger", null, isAuthority: true);

    // Bears the issuer's name, and another key.
    private static readonly X509Certificate2 Impostor = Issue("CN=Issuer", null, isAuthority: true);
    private static readonly X509Certificate2 Forged = Issue("CN=anything", Impostor, Host);

    /// <summary>Usage, selector, matching: RFC 6698 §2.1. The record speaks of the certificate named first; the hop shows the one named second, and the issuer and the root.</summary>
    [Theory]
    [InlineData("itself, by its key", 3, 1, 1, "leaf", "leaf", true)]
    [InlineData("itself, by its key, SHA-512", 3, 1, 2, "leaf", "leaf", true)]
    [InlineData("itself, key in full", 3, 1, 0, "leaf", "leaf", true)]
    [InlineData("itself, whole", 3, 0, 1, "leaf", "leaf", true)]
    [InlineData("itself, whole and in full", 3, 0, 0, "leaf", "leaf", true)]
    [InlineData("another certificate", 3, 1, 1, "stranger", "leaf", false)]
    [InlineData("a key isn't a certificate", 3, 1, 1, "issuer", "leaf", false)]
    [InlineData("itself counts though its time is over", 3, 1, 1, "expired", "expired", true)]
    [InlineData("its issuer", 2, 0, 1, "issuer", "leaf", true)]
    [InlineData("its issuer, by the key", 2, 1, 1, "issuer", "leaf", true)]
    [InlineData("its issuer's issuer", 2, 0, 2, "root", "leaf", true)]
    [InlineData("somebody else's issuer", 2, 0, 1, "stranger", "leaf", false)]
    [InlineData("below an issuer, time counts", 2, 0, 1, "issuer", "expired", false)]
    [InlineData("signed by who calls himself the issuer, with the true one sent along", 2, 0, 1, "issuer", "forged", false)]
    [InlineData("usages of the public authorities can't be used: TLS alone", 1, 1, 1, "stranger", "leaf", true)]
    [InlineData("nor can those of the public issuers", 0, 0, 1, "stranger", "leaf", true)]
    [InlineData("a selector that isn't known can't be used", 3, 2, 1, "stranger", "leaf", true)]
    [InlineData("nor a matching", 3, 1, 3, "stranger", "leaf", true)]
    public void A_record_speaks_of_a_certificate_or_its_issuer(string why, byte usage, byte selector, byte matching, string of, string shown, bool accepts) =>
        Assert.True(accepts == Accepts([Record(usage, selector, matching, Named(of))], Named(shown)), why);

    [Fact]
    public void One_record_of_several_is_enough_and_what_cannot_be_used_excuses_nothing()
    {
        var wrong = Record(3, 1, 1, Stranger);
        Assert.True(Accepts([wrong, Record(3, 1, 1, Leaf)], Leaf));
        Assert.False(Accepts([wrong, Record(1, 1, 1, Leaf)], Leaf));
        Assert.False(Accepts([wrong, new Tlsa(3, 1, 1, [1, 2, 3])], Leaf));
    }

    [Fact]
    public void Only_below_an_issuer_the_name_counts()
    {
        Assert.False(Accepts([Record(2, 0, 1, Issuer)], Leaf, "mx.b.example"));
        Assert.True(Accepts([Record(2, 0, 1, Issuer)], Leaf, "mx.b.example", Host));
        Assert.True(Accepts([Record(3, 1, 1, Leaf)], Leaf, "mx.b.example"));
    }

    [Fact]
    public void An_issuer_that_stands_whole_in_the_dns_need_not_be_sent_and_any_other_must()
    {
        var proof = (Tlsa record) => new HopProof.Pinned([record], [Host]);
        Assert.True(TlsaMatch.Accepts(proof(Record(2, 0, 0, Issuer)), Leaf, [], Now));
        Assert.False(TlsaMatch.Accepts(proof(Record(2, 0, 1, Issuer)), Leaf, [], Now));
        Assert.False(TlsaMatch.Accepts(proof(new Tlsa(2, 0, 0, [1, 2, 3])), Leaf, [], Now));
    }

    private static bool Accepts(Tlsa[] records, X509Certificate2 shown, params string[] names) =>
        TlsaMatch.Accepts(new HopProof.Pinned(records, names.Length > 0 ? names : [Host]), shown, [Issuer, Root], Now);

    private static X509Certificate2 Named(string what) => what switch
    {
        "leaf" => Leaf,
        "expired" => Expired,
        "forged" => Forged,
        "issuer" => Issuer,
        "root" => Root,
        _ => Stranger,
    };

    private static Tlsa Record(byte usage, byte selector, byte matching, X509Certificate2 of)
    {
        var octets = selector == 1 ? of.PublicKey.ExportSubjectPublicKeyInfo() : of.RawData;
        return new Tlsa(usage, selector, matching, matching switch { 1 => SHA256.HashData(octets), 2 => SHA512.HashData(octets), _ => octets });
    }

    private static X509Certificate2 Issue(string subject, X509Certificate2? by, string? host = null, bool isAuthority = false, DateTimeOffset? end = null)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        if (host is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(host);
            request.CertificateExtensions.Add(names.Build());
        }
        var (from, to) = (Now.AddDays(-30), end ?? Now.AddDays(30));
        if (by is null)
            return request.CreateSelfSigned(from, to);
        using var issued = request.Create(by, from, to, [(byte)Random.Shared.Next(1, 127), (byte)Random.Shared.Next(256)]);
        return issued.CopyWithPrivateKey(key);
    }
}
