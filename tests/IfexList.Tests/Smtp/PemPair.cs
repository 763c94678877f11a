using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IfexList.Foundation;

namespace IfexList.Tests.Smtp;

/// <summary>A self-signed certificate and its key in two files that go when the test is over.</summary>
internal sealed class PemPair : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ifexlist");
    private DateTime _written = DateTime.UtcNow.AddHours(-1);

    public PemPair(string name) => Write(name);

    public string Certificate => Path.Combine(_folder.FullName, "cert.pem");
    public string Key => Path.Combine(_folder.FullName, "key.pem");

    public SmtpSettings In(SmtpSettings settings) => settings with { Certificate = Certificate, CertificateKey = Key };

    public void Write(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        Replace(Certificate, certificate.ExportCertificatePem());
        Replace(Key, key.ExportPkcs8PrivateKeyPem());
    }

    public void Break() => Replace(Key, "no key at all");

    public void Dispose() => _folder.Delete(recursive: true);

    // Each writing is a minute after the one before: a file system's clock may be coarse.
    private void Replace(string file, string text)
    {
        File.WriteAllText(file, text);
        File.SetLastWriteTimeUtc(file, _written += TimeSpan.FromMinutes(1));
    }
}
