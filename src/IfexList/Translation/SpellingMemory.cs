using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Translation;

/// <summary>How a case's names are spelt in each language: learnt from its editions, corrected by the desk, whose word counts more.</summary>
public static class SpellingMemory
{
    /// <summary>Those of the case that occur in that text, longest first.</summary>
    public static IReadOnlyList<Spelling> Of(Connection db, string caseNumber, Language language, string text)
    {
        var words = Fidelity.WordsOf(text);
        return
        [
            .. Glossary.Of(db, caseNumber, language.Code(), Limits.SpellingsOfCase).Where(row => Fidelity.Occurs(row.Term, words))
                .OrderByDescending(row => row.Term.Length).ThenBy(row => row.Term, StringComparer.Ordinal).Select(row => new Spelling(row.Term, row.Spelling)),
        ];
    }

    /// <summary>Learns from an edition that is out, beside its original.</summary>
    public static void Learn(Connection tx, string caseNumber, Language from, string original, Language language, string translation, long now)
    {
        if (from != language)
            Put(tx, caseNumber, language, SpellingPairs.Of(NumberedText.Of(original), NumberedText.Of(translation)), isSaid: false, now);
    }

    /// <summary>The desk says how it is.</summary>
    public static void Say(Connection tx, string caseNumber, Language language, IReadOnlyList<Spelling> spellings, long now) => Put(tx, caseNumber, language, spellings, isSaid: true, now);

    // A term is one however it is capitalised: as it stands there first.
    private static void Put(Connection tx, string caseNumber, Language language, IReadOnlyList<Spelling> spellings, bool isSaid, long now)
    {
        var known = Glossary.Of(tx, caseNumber, language.Code(), Limits.SpellingsOfCase).GroupBy(row => Words.Fold(row.Term)).ToDictionary(rows => rows.Key, rows => rows.First().Term);
        foreach (var (term, spelled) in spellings.Take(Limits.SpellingsAtOnce))
        {
            if (term.Length is 0 or > Limits.SpellingCharacters || spelled.Length is 0 or > Limits.SpellingCharacters || !known.ContainsKey(Words.Fold(term)) && known.Count >= Limits.SpellingsOfCase)
                continue;
            var row = known.GetValueOrDefault(Words.Fold(term), term);
            known.TryAdd(Words.Fold(term), row);
            Glossary.Put(tx, caseNumber, language.Code(), new GlossaryRow(row, spelled, isSaid), now);
        }
    }
}
