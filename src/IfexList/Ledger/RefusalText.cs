using System.Text;
using IfexList.Foundation;
using IfexList.Mail;

namespace IfexList.Ledger;

/// <summary>A refusal, taken apart for the table: its codes, and its words without addresses, links and codes, which may look like words.</summary>
/// <param name="Code">The reply code; empty where there is none.</param>
/// <param name="Status">What the other side itself said comes before what a relay made of it, what is telling before what is generic.</param>
/// <param name="Words">Folded, one space before each.</param>
/// <param name="Marks">The folded text as it is, for links and product codes.</param>
internal sealed record RefusalText(string Code, EnhancedStatus? Status, string Words, string Marks)
{
    /// <summary>Says at once of most words that they aren't there.</summary>
    public Trigrams Trigrams { get; } = new(Words);

    // What these say depends on who says it: a relay that knew no better, or a server that says it of everything.
    private static readonly (int Subject, int Detail)[] Generic = [(0, 0), (1, 0), (2, 0), (3, 0), (4, 0), (5, 0), (6, 0), (7, 0), (7, 1)];

    public static RefusalText Read(int? code, EnhancedStatus? status, string text)
    {
        var marks = Mark(text);
        var words = new StringBuilder(marks.Length + 1);
        var codes = new Codes();
        Take(marks, words, codes);
        IEnumerable<EnhancedStatus> statuses = status is not { } given ? codes.Statuses : given.Class == 2 ? [given] : [.. codes.Statuses, given];
        var first = statuses.Where(IsTelling).Concat(statuses).Select(each => (EnhancedStatus?)each).FirstOrDefault();
        return new RefusalText(code?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? codes.Reply, first, words.ToString(), marks);
    }

    /// <summary>Folded, and no longer than it may be.</summary>
    public static string Mark(string text) =>
        Mail.Words.Fold(text[..Math.Min(text.Length, Limits.RefusalCharacters)])
        .Replace("n't", " not", StringComparison.Ordinal).Replace('ı', 'i');

    /// <summary>The words of a phrase, as they are found in a refusal.</summary>
    public static string WordsOf(string phrase)
    {
        var words = new StringBuilder(phrase.Length + 1);
        Take(Mark(phrase), words, new Codes());
        return words.ToString();
    }

    private static void Take(string folded, StringBuilder words, Codes codes)
    {
        for (var rest = folded.AsSpan(); rest.Length > 0;)
        {
            var length = Length(rest);
            if (length > 0)
                TakeToken(rest[..length], words, codes);
            rest = rest[Math.Min(length + 1, rest.Length)..];
        }
    }

    private static void TakeToken(ReadOnlySpan<char> token, StringBuilder words, Codes codes)
    {
        token = token.Trim("./-_=+&#%~^$\\");
        if (token.Length > 4 && token[3] == '-' && codes.TryReply(token[..3]))
            token = token[4..].TrimStart('-');
        if (token.Length == 0 || token.Contains('@') || codes.TryReply(token) || codes.TryStatus(token))
            return;
        var isName = HasInteriorDot(token);
        if (isName && token.Contains('/'))
            return;
        var start = words.Length;
        words.Append(' ').Append(token);
        if (!isName)
            foreach (var c in "-_/=+&#%~")
                words.Replace(c, ' ', start, words.Length - start);
    }

    private static int Length(ReadOnlySpan<char> rest)
    {
        for (var i = 0; i < rest.Length; i++)
            if (IsBetween(rest[i]))
                return i;
        return rest.Length;
    }

    private static bool IsBetween(char c) => c is ' ' or '$' or '^' or '`' or '|' || (char.IsPunctuation(c) && c is not ('.' or '-' or '_' or '/' or '@' or '&' or '#' or '%' or '\\'))
        || (c > '\u007F' && char.IsSymbol(c)) || c is '<' or '>';

    private static bool HasInteriorDot(ReadOnlySpan<char> token) => token.Contains('.') && token.ContainsAnyInRange('a', 'z');

    private static bool IsTelling(EnhancedStatus status) => !Generic.Contains((status.Subject, status.Detail));

    /// <summary>The codes that stand in the text, in its order.</summary>
    private sealed class Codes
    {
        public string Reply { get; private set; } = "";
        public List<EnhancedStatus> Statuses { get; } = [];

        public bool TryReply(ReadOnlySpan<char> token)
        {
            if (token.Length != 3 || token[0] is not ('4' or '5') || !char.IsAsciiDigit(token[1]) || !char.IsAsciiDigit(token[2]))
                return false;
            if (Reply.Length == 0)
                Reply = token.ToString();
            return true;
        }

        // RFC 3463 §2 knows subjects up to 7; other numbers with two dots are versions.
        public bool TryStatus(ReadOnlySpan<char> token)
        {
            if (!EnhancedStatus.TryParse(token, out var status) || status.Class == 2 || status.Subject > 7)
                return false;
            Statuses.Add(status);
            return true;
        }
    }
}
