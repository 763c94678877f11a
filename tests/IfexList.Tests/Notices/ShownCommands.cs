using System.Buffers;
using System.Text.RegularExpressions;
using IfexList.Mail;
using IfexList.Notices;

namespace IfexList.Tests.Notices;

/// <summary>The commands that letters show: what readers copy must be what we understand.</summary>
public static partial class ShownCommands
{
    /// <summary>The letters that show some.</summary>
    public static readonly IReadOnlyList<string> Kinds =
    [
        "choices", "confirm", "confirm-late", "welcome", "settings", "help", "not-understood", "my-data", "index-answer", "search-answer", "file-answer", "get-answer", "parcel-index", "cut-here", "probe", "paused-by-bounces",
    ];

    private static readonly SearchValues<char> Punctuation = SearchValues.Create(".:;?؟؛،,");

    // No value that a command could have.
    private const string Unknown = "…:";

    // No command: it ends them.
    private static readonly HashSet<string> Ends = ["end", "fin", "конец", "نهاية"];

    /// <summary>All that a letter shows: lines of their own, and in the letters that say variants in quotation marks also those.</summary>
    public static IReadOnlyList<string> CommandLines(string kind, Language language) => [.. Own(kind, language), .. Quoted(kind, language)];

    /// <summary>Lines that are nothing but a command. Every other line of a letter ends in punctuation or begins with a value.</summary>
    public static IReadOnlyList<string> Own(string kind, Language language) =>
        [.. Lines(kind, language).Where(line => line.Length > 0 && char.IsLetter(line[0]) && !line.AsSpan().ContainsAny(Punctuation)).Select(line => line.Trim())];

    public static IReadOnlyList<string> Quoted(string kind, Language language) => kind is not ("help" or "choices") ? []
        : [.. Lines(kind, language).SelectMany(line => QuotedPiece().Matches(Tag().Replace(line, ""))).Select(m => m.Groups[1].Value.Trim()).Where(piece => piece != Unknown && !Ends.Contains(piece))];

    private static string[] Lines(string kind, Language language)
    {
        var source = File.ReadAllText(Path.Combine(NoticeTexts.ShippedFolder, language.Code(), kind + ".liquid"));
        return Value().Replace(source, m => ValueOf(m.Groups[1].Value)).Split('\n');
    }

    private static string ValueOf(string variable) => variable switch
    {
        "list" => "alerts",
        "example_day" => "2026-12-31",
        "token" => "abcdefghijklmnopqrstuvwxyz",
        "number" or "entry.number" or "later" => "2026-0312-01",
        _ => Unknown,
    };

    [GeneratedRegex(@"\{\{\s*([\w.]+)[^}]*\}\}")]
    private static partial Regex Value();

    [GeneratedRegex(@"\{%.*?%\}")]
    private static partial Regex Tag();

    [GeneratedRegex("[\"«]([^\"»]+)[\"»]")]
    private static partial Regex QuotedPiece();
}
