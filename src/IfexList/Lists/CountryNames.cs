using System.Text.Json;
using IfexList.Mail;

namespace IfexList.Lists;

/// <summary>
/// Names of countries and parts of the world in five languages, from the Unicode CLDR (<c>Lists/territories</c>, its <c>territories.json</c>; the project
/// file names the version). They stand in the program, so that no machine's ICU and no culture changes what a letter calls a country.
/// </summary>
internal static class CountryNames
{
    // "Hong Kong SAR China", "Palestinian Territories": nobody heads a report so, and a phone's line is short.
    private static readonly HashSet<string> ShortlyNamed = ["HK", "MO", "PS"];

    // What people call countries that the CLDR calls otherwise.
    private static readonly (string Code, string Names)[] OtherNames =
    [
        ("CD", "dr congo, drc, democratic republic of the congo, democratic republic of congo, congo kinshasa, rdc, rd congo, république démocratique du congo,"
            + " república democrática del congo, zaire, дрк, демократическая республика конго, الكونغو الديمقراطية"),
        ("CG", "congo, republic of the congo, república del congo, конго, الكونغو"),
        ("CI", "cote d ivoire, берег слоновой кости, ساحل العاج"),
        ("GB", "great britain, britain, england, grande-bretagne, angleterre, gran bretaña, inglaterra, англия, соединённое королевство, بريطانيا, انجلترا, انكلترا"),
        ("US", "usa, united states of america, états-unis d'amérique, eeuu, ee.uu, estados unidos de américa, соединенные штаты америки, соединенные штаты, أمريكا الولايات المتحدة,"
            + " الولايات المتحدة الأمريكية"),
        ("PS", "gaza, west bank, cisjordanie, cisjordania, bande de gaza, franja de gaza, сектор газа, غزة, قطاع غزة"),
        ("RU", "russian federation, fédération de russie, federación de rusia, российская федерация, рф, روسيا الاتحادية"),
        ("BY", "biélorussie, belarús, белоруссия, روسيا البيضاء"),
        ("CZ", "czech republic, tchéquie, чехия, تشيكيا"),
        ("MK", "macedonia, macédoine, македония, مقدونيا"),
        ("CV", "cape verde, cabo verde"),
        ("TR", "turkiye"),
        ("AE", "uae, emirates, émirats, emiratos, эмираты, объединённые арабские эмираты, الإمارات"),
        ("SA", "saudi, saudi arabia, saoudite, ksa, arabia saudita, السعودية"),
        ("SY", "syrian arab republic, سورية"),
        ("HK", "hongkong, هونج كونج"),
        ("MO", "macau, ماكاو"),
        ("KP", "dprk, кндр"),
        ("KR", "corée, corea, korea, южная корея, كوريا"),
        ("KG", "kirghizstan, кыргызстан, киргизия"),
        ("MD", "moldavie, moldavia, молдавия, молдова, مولدافيا"),
        ("MM", "birmanie, birmania, бирма, بورما"),
        ("MX", "méjico"),
        ("TL", "timor oriental, восточный тимор"),
        ("VA", "vatican, vaticano, الفاتيكان"),
        ("ZA", "юар, южно-африканская республика"),
        ("CF", "car, rca, rep. centrafricaine, centrafrique, цар, центральноафриканская республика"),
        ("TM", "туркмения"),
        ("BF", "burkina, буркина, بوركينا"),
        ("BA", "bosnie, босния, البوسنة"),
        ("MR", "موريتانية"),
        ("DZ", "algerie, جزائر"),
        ("EH", "sahara occidental, الصحراء"),
        ("AF", "afganistan"),
    ];

    private static readonly Lazy<Dictionary<string, string>[]> Territories = new(() => [.. Languages.All.Select(Load)]);

    /// <param name="territory">A country (ISO 3166-1 alpha-2), or a part of the world (UN M49).</param>
    public static string Of(string territory, Language language)
    {
        var names = Territories.Value[(int)language];
        return ShortlyNamed.Contains(territory) && names.TryGetValue(territory + "-alt-short", out var name) ? name : names[territory];
    }

    /// <summary>A country's names in one language, the one in letters first: the CLDR's long, short and other ones.</summary>
    public static IEnumerable<string> All(string country, Language language) => Territories.Value[(int)language]
        .Where(pair => pair.Key == country || pair.Key.StartsWith(country + "-alt-", StringComparison.Ordinal)).Select(pair => pair.Value)
        .Prepend(Of(country, language)).Distinct();

    /// <summary>What else people write, in any language.</summary>
    public static IEnumerable<(string Country, string Name)> Others => OtherNames.SelectMany(row => row.Names.Split(", ").Select(name => (row.Code, name)));

    private static Dictionary<string, string> Load(Language language)
    {
        var file = $"IfexList.Lists.territories.{language.Code()}.json";
        using var stream = typeof(CountryNames).Assembly.GetManifestResourceStream(file) ?? throw new InvalidOperationException($"{file} isn't in the program");
        using var read = JsonDocument.Parse(stream);
        return read.RootElement.GetProperty("main").GetProperty(language.Code()).GetProperty("localeDisplayNames").GetProperty("territories").EnumerateObject()
            .ToDictionary(name => name.Name, name => name.Value.GetString()!);
    }
}
