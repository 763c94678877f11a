using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IfexList.Foundation;

namespace IfexList.Operations;

/// <summary>The certificates of both sides: readable, with their own key, valid now and for a while, for our name.</summary>
public static class CertificateCheck
{
    public static IEnumerable<Finding> Run(Settings settings, TimeProvider time)
    {
        yield return settings.Smtp.Certificate.Length > 0
            ? Look("Smtp.Certificate", settings.Smtp.Certificate, settings.Smtp.CertificateKey, settings.HostName, time.GetUtcNow())
            : IsPublic(settings.Smtp)
                ? Finding.Warn("Smtp.Certificate", "is empty: mail comes in unencrypted; name a certificate and its key")
                : Finding.Ok("Smtp.Certificate", "none, and none needed: we listen on this machine only");
        if (settings.Http.Certificate.Length > 0)
            yield return Look("Http.Certificate", settings.Http.Certificate, settings.Http.CertificateKey,
                new Uri(settings.Http.PublicUrl).Host, time.GetUtcNow());
    }

    private static Finding Look(string key, string file, string keyFile, string host, DateTimeOffset now)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPemFile(file, keyFile);
            var end = certificate.NotAfter.ToUniversalTime();
            var left = end - now.UtcDateTime;
            if (certificate.NotBefore.ToUniversalTime() > now.UtcDateTime)
                return Finding.Fail(key, $"{file} is valid from {certificate.NotBefore:yyyy-MM-dd} on only: is the clock right?");
            if (left < TimeSpan.Zero)
                return Finding.Fail(key, $"{file} ended on {end:yyyy-MM-dd}: renew it");
            if (!certificate.MatchesHostname(host))
                return Finding.Warn(key, $"{file} is not for {host}: clients that look will not trust it");
            return left < Limits.CertificateAge
                ? Finding.Warn(key, $"{file} ends on {end:yyyy-MM-dd}, in {left.Days} days: has its renewal failed?")
                : Finding.Ok(key, $"{file} is for {host} and valid for {left.Days} more days");
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Finding.Fail(key, $"{file} with {keyFile} can't be used: {e.Message}");
        }
    }

    private static bool IsPublic(SmtpSettings smtp) => smtp.Endpoints.Any(endpoint => !System.Net.IPAddress.IsLoopback(endpoint.Address));
}
