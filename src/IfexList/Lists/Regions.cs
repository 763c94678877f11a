namespace IfexList.Lists;

/// <summary>The five regions in which the network reports, and the countries of each (ISO 3166-1 alpha-2).</summary>
public static class Regions
{
    public const string Africa = "africa";
    public const string Americas = "americas";
    public const string Asia = "asia";
    public const string Europe = "europe";
    public const string MiddleEast = "mena";

    public static readonly IReadOnlyList<string> All = [Africa, Americas, Asia, Europe, MiddleEast];

    // Europe with Central Asia, Asia with the Pacific, the Middle East with North Africa: as alerts are grouped.
    private static readonly Dictionary<string, string> ByCountry = Table(
        (Africa, "AO BF BI BJ BW CD CF CG CI CM CV DJ ER ET GA GH GM GN GQ GW IO KE KM LR LS MG ML MU MW MZ NA NE NG RE RW SC SH SL SN SO SS ST SZ TD TF TG TZ UG YT ZA ZM ZW"),
        (Americas, "AG AI AR AW BB BL BM BO BQ BR BS BV BZ CA CL CO CR CU CW DM DO EC FK GD GF GL GP GS GT GY HN HT JM KN KY LC MF MQ MS MX NI PA PE PM PR PY SR SV SX TC TT US UY VC VE VG VI"),
        (Asia, "AF AS AU BD BN BT CC CK CN CX FJ FM GU HK HM ID IN JP KH KI KP KR LA LK MH MM MN MO MP MV MY NC NF NP NR NU NZ PF PG PH PK PN PW SB SG TH TK TL TO TV TW UM VN VU WF WS AQ"),
        (Europe, "AD AL AM AT AX AZ BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GE GG GI GR HR HU IE IM IS IT JE KG KZ LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM TJ TM TR UA UZ VA XK"),
        (MiddleEast, "AE BH DZ EG EH IL IQ IR JO KW LB LY MA MR OM PS QA SA SD SY TN YE"));

    public static IReadOnlyCollection<string> Countries => ByCountry.Keys;

    /// <summary>Null where there is no such country.</summary>
    public static string? Of(string country) => ByCountry.GetValueOrDefault(country);

    private static Dictionary<string, string> Table(params (string Region, string Countries)[] rows) =>
        rows.SelectMany(row => row.Countries.Split(' ').Select(country => (country, row.Region))).ToDictionary(pair => pair.country, pair => pair.Region);
}
