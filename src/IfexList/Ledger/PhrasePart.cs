namespace IfexList.Ledger;

/// <summary>A part of a phrase: any of its choices follows at once, or after a gap.</summary>
internal sealed record PhrasePart(string[] Choices, bool IsAfterGap)
{
    /// <summary>The parts of <c>(user|mailbox) [is] * unknown</c>; what is neither choice nor gap joins the choice behind it.</summary>
    public static PhrasePart[] Read(string text)
    {
        var parts = new List<PhrasePart>();
        var (plain, isAfterGap) = ("", false);
        for (var rest = text; rest.Length > 0;)
        {
            var end = rest.AsSpan().IndexOfAny("(|[*") is >= 0 and var found ? found : rest.Length;
            plain += Folded(rest[..end]);
            rest = rest[end..];
            if (rest.StartsWith('*'))
            {
                if (plain.Length > 0)
                    parts.Add(new PhrasePart([plain], isAfterGap));
                (plain, isAfterGap, rest) = ("", true, rest[1..]);
            }
            else if (rest.Length > 0)
            {
                var close = rest.IndexOf(rest[0] == '(' ? ')' : ']');
                if (close < 0)
                    throw new FormatException($"\"{text}\" has a bracket that is not closed");
                IEnumerable<string> choices = rest[1..close].Split('|');
                if (rest[0] == '[')
                    choices = choices.Append("");
                parts.Add(new PhrasePart([.. choices.Select(choice => plain + Folded(choice))], isAfterGap));
                (plain, isAfterGap, rest) = ("", false, rest[(close + 1)..]);
            }
        }
        if (plain.TrimEnd().Length > 0)
            parts.Add(new PhrasePart([plain.TrimEnd()], isAfterGap));
        return [.. parts];
    }

    // Its words, with the spaces around them as they are.
    private static string Folded(string text)
    {
        var words = RefusalText.WordsOf(text).Trim();
        return words.Length == 0 ? (text.Length > 0 ? " " : "") : (text[0] == ' ' ? " " : "") + words + (text[^1] == ' ' ? " " : "");
    }
}
