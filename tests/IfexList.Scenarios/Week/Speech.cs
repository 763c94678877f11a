using IfexList.Mail;

namespace IfexList.Scenarios.Week;

/// <summary>The words of the desk and of its posters, each in the language of whoever says it.</summary>
internal static class Speech
{
    /// <summary>What an editor writes under a text.</summary>
    public const string MoreText = "The desk has called her editor.";

    public static string Ok(Language language) => Of(language, "ok", "approuver", "aprobar", "одобрить", "موافق");

    public static string Reject(Language language) => Of(language, "reject: nobody could confirm it", "rejeter : personne ne confirme", "rechazar: nadie lo confirma", "отклонить: никто не подтвердил", "رفض: لم يؤكده أحد");

    public static string Discard(Language language) => Of(language, "discard", "supprimer", "descartar", "удалить", "تجاهل");

    public static string Take(Language language) => Of(language, "take", "je prends", "tomo", "беру", "أتولى");

    public static string PutOff(Language language) => Of(language, "hold", "différer", "aplazar", "отложить", "تأجيل");

    public static string Ask(Language language) => Of(language, "ask: who saw it?", "demander : qui l'a vu ?", "preguntar: ¿quién lo vio?", "спросить: кто это видел?", "اسأل: من رآه؟");

    public static string Original(Language language) => Of(language, "original", "original", "original", "оригинал", "الأصل");

    public static string Recall(Language language) => Of(language, "recall", "rappeler", "anular", "отозвать", "سحب");

    public static string Withdraw(Language language) => Of(language, "withdraw", "retirer", "retirar", "отозвать", "سحب");

    /// <summary>Whatever comes into an editor's head, at whatever letter.</summary>
    public static string Any(Language language, Random chance) => chance.GetItems<Func<Language, string>>(
        [Ok, Reject, Discard, Take, PutOff, Original, Recall, l => Ok(l) + " urgent", l => Ok(l) + " kind=update", l => Ok(l) + " to=members", _ => "correct", _ => "thanks!"], 1)[0](language);

    public static string Addition(Language language) =>
        Of(language, "A neighbour saw it.", "Un voisin l'a vu.", "Lo vio un vecino.", "Это видел сосед.", "رآه أحد الجيران.");

    public static string Headline(Language language) =>
        Of(language, "Journalist arrested", "Une journaliste arrêtée", "Detienen a una periodista", "Задержана журналистка", "اعتقال صحفية");

    public static string Urgent(Language language) => Of(language, "URGENT", "URGENT", "URGENTE", "СРОЧНО", "عاجل");

    public static string Report(Language language) => Of(language,
        "Police arrested a journalist on her way to work and took her notebooks.\n\nHer editor says that nobody has told him why.\n\nAsk the minister of justice to let her go.",
        "La police a arrêté une journaliste sur le chemin de sa rédaction et a saisi ses carnets.\n\nSon rédacteur en chef dit que personne ne lui en a donné la raison.\n\nDemandez au ministre de la Justice de la libérer.",
        "La policía detuvo a una periodista camino de su redacción y se llevó sus cuadernos.\n\nSu director dice que nadie le ha explicado por qué.\n\nPidan al ministro de Justicia que la deje en libertad.",
        "Полиция задержала журналистку по дороге на работу и забрала её блокноты.\n\nРедактор говорит, что причину никто не назвал.\n\nПопросите министра юстиции освободить её.",
        "اعتقلت الشرطة صحفية في طريقها إلى عملها وصادرت دفاترها.\n\nويقول رئيس تحريرها إن أحدًا لم يخبره بالسبب.\n\nاطلبوا من وزير العدل إطلاق سراحها.");

    private static string Of(Language language, string en, string fr, string es, string ru, string ar) => language switch
    {
        Language.Fr => fr,
        Language.Es => es,
        Language.Ru => ru,
        Language.Ar => ar,
        _ => en,
    };
}
