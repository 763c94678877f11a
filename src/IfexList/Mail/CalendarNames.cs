using System.Globalization;

namespace IfexList.Mail;

/// <summary>Months, weekdays and numbered days as people write them in five languages; all words folded as <see cref="Words"/> does.</summary>
public static class CalendarNames
{
    private const int LongestMonth = 31;
    private const int DaysOfWeek = 7;

    // Arabic names its months in three ways: from Egypt to the Gulf, in the Levant, in the Maghreb.
    private static readonly Dictionary<string, int> Months = Rows(
        "january jan janvier janv enero ene январь января янв يناير كانون-الثاني جانفي",
        "february feb février févr fév febrero февраль февраля фев февр فبراير شباط فيفري",
        "march mar mars marzo март марта мар مارس آذار",
        "april apr avril avr abril abr апрель апреля апр أبريل إبريل نيسان أفريل",
        "may mai mayo май мая مايو أيار ماي",
        "june jun juin junio июнь июня июн يونيو حزيران جوان يونيه",
        "july jul juillet juil julio июль июля июл يوليو تموز جويلية يوليوز يوليه",
        "august aug août agosto ago август августа авг أغسطس آب أوت غشت",
        "september sep sept septembre septiembre setiembre сентябрь сентября сен сент سبتمبر أيلول شتنبر",
        "october oct octobre octubre октябрь октября окт أكتوبر تشرين-الأول",
        "november nov novembre noviembre ноябрь ноября ноя نوفمبر تشرين-الثاني نونبر",
        "december dec décembre déc diciembre dic декабрь декабря дек ديسمبر كانون-الأول دجنبر");

    // No short forms: "mar" is a month, too. Russian has them in two cases.
    private static readonly Dictionary<string, int> Weekdays = Rows(
        "monday lundi lunes понедельник الاثنين", "tuesday mardi martes вторник الثلاثاء", "wednesday mercredi miércoles среда среду الأربعاء",
        "thursday jeudi jueves четверг الخميس", "friday vendredi viernes пятница пятницу الجمعة", "saturday samedi sábado суббота субботу السبت",
        "sunday dimanche domingo воскресенье الأحد");

    private static readonly HashSet<string> Ordinals = ["", "st", "nd", "rd", "th", "er", "o", "го", "е"];

    /// <summary>1 to 12; a name of two words has a hyphen between them.</summary>
    public static int? Month(string folded) => Months.TryGetValue(folded, out var month) ? month : null;

    public static DayOfWeek? Weekday(string folded) => Weekdays.TryGetValue(folded, out var day) ? (DayOfWeek)(day % DaysOfWeek) : null;

    /// <summary>The day of a month: "12", "1er", "14th".</summary>
    public static int? Day(string folded)
    {
        var digits = folded.TakeWhile(char.IsAsciiDigit).Count();
        return Ordinals.Contains(folded[digits..]) && int.TryParse(folded[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day is >= 1 and <= LongestMonth
            ? day
            : null;
    }

    // Each row's number, from 1, by its words.
    private static Dictionary<string, int> Rows(params string[] rows) => rows
        .SelectMany((words, index) => words.Split(' ').Select(word => (Word: Words.Fold(word), Number: index + 1))).DistinctBy(pair => pair.Word)
        .ToDictionary(pair => pair.Word, pair => pair.Number);
}
