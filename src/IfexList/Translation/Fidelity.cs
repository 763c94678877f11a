using IfexList.Mail;

namespace IfexList.Translation;

/// <summary>Something of the source that the translation seems to lack, or has twice.</summary>
/// <param name="Kind">paragraph, number, date, fax, address, link or name.</param>
/// <param name="Detail">As the source has it; of a paragraph its number and first words.</param>
public sealed record Loss(string Kind, string Detail);

/// <summary>Holds a translation against its source: paragraphs, numbers, dates, fax numbers, addresses, links, the glossary's names.</summary>
public static class Fidelity
{
    public static IReadOnlyList<Loss> Check(NumberedText source, Language from, string translation, Language to, IReadOnlyList<Spelling> glossary) => throw new NotImplementedException();
}
