using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace IfexList.Mail;

/// <summary>
/// Bytes of a text part to characters, as people meant them rather than as they labelled them: <c>iso-8859-1</c> is read as
/// windows-1252 (WHATWG Encoding §4.2), and what bears no usable label is UTF-8 when it can be and windows-1252 otherwise. Never throws.
/// </summary>
public static partial class Charsets
{
    private const int Western = 1252;

    // HTML §13.2.3.2: the declaration must stand in the first 1024 octets; exporters put more in front.
    private const int MetaOctets = 4096;

    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    // WHATWG Encoding §4.2: labels that mean a larger set than they say, and spellings that .NET doesn't know.
    private static readonly Dictionary<string, int> CodePageOf = new(StringComparer.OrdinalIgnoreCase)
    {
        ["iso-8859-1"] = Western,
        ["iso8859-1"] = Western,
        ["iso_8859-1"] = Western,
        ["latin1"] = Western,
        ["latin-1"] = Western,
        ["l1"] = Western,
        ["cp819"] = Western,
        ["ibm819"] = Western,
        ["ansi"] = Western,
        ["iso-8859-9"] = 1254,
        ["latin5"] = 1254,
        ["iso-8859-11"] = 874,
        ["tis-620"] = 874,
        ["gb2312"] = 54936,
        ["gbk"] = 54936,
        ["x-gbk"] = 54936,
        ["ks_c_5601-1987"] = 949,
        ["euc-kr"] = 949,
        ["utf8"] = 65001,
        ["utf-8"] = 65001,
        ["unicode-1-1-utf-8"] = 65001,
        ["iso-8859-8-i"] = 28598,
        ["iso-8859-6-i"] = 28596,
    };

    public static string Decode(ReadOnlySpan<byte> bytes, string? label)
    {
        var encoding = Named(label) ?? Guess(bytes);
        var start = encoding.Preamble.Length > 0 && bytes.StartsWith(encoding.Preamble) ? encoding.Preamble.Length : 0;
        return encoding.GetString(bytes[start..]);
    }

    /// <summary>As <see cref="Decode"/>; without a usable label in the mail's header, the document's own <c>&lt;meta charset&gt;</c> counts.</summary>
    public static string DecodeHtml(ReadOnlySpan<byte> bytes, string? label)
    {
        if (Named(label) is not null)
            return Decode(bytes, label);
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, MetaOctets)]);
        var meta = MetaCharset().Match(head);
        return Decode(bytes, meta.Success ? meta.Groups[1].Value : label);
    }

    // Null: no label, us-ascii (which 8-bit text bears by mistake only), or a name nobody knows.
    private static Encoding? Named(string? label)
    {
        var name = label?.Trim(' ', '\t', '"', '\'') ?? "";
        if (name.Length is 0 or > 40 || name.Equals("us-ascii", StringComparison.OrdinalIgnoreCase) || name.Equals("ascii", StringComparison.OrdinalIgnoreCase))
            return null;
        if (CodePageOf.TryGetValue(name, out var codePage))
            return Encoding.GetEncoding(codePage);
        var windows = WindowsCodePage().Match(name);
        return windows.Success ? Encoding.GetEncoding(int.Parse(windows.Groups[1].ValueSpan, CultureInfo.InvariantCulture)) : KnownToDotNet(name);
    }

    private static Encoding? KnownToDotNet(string name)
    {
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static Encoding Guess(ReadOnlySpan<byte> bytes)
    {
        try
        {
            StrictUtf8.GetCharCount(bytes);
            return Encoding.UTF8;
        }
        catch (DecoderFallbackException)
        {
            return Encoding.GetEncoding(Western);
        }
    }

    [GeneratedRegex("""<meta[^>]{0,200}charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_.:-]{2,40})""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MetaCharset();

    [GeneratedRegex("^(?:windows|win|x-cp|cp|x-windows)-?(125[0-8]|874)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WindowsCodePage();
}
