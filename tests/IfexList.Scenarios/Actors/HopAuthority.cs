using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IfexList.Scenarios.Actors;

/// <summary>An authority that vouches for the names of hosts; who is told the file of its own certificate trusts it.</summary>
internal sealed class HopAuthority : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _own;

    public HopAuthority(string name)
    {
        var request = new CertificateRequest("CN=" + name, _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        _own = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-30), DateTimeOffset.UtcNow.AddDays(30));
    }

    public string Pem => _own.ExportCertificatePem();

    /// <param name="until">In days from now; what is below nothing is over.</param>
    public X509Certificate2 Vouch(string host, int until = 10)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + host, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using var vouched = request.Create(_own, DateTimeOffset.UtcNow.AddDays(-20), DateTimeOffset.UtcNow.AddDays(until), RandomNumberGenerator.GetBytes(8));
        return vouched.CopyWithPrivateKey(key);
    }

    public void Dispose()
    {
        _own.Dispose();
        _key.Dispose();
    }
}
