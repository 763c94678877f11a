using IfexList.Mail;

namespace IfexList.Communique;

/// <summary>The sections of the newsletter in their order, as its editions have named them; the Russian and Arabic names are our own wording.</summary>
/// <param name="Code">As the database and editors in any language may name it.</param>
/// <param name="Names">In the order of <see cref="Language"/>.</param>
public sealed record Section(string Code, params IReadOnlyList<string> Names)
{
    public static readonly Section Spotlight = new("spotlight", "FREE EXPRESSION SPOTLIGHT", "POINT DE MIRE SUR LA LIBRE EXPRESSION", "PRIMER PLANO DE LIBRE EXPRESIÓN", "В ЦЕНТРЕ ВНИМАНИЯ", "في دائرة الضوء");
    public static readonly Section Regional = new("regional", "REGIONAL NEWS", "NOUVELLES RÉGIONALES", "NOTICIAS REGIONALES", "НОВОСТИ РЕГИОНОВ", "أخبار إقليمية");
    public static readonly Section Updates = new("updates", "UPDATES", "MISES À JOUR", "ACTUALIZACIONES", "ПРОДОЛЖЕНИЕ СОБЫТИЙ", "مستجدات");
    public static readonly Section Action = new("action", "TAKE ACTION!", "AGISSEZ !", "¡ACTÚE!", "ПРИМИТЕ УЧАСТИЕ", "شاركوا");
    public static readonly Section Conferences = new("conferences", "CONFERENCES AND WORKSHOPS", "CONFÉRENCES ET ATELIERS", "CONFERENCIAS Y TALLERES", "КОНФЕРЕНЦИИ И СЕМИНАРЫ", "مؤتمرات وورش عمل");
    public static readonly Section Publications = new("publications", "REPORTS AND PUBLICATIONS", "RAPPORTS ET PUBLICATIONS", "INFORMES Y PUBLICACIONES", "ОТЧЁТЫ И ПУБЛИКАЦИИ", "تقارير ومنشورات");
    public static readonly Section Awards = new("awards", "AWARDS AND FELLOWSHIPS", "BOURSES ET RÉCOMPENSES", "PREMIOS Y BECAS", "ПРЕМИИ И СТИПЕНДИИ", "جوائز ومنح");
    public static readonly Section Jobs = new("jobs", "JOB NOTICES", "OFFRES D'EMPLOI", "OFERTAS DE EMPLEO", "ВАКАНСИИ", "فرص عمل");
    public static readonly Section Other = new("other", "IN OTHER NEWS", "DANS LES AUTRES NOUVELLES", "OTRAS NOTICIAS", "ДРУГИЕ НОВОСТИ", "أخبار أخرى");
    public static readonly Section Websites = new("websites", "USEFUL WEBSITES", "SITES WEB UTILES", "SITIOS WEB ÚTILES", "ПОЛЕЗНЫЕ САЙТЫ", "مواقع مفيدة");

    /// <summary>What came out in the week, line by line: it has no numbered items.</summary>
    public static readonly Section Alerts = new(
        "alerts", "ALERTS ISSUED BY THE IFEX CLEARING HOUSE LAST WEEK", "ALERTES DU SECRÉTARIAT DU RÉSEAU DE L'IFEX ÉMISES AU COURS DE LA DERNIÈRE SEMAINE",
        "ALERTAS EMITIDAS POR LA OFICINA DE LA RED IFEX LA SEMANA PASADA", "ПРЕДУПРЕЖДЕНИЯ, РАЗОСЛАННЫЕ ЗА НЕДЕЛЮ", "تنبيهات الأسبوع الماضي");

    public static readonly IReadOnlyList<Section> All = [Spotlight, Regional, Updates, Action, Conferences, Publications, Awards, Jobs, Other, Websites, Alerts];

    // "mises à jour", "updates", "Actualizaciones": by the code, by a whole name in any language, or by its first word.
    private static readonly Dictionary<string, Section> ByWords = All
        .SelectMany(section => section.Names.Prepend(section.Code).Select(name => (Key: Key(name), Section: section)))
        .Concat(All.SelectMany(section => section.Names.Select(name => (Key: Key(name).Split(' ')[0], Section: section))).GroupBy(pair => pair.Key)
            .Where(named => named.Select(pair => pair.Section).Distinct().Count() == 1).Select(named => named.First()))
        .DistinctBy(pair => pair.Key).ToDictionary(pair => pair.Key, pair => pair.Section);

    public string In(Language language) => Names[(int)language];

    public static Section Of(string code) => All.First(section => section.Code == code);

    /// <summary>Null where none is called so.</summary>
    public static Section? Find(string words) => ByWords.GetValueOrDefault(Key(words));

    /// <summary>Where an announcement stands.</summary>
    public static Section OfItem(string kind) => kind switch
    {
        "publication" => Publications,
        "award" => Awards,
        "job" => Jobs,
        _ => Conferences,
    };

    private static string Key(string words) => string.Join(' ', Words.Split(words));
}
