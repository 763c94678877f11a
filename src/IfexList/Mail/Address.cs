using System.Globalization;
using System.Text;

namespace IfexList.Mail;

/// <summary>
/// A mail address (RFC 5321 §4.1.2 Mailbox, with RFC 6531's UTF-8 local parts), never the null path. The domain is kept as an A-label in
/// lower-case; the local part as it was written, without needless quotes. Address literals (<c>a@[192.0.2.1]</c>) are refused: nobody subscribes from one.
/// </summary>
public readonly record struct Address
{
    // RFC 5321 §4.5.3.1: 64 octets before the @, 255 behind it, 254 in all that fit a path.
    private const int LocalPartOctets = 64;
    private const int PathOctets = 254;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = false, AllowUnassigned = true };

    private Address(string localPart, string domain) => (LocalPart, Domain) = (localPart, domain);

    public string LocalPart { get; }

    /// <summary>Lower-case A-label form.</summary>
    public string Domain { get; }

    /// <summary>One person's identity: two spellings that differ in case only are the same person.</summary>
    public string Key => LocalPart.Normalize(NormalizationForm.FormKC).ToLowerInvariant() + "@" + Domain;

    /// <summary>The mailbox in which its mail most likely ends: without what stands behind a plus, which many systems let their users make up.</summary>
    public string Mailbox => Key is var key && key.IndexOf('+') is > 0 and var plus ? key[..plus] + "@" + Domain : key;

    /// <summary>Whether the next hop must offer SMTPUTF8 (RFC 6531) for it.</summary>
    public bool NeedsSmtpUtf8 => !Ascii.IsValid(LocalPart);

    /// <summary>Whether it stands in a text, its domain in either form; not where it is only a part of a longer address.</summary>
    public bool IsNamedIn(string text) => IsIn(text, ToString()) || IsIn(text, $"{LocalPart}@{DomainAsRead()}");

    private string DomainAsRead()
    {
        try
        {
            return Idn.GetUnicode(Domain);
        }
        catch (ArgumentException)
        {
            return Domain;
        }
    }

    private static bool IsIn(string text, string spelled)
    {
        for (var at = 0; (at = text.IndexOf(spelled, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
            if (!GoesOnBefore(text.AsSpan(0, at)) && !GoesOnBehind(text.AsSpan(at + spelled.Length)))
                return true;
        return false;
    }

    // A quote or an equals sign may belong to an address, but most likely stands around it.
    private static bool GoesOnBefore(ReadOnlySpan<char> text) => text is [.., var last] && (char.IsLetterOrDigit(last) || last is '.' or '_' or '-' or '+');

    private static bool GoesOnBehind(ReadOnlySpan<char> text) =>
        text is [var first, ..] && (char.IsLetterOrDigit(first) || first is '-' or '_') || text is ['.', var next, ..] && char.IsLetterOrDigit(next);

    public override string ToString() => $"{LocalPart}@{Domain}";

    public static bool TryParse(string? text, out Address address)
    {
        address = default;
        var at = text?.LastIndexOf('@') ?? -1;
        if (at <= 0 || Encoding.UTF8.GetByteCount(text!) > PathOctets)
            return false;
        return IsLocalPart(text.AsSpan(0, at)) && TryDomain(text![(at + 1)..], out var domain)
            && Make(Plainest(text[..at]), domain, out address);
    }

    private static bool Make(string localPart, string domain, out Address address)
    {
        address = new Address(localPart, domain);
        return true;
    }

    // RFC 5321 §4.1.2: quoted or not it is the same mailbox, and written with the least quoting. Otherwise one person would have many addresses.
    private static string Plainest(string localPart)
    {
        if (localPart[0] != '"')
            return localPart;
        var meant = new StringBuilder(localPart.Length);
        for (var i = 1; i < localPart.Length - 1; i++)
            meant.Append(localPart[i] == '\\' ? localPart[++i] : localPart[i]);
        var plain = meant.ToString();
        return IsDotString(plain) ? plain : $"\"{plain.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }

    private static bool IsLocalPart(ReadOnlySpan<char> text) =>
        Encoding.UTF8.GetByteCount(text) <= LocalPartOctets && (text[0] == '"' ? IsQuotedString(text) : IsDotString(text));

    private static bool IsDotString(ReadOnlySpan<char> text)
    {
        if (text[0] == '.' || text[^1] == '.' || text.Contains("..", StringComparison.Ordinal))
            return false;
        foreach (var c in text)
            if (c != '.' && !IsAtomCharacter(c))
                return false;
        // Half a surrogate pair has no UTF-8, and no normal form that Key could be.
        foreach (var rune in text.EnumerateRunes())
            if (rune == Rune.ReplacementChar)
                return false;
        return true;
    }

    private static bool IsAtomCharacter(char c) =>
        char.IsAsciiLetterOrDigit(c) || c > 127 && !char.IsControl(c) && !char.IsWhiteSpace(c) && !IsInvisible(c)
        || "!#$%&'*+-/=?^_`{|}~".Contains(c);

    private static bool IsInvisible(char c) => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format;

    // RFC 5321 §4.1.2 Quoted-string: printable ASCII; a quote or backslash only behind a backslash.
    private static bool IsQuotedString(ReadOnlySpan<char> text)
    {
        if (text.Length < 3 || text[^1] != '"')
            return false;
        var inner = text[1..^1];
        for (var i = 0; i < inner.Length; i++)
        {
            if (inner[i] is < ' ' or > '~' or '"')
                return false;
            if (inner[i] == '\\' && (++i == inner.Length || inner[i] is < ' ' or > '~'))
                return false;
        }
        return true;
    }

    private static bool TryDomain(string text, out string domain)
    {
        domain = "";
        if (text.Length is 0 or > 255 || text[0] == '.' || text[^1] == '.')
            return false;
        try
        {
            domain = Idn.GetAscii(text).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return false;
        }
        return domain.Split('.').All(IsLabel);
    }

    // RFC 1035 §2.3.1, with the underscore that real hosts use.
    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-'
        && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
