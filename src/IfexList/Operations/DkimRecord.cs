using IfexList.Authentication;
using IfexList.Foundation;

namespace IfexList.Operations;

/// <summary>Compares a published DKIM key (RFC 6376 §3.6.1) with the file that we sign with, and says what else is amiss with it.</summary>
public static class DkimRecord
{
    public static Finding NoKey(string domain) =>
        Finding.Warn($"DKIM {domain}", "we don't sign: large providers take no bulk mail without a signature; \"ifexlist dkim create\" makes a key and its record");

    /// <param name="texts">What is published under its name.</param>
    /// <param name="domain">Of the lists' addresses, which stand in From.</param>
    public static Finding Compare(DkimSettings settings, IReadOnlyList<string> texts, string domain)
    {
        var what = $"DKIM {settings.Selector}._domainkey.{settings.Domain}";
        DkimKey key;
        try
        {
            key = DkimKey.Read(settings);
        }
        catch (SettingsException e)
        {
            return Finding.Fail(what, $"the key can't be used: {e.Message}");
        }
        if (texts.Count == 0)
            return Finding.Fail(what, $"there is none: publish \"{key.RecordName}. TXT \"{key.Record}\"\"");
        if (!texts.Any(text => Tag(text, "p") == key.PublicKey && (Tag(text, "k") ?? "rsa").Equals(key.Kind, StringComparison.OrdinalIgnoreCase)))
            return Finding.Fail(what, $"another key is published: our signatures break; publish \"{key.Record}\"");
        if (!IsAligned(key.Domain, domain))
            return Finding.Warn(what, $"is published, but From is at {domain}: a signature of {key.Domain} doesn't speak for it (RFC 9989 §4.4)");
        return key.Weakness is { } weakness ? Finding.Warn(what, $"is published and belongs to our key, but {weakness}") : Finding.Ok(what, "is published and belongs to our key");
    }

    private static bool IsAligned(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase) || IsBelow(one, other) || IsBelow(other, one);

    private static bool IsBelow(string one, string other) => one.EndsWith("." + other, StringComparison.OrdinalIgnoreCase);

    private static string? Tag(string text, string name) => text.Split(';', StringSplitOptions.TrimEntries)
        .FirstOrDefault(tag => tag.Split('=')[0].TrimEnd() == name)?[(name.Length + 1)..].Replace(" ", "", StringComparison.Ordinal).TrimStart('=');
}
