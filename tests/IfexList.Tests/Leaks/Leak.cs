using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace IfexList.Tests.Leaks;

/// <summary>One line of tests/Leaks/leaks.txt: what a mail tells beside what it says.</summary>
/// <param name="Secret">What must not come out, in any spelling.</param>
/// <param name="Carrier">How it stands in the mail; empty where the line before it, or the sample, carries it.</param>
internal sealed partial record Leak(string Place, string Name, string Secret, string Carrier)
{
    // Shorter ones stand in some base64 by chance.
    private const int TellingLength = 8;

    public static IReadOnlyList<Leak> All { get; } =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Leaks", "leaks.txt")).Where(line => line.Length > 0 && line[0] != '#').Select(Read)];

    public bool IsOfPoster => Place is "poster" or "file name";

    /// <summary>Where it stands in what somebody sees, or null.</summary>
    public bool IsIn(Sight sight) => sight.Texts.Any(text => text.Contains(Secret, StringComparison.OrdinalIgnoreCase))
        || Secret.Length >= TellingLength && Spellings().SelectMany(Disguised).Any(form => sight.Bare.Contains(form, StringComparison.Ordinal));

    public override string ToString() => $"{Place}: {Name} ({string.Join(' ', Secret.Select(c => c is > ' ' and < '\u007F' ? c.ToString() : $"U+{(int)c:X4}"))})";

    private IEnumerable<string> Spellings() => Carrier.IndexOf(Secret, StringComparison.OrdinalIgnoreCase) is > -1 and var at ? [Secret, Carrier[at..(at + Secret.Length)]] : [Secret];

    // In base64 its neighbours have a part in its first and last characters.
    private static IEnumerable<string> Disguised(string spelling)
    {
        foreach (var bytes in (byte[][])[Encoding.UTF8.GetBytes(spelling), Encoding.Unicode.GetBytes(spelling)])
            for (var shift = 0; shift < 3; shift++)
                yield return Convert.ToBase64String([.. new byte[shift], .. bytes])[4..^4];
        // UTF-16, read as anything else.
        yield return string.Join('\0', spelling.AsEnumerable());
        yield return Convert.ToHexString(Encoding.UTF8.GetBytes(spelling));
        yield return Convert.ToHexStringLower(Encoding.UTF8.GetBytes(spelling));
    }

    private static Leak Read(string line)
    {
        var columns = line.Split(" |").Select(column => column.TrimStart()).ToList();
        Assert.True(columns.Count == 5, line);
        return new Leak(columns[0], columns[1], Plain(columns[2]), Plain(columns[3]));
    }

    private static string Plain(string text) => Escape().Replace(text, escape => escape.Groups switch
    {
        [_, { Value: "n" }, ..] => "\n",
        [_, { Value: "\\" }, ..] => "\\",
        [_, _, { Success: true, Value: var code }, ..] => char.ConvertFromUtf32(int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture)),
        [_, _, _, { Value: var content }] => Convert.ToBase64String(Encoding.UTF8.GetBytes(content), Base64FormattingOptions.InsertLineBreaks).ReplaceLineEndings("\n"),
        _ => throw new FormatException(text),
    });

    [GeneratedRegex(@"\\(?:(n|\\)|u\{([0-9A-F]{1,6})\}|b\{([^}]*)\})")]
    private static partial Regex Escape();
}
