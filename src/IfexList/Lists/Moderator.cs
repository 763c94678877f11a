using IfexList.Mail;

namespace IfexList.Lists;

/// <summary>Who decides: a moderator of one list.</summary>
public sealed record Moderator(long Person, string List, Address Address, Language Language, IReadOnlyList<Language> Desks, bool Suspended);
