namespace IfexList.Mail;

/// <summary>The months as people write them in five languages; two words stand with a hyphen between them.</summary>
public static class MonthNames
{
    // Arabic names its months in three ways: from Egypt to the Gulf, in the Levant, in the Maghreb.
    private static readonly string[] Names =
    [
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
        "december dec décembre déc diciembre dic декабрь декабря дек ديسمبر كانون-الأول دجنبر",
    ];

    private static readonly Dictionary<string, int> Months = Names
        .SelectMany((names, index) => names.Split(' ').Select(name => (Name: Words.Fold(name), Month: index + 1)))
        .DistinctBy(row => row.Name).ToDictionary(row => row.Name, row => row.Month);

    /// <param name="folded">As <see cref="Words.Fold"/> leaves it.</param>
    public static bool TryFind(string folded, out int month) => Months.TryGetValue(folded, out month);
}
