using System.Text;

namespace IfexList.Publishing;

/// <summary>
/// What a page paints, written anew by an allow-list of operators: comments and marks (whose properties hold alternative texts and more) stay behind.
/// What nobody sees on the page (invisible words, layers) and what we can't take apart (pictures within the stream) withholds the document.
/// </summary>
internal static class PdfContent
{
    private static readonly HashSet<string> Painting =
    [
        "b", "B", "b*", "B*", "BT", "c", "cm", "CS", "cs", "d", "d0", "d1", "Do", "ET", "f", "F", "f*", "G", "g", "gs", "h", "i", "j", "J", "K", "k", "l", "M", "m", "n", "q", "Q", "re", "RG",
        "rg", "ri", "s", "S", "SC", "sc", "SCN", "scn", "sh", "T*", "Tc", "Td", "TD", "Tf", "Tj", "TJ", "TL", "Tm", "Tr", "Ts", "Tw", "Tz", "v", "w", "W", "W*", "y", "'", "\"",
    ];

    private static readonly HashSet<string> Marking = ["BMC", "BDC", "EMC", "MP", "DP", "BX", "EX"];
    private static readonly HashSet<string> Showing = ["Tj", "TJ", "'", "\""];

    // Of character maps and of calculators (ISO 32000-1 §9.7.5, §7.10.5).
    private static readonly HashSet<string> Words =
    [
        "CMapName", "CIDSystemInfo", "begin", "end", "def", "dict", "dup", "pop", "findresource", "defineresource", "currentdict", "usecmap", "begincmap", "endcmap", "begincodespacerange", "endcodespacerange", "beginbfchar",
        "endbfchar", "beginbfrange", "endbfrange", "begincidchar", "endcidchar", "begincidrange", "endcidrange", "beginnotdefrange", "endnotdefrange",
        "abs", "add", "and", "atan", "bitshift", "ceiling", "copy", "cos", "cvi", "cvr", "div", "eq", "exch", "exp", "false", "floor", "ge", "gt", "idiv", "if", "ifelse", "index", "le", "ln",
        "log", "lt", "mod", "mul", "ne", "neg", "not", "or", "roll", "round", "sin", "sqrt", "sub", "true", "truncate", "xor",
    ];

    private const int WordCharacters = 40;

    public static byte[] Painted(byte[] text)
    {
        var (painted, operands) = (new MemoryStream(text.Length), new List<(PdfPiece Kind, int Start, int Length)>());
        foreach (var piece in PdfLexer.Pieces(text))
            if (piece.Kind != PdfPiece.Word || IsValue(text, piece))
                operands.Add(piece);
            else
            {
                Paint(painted, text, operands, Said(text, piece));
                operands.Clear();
            }
        return painted.ToArray();
    }

    private static void Paint(MemoryStream painted, byte[] text, List<(PdfPiece Kind, int Start, int Length)> operands, string what)
    {
        if (Marking.Contains(what))
            return;
        if (!Painting.Contains(what) || what == "Tr" && (operands.Count != 1 || Said(text, operands[0]) is not ("0" or "1" or "2" or "4" or "5" or "6")))
            throw new DoubtException("an operator");
        foreach (var operand in operands)
        {
            if (operand.Kind == PdfPiece.String && !Showing.Contains(what) || operand.Kind == PdfPiece.Mark && text[operand.Start] is (byte)'<' or (byte)'>' or (byte)'{' or (byte)'}')
                throw new DoubtException("an operand");
            painted.Write(text, operand.Start, operand.Length);
            painted.WriteByte((byte)' ');
        }
        painted.Write(Encoding.ASCII.GetBytes(what + "\n"));
    }

    /// <summary>A character map or a calculator: without its comments, and with no strings but names of character sets.</summary>
    public static byte[] Calculated(byte[] text)
    {
        var calculated = new MemoryStream(text.Length);
        foreach (var piece in PdfLexer.Pieces(text))
        {
            var said = Said(text, piece);
            if (piece.Kind == PdfPiece.Word && !Words.Contains(said) || piece.Kind is PdfPiece.String && said[0] == '(' && !IsName(said[1..^1]) || piece.Kind == PdfPiece.Name && !IsName(said[1..]))
                throw new DoubtException("a word");
            calculated.Write(text, piece.Start, piece.Length);
            calculated.WriteByte((byte)'\n');
        }
        return calculated.ToArray();
    }

    /// <summary>As character sets and their makers are called.</summary>
    public static bool IsName(string said) => said.Length <= WordCharacters && said.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '+' or '_' or '.');

    private static bool IsValue(byte[] text, (PdfPiece Kind, int Start, int Length) piece) => Said(text, piece) is "true" or "false" or "null";

    private static string Said(byte[] text, (PdfPiece Kind, int Start, int Length) piece) => Encoding.Latin1.GetString(text, piece.Start, piece.Length);
}
