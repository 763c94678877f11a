using System.Text;
using IfexList.Foundation;
using IfexList.Mail;

namespace IfexList.Authentication;

/// <summary>Whose signature it is, and which of his keys made it: <c>d=</c> and <c>s=</c>, in small letters.</summary>
public readonly record struct Signer(string Domain, string Selector)
{
    public static Signer Of(IReadOnlyDictionary<string, string> tags) => new(Name(tags, "d"), Name(tags, "s"));

    private static string Name(IReadOnlyDictionary<string, string> tags, string tag) => tags.GetValueOrDefault(tag, "").TrimEnd('.').ToLowerInvariant();
}

/// <summary>The servers' signatures that a header names. Only so many of each kind are looked at: each costs a question and a verification.</summary>
public static class Signatures
{
    public static IEnumerable<Signer> In(IReadOnlyList<HeaderField> fields) =>
        Of(fields, "DKIM-Signature"u8, Limits.Signatures)
            .Concat(Of(fields, "ARC-Seal"u8, Limits.Seals))
            .Concat(Of(fields, "ARC-Message-Signature"u8, Limits.Seals));

    /// <summary>Whether it names more fields than anybody signs: MimeKit searches the header for each from the end.</summary>
    public static bool IsOverlong(IReadOnlyDictionary<string, string> tags) => tags.GetValueOrDefault("h", "").Count(c => c == ':') >= Limits.SignedFields;

    private static List<Signer> Of(IReadOnlyList<HeaderField> fields, ReadOnlySpan<byte> name, int most)
    {
        var found = new List<Signer>();
        foreach (var field in fields)
        {
            if (!field.Is(name))
                continue;
            if (most-- == 0)
                break;
            if (TagList.Read(Encoding.UTF8.GetString(field.Value.Span)) is { } tags && Signer.Of(tags) is { Domain.Length: > 0, Selector.Length: > 0 } signer)
                found.Add(signer);
        }
        return found;
    }
}
