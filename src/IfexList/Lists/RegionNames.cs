using IfexList.Mail;

namespace IfexList.Lists;

/// <summary>Names of the network's five regions in five languages. They group countries as no atlas does, so the names are ours, and the CLDR's for their parts.</summary>
internal static class RegionNames
{
    // The parts of the world (UN M49, as the CLDR numbers them) that readers may write for a region.
    private static readonly (string Code, string[] Parts)[] Parts =
    [
        (Regions.Africa, ["002", "011", "014", "017", "018", "202"]),
        (Regions.Americas, ["019", "003", "005", "013", "021", "029", "419"]),
        (Regions.Asia, ["142", "009", "030", "034", "035", "053", "054", "061"]),
        (Regions.Europe, ["150", "039", "143", "151", "154", "155", "EU"]),
        (Regions.MiddleEast, ["015", "145"]),
    ];

    // By language. The first is the name in letters, the others are what people write for it too; a comma between them.
    private static readonly (string Code, string[] InFive)[] Rows =
    [
        (Regions.Africa,
        [
            "Africa, african, west africa, east africa",
            "Afrique, africain, Afrique de l'Ouest, Afrique de l'Est",
            "África, africano, África Austral",
            "Африка, Африка южнее Сахары",
            "أفريقيا, افريقية, إفريقيا جنوب الصحراء, القارة الأفريقية",
        ]),
        (Regions.Americas,
        [
            "Americas, America, Latin America and the Caribbean",
            "Amériques, Amérique, Amérique latine et Caraïbes",
            "Américas, América, América Latina, Suramérica, América del Sur, América Central, Iberoamérica, América Latina y el Caribe",
            "Америка, обе Америки, страны Карибского бассейна",
            "الأمريكتان, أمريكا, الأمريكتين, اميركا, اميركا اللاتينية, اميركا الجنوبية, البحر الكاريبي",
        ]),
        (Regions.Asia,
        [
            "Asia and the Pacific, Pacific, Asia-Pacific, South Asia, East Asia, South-East Asia",
            "Asie et Pacifique, Pacifique, Asie-Pacifique, asie et le pacifique",
            "Asia y el Pacífico, Asia-Pacífico, Pacífico, Asia y Pacífico, sur de Asia, Asia del Sur",
            "Азия и Тихоокеанский регион, тихоокеанский регион, азиатско-тихоокеанский регион, атр",
            "آسيا والمحيط الهادئ, المحيط الهادئ, آسيا والهادئ",
        ]),
        (Regions.Europe,
        [
            "Europe and Central Asia, Caucasus",
            "Europe et Asie centrale, Caucase, europe et l'asie centrale",
            "Europa y Asia Central, Europa del Este, Cáucaso",
            "Европа и Центральная Азия, средняя азия, кавказ, евросоюз",
            "أوروبا وآسيا الوسطى, آسيا الوسطى, أوربا, أوروبا الشرقية, أوروبا الغربية, القوقاز",
        ]),
        (Regions.MiddleEast,
        [
            "Middle East and North Africa, Middle East, North Africa, MENA, Near East, Maghreb, Mashreq, Arab world, Arab countries",
            "Moyen-Orient et Afrique du Nord, Moyen-Orient, Afrique du Nord, Proche-Orient, Maghreb, Machrek, monde arabe, pays arabes, MOAN",
            "Oriente Medio y África del Norte, Oriente Medio, Medio Oriente, Oriente Próximo, Cercano Oriente, Norte de África, África del Norte, Magreb,"
                + " mundo árabe, países árabes, Medio Oriente y Norte de África",
            "Ближний Восток и Северная Африка, ближний восток, север африки, магриб, арабские страны, арабский мир",
            "الشرق الأوسط وشمال أفريقيا, الشرق الأوسط, المغرب العربي, العالم العربي, الشرق الأدنى, المنطقة العربية, الوطن العربي, الدول العربية",
        ]),
    ];

    public static string Of(string region, Language language) => Rows.First(row => row.Code == region).InFive[(int)language].Split(',')[0];

    /// <summary>Every name that readers may write, with the region that it means.</summary>
    public static IEnumerable<(string Region, string Name)> All =>
        Rows.SelectMany(row => row.InFive.SelectMany(names => names.Split(", ")).Append(row.Code).Select(name => (row.Code, name)))
            .Concat(Parts.SelectMany(row => row.Parts.SelectMany(part => Languages.All.Select(language => (row.Code, CountryNames.Of(part, language))))));
}
