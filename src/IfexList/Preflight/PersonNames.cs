using IfexList.Foundation;

namespace IfexList.Preflight;

/// <summary>
/// Names by their look. Where letters have capitals: neighbours that begin with one. In Arabic: what stands behind "the journalist". In any writing: a short title in
/// quotation marks, since a paper is as good as its editor to tell a case by.
/// </summary>
internal static class PersonNames
{
    private const int MostTitleWords = 5;
    private const int AcronymLetters = 4;

    // They may stand within a name, and don't count.
    private static readonly HashSet<ulong> Particles = Keys("al el ben bin bint ibn ould ag de da do du des di del della van von der la las los le y e");

    // Capitals have many reasons: an office, the first word of a sentence, a part of the world.
    private static readonly HashSet<ulong> NoNames = Keys(
        "the a an in on at of for from by with and but after before when while since this that these he she they his her it its as to new north south"
        + " east west united nations state states human rights"
        + " supreme high constitutional court tribunal minister ministry president prime general national public press media information freedom"
        + " expression penal criminal code law police"
        + " committee council commission union international federation association network centre center radio television tv news agency journalist"
        + " editor director mr mrs ms dr"
        + " january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday"
        + " les un une au aux dans par pour sur il elle ils selon lors après avant mais ce cette ces son sa ses ministère ministre président cour"
        + " suprême droits homme code pénal loi presse liberté"
        + " journal directeur journaliste maître me m mme nations unies comité syndicat lundi mardi mercredi jeudi vendredi samedi dimanche"
        + " una según por para tras pero su sus ministerio ministro presidente corte suprema derechos humanos código ley prensa libertad fiscalía"
        + " policía nacional periodista"
        + " в на по о об от из за до как что это он она они но и с к после министр министерство президент верховный суд уголовный кодекс закон свобода"
        + " газета газеты редактор журналист организация объединенных наций");

    private static readonly HashSet<ulong> ArabicCues = Keys(
        "الصحفي الصحفية الصحافي الصحافية الكاتب الكاتبة المدون المدونة المصور المصورة الناشط الناشطة المحامي المحامية الإعلامي الإعلامية المراسل"
        + " المراسلة الرسام الرسامة التحرير السيد السيدة الشاعر الشاعرة");

    public static IReadOnlyList<PersonName> In(string text)
    {
        var words = TextWords.Of(text);
        return [.. People(text, words).Concat(Titles(text, words)).DistinctBy(name => name.Stems.Aggregate(TextWords.Together)).Take(Limits.NamesCompared)];
    }

    /// <summary>Whether the word stands within names without counting.</summary>
    public static bool IsParticle(TextWord word) => Particles.Contains(word.Key);

    private static IEnumerable<PersonName> People(string text, List<TextWord> words)
    {
        int? first = null;
        for (var i = 0; i < words.Count; i++)
        {
            if (i > 0 && !Touch(text, words, i - 1))
                first = null;
            if (IsParticle(words[i]))
                continue;
            if (ArabicCues.Contains(words[i].Key) && Touch(text, words, i) && Touch(text, words, i + 1))
                yield return Name(text, [words[i + 1], words[i + 2]], false);
            var isName = IsNameWord(text, words[i]);
            if (isName && first is { } before)
                yield return Name(text, [words[before], words[i]], false);
            first = isName ? i : null;
        }
    }

    private static IEnumerable<PersonName> Titles(string text, List<TextWord> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (!IsOpening(text.AsSpan(0, words[i].Start)))
                continue;
            var end = i;
            while (end - i < MostTitleWords && Touch(text, words, end))
                end++;
            var counted = words.GetRange(i, end - i + 1).Where(word => !IsParticle(word)).ToList();
            if (IsClosing(text.AsSpan(words[end].End)) && counted.Count >= 2)
                yield return Name(text, counted, true);
        }
    }

    private static PersonName Name(string text, List<TextWord> words, bool isTitle) =>
        new([.. words.Select(word => word.Stem)], [.. words.Select(word => text[word.Start..word.End])], isTitle);

    // An acronym is no name; "TRABELSI" may be one.
    private static bool IsNameWord(string text, TextWord word)
    {
        var letters = text.AsSpan(word.Start, word.End - word.Start);
        return letters.Length > 1 && char.IsUpper(letters[0]) && (letters.Length > AcronymLetters || char.IsLower(letters[^1])) && !NoNames.Contains(word.Key);
    }

    // A space, a line that was broken, a hyphen between a word and the next one.
    private static bool Touch(string text, List<TextWord> words, int at) =>
        at + 1 < words.Count && text.AsSpan(words[at].End, words[at + 1].Start - words[at].End) is " " or "\n" or " \n" or "-" or "\u00A0";

    private static bool IsOpening(ReadOnlySpan<char> before) => before is [.., '«' or '"' or '“' or '„'] or [.., '«', '\u00A0' or ' '];

    private static bool IsClosing(ReadOnlySpan<char> behind) => behind is ['»' or '"' or '”' or '“', ..] or ['\u00A0' or ' ', '»', ..];

    private static HashSet<ulong> Keys(string words) => [.. TextWords.Of(words).Select(word => word.Key)];
}
