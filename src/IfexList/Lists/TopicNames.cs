using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using IfexList.Mail;

namespace IfexList.Lists;

/// <summary>
/// Names of topics in five languages, both ways: as letters write them, and as readers do. Countries are named by ICU, whose names come with
/// the machine; regions by our own words; themes by the list's.
/// </summary>
public static partial class TopicNames
{
    /// <summary>Words of the longest name that is looked for: "South Georgia and South Sandwich Islands".</summary>
    public const int MostWords = 8;

    // The first word is the name in letters, the others are what people write for it too; a comma between them.
    private static readonly (string Code, string[] InFive)[] RegionWords =
    [
        (Regions.Africa,
        [
            "Africa, african, sub-Saharan Africa, west africa, east africa, southern africa, central africa",
            "Afrique, africain, Afrique subsaharienne, Afrique de l'Ouest, Afrique de l'Est, Afrique australe, Afrique centrale",
            "África, africano, África subsahariana",
            "Африка, африке, африки, африку, тропическая африка",
            "أفريقيا, افريقية, إفريقيا جنوب الصحراء, القارة الأفريقية",
        ]),
        (Regions.Americas,
        [
            "Americas, America, Latin America, North America, South America, Central America, Caribbean, Latin America and the Caribbean",
            "Amériques, Amérique, Amérique latine, Amérique du Nord, Amérique du Sud, Amérique centrale, Caraïbes, Amérique latine et Caraïbes",
            "Américas, América, América Latina, Latinoamérica, Norteamérica, Sudamérica, Suramérica, Centroamérica, América del Norte, América del Sur,"
                + " América Central, Iberoamérica, Caribe, América Latina y el Caribe",
            "Америка, америки, америке, америку, латинская америка, северная америка, южная америка, центральная америка, карибы, латинской америки",
            "الأمريكتان, أمريكا, الأمريكتين, أمريكا اللاتينية, أمريكا الشمالية, أمريكا الجنوبية, أمريكا الوسطى, الكاريبي, اميركا, اميركا اللاتينية",
        ]),
        (Regions.Asia,
        [
            "Asia and the Pacific, Asia, Pacific, Asia-Pacific, Asia Pacific, South Asia, Southeast Asia, East Asia, South-East Asia, Oceania",
            "Asie et Pacifique, Asie, Pacifique, Asie-Pacifique, Asie du Sud, Asie du Sud-Est, Océanie, asie et le pacifique",
            "Asia y el Pacífico, Asia-Pacífico, Pacífico, Oceanía, Asia y Pacífico, Sudeste Asiático",
            "Азия и Тихоокеанский регион, азия, азии, азию, тихоокеанский регион, юго-восточная азия, южная азия, океания, атр",
            "آسيا والمحيط الهادئ, آسيا, المحيط الهادئ, جنوب آسيا, جنوب شرق آسيا, شرق آسيا, أوقيانوسيا, آسيا والهادئ",
        ]),
        (Regions.Europe,
        [
            "Europe and Central Asia, Europe, Central Asia, Eastern Europe, Western Europe, Caucasus",
            "Europe et Asie centrale, Asie centrale, Europe de l'Est, Europe de l'Ouest, Caucase, europe et l'asie centrale",
            "Europa y Asia Central, Europa, Asia Central, Europa del Este, Europa Oriental, Cáucaso",
            "Европа и Центральная Азия, европа, европе, европы, европу, центральная азия, средняя азия, восточная европа, кавказ, центральной азии",
            "أوروبا وآسيا الوسطى, أوروبا, آسيا الوسطى, أوربا, أوروبا الشرقية, القوقاز",
        ]),
        (Regions.MiddleEast,
        [
            "Middle East and North Africa, Middle East, North Africa, MENA, Near East, Maghreb, Mashreq, Arab world, Arab countries",
            "Moyen-Orient et Afrique du Nord, Moyen-Orient, Afrique du Nord, Proche-Orient, Maghreb, Machrek, monde arabe, MOAN",
            "Oriente Medio y África del Norte, Oriente Medio, Medio Oriente, Oriente Próximo, Cercano Oriente, Norte de África, África del Norte, Magreb,"
                + " mundo árabe, Medio Oriente y Norte de África",
            "Ближний Восток и Северная Африка, ближний восток, ближнего востока, ближнем востоке, северная африка, север африки, северной африки, магриб,"
                + " арабские страны, арабский мир",
            "الشرق الأوسط وشمال أفريقيا, الشرق الأوسط, شمال أفريقيا, شمال إفريقيا, المغرب العربي, العالم العربي, الشرق الأدنى, المنطقة العربية, الوطن العربي",
        ]),
    ];

    // Before the number of one: as letters write it, and as readers may.
    private static readonly string[] CaseWords = ["case, the case", "affaire, l'affaire, dossier", "caso", "дело, делу, дела", "قضية, ملف"];

    // What people call countries that ICU calls otherwise.
    private static readonly (string Code, string Names)[] OtherNames =
    [
        ("CD", "dr congo, drc, democratic republic of the congo, democratic republic of congo, congo kinshasa, rdc, rd congo, république démocratique du congo, zaire,"
            + " дрк, демократическая республика конго, الكونغو الديمقراطية, جمهورية الكونغو الديمقراطية"),
        ("CG", "congo, republic of the congo, république du congo, república del congo, конго, республика конго, الكونغو"),
        ("CI", "ivory coast, costa de marfil, берег слоновой кости, كوت ديفوار"),
        ("GB", "uk, great britain, britain, england, grande-bretagne, angleterre, gran bretaña, inglaterra, англия, британия, بريطانيا, انجلترا, انكلترا"),
        ("US", "usa, united states of america, états-unis d'amérique, eeuu, ee.uu, estados unidos de américa, сша, أمريكا الولايات المتحدة, الولايات المتحدة الأمريكية"),
        ("PS", "palestine, palestina, gaza, west bank, cisjordanie, cisjordania, палестина, فلسطين, غزة"),
        ("RU", "russian federation, fédération de russie, federación de rusia, российская федерация, рф, روسيا الاتحادية"),
        ("BY", "belarus, biélorussie, bielorrusia, белоруссия, беларусь, بيلاروس, روسيا البيضاء"),
        ("CZ", "czech republic, république tchèque, república checa, чешская республика"),
        ("MK", "macedonia, macédoine, македония, مقدونيا"),
        ("SZ", "swaziland, свазиленд, سوازيلاند"),
        ("CV", "cape verde, cap-vert, cabo verde"),
        ("TR", "turkey, turkiye, türkiye"),
        ("TL", "east timor, timor oriental"),
        ("AE", "uae, emirates, émirats, emiratos, эмираты, оаэ, الإمارات"),
        ("SA", "saudi, saoudite, саудовская аравия, السعودية"),
        ("SY", "syrian arab republic, сирия, سورية, سوريا"),
        ("HK", "hong kong, hongkong, гонконг, هونغ كونغ, هونج كونج"),
        ("MO", "macao, macau, макао, ماكاو"),
        ("KP", "north korea, dprk, corée du nord, corea del norte, северная корея, кндр, كوريا الشمالية"),
        ("KR", "south korea, corée, corea, korea, южная корея, كوريا الجنوبية, كوريا"),
        ("KG", "kyrgyzstan, kirghizstan, киргизия, кыргызстан"),
        ("MD", "moldova, moldavie, молдавия, молдова"),
        ("VA", "vatican, vaticano, ватикан, الفاتيكان"),
        ("BF", "burkina, буркина, بوركينا"),
        ("BA", "bosnia, bosnie, босния, البوسنة"),
        ("MR", "mauritania, mauritanie, موريتانية"),
        ("DZ", "algerie, جزائر"),
    ];

    private static readonly ConcurrentDictionary<(string Code, Language Language), string> Countries = new();

    // One table for all lists; a list's own themes are looked for before it.
    private static readonly ConditionalWeakTable<MailingList, Dictionary<string, string>> Themes = [];

    private static readonly Lazy<Dictionary<string, string>> Codes = new(CodesByName);

    private static readonly Lazy<HashSet<string>> CaseKeys = new(() => [.. CaseWords.SelectMany(words => words.Split(',')).Select(Key)]);

    // Behind Arabic letters a number would be read from its other end; whoever shows names takes isolates out, and leaves marks.
    private const char LeftToRight = '\u200E';

    public static string Of(Topic topic, Language language, MailingList list)
    {
        if (topic.IsCase)
            return $"{CaseWords[(int)language].Split(',')[0]} {(language.IsRightToLeft() ? LeftToRight : "")}{topic.Code}";
        if (topic.IsCountry)
            return Countries.GetOrAdd((topic.Code, language), key => NameOf(key.Code, key.Language));
        if (RegionWords.FirstOrDefault(region => region.Code == topic.Code) is { InFive: { } names })
            return names[(int)language].Split(',')[0];
        // A theme that was taken out of the configuration is still some reader's choice.
        return list.Themes.TryGetValue(topic.Code, out var words) ? words.In(language.Code()) : topic.Code;
    }

    /// <summary>A topic by its code or by its name in any of the five languages, with or without an Arabic article; null where it is none.</summary>
    public static Topic? Find(string words, MailingList list) => FindByKey(Key(words), list);

    /// <param name="key">What <see cref="Key"/> makes of the words, or of each of them, spaces between.</param>
    public static Topic? FindByKey(string key, MailingList list)
    {
        var code = Themes.GetValue(list, CodesByTheme).GetValueOrDefault(key) ?? Codes.Value.GetValueOrDefault(key) ?? CaseIn(key);
        return code is not null && Topic.TryParse(code, list, out var topic) ? topic : null;
    }

    // "case 2026 0312 01", or the number alone; who retypes it may forget a zero.
    private static string? CaseIn(string key) =>
        CaseKey().Match(key) is { Success: true } match && (match.Groups["word"].Length == 0 || CaseKeys.Value.Contains(match.Groups["word"].Value))
            ? $"{match.Groups["year"].Value}-{match.Groups["day"].Value}-{match.Groups["n"].Value.PadLeft(2, '0')}"
            : null;

    private static Dictionary<string, string> CodesByTheme(MailingList list)
    {
        var codes = new Dictionary<string, string>();
        foreach (var (code, names) in list.Themes)
            foreach (var name in (names.PerLanguage?.Values ?? []).Append(names.Default).Append(code))
                codes.TryAdd(Key(name), code);
        return codes;
    }

    private static Dictionary<string, string> CodesByName()
    {
        var codes = new Dictionary<string, string>();
        foreach (var (code, inFive) in RegionWords)
            foreach (var name in inFive.SelectMany(names => names.Split(',')).Append(code))
                codes.TryAdd(Key(name), code);
        var named = Regions.Countries.SelectMany(country => Languages.All.Select(language => (Country: country, Name: NameOf(country, language)))).ToList();
        foreach (var (country, name) in named)
        {
            codes.TryAdd(Key(country), country);
            codes.TryAdd(Key(name), country);
        }
        foreach (var (code, names) in OtherNames)
            foreach (var name in names.Split(','))
                codes.TryAdd(Key(name), code);
        // "Myanmar (Burma)" is found by either name; "(США)" behind the Virgin Islands is taken by then.
        foreach (var (country, name) in named)
            foreach (var part in name.Split('(', ')'))
                codes.TryAdd(Key(part), country);
        codes.Remove("");
        return codes;
    }

    private static string NameOf(string country, Language language) => new RegionInfo($"{language.Code()}-{country}").NativeName;

    /// <summary>Hyphens, apostrophes, "&amp;" and Arabic articles make no difference: "Moyen Orient", "cote divoire", "Trinidad and Tobago", "التونس".</summary>
    public static string Key(string name)
    {
        var words = Words.Split(name.Replace('-', ' ').Replace("&", " and ").Replace("'", "").Replace("’", ""));
        return string.Join(' ', words.Select(WithoutArticle));
    }

    // Three letters are left at least, so that no short word loses its own first letters.
    private static string WithoutArticle(string word) => word.Length > 4 && word.StartsWith("ال", StringComparison.Ordinal) ? word[2..] : word;

    [GeneratedRegex("^(?<word>[^0-9]*?) ?(?<year>[0-9]{4}) (?<day>[0-9]{4}) (?<n>[0-9]{1,4})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex CaseKey();
}
