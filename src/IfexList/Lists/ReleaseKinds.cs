using IfexList.Mail;

namespace IfexList.Lists;

/// <summary>What sort of text a release is, by the words that desks use for it in five languages. The database knows it by its code.</summary>
public static class ReleaseKinds
{
    /// <summary>Words of the longest name: "mise à jour".</summary>
    public const int MostWords = 3;

    private static readonly (string Code, string Names)[] Kinds =
    [
        ("alert", "alert, alerte, alerta, тревога, сигнал, предупреждение, تنبيه, إنذار"),
        ("update", "update, mise à jour, maj, actualización, обновление, تحديث, مستجدات"),
        ("capsule", "capsule, capsule report, capsule en bref, cápsula, капсула, кратко, موجز"),
        ("press-release", "press release, communiqué de presse, comunicado de prensa, пресс релиз, بيان صحفي"),
        ("joint-action", "joint action, action commune, action conjointe, acción conjunta, совместное действие, совместная акция, تحرك مشترك, عمل مشترك"),
        ("report", "report, rapport, informe, отчёт, доклад, تقرير"),
        ("article", "article, artículo, статья, مقال, مقالة"),
        ("link", "link, lien, enlace, ссылка, رابط"),
        ("event", "event, événement, evento, событие, мероприятие, فعالية"),
        ("workshop", "workshop, atelier, taller, семинар, ورشة عمل, ورشة"),
        ("conference", "conference, conférence, conferencia, конференция, مؤتمر"),
        ("publication", "publication, publicación, издание, إصدار"),
        ("award", "award, prix, premio, премия, جائزة"),
        ("job", "job, emploi, empleo, вакансия, وظيفة"),
        ("communique", "communiqué, comunicado, коммюнике, بيان, نشرة"),
    ];

    private static readonly Dictionary<string, string> Codes = Kinds
        .SelectMany(kind => kind.Names.Split(", ").Append(kind.Code).Select(name => (Key: Key(name), kind.Code))).DistinctBy(name => name.Key)
        .ToDictionary(name => name.Key, name => name.Code);

    /// <summary>Null where no kind is called so.</summary>
    public static string? Find(string name) => Codes.GetValueOrDefault(Key(name));

    private static string Key(string name) => string.Join(' ', Words.Split(name.Replace('-', ' ').Replace('_', ' ')));
}
