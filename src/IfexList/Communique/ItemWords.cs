using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Communique;

/// <summary>The words by which members' items are known in five languages: what kind it is, and the labels of their lines.</summary>
internal static class ItemWords
{
    /// <summary>Words of the longest name: "mesa redonda de", "call for nominations".</summary>
    private const int MostWords = 3;

    // The first of its names in a line counts, the longest where several begin there.
    private static readonly Dictionary<string, ItemKind> Kinds = new[]
    {
        (ItemKind.Event, "event, round table, meeting, exhibition, festival, webinar, lecture, panel discussion, press conference, évènement, événement, rencontre, table ronde, exposition, webinaire, conférence de presse,"
            + " evento, encuentro, mesa redonda, exposición, conferencia de prensa, мероприятие, встреча, круглый стол, выставка, фестиваль, вебинар, пресс-конференция, فعالية, لقاء, مائدة مستديرة, معرض, مهرجان, ندوة, مؤتمر صحفي"),
        (ItemKind.Workshop, "workshop, workshops, training, training course, course, seminar, atelier, ateliers, formation, séminaire, stage, taller, talleres, capacitación, curso, seminario, семинар, тренинг, мастер-класс, курсы,"
            + " ورشة, ورشة عمل, دورة, دورة تدريبية, تدريب"),
        (ItemKind.Conference, "conference, congress, forum, symposium, summit, general meeting, conférence, congrès, colloque, sommet, assemblée générale, conferencia, congreso, foro, simposio, cumbre, asamblea general,"
            + " конференция, конгресс, форум, съезд, симпозиум, саммит, مؤتمر, منتدى, قمة"),
        (ItemKind.Publication, "publication, new publication, new report, report, new book, book, handbook, guide, manual, study, parution, nouveau rapport, rapport, livre, manuel, étude, publicación, nuevo informe, informe, libro, guía, manual,"
            + " estudio, публикация, новый доклад, доклад, отчёт, книга, пособие, руководство, исследование, إصدار, إصدار جديد, تقرير, تقرير جديد, كتاب, دليل, دراسة"),
        (ItemKind.Award, "award, awards, prize, fellowship, fellowships, scholarship, grant, grants, call for nominations, call for applications, prix, bourse, bourses, appel à candidatures, premio, premios, beca, becas, convocatoria,"
            + " премия, стипендия, стипендии, грант, гранты, конкурс, جائزة, جوائز, زمالة, منحة, منح"),
        (ItemKind.Job, "job, jobs, job notice, job notices, job opening, vacancy, vacancies, recruits, recrute, emploi, offre d'emploi, offres d'emploi, poste, poste à pourvoir, empleo, oferta de empleo, vacante, puesto,"
            + " вакансия, вакансии, работа, وظيفة, وظائف, وظيفة شاغرة, شاغر, توظيف"),
    }.SelectMany(row => row.Item2.Split(", ").Select(name => (Name: Key(name), Kind: row.Item1))).DistinctBy(row => row.Name).ToDictionary(row => row.Name, row => row.Kind);

    private static readonly Dictionary<string, ItemLabel> Labels = new[]
    {
        (ItemLabel.Kind, "kind, type, genre, tipo, вид, тип, النوع"),
        (ItemLabel.Day, "date, dates, when, deadline, closing date, quand, date limite, fecha, fechas, cuándo, fecha límite, plazo, дата, даты, когда, срок, крайний срок, التاريخ, الموعد, متى, آخر موعد, الموعد النهائي"),
        (ItemLabel.Place, "place, where, venue, location, lieu, où, endroit, lugar, dónde, место, место проведения, где, المكان, مكان الانعقاد, أين"),
        (ItemLabel.Headline, "headline, title, titre, título, titular, заголовок, название, العنوان"),
    }.SelectMany(row => row.Item2.Split(", ").Select(name => (Name: Key(name), Label: row.Item1))).DistinctBy(row => row.Name).ToDictionary(row => row.Name, row => row.Label);

    private static readonly HashSet<string> Deadlines =
    [
        .. "deadline, closing date, apply by, applications by, no later than, date limite, au plus tard, jusqu'au, fecha límite, hasta el, plazo, срок, не позднее, до, آخر موعد, الموعد النهائي, حتى".Split(", ").Select(Key),
    ];

    /// <summary>The first kind that a line names.</summary>
    /// <param name="at">How many words stand before it.</param>
    public static ItemKind? KindIn(string line, out int at)
    {
        var words = Split(line);
        for (at = 0; at < words.Length; at++)
            for (var count = Math.Min(MostWords, words.Length - at); count > 0; count--)
                if (Kinds.TryGetValue(string.Join(' ', words, at, count), out var kind))
                    return kind;
        return null;
    }

    /// <summary>What stands behind a label: "Place: Lima".</summary>
    public static (ItemLabel Label, string Value)? Labelled(string line)
    {
        var colon = line.IndexOf(':');
        return colon is > 0 and < 40 && Labels.TryGetValue(Key(line[..colon]), out var label) && line[(colon + 1)..].Trim() is { Length: > 0 } value ? (label, value) : null;
    }

    /// <summary>Whether a line tells until when something is to be sent.</summary>
    public static bool IsDeadline(string line)
    {
        var words = Split(line);
        for (var at = 0; at < words.Length; at++)
            for (var count = Math.Min(MostWords, words.Length - at); count > 0; count--)
                if (Deadlines.Contains(string.Join(' ', words, at, count)))
                    return true;
        return false;
    }

    // "ال" is written onto its word, in Arabic alone.
    private static string[] Split(string line) => [.. Words.Split(line.Replace('-', ' ').Replace('’', '\'')).Select(word => word.Length > 4 && word.StartsWith("ال", StringComparison.Ordinal) ? word[2..] : word)];

    private static string Key(string name) => string.Join(' ', Split(name));
}

/// <summary>What a line of an item says by its label.</summary>
internal enum ItemLabel
{
    Kind,
    Day,
    Place,
    Headline,
}
