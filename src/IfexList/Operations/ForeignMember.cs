using System.Globalization;
using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Operations;

/// <summary>
/// What another list server says about one member, and what of it has a place here. Names are passed over: we keep none.
/// </summary>
internal sealed class ForeignMember(long number, string mailbox, MailingList list)
{
    private readonly List<string> _unmapped = [];
    private Language? _language;
    private DateTimeOffset? _until;
    private DateTimeOffset? _since;

    public Rhythm? Rhythm { get; set; }

    public CopyFormat? Format { get; set; }

    public bool Paused { get; set; }

    /// <summary>A code of a language, which may be none of the list's.</summary>
    public void Reads(string code)
    {
        if (Languages.TryParse(code, out var language) && list.Languages.Contains(language))
            _language = language;
        else
            Lacks($"its language \"{code}\" is none of {list.Name}");
    }

    /// <summary>What has no place here.</summary>
    public void Lacks(string what) => _unmapped.Add(what);

    /// <summary>Unix seconds.</summary>
    public void Since(string seconds) => _since = Time("date", seconds);

    public void Since(DateTimeOffset at) => _since = at;

    /// <summary>Unix seconds.</summary>
    public void PausedUntil(string seconds) => _until = Time("enddate", seconds);

    public TableLine Line()
    {
        if (AddressFault(AddressIn(mailbox), out var address) is { } fault)
            return new TableLine.Bad(number, fault);
        var wish = new Preferences(_language is { } language ? [language] : null, Format, Rhythm);
        var who = new ImportedReader(address, wish, Paused, Paused ? _until : null, _since);
        return new TableLine.Reader(number, who, _unmapped.Count > 0 ? string.Join("; ", _unmapped) : null);
    }

    /// <summary>Null where it is an address.</summary>
    public static string? AddressFault(string text, out Address address)
    {
        // U+FFFD is what the decoder puts in place of bytes that are no UTF-8.
        if (text.Contains('\uFFFD', StringComparison.Ordinal))
        {
            address = default;
            return "the address is not in UTF-8";
        }
        return Address.TryParse(text, out address) ? null : $"\"{text}\" is no mail address";
    }

    /// <summary>What stands in front of a member's name.</summary>
    public static string FirstWord(string line) => line.Trim() is var text && text.IndexOfAny([' ', '\t']) is > 0 and var space ? text[..space] : text;

    /// <summary>The address of <c>a@b.example</c> or <c>Name &lt;a@b.example&gt;</c>.</summary>
    private static string AddressIn(string mailbox)
    {
        var text = mailbox.Trim();
        if (text.EndsWith('>') && text.LastIndexOf('<') is >= 0 and var open)
            return text[(open + 1)..^1].Trim();
        return text;
    }

    private DateTimeOffset? Time(string field, string seconds)
    {
        if (long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < DateTimeOffset.MaxValue.ToUnixTimeSeconds())
            return DateTimeOffset.FromUnixTimeSeconds(at);
        Lacks($"its {field} \"{seconds}\" is no time");
        return null;
    }
}
