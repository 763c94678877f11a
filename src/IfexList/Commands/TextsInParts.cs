using IfexList.Foundation;
using IfexList.Publishing;

namespace IfexList.Commands;

/// <summary>A long answer in parts, for lines on which no large mail gets through: whole texts where they fit, else pieces of whole paragraphs.</summary>
public static class TextsInParts
{
    public static IReadOnlyList<RequestedTexts> Of(RequestedTexts found, int octets)
    {
        var parts = new List<List<RequestedText>> { new() };
        var room = octets;
        foreach (var piece in found.Texts.SelectMany(text => Pieces(text, octets)))
        {
            var length = TextCut.Octets(piece.Text);
            if (length > room && parts[^1].Count > 0)
            {
                parts.Add([]);
                room = octets;
            }
            parts[^1].Add(piece);
            room -= length;
        }
        var kept = parts.Take(Limits.SplitParts).ToList();
        // What was beyond all parts, and what is missing, the first one tells.
        var later = parts.Skip(Limits.SplitParts).SelectMany(part => part).Select(text => text.Number).Distinct();
        return [.. kept.Select((part, index) => index == 0 ? new RequestedTexts(part, found.Missing, [.. found.Postponed, .. later]) : new RequestedTexts(part, [], []))];
    }

    private static IEnumerable<RequestedText> Pieces(RequestedText text, int octets)
    {
        for (var rest = text.Text; ;)
        {
            var piece = TextCut.Fit(rest, octets);
            yield return text with { Text = piece };
            rest = rest[piece.Length..].TrimStart();
            if (rest.Length == 0 || piece.Length == 0)
                yield break;
        }
    }
}
