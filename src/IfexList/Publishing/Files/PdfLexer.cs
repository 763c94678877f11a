namespace IfexList.Publishing;

/// <summary>What a piece of a content stream is (ISO 32000-1 §7.2): comments aren't among them, so they are left behind.</summary>
internal enum PdfPiece
{
    Number,
    Name,
    String,
    Mark,
    Word,
}

/// <summary>Takes a content stream, a character map or a calculator apart into its pieces.</summary>
internal static class PdfLexer
{
    public static IEnumerable<(PdfPiece Kind, int Start, int Length)> Pieces(byte[] text)
    {
        for (var at = 0; at < text.Length;)
        {
            var c = text[at];
            if (IsBlank(c))
                at++;
            else if (c == '%')
                while (at < text.Length && text[at] is not ((byte)'\n' or (byte)'\r'))
                    at++;
            else
            {
                var (kind, end) = c switch
                {
                    (byte)'(' => (PdfPiece.String, StringEnd(text, at)),
                    (byte)'<' when Next(text, at) == '<' => (PdfPiece.Mark, at + 2),
                    (byte)'>' when Next(text, at) == '>' => (PdfPiece.Mark, at + 2),
                    (byte)'<' => (PdfPiece.String, Array.IndexOf(text, (byte)'>', at) + 1),
                    (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' => (PdfPiece.Mark, at + 1),
                    (byte)'/' => (PdfPiece.Name, WordEnd(text, at + 1)),
                    (byte)'+' or (byte)'-' or (byte)'.' or (>= (byte)'0' and <= (byte)'9') => (PdfPiece.Number, WordEnd(text, at)),
                    _ => (PdfPiece.Word, WordEnd(text, at)),
                };
                if (end <= at)
                    throw new DoubtException("a piece without an end");
                yield return (kind, at, end - at);
                at = end;
            }
        }
    }

    private static int StringEnd(byte[] text, int at)
    {
        var depth = 0;
        for (; at < text.Length; at++)
            if (text[at] == '\\')
                at++;
            else if (text[at] == '(')
                depth++;
            else if (text[at] == ')' && --depth == 0)
                return at + 1;
        return -1;
    }

    private static int WordEnd(byte[] text, int at)
    {
        while (at < text.Length && !IsBlank(text[at]) && !"()<>[]{}/%"u8.Contains(text[at]))
            at++;
        return at;
    }

    private static int Next(byte[] text, int at) => at + 1 < text.Length ? text[at + 1] : -1;

    private static bool IsBlank(byte c) => c is 0 or 9 or 10 or 12 or 13 or 32;
}
