using System.Text.RegularExpressions;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Preflight;

namespace IfexList.Translation;

/// <summary>
/// Learns from an original and its translation how names are spelt: a word of each with the same consonants, in paragraphs that belong together, where neither has a
/// second partner; and Latin names that stand in a Cyrillic or Arabic text as they are. A pair that is missed costs a look; a wrong one would be copied on, so in doubt
/// nothing is learnt.
/// </summary>
internal static partial class SpellingPairs
{
    // Of consonants; shorter names are like too many words.
    private const int LeastBones = 3;

    // In Arabic, where every word may be a name, and where paragraphs can't be held against each other.
    private const int SafeBones = 4;

    private const double Alike = 0.6;
    private const double AlikeInLatin = 0.7;

    // Words that sound the same in many languages, and have a capital in some.
    private static readonly HashSet<string> NoNames = [.. "minister ministre ministro министр министру министра defence défense defensa internet fax факс telefax post private president президент الإنترنت بوست".Split(' ').Select(Words.Fold)];

    public static IReadOnlyList<Spelling> Of(NumberedText original, NumberedText translation)
    {
        var areParallel = original.Paragraphs.Count == translation.Paragraphs.Count;
        var (names, others) = (NameWords.Of(original.Paragraphs), NameWords.Of(translation.Paragraphs));
        var kept = others.Select(other => Words.Fold(other.Form)).ToHashSet();
        var people = PersonNames.In(original.Text).Where(name => !name.IsTitle).SelectMany(name => name.Shown).ToHashSet();
        var byBones = others.ToLookup(other => other.Bones);
        var candidates = names.Where(name => name.Bones.Length >= (areParallel ? LeastBones : SafeBones) && !kept.Contains(Words.Fold(name.Form)) && !IsNoName(name.Form)).Take(Limits.NamesCompared)
            .Select(name => (Name: name, Others: byBones[name.Bones].Where(other => IsLike(name, other, areParallel) && (!IsOneWriting(name, other) || people.Contains(name.Form))).Take(Limits.NamesCompared).ToList()))
            .Where(pair => pair.Others.Count > 0 && pair.Others.Select(other => Root(other.Form)).Distinct().Count() == 1).ToList();
        var pairs = candidates.Where(pair => candidates.Where(rival => rival.Name.Bones == pair.Name.Bones && rival.Others.Any(other => Root(other.Form) == Root(pair.Others[0].Form)))
                .Select(rival => Root(rival.Name.Form)).Distinct().Count() == 1)
            .OrderBy(pair => pair.Name.Form.Length).DistinctBy(pair => Root(pair.Name.Form)).Select(pair => new Spelling(pair.Name.Form, Base(pair.Name.Form, pair.Others)));
        return [.. pairs.Concat(Kept(original.Text, translation.Text)).DistinctBy(pair => Words.Fold(pair.Term)).Take(Limits.SpellingsAtOnce)];
    }

    private static bool IsLike(NameWord name, NameWord other, bool areParallel)
    {
        if (areParallel && !name.Paragraphs.Overlaps(other.Paragraphs) || Words.Fold(name.Form) == Words.Fold(other.Form))
            return false;
        if (IsArabic(name) || IsArabic(other))
            return !IsOneWriting(name, other) && name.Bones.Length >= SafeBones;
        return Skeleton.Likeness(name.Form, other.Form) >= (IsOneWriting(name, other) ? AlikeInLatin : Alike);
    }

    private static bool IsNoName(string form) => Words.Fold(form) is var folded && (NoNames.Contains(folded) || CalendarNames.Month(folded) is not null);

    private static bool IsOneWriting(NameWord name, NameWord other) => IsArabic(name) == IsArabic(other) && Skeleton.IsCyrillic(name.Form[0]) == Skeleton.IsCyrillic(other.Form[0]);

    private static bool IsArabic(NameWord word) => Skeleton.IsArabic(word.Form[0]);

    // Of the forms that declension gives the one that sounds most like the name, put back into the first case where it shows.
    private static string Base(string name, List<NameWord> others)
    {
        var form = others.OrderByDescending(other => Skeleton.Likeness(name, other.Form)).ThenBy(other => other.Form.Length).ThenBy(other => other.Form, StringComparer.Ordinal).First().Form;
        if (!Skeleton.IsCyrillic(form[0]) || Skeleton.IsCyrillic(name[0]) || Skeleton.IsArabic(name[0]))
            return form;
        return (Words.Fold(name)[^1], form[^1]) switch
        {
            ('a', 'у' or 'е' or 'ы' or 'и') => form[..^1] + "а",
            (not ('a' or 'e' or 'i' or 'o' or 'u' or 'y'), 'а' or 'у' or 'е' or 'ы' or 'и') => form[..^1],
            _ => form,
        };
    }

    private static string Root(string form) => TextWords.Stem(Words.Fold(form)).ToString();

    // An organisation that keeps its letters in another writing.
    private static IEnumerable<Spelling> Kept(string original, string translation)
    {
        var letters = translation.Count(char.IsLetter);
        if (letters == 0 || translation.Count(c => Skeleton.IsCyrillic(c) || Skeleton.IsArabic(c)) * 2 < letters)
            return [];
        var there = LatinNames().Matches(original).Select(found => found.Value).ToHashSet();
        return LatinNames().Matches(translation).Select(found => found.Value).Where(there.Contains).Distinct().Select(name => new Spelling(name, name));
    }

    [GeneratedRegex(@"(?<![\p{L}@./\-])(?:[A-Z]{3,10}|[A-Z][A-Za-zÀ-ÿ'’\-]{3,30}(?: [A-Z][A-Za-zÀ-ÿ'’\-]{2,30}){0,3})(?![\p{L}@/]|\.[a-z])", RegexOptions.CultureInvariant)]
    private static partial Regex LatinNames();
}
