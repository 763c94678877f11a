using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IfexList.Foundation;
using Microsoft.Extensions.Logging;

namespace IfexList.Smtp;

/// <summary>
/// Our certificate and key for STARTTLS (RFC 3207) or https, from two PEM files. When a file changes (certificates are renewed every few weeks)
/// the new pair is used from the next handshake on; a pair that can't be used is logged once and the one before stays.
/// </summary>
public sealed class Certificates
{
    private readonly string _certificateFile;
    private readonly string _keyFile;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private SslServerAuthenticationOptions _current;
    private string _seen;

    /// <exception cref="SettingsException">The pair can't be used.</exception>
    public Certificates(string certificateFile, string keyFile, ILogger logger, string setting = "Smtp.Certificate")
    {
        (_certificateFile, _keyFile, _logger) = (certificateFile, keyFile, logger);
        _seen = Fingerprint();
        try
        {
            _current = Load();
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{setting}: {certificateFile} and {keyFile} can't be used: {e.Message}", e);
        }
    }

    /// <summary>What the next handshake uses. Looks at the files' times, which costs microseconds.</summary>
    public SslServerAuthenticationOptions Current()
    {
        lock (_lock)
        {
            var fingerprint = Fingerprint();
            if (fingerprint == _seen)
                return _current;
            _seen = fingerprint;
            try
            {
                _current = Load();
            }
            catch (Exception e)
            {
                // Half a renewal: the certificate is new, the key follows. The next change is looked at again.
                _logger.CertificateBroken(e, _certificateFile);
            }
            return _current;
        }
    }

    private SslServerAuthenticationOptions Load()
    {
        using var ephemeral = X509Certificate2.CreateFromPemFile(_certificateFile, _keyFile);
        // Windows can't do a handshake with a key that was never in a key store; going through PKCS #12 puts it there.
        var certificate = X509CertificateLoader.LoadPkcs12(ephemeral.Export(X509ContentType.Pkcs12), null);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(_certificateFile);
        _logger.CertificateLoaded(_certificateFile, certificate.NotAfter);
        return new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(certificate, chain, offline: true),
            // RFC 8996: older versions are no longer used.
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            AllowRenegotiation = false,
        };
    }

    private string Fingerprint() => $"{Fingerprint(_certificateFile)} {Fingerprint(_keyFile)}";

    // Renewal tools swap symbolic links: it is the file behind them that counts.
    private static string Fingerprint(string file)
    {
        try
        {
            var target = File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file;
            return $"{target} {File.GetLastWriteTimeUtc(target).Ticks}";
        }
        catch (IOException)
        {
            return "";
        }
    }
}
