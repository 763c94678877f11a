using System.Globalization;
using System.Text.RegularExpressions;
using IfexList.Mail;

namespace IfexList.Moderation;

/// <summary>
/// A time of release among the orders of an approval: <c>at 18:00 UTC</c>, <c>le 12 mars à 18h30</c>, <c>a las 6 pm</c>, <c>в пятницу в 18:00</c>,
/// <c>الساعة 18:00</c>. A word such as "at" must be there, and a time; 12/03/2026 is March here and December there, and is no day.
/// </summary>
internal sealed partial class EmbargoWords
{
    // "on friday the 12th of march 2026 at 6:30 p.m. UTC +1", and some more.
    private const int MostWords = 20;

    private const int ALeapYear = 2024;

    private static readonly HashSet<string> Opening = Folded("at on a à le la las el в во في عند الساعة يوم");
    private static readonly HashSet<string> Among = Folded("the of de del по بتوقيت");
    private static readonly HashSet<string> BehindYear = Folded("г года");
    private static readonly HashSet<string> Hours = Folded("h hs hr hrs hour hours heure heures hora horas ч час часа часов");
    private static readonly HashSet<string> Morning = Folded("am a.m ص صباحا");
    private static readonly HashSet<string> Evening = Folded("pm p.m م مساء");
    private static readonly string[] DayFormats = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "d.M.yyyy"];

    private readonly List<string> _words;
    private int _at;
    private bool _opened;
    private TimeOnly? _time;
    private EmbargoDay? _day;
    private TimeZoneInfo? _zone;

    private EmbargoWords(List<string> words, bool opened) => (_words, _opened) = (words, opened);

    /// <param name="words">From where it may begin, as they were written.</param>
    /// <param name="opened">It stands behind <c>at=</c>.</param>
    /// <returns>The time and how many words it has; null where there is none.</returns>
    public static (EmbargoTime Time, int Words)? Read(IEnumerable<string> words, bool opened)
    {
        var run = new EmbargoWords([.. words.Take(MostWords)], opened);
        var taken = 0;
        // What stands among them belongs to it only where something follows.
        while (run.TakeAmong() || run.TakePart())
            if (run._at > 0 && !run.IsAmong(run._at - 1))
                taken = run._at;
        return run is { _opened: true, _time: { } time } ? (new EmbargoTime(run._day, time, run._zone), taken) : null;
    }

    private static HashSet<string> Folded(string words) => [.. words.Split(' ').Select(Words.Fold)];

    private string Word(int at) => at < _words.Count ? Words.Fold(_words[at]) : "";

    private bool IsAmong(int at) => Opening.Contains(Word(at)) || Among.Contains(Word(at));

    private bool TakeAmong()
    {
        if (!IsAmong(_at))
            return false;
        _opened |= Opening.Contains(Word(_at));
        _at++;
        return true;
    }

    private bool TakePart() => _at < _words.Count
        && (_time is null && TakeTime() || _day?.Weekday is null && TakeWeekday() || _day?.Day is null && TakeDay() || _time is not null && _zone is null && TakeZone());

    private bool TakeTime()
    {
        var clock = Clock().Match(Word(_at));
        if (!clock.Success)
            return false;
        var next = _at + 1;
        var (minutes, unit) = (clock.Groups["minutes"].Value, clock.Groups["behind"].Value);
        var zone = unit.Length > 0 && minutes.Length > 0 ? EmbargoZone.Find(unit) : null;
        if (unit.Length == 0 && IsUnit(Word(next)))
            unit = Word(next++);
        // "18 h 30"
        if (minutes.Length == 0 && Hours.Contains(unit) && Minutes().IsMatch(Word(next)))
            minutes = Word(next++);
        // A number alone may be anything, and what stands behind it must be known.
        if (minutes.Length + unit.Length == 0 || unit.Length > 0 && zone is null && !IsUnit(unit) || Time(clock.Groups["hour"].Value, minutes, unit) is not { } time)
            return false;
        (_time, _zone, _at) = (time, zone, next);
        return true;
    }

    private static bool IsUnit(string word) => Hours.Contains(word) || Morning.Contains(word) || Evening.Contains(word);

    private static TimeOnly? Time(string hours, string minutes, string unit)
    {
        var hour = int.Parse(hours, CultureInfo.InvariantCulture);
        var minute = minutes.Length > 0 ? int.Parse(minutes, CultureInfo.InvariantCulture) : 0;
        if (Morning.Contains(unit) || Evening.Contains(unit))
            hour = hour is >= 1 and <= 12 ? hour % 12 + (Evening.Contains(unit) ? 12 : 0) : 24;
        return hour < 24 && minute < 60 ? new TimeOnly(hour, minute) : null;
    }

    private bool TakeWeekday()
    {
        if (CalendarNames.Weekday(Word(_at)) is not { } weekday)
            return false;
        _day = (_day ?? new EmbargoDay()) with { Weekday = weekday };
        _at++;
        return true;
    }

    private bool TakeDay()
    {
        if (DateOnly.TryParseExact(Word(_at), DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var whole))
            return TookDay(_at + 1, whole.Year, whole.Month, whole.Day);
        var at = _at;
        var day = TakeNumber(ref at);
        while (Among.Contains(Word(at)))
            at++;
        if (TakeMonth(ref at) is not { } month || (day ?? TakeNumber(ref at)) is not { } number)
            return false;
        var behind = at;
        while (Among.Contains(Word(behind)))
            behind++;
        var year = Year().IsMatch(Word(behind)) ? int.Parse(Word(behind), CultureInfo.InvariantCulture) : (int?)null;
        if (year is not null)
            at = BehindYear.Contains(Word(behind + 1)) ? behind + 2 : behind + 1;
        return number <= DateTime.DaysInMonth(year ?? ALeapYear, month) && TookDay(at, year, month, number);
    }

    private bool TookDay(int next, int? year, int month, int day)
    {
        _day = new EmbargoDay(year, month, day, _day?.Weekday);
        _at = next;
        return true;
    }

    private int? TakeNumber(ref int at)
    {
        var number = CalendarNames.Day(Word(at));
        at += number is null ? 0 : 1;
        return number;
    }

    private int? TakeMonth(ref int at)
    {
        var ofTwoWords = CalendarNames.Month($"{Word(at)}-{Word(at + 1)}");
        var month = ofTwoWords ?? CalendarNames.Month(Word(at));
        at += ofTwoWords is not null ? 2 : month is not null ? 1 : 0;
        return month;
    }

    // "UTC +1" before "UTC".
    private bool TakeZone()
    {
        for (var count = Math.Min(2, _words.Count - _at); count > 0; count--)
        {
            _zone = EmbargoZone.Find(string.Concat(_words.Skip(_at).Take(count)));
            if (_zone is null)
                continue;
            _at += count;
            return true;
        }
        return false;
    }

    [GeneratedRegex("^(?<hour>[0-9]{1,2})(?:[:h](?<minutes>[0-9]{2}))?(?<behind>(?:[^0-9].*)?)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Clock();

    [GeneratedRegex("^[0-9]{2}$", RegexOptions.CultureInvariant)]
    private static partial Regex Minutes();

    [GeneratedRegex("^2[0-9]{3}$", RegexOptions.CultureInvariant)]
    private static partial Regex Year();
}
