using IfexList.Mail;

namespace IfexList.Lists;

/// <summary>Who translates for a list, maybe at another organisation.</summary>
/// <param name="Letters">The language of the letters to him.</param>
/// <param name="Desks">The languages that he translates into.</param>
public sealed record Translator(long Person, string List, Address Address, Language Letters, IReadOnlyList<Language> Desks);
