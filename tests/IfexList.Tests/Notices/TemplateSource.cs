using System.Text.RegularExpressions;
using IfexList.Mail;
using IfexList.Notices;

namespace IfexList.Tests.Notices;

/// <summary>A shipped letter as it is written, before anything is filled in.</summary>
public sealed partial class TemplateSource
{
    private static readonly HashSet<string> Keywords =
        ["if", "elsif", "else", "endif", "unless", "endunless", "for", "in", "endfor", "or", "and", "assign", "true", "false", "case", "when", "endcase", "forloop.last"];

    private readonly string _text;

    public TemplateSource(string kind, Language language)
    {
        _text = File.ReadAllText(Path.Combine(NoticeTexts.ShippedFolder, language.Code(), kind + ".liquid"));
        Variables = Paths();
    }

    /// <summary>What the letter reads: <c>token</c>, <c>requests.kind</c>. Names of its own are traced back to what they stand for.</summary>
    public IReadOnlySet<string> Variables { get; }

    /// <summary>What people read, line by line; expressions are blanks.</summary>
    public IEnumerable<string> Lines => Expression().Replace(_text, m => m.Value.StartsWith("{{", StringComparison.Ordinal) ? "□" : "").Split('\n');

    /// <summary>All that people may read of its expressions: the forms behind <c>plural</c>.</summary>
    public IEnumerable<string> Forms => Expression().Matches(_text).Where(m => m.Value.Contains("| plural:", StringComparison.Ordinal))
        .SelectMany(m => Quoted().Matches(m.Value)).Select(m => m.Value.Trim('"'));

    private HashSet<string> Paths()
    {
        var own = Own().Matches(_text).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        var code = Expression().Matches(_text).Select(m => Filter().Replace(Quoted().Replace(m.Groups[1].Value, ""), "").Replace("[0]", "", StringComparison.Ordinal));
        var paths = code.SelectMany(piece => Name().Matches(piece)).Select(m => m.Value).Where(path => !Keywords.Contains(path))
            .Select(path => path.EndsWith(".size", StringComparison.Ordinal) ? path[..^5] : path);
        return [.. paths.Select(path => own.TryGetValue(path.Split('.')[0], out var origin) ? origin + path[path.Split('.')[0].Length..] : path)];
    }

    [GeneratedRegex(@"\{[{%]-?(.*?)-?[%}]\}", RegexOptions.Singleline)]
    private static partial Regex Expression();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\|\s*\w+")]
    private static partial Regex Filter();

    [GeneratedRegex(@"[a-z_]+(\.[a-z_]+)*")]
    private static partial Regex Name();

    [GeneratedRegex(@"(?:for|assign) (\w+) (?:in|=) ([a-z_]+)")]
    private static partial Regex Own();
}
