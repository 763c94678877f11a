using System.Globalization;
using System.Text;

namespace IfexList.Mail;

/// <summary>
/// One spelling for what people type as the same word: capitals, accents, invisible direction marks and picture selectors, Arabic vowel signs and hamza
/// seats, Persian digits and the punctuation around it make no difference.
/// </summary>
public static class Words
{
    // A prefix is short; a Subject whose colon comes later has none.
    private const int PrefixCharacters = 24;

    // Folded. Outlook, The Bat, webmails and phones, in the languages of our people and their neighbours.
    private static readonly HashSet<string> ReplyPrefixes =
    [
        "re", "rep", "ref", "tr", "fw", "fwd", "rv", "aw", "wg", "sv", "vs", "vb", "antw", "res", "enc",
        "на", "отв", "ответ", "пересл", "رد", "الرد", "رد علي", "اعاده توجيه",
    ];

    /// <summary>Folds and trims a text; what differs only in spelling comes out equal.</summary>
    public static string Fold(string text)
    {
        var composed = Sound(text).Normalize(NormalizationForm.FormKC);
        var folded = new StringBuilder(composed.Length);
        foreach (var c in composed)
            Append(folded, c);
        return Trimmed(folded.ToString());
    }

    /// <summary>The words of a line, each folded; punctuation around them is gone, what stood as punctuation only too.</summary>
    public static string[] Split(string text) =>
        [.. Fold(text).Split(' ').Select(Trimmed).Where(word => word.Length > 0)];

    /// <summary>Takes <c>Re:</c>, <c>RE :</c>, <c>Re[2]:</c>, <c>На:</c>, <c>رد:</c> and their kin off the front, however many there are.</summary>
    public static string PeelReplyPrefixes(string subject)
    {
        var start = 0;
        while (PrefixLength(subject.AsSpan(start)) is > 0 and var length)
            start += length;
        return subject[start..].Trim();
    }

    /// <summary>Whether the character is one that readers can't see: direction marks, joiners, soft hyphens.</summary>
    public static bool IsInvisible(char c) =>
        c is '\u00AD' or '\u061C' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u2069') or '\uFEFF';

    private static int PrefixLength(ReadOnlySpan<char> subject)
    {
        var colon = subject[..Math.Min(subject.Length, PrefixCharacters)].IndexOfAny(':', '：');
        if (colon < 0)
            return 0;
        var label = subject[..colon];
        var count = label.IndexOfAny('[', '(', '^');
        return ReplyPrefixes.Contains(Fold((count < 0 ? label : label[..count]).ToString())) ? colon + 1 : 0;
    }

    private static void Append(StringBuilder folded, char c)
    {
        if (IsInvisible(c) || IsArabicSign(c) || c is >= '\u0300' and <= '\u036F' or >= '\uFE00' and <= '\uFE0F')
            return;
        if (char.IsWhiteSpace(c))
        {
            if (folded is [.., not ' '])
                folded.Append(' ');
            return;
        }
        folded.Append(c switch
        {
            'أ' or 'إ' or 'آ' or 'ٱ' => 'ا',
            'ى' or 'ی' => 'ي',
            'ک' => 'ك',
            'ة' => 'ه',
            'ؤ' => 'و',
            'ئ' => 'ي',
            >= '\u0660' and <= '\u0669' => (char)('0' + (c - '\u0660')),
            >= '\u06F0' and <= '\u06F9' => (char)('0' + (c - '\u06F0')),
            'ё' or 'Ё' => 'е',
            '’' or '‘' or 'ʼ' or '`' or '´' => '\'',
            _ => WithoutAccent(char.ToLowerInvariant(c)),
        });
    }

    // Tatweel, and the vowel signs that careful writers and dictionaries add.
    private static bool IsArabicSign(char c) => c is '\u0640' or (>= '\u064B' and <= '\u065F') or '\u0670';

    // Latin only: й without its breve would be another letter.
    private static char WithoutAccent(char c) => c switch
    {
        < '\u00C0' => c,
        'ø' => 'o',
        'ł' => 'l',
        <= '\u024F' or (>= '\u1E00' and <= '\u1EFF') => char.ToLowerInvariant(c.ToString().Normalize(NormalizationForm.FormD)[0]),
        _ => c,
    };

    private static string Trimmed(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsAround(text[start]))
            start++;
        while (end > start && IsAround(text[end - 1]))
            end--;
        return text[start..end];
    }

    private static bool IsAround(char c) => char.IsWhiteSpace(c) || char.IsPunctuation(c) || c is '>' or '<' or '|' or '`' or '´' or '~' or '+' or '=';

    // Half of a surrogate pair makes Normalize throw; hostile HTML can write one as a character reference.
    private static string Sound(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            return text;
        var sound = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            sound.Append(rune.ToString());
        return sound.ToString();
    }
}
