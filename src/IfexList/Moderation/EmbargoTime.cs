namespace IfexList.Moderation;

/// <summary>When a release may leave, as a moderator wrote it.</summary>
/// <param name="Day">Null: the next time that the clock shows it.</param>
/// <param name="Zone">Null: the list's own.</param>
public sealed record EmbargoTime(DateOnly? Day, TimeOnly Time, TimeZoneInfo? Zone);
