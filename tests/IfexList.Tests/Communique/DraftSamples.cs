namespace IfexList.Tests.Communique;

/// <summary>A week of our own invention in each language: two cases, one with an update, an announcement.</summary>
internal static class DraftSamples
{
    private static readonly Dictionary<string, string[]> Weeks = new()
    {
        ["en"] =
        [
            "ALERT - TUNISIA: Editor summoned", "(OHPL/IFEX) - The editor of the weekly \"The Basin\" was summoned by the brigade of Gafsa on 11 March 2026 at nine o'clock, without being told why.",
            "UPDATE - TUNISIA: Editor freed on bail", "(OHPL/IFEX) - The editor of the weekly \"The Basin\" was freed on bail on 13 March 2026; the printed copies that were seized have not been returned.",
            "ALERT - ZIMBABWE: Printer's plates seized", "(SPW/IFEX) - Four men in plain clothes took the plates of the morning paper from its printing works in Harare and showed no warrant.",
            "Workshop on safe e-mail for small newsrooms", "Three days for twelve editors; travel is paid.", "Accra",
        ],
        ["fr"] =
        [
            "ALERTE - TUNISIE : Le directeur convoqué", "(OHPL/IFEX) - Le directeur de l'hebdomadaire « Le Bassin » a été convoqué le 11 mars 2026 à neuf heures par la brigade de Gafsa, sans qu'on lui dise pourquoi.",
            "MISE À JOUR - TUNISIE : Le directeur libéré sous caution", "(OHPL/IFEX) - Le directeur de l'hebdomadaire « Le Bassin » a été libéré sous caution le 13 mars 2026 ; les exemplaires saisis n'ont pas été rendus.",
            "ALERTE - ZIMBABWE : Des plaques d'imprimerie saisies", "(SPW/IFEX) - Quatre hommes en civil ont emporté les plaques du quotidien du matin de son imprimerie de Harare, sans montrer de mandat.",
            "Atelier sur le courriel sûr pour petites rédactions", "Trois jours pour douze rédacteurs ; le voyage est payé.", "Accra",
        ],
        ["es"] =
        [
            "ALERTA - TÚNEZ: Citan a un director", "(OHPL/IFEX) - El director del semanario «La Cuenca» fue citado el 11 de marzo de 2026 a las nueve por la brigada de Gafsa, sin que le dijeran por qué.",
            "ACTUALIZACIÓN - TÚNEZ: Director libre bajo fianza", "(OHPL/IFEX) - El director del semanario «La Cuenca» salió libre bajo fianza el 13 de marzo de 2026; los ejemplares confiscados no han sido devueltos.",
            "ALERTA - ZIMBABUE: Confiscan planchas de imprenta", "(SPW/IFEX) - Cuatro hombres de civil se llevaron las planchas del diario de la mañana de su imprenta de Harare y no mostraron orden alguna.",
            "Taller de correo seguro para redacciones pequeñas", "Tres días para doce redactores; el viaje está pagado.", "Acra",
        ],
        ["ru"] =
        [
            "СИГНАЛ - ТУНИС: Редактора вызвали в полицию", "(OHPL/IFEX) - Редактора еженедельника «Бассейн» вызвали 11 марта 2026 года к девяти часам в бригаду города Гафса, не объяснив ему причины.",
            "ОБНОВЛЕНИЕ - ТУНИС: Редактор освобождён под залог", "(OHPL/IFEX) - Редактор еженедельника «Бассейн» 13 марта 2026 года освобождён под залог; изъятые экземпляры до сих пор не возвращены.",
            "СИГНАЛ - ЗИМБАБВЕ: Изъяты печатные формы", "(SPW/IFEX) - Четверо мужчин в штатском забрали печатные формы утренней газеты из её типографии в Хараре и не показали никакого ордера.",
            "Семинар о безопасной почте для небольших редакций", "Три дня для двенадцати редакторов; дорога оплачена.", "Аккра",
        ],
        ["ar"] =
        [
            "تنبيه - تونس: استدعاء رئيس تحرير", "(OHPL/IFEX) - استدعت فرقة قفصة رئيس تحرير أسبوعية \"الحوض\" يوم 11 مارس 2026 في الساعة التاسعة صباحا من دون أن تخبره بسبب الاستدعاء أو بمدته.",
            "تحديث - تونس: الإفراج عن رئيس التحرير بكفالة", "(OHPL/IFEX) - أُفرج بكفالة عن رئيس تحرير أسبوعية \"الحوض\" يوم 13 مارس 2026، ولم تُرد بعد النسخ المطبوعة التي صودرت من المطبعة.",
            "تنبيه - زيمبابوي: مصادرة ألواح الطباعة", "(SPW/IFEX) - أخذ أربعة رجال بملابس مدنية ألواح طباعة صحيفة الصباح من مطبعتها في هراري ولم يُظهروا أي أمر قضائي للعاملين فيها.",
            "ورشة عن البريد الآمن لغرف الأخبار الصغيرة", "ثلاثة أيام لاثني عشر محررا، والسفر مدفوع.", "أكرا",
        ],
    };

    /// <summary>The headline of that week's announcement.</summary>
    public static string Announced(string language) => Weeks[language][6];

    public static async Task FillAsync(NewsHouse news, string language)
    {
        var week = Weeks[language];
        await news.ReleaseAsync(language, "TN", week[0], week[1], "11 10:00");
        await news.ReleaseAsync(language, "TN", week[2], week[3], "13 10:00", "2026-0311-01", organisation: "OHPL");
        await news.ReleaseAsync(language, "ZW", week[4], week[5], "12 10:00");
        await news.ItemAsync(language, "workshop", week[6], week[7], "2026-04-02", week[8]);
        await news.ReleaseAsync(language == "en" ? "fr" : "en", "EC", "RADIO", "Only there.", "12 15:00");
    }
}
