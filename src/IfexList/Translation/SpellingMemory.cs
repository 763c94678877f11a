using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Translation;

/// <summary>How a case's names are spelt in each language: learnt from its editions, corrected by the desk.</summary>
public static class SpellingMemory
{
    /// <summary>Those of the case that occur in that text.</summary>
    public static IReadOnlyList<Spelling> Of(Connection db, string caseNumber, Language language, string text) => throw new NotImplementedException();

    /// <summary>Learns from an edition that is out, beside its original.</summary>
    public static void Learn(Connection tx, string caseNumber, Language from, string original, Language language, string translation, long now) => throw new NotImplementedException();

    /// <summary>The desk says how it is.</summary>
    public static void Say(Connection tx, string caseNumber, Language language, IReadOnlyList<Spelling> spellings, long now) => throw new NotImplementedException();
}
