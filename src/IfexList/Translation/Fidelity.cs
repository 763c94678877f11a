using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Preflight;

namespace IfexList.Translation;

/// <summary>Something of the source that the translation seems to lack.</summary>
/// <param name="Kind">paragraph, number, date, fax, address, link or name.</param>
/// <param name="Detail">As the source has it; of a paragraph its number and first words; of a name both spellings.</param>
public sealed record Loss(string Kind, string Detail);

/// <summary>
/// Holds a translation against its source: paragraphs, numbers, dates, fax numbers, addresses, links, the glossary's names. It points out and forbids nothing; a warning that is
/// mostly wrong is read by nobody, so in doubt it is silent.
/// </summary>
public static class Fidelity
{
    private const string Paragraph = "paragraph";
    private const string Name = "name";
    private const int ShownCharacters = 60;

    // A name's letters that Russian may change at its end.
    private const int EndLetters = 3;
    private const int LeastStem = 3;

    /// <param name="translation">Its Subject first, where the source has one.</param>
    /// <returns>In the order of the source, at most <see cref="Limits.LossesTold"/>.</returns>
    public static IReadOnlyList<Loss> Check(NumberedText source, Language from, string translation, Language to, IReadOnlyList<Spelling> glossary)
    {
        var paragraphs = NumberedText.Of(translation).Paragraphs;
        var missing = Alignment.Missing(source.Paragraphs, from, paragraphs, to).Where(index => index > 0 || !source.HasSubject).ToHashSet();
        var losses = missing.Order().Select(index => new Loss(Paragraph, $"[{index + 1}] {Beginning(source.Paragraphs[index])}"));
        // What was lost with a paragraph is told by it.
        var rest = string.Join("\n\n", source.Paragraphs.Where((_, index) => !missing.Contains(index)));
        return [.. losses.Concat(Lacking(rest, translation)).Concat(Names(rest, translation, glossary)).Take(Limits.LossesTold)];
    }

    private static IEnumerable<Loss> Lacking(string source, string translation)
    {
        var offered = new HashSet<Fact>();
        Facts.Of(translation, offered);
        var folded = new Lazy<string>(() => Words.Fold(translation));
        return Facts.Of(source).DistinctBy(fact => (fact.Kind, fact.Key))
            .Where(fact => !offered.Contains(fact with { Shown = "" }) && !(fact.Kind == Facts.Number && (Figures.IsAbbreviated(fact, offered) || Figures.IsWritten(fact.Key, folded.Value))))
            .Select(fact => new Loss(fact.Kind, fact.Shown));
    }

    private static IEnumerable<Loss> Names(string source, string translation, IReadOnlyList<Spelling> glossary)
    {
        if (glossary.Count == 0)
            return [];
        var (known, words) = (WordsOf(source), WordsOf(translation));
        return glossary.Take(Limits.SpellingsOfCase).Where(spelling => Occurs(spelling.Term, known) && !Occurs(spelling.Spelled, words)).Select(spelling => new Loss(Name, $"{spelling.Term} = {spelling.Spelled}"));
    }

    /// <summary>The words of a text for <see cref="Occurs"/>: folded, without what Russian and Arabic put on them.</summary>
    internal static HashSet<string> WordsOf(string text) => [.. Words.Split(Apart(text)).SelectMany(Forms)];

    /// <summary>Whether each word of a name stands in the text, in whatever case.</summary>
    internal static bool Occurs(string name, HashSet<string> words) => Words.Split(Apart(name)) is { Length: > 0 } parts && parts.All(part => Forms(part).Any(words.Contains));

    private static string Apart(string text) => string.Create(text.Length, text, (apart, whole) =>
    {
        for (var i = 0; i < apart.Length; i++)
            apart[i] = char.IsLetterOrDigit(whole[i]) || char.GetUnicodeCategory(whole[i]) == System.Globalization.UnicodeCategory.NonSpacingMark || Words.IsInvisible(whole[i]) ? whole[i] : ' ';
    });

    private static IEnumerable<string> Forms(string word)
    {
        yield return word;
        var stem = TextWords.Stem(word).ToString();
        if (stem.Length >= LeastStem && word.Length - stem.Length <= EndLetters)
            yield return stem;
        // "and", "for", "by", "like" are written onto the word.
        if (word is ['و' or 'ل' or 'ب' or 'ك' or 'ف', _, _, _, ..])
        {
            yield return word[1..];
            yield return TextWords.Stem(word.AsSpan(1)).ToString();
        }
    }

    private static string Beginning(string paragraph)
    {
        var line = paragraph.ReplaceLineEndings(" ");
        if (line.Length <= ShownCharacters)
            return line;
        var space = line.LastIndexOf(' ', ShownCharacters - 1);
        var end = space > ShownCharacters / 2 ? space : ShownCharacters - 1;
        return Shortened.To(line, end, "…");
    }
}
