namespace IfexList.Moderation;

/// <summary>A day, as far as it was named: "12 March" has no year, "Friday" nothing else, and "Friday 12 March" must be both.</summary>
public sealed record EmbargoDay(int? Year = null, int? Month = null, int? Day = null, DayOfWeek? Weekday = null)
{
    public bool Is(DateOnly day) =>
        (Year ?? day.Year) == day.Year && (Month ?? day.Month) == day.Month && (Day ?? day.Day) == day.Day && (Weekday ?? day.DayOfWeek) == day.DayOfWeek;
}
