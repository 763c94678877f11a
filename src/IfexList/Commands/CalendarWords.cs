using System.Globalization;
using IfexList.Mail;

namespace IfexList.Commands;

/// <summary>Days, months and spans of time as readers write them in five languages. A day without its year is the next such day.</summary>
internal static class CalendarWords
{
    // In hours. Arabic has a word for two of each. A month is thirty days.
    private static readonly Dictionary<string, int> Units = Spans(
        (1, "h hr hrs hour hours heure heures hora horas ч час часа часов ساعة ساعات"), (2, "ساعتين ساعتان"),
        (24, "d day days jour jours j día días день дня дней сутки суток يوم أيام يوما"), (48, "يومين يومان"),
        (7 * 24, "w wk week weeks semaine semaines semana semanas неделя неделю недели недель أسبوع أسابيع أسبوعا"), (14 * 24, "أسبوعين أسبوعان"),
        (30 * 24, "month months mois mes meses месяц месяца месяцев شهر أشهر شهور شهرا"), (60 * 24, "شهرين شهران"));

    private static readonly Dictionary<string, int> Numbers = Rows(
        "one un une uno una один одну واحد", "two deux dos два две", "three trois tres три ثلاثة ثلاث", "four quatre cuatro четыре أربعة أربع");

    // Nobody means another year, and a calendar ends somewhere: no day may be its last one.
    private const int FirstYear = 1900;
    private const int LastYear = 2999;

    // What stands around a day.
    private static readonly HashSet<string> Around = new(
        ("until till til up on the of for during a an jusqu'au jusqu'à jusque le du au pendant durant pour hasta el de del al durante por до по на в года г год с حتى إلى لغاية من لمدة يوم سنة عام")
            .Split(' ').Select(Words.Fold));

    private static readonly HashSet<string> Ordinals = ["", "st", "nd", "rd", "th", "er", "o", "го", "е"];

    private static readonly string[] DayFormats = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "d/M/yyyy", "d.M.yyyy", "d-M-yyyy", "d/M/yy", "d.M.yy"];

    /// <summary>A day: 2026-05-14, 14/05/2026, 14.5., "14 May", "May 14th, 2026", "1er mai", "14 de mayo", "14 мая 2026 г.". Null takes nothing.</summary>
    public static DateOnly? TakeDay(LineWords words, DateOnly today)
    {
        var start = words.Here;
        SkipAround(words);
        if ((NumericDay(words, today) ?? SpelledDay(words, today)) is { } day)
        {
            SkipAround(words);
            return day;
        }
        words.Return(start);
        return null;
    }

    /// <summary>A span: "2 weeks", "24h", "un mois", "أسبوعين". Null takes nothing.</summary>
    /// <param name="bareIsHours">Whether a number alone counts hours.</param>
    public static int? TakeHours(LineWords words, bool bareIsHours)
    {
        var start = words.Here;
        SkipAround(words);
        var amount = TakeAmount(words, out var glued);
        var unit = Units.GetValueOrDefault(glued.Length > 0 ? glued : words.Next);
        if (unit > 0 && glued.Length == 0)
            words.Skip();
        if (unit > 0 || glued.Length == 0 && amount is not null && bareIsHours)
            return (amount ?? 1) * Math.Max(unit, 1);
        words.Return(start);
        return null;
    }

    /// <summary>A month: 2026-03, 03/2026, "March", "mars 2026". One without a year is the last such month. Null takes nothing.</summary>
    public static DateOnly? TakeMonth(LineWords words, DateOnly today)
    {
        var start = words.Here;
        SkipAround(words);
        if (DateOnly.TryParseExact(words.Next, ["yyyy-M", "M/yyyy", "M.yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var numeric) && IsYear(numeric.Year))
        {
            words.Skip();
            return numeric;
        }
        if (TakeMonthName(words) is { } month)
            return new DateOnly(TakeYear(words) ?? (month <= today.Month ? today.Year : today.Year - 1), month, 1);
        words.Return(start);
        return null;
    }

    private static DateOnly? NumericDay(LineWords words, DateOnly today)
    {
        if (DateOnly.TryParseExact(words.Next, DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var whole) && IsYear(whole.Year))
        {
            words.Skip();
            return whole;
        }
        if (words.Next.Split('/', '.') is not [var first, var second] || !IsNumber(first, 31, out var day) || !IsNumber(second, 12, out var month))
            return null;
        words.Skip();
        return NextSuch(day, month, today);
    }

    private static DateOnly? SpelledDay(LineWords words, DateOnly today)
    {
        var day = TakeDayNumber(words);
        SkipAround(words);
        if (TakeMonthName(words) is not { } month || (day ?? TakeDayNumber(words)) is not { } number)
            return null;
        SkipAround(words);
        return TakeYear(words) is { } year ? DayOf(year, month, number) : NextSuch(number, month, today);
    }

    private static DateOnly? NextSuch(int day, int month, DateOnly today) =>
        DayOf(today.Year, month, day) is { } thisYear && thisYear >= today ? thisYear : DayOf(today.Year + 1, month, day);

    private static DateOnly? DayOf(int year, int month, int day) => day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    private static int? TakeDayNumber(LineWords words)
    {
        var digits = Digits(words.Next);
        if (!Ordinals.Contains(words.Next[digits..]) || !IsNumber(words.Next[..digits], 31, out var day))
            return null;
        words.Skip();
        return day;
    }

    private static int? TakeMonthName(LineWords words)
    {
        var (first, start) = (words.Next, words.Here);
        if (words.AtEnd)
            return null;
        words.Skip();
        if (MonthNames.TryFind($"{first}-{words.Next}", out var month))
            words.Skip();
        else if (!MonthNames.TryFind(first, out month))
            words.Return(start);
        return month > 0 ? month : null;
    }

    private static int? TakeYear(LineWords words)
    {
        if (words.Next.Length != 4 || !IsNumber(words.Next, LastYear, out var year) || !IsYear(year))
            return null;
        words.Skip();
        return year;
    }

    private static bool IsYear(int year) => year is >= FirstYear and <= LastYear;

    private static int? TakeAmount(LineWords words, out string glued)
    {
        var digits = Digits(words.Next);
        glued = digits > 0 ? words.Next[digits..] : "";
        int? amount = digits is > 0 and <= 4 ? int.Parse(words.Next.AsSpan(0, digits), CultureInfo.InvariantCulture)
            : Numbers.TryGetValue(words.Next, out var number) ? number : null;
        if (amount is not null)
            words.Skip();
        return amount;
    }

    private static void SkipAround(LineWords words)
    {
        while (Around.Contains(words.Next))
            words.Skip();
    }

    private static int Digits(string word) => word.TakeWhile(char.IsAsciiDigit).Count();

    private static bool IsNumber(string text, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= most;

    // Each row's number, from 1, by its words.
    private static Dictionary<string, int> Rows(params string[] rows) => Spans([.. rows.Select((words, index) => (index + 1, words))]);

    private static Dictionary<string, int> Spans(params (int Value, string Words)[] rows) => rows
        .SelectMany(row => row.Words.Split(' ').Select(word => (Word: Words.Fold(word), row.Value))).DistinctBy(pair => pair.Word)
        .ToDictionary(pair => pair.Word, pair => pair.Value);
}
