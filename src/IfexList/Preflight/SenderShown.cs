using System.Globalization;
using IfexList.Mail;
using MimeKit;

namespace IfexList.Preflight;

/// <summary>A From line as a moderator may be shown it: nothing in it turns the line around, and a domain that only looks like another one shows its true letters.</summary>
/// <param name="Text">"Amel &lt;amel@horrіa.example (xn--horra-q2e.example)&gt;".</param>
/// <param name="Warning">Mixed alphabets, or another address in the name; null where there is nothing to warn of.</param>
public sealed record SenderShown(string Text, Hint? Warning)
{
    /// <summary>The other address that the name holds; null where there is none.</summary>
    public string? OtherAddress { get; private init; }

    private static readonly IdnMapping Idn = new();

    // Alphabets whose letters are mistaken for each other's; by the blocks of Unicode, since .NET knows no scripts.
    private static readonly (int First, int Last, int Script)[] Scripts =
    [
        ('A', 'Z', 1), ('a', 'z', 1), (0xC0, 0x24F, 1), (0x1E00, 0x1EFF, 1), (0x370, 0x3FF, 2), (0x1F00, 0x1FFF, 2), (0x400, 0x52F, 3), (0x530, 0x58F, 4), (0x590, 0x5FF, 5),
        (0x600, 0x6FF, 6), (0x750, 0x77F, 6), (0x10A0, 0x10FF, 7), (0x2D00, 0x2D2F, 7), (0x13A0, 0x13FF, 8), (0xFF21, 0xFF5A, 9),
    ];

    public static SenderShown Of(string fromLine)
    {
        var line = WithoutSigns(fromLine);
        if (!MailboxAddress.TryParse(line, out var author) || author.Address.LastIndexOf('@') is var at && at < 0)
            return new SenderShown(line, null);
        var (local, domain) = (author.Address[..at], author.Address[(at + 1)..]);
        var (letters, ascii) = (Unicode(domain), Ascii(domain));
        var address = $"{local}@{letters}{(letters == ascii ? "" : $" ({ascii})")}";
        var name = WithoutSigns(author.Name ?? "");
        var other = Claimed(name) is { } claimed && !claimed.Equals(author.Address, StringComparison.OrdinalIgnoreCase) ? claimed : null;
        var warning = letters.Split('.').Append(local).Any(MixesScripts) ? new Hint(HintKind.MixedScripts) : other is null ? null : new Hint(HintKind.AddressInName);
        return new SenderShown(name.Length == 0 ? address : $"{name} <{address}>", warning) { OtherAddress = other };
    }

    // What stands around an @ in a name; a full-width one looks the same.
    private static string? Claimed(string name) =>
        name.Replace('＠', '@').Split(' ', '<', '>', '(', ')', ',', ';', '"', '\'').FirstOrDefault(word => word.IndexOf('@') is > 0 and var at && word.IndexOf('.', at) > at);

    private static bool MixesScripts(string label) => label.Select(c => Scripts.FirstOrDefault(script => c >= script.First && c <= script.Last).Script).Where(script => script > 0).Distinct().Count() > 1;

    private static string Unicode(string domain)
    {
        try
        {
            return Idn.GetUnicode(domain);
        }
        catch (ArgumentException)
        {
            return domain;
        }
    }

    private static string Ascii(string domain)
    {
        try
        {
            return Idn.GetAscii(domain);
        }
        catch (ArgumentException)
        {
            return domain;
        }
    }

    private static string WithoutSigns(string text) => HeaderText.Clean(string.Concat(text.Where(c => !Words.IsInvisible(c))));
}
