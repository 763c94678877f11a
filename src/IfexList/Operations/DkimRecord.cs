using System.Security.Cryptography;

namespace IfexList.Operations;

/// <summary>Compares a published DKIM key (RFC 6376 §3.6.1) with the file that we sign with.</summary>
public static class DkimRecord
{
    public static Finding Compare(string name, IReadOnlyList<string> texts, string keyFile)
    {
        var what = $"DKIM {name}";
        if (!TryOwnKey(keyFile, out var own, out var reason))
            return Finding.Fail(what, $"{keyFile} can't be used: {reason}");
        var record = $"\"v=DKIM1; k=rsa; p={own}\"";
        if (texts.Count == 0)
            return Finding.Fail(what, $"there is none: publish \"{name}. TXT {record}\"");
        return texts.Any(text => Key(text) == own)
            ? Finding.Ok(what, "is published and belongs to our key")
            : Finding.Fail(what, $"another key is published: our signatures break; publish {record}");
    }

    private static bool TryOwnKey(string keyFile, out string key, out string reason)
    {
        (key, reason) = ("", "");
        try
        {
            using var rsa = RSA.Create();
            rsa.ImportFromPem(File.ReadAllText(keyFile));
            key = Convert.ToBase64String(rsa.ExportSubjectPublicKeyInfo());
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            reason = e.Message;
            return false;
        }
    }

    private static string? Key(string text) => text.Split(';', StringSplitOptions.TrimEntries)
        .FirstOrDefault(tag => tag.StartsWith("p=", StringComparison.OrdinalIgnoreCase))?[2..].Replace(" ", "", StringComparison.Ordinal);
}
