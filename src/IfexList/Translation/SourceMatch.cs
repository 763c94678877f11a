using System.Text;
using IfexList.Mail;
using IfexList.Preflight;

namespace IfexList.Translation;

/// <summary>
/// Knows the source's paragraphs again in a mail: whole or half deleted, wrapped anew, with a word mended. Three words that follow each other are the
/// measure: a translation shares none with its source, save in addresses.
/// </summary>
internal sealed class SourceMatch
{
    private const int Row = 3;

    // Of a piece's rows of words.
    private const double Share = 0.7;

    // Of a text with capitals, prose has more small words than that.
    private const int SmallOfSo = 3;

    // Pieces of a line that a program broke off a quoted paragraph.
    private const int RestCharacters = 100;
    private const int LeastRest = 3;

    private readonly Dictionary<string, int> _whole = [];
    private readonly Dictionary<ulong, int> _rows = [];
    private readonly List<string> _keys = [];

    public SourceMatch(NumberedText source)
    {
        for (var i = 0; i < source.Paragraphs.Count; i++)
        {
            _keys.Add(Key(source.Paragraphs[i]));
            _whole.TryAdd(_keys[i], i + 1);
            foreach (var row in Rows(source.Paragraphs[i]))
                _rows.TryAdd(row, i + 1);
        }
    }

    /// <summary>The number of the paragraph that the piece is, or was; 0 for none.</summary>
    /// <param name="stated">That it bears: a headline may stand in the Subject, too.</param>
    public int Of(string piece, int stated)
    {
        var key = Key(piece);
        if (stated > 0 && stated <= _keys.Count && key.Length >= LeastRest && _keys[stated - 1].StartsWith(key, StringComparison.Ordinal))
            return stated;
        if (_whole.TryGetValue(key, out var number))
            return number;
        var (hits, all) = (new Dictionary<int, int>(), 0);
        foreach (var row in Rows(piece))
        {
            all++;
            if (_rows.TryGetValue(row, out var where))
                hits[where] = hits.GetValueOrDefault(where) + 1;
        }
        return all > 0 && hits.Values.Sum() >= Share * all ? hits.MaxBy(hit => hit.Value).Key : 0;
    }

    /// <summary>Whether a piece that stands directly below a quoted line is that line's rest.</summary>
    public bool IsRestOf(int number, string piece) =>
        number > 0 && piece.Length <= RestCharacters && Key(piece) is { Length: >= LeastRest } key && _keys[number - 1].Contains(key, StringComparison.Ordinal);

    /// <summary>Whether the paragraph may stand in a translation as it is: an address, a number, names. Prose is written in small letters.</summary>
    public static bool IsNeutral(string paragraph)
    {
        var (words, small) = (0, 0);
        foreach (var word in paragraph.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var first = word.FirstOrDefault(char.IsLetterOrDigit);
            words++;
            if (char.IsLetter(first) && !char.IsUpper(first) && !word.AsSpan().ContainsAny('@', '/'))
                small++;
        }
        return small * SmallOfSo <= words;
    }

    /// <summary>Letters and digits, folded: what no program changes.</summary>
    public static string Key(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var c in Words.Fold(text))
            if (char.IsLetterOrDigit(c))
                key.Append(c);
        return key.ToString();
    }

    private static IEnumerable<ulong> Rows(string text)
    {
        // Addresses and numbers stay in a translation, and the names between them.
        var words = TextWords.Of(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => !word.Any(c => char.IsDigit(c) || c is '@' or '/'))));
        for (var i = 0; i + Row <= words.Count; i++)
            yield return TextWords.Together(TextWords.Together(words[i].Key, words[i + 1].Key), words[i + 2].Key);
    }
}
