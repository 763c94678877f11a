using IfexList.Foundation;
using IfexList.Mail;

namespace IfexList.Lists;

/// <summary>Who decides: a moderator of one list.</summary>
/// <param name="Desks">The languages whose posts she decides; none means all.</param>
/// <param name="Hours">When she is on duty; null means always.</param>
public sealed record Moderator(long Person, string List, Address Address, Language Language, IReadOnlyList<Language> Desks, bool Suspended, WeeklyHours? Hours = null);
