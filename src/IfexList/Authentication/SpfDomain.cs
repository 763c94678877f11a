using System.Text;
using System.Text.RegularExpressions;

namespace IfexList.Authentication;

/// <summary>One piece of a name in an SPF record.</summary>
public abstract record SpfPiece
{
    private SpfPiece() { }

    /// <param name="IsEscape">Written with a percent sign, which counts as a macro.</param>
    public sealed record Literal(string Text, bool IsEscape = false) : SpfPiece;

    /// <param name="Letter">In lower-case.</param>
    /// <param name="Parts">How many parts are kept, the last ones.</param>
    /// <param name="Delimiters">What parts it.</param>
    /// <param name="IsEscaped">Written in upper-case: as in a URL.</param>
    public sealed record Macro(char Letter, int Parts, bool IsReversed, string Delimiters, bool IsEscaped) : SpfPiece;
}

/// <summary>A name in an SPF record, in pieces: domain-spec and macro-string of RFC 7208 §7.1.</summary>
public sealed partial record SpfDomain(IReadOnlyList<SpfPiece> Pieces)
{
    /// <summary>A name to ask about: it ends in a macro, or in a dot and a top-level label. Null where it is none.</summary>
    public static SpfDomain? ReadName(string text) => ReadText(text) is { Pieces: [.., var last] } read && EndsLikeAName(last) ? read : null;

    /// <summary>The value of a modifier that we don't know. Null where it breaks the rules of macros.</summary>
    public static SpfDomain? ReadText(string text)
    {
        var pieces = new List<SpfPiece>();
        for (var at = 0; at < text.Length;)
        {
            if (text[at] is < '!' or > '~')
                return null;
            var piece = text[at] == '%' ? ReadMacro(text, at, out at) : ReadLiteral(text, at, out at);
            if (piece is null)
                return null;
            pieces.Add(piece);
        }
        return new SpfDomain(pieces);
    }

    private static SpfPiece.Literal ReadLiteral(string text, int start, out int end)
    {
        for (end = start; end < text.Length && text[end] is >= '!' and <= '~' and not '%';)
            end++;
        return new SpfPiece.Literal(text[start..end]);
    }

    private static SpfPiece? ReadMacro(string text, int start, out int end)
    {
        end = start + 2;
        switch (text.AsSpan(start + 1))
        {
            case ['%', ..]:
                return new SpfPiece.Literal("%", IsEscape: true);
            case ['_', ..]:
                return new SpfPiece.Literal(" ", IsEscape: true);
            case ['-', ..]:
                return new SpfPiece.Literal("%20", IsEscape: true);
            case ['{', ..] when text.IndexOf('}', start) is > 0 and var close:
                end = close + 1;
                return ReadExpansion(text[(start + 2)..close]);
            default:
                return null;
        }
    }

    private static SpfPiece.Macro? ReadExpansion(string text)
    {
        var match = Expansion().Match(text);
        if (!match.Success || match.Groups["parts"].Value is { Length: > 0 } digits && digits.All(digit => digit == '0'))
            return null;
        return new SpfPiece.Macro(
            char.ToLowerInvariant(text[0]),
            int.TryParse(match.Groups["parts"].Value, out var parts) ? parts : int.MaxValue,
            match.Groups["reversed"].Length > 0,
            match.Groups["delimiters"].Value is { Length: > 0 } delimiters ? delimiters : ".",
            char.IsUpper(text[0]));
    }

    // The letters c, r and t may stand in the text of a refusal only (RFC 7208 §7.2).
    [GeneratedRegex(@"\A[slodiphv](?<parts>[0-9]*)(?<reversed>r?)(?<delimiters>[-.+,/_=]*)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Expansion();

    private static bool EndsLikeAName(SpfPiece last) => last is not SpfPiece.Literal { IsEscape: false } literal || EndsInTopLabel(literal.Text);

    private static bool EndsInTopLabel(string literal)
    {
        var name = literal.EndsWith('.') ? literal[..^1] : literal;
        return name.LastIndexOf('.') is >= 0 and var dot && IsTopLabel(name.AsSpan(dot + 1));
    }

    private static bool IsTopLabel(ReadOnlySpan<char> label)
    {
        if (label is [] or ['-', ..] or [.., '-'])
            return false;
        var isNumber = true;
        foreach (var c in label)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                return false;
            isNumber &= char.IsAsciiDigit(c);
        }
        return !isNumber;
    }
}
