using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Commands;

/// <summary>
/// The words of readers' commands in five languages: our own, and those that users of LISTSERV, Sympa, Mailman and Majordomo know. They stand as
/// people write them and are folded (<see cref="Words.Fold"/>) at start-up, so that accents, capitals, vowel signs and hamza seats make no
/// difference; a hyphen is as good as a space. The longest phrase wins: "إلغاء الاشتراك" is to leave, "إلغاء" alone to cancel.
/// </summary>
public static class CommandWords
{
    /// <summary>Words of the longest phrase in the tables.</summary>
    public const int MostWords = 4;

    private static readonly Row[] VerbRows =
    [
        new(Sense.Subscribe,
            "subscribe, sub, join, sign up, sign me up, signup, subscription",
            "abonner, abonnement, inscrire, s'abonner, m'abonner, je m'abonne, abonnez-moi, inscription, s'inscrire, m'inscrire, inscrivez-moi",
            "suscribir, suscribirme, suscribirse, suscripción, suscríbanme, suscríbame, subscribir, subscribirme, alta, dar de alta, darme de alta, inscribir, inscribirme",
            "подписаться, подписка, подписать, подпишите, подписываюсь, подпиши",
            "اشتراك, اشترك, تسجيل, الاشتراك, سجل, سجلني, سجلوني"),
        new(Sense.Unsubscribe,
            "unsubscribe, unsub, uns, leave, signoff, sign off, sig, stop, remove, opt out, unregister, cancel subscription, cancel my subscription, cancel the subscription,"
                + " take me off, stop sending, stop mail, stop emails, stop email",
            "désabonner, désabonnement, désabonnez, désabonnez-moi, se désabonner, me désabonner, désinscrire, se désinscrire, me désinscrire, désinscription, désinscrivez-moi,"
                + " résilier, résiliation, quitter, retirer, retirez-moi, annuler abonnement, annuler l'abonnement, annuler mon abonnement, ne plus recevoir, supprimer abonnement, supprimer mon abonnement",
            "baja, dar de baja, darme de baja, dar baja, desuscribir, desuscribirme, desuscribirse, cancelar suscripción, cancelar la suscripción, cancelar mi suscripción,"
                + " anular suscripción, anular mi suscripción, borrarse, borrarme, borrarse de la lista, borrarme de la lista, salir, salir de la lista, no recibir más",
            "отписаться, отписка, отписать, отпишите, отписываюсь, отпиши, удалить подписку, отменить подписку, отмена подписки, отказ от подписки, отказаться от подписки,"
                + " отменить рассылку, отказаться от рассылки, прекратить рассылку, покинуть",
            "إلغاء الاشتراك, ألغ الاشتراك, ألغي الاشتراك, ألغوا الاشتراك, إلغاء اشتراكي, ألغ اشتراكي, ألغوا اشتراكي, إلغاء التسجيل, إلغاء اشتراك, ألغ التسجيل, إنهاء الاشتراك, مغادرة"),
        new(Sense.Set,
            "set, change, switch, switch to, change to, prefer",
            "choisir, changer, modifier, régler, mettre, réglage, passer, passer à, passer en",
            "cambiar, cambiar a, modificar, configurar, elegir, poner, ajustar",
            "установить, изменить, настроить, выбрать, сменить, поменять, изменить на",
            "تغيير, غير, تعديل, ضبط, اختيار, اختر, تعيين"),
        new(Sense.Pause,
            "pause, nomail, no mail, vacation, suspend, postpone, hold, delivery off, mail off",
            "suspendre, pause, vacances, interrompre, suspension, mettre en pause, livraison off",
            "pausa, suspender, pausar, vacaciones, poner en pausa, hacer pausa",
            "приостановить, пауза, отпуск, приостановите, приостановка, сделать паузу",
            "إيقاف, إيقاف مؤقت, تعليق, أوقف, إجازة, عطلة, وقف مؤقت, إيقاف مؤقتا, علق"),
        new(Sense.Resume,
            "resume, mail, unpause, restart, continue, delivery on, mail on, vacation off, vacation end, end vacation, end pause, pause off",
            "reprendre, reprise, continuer, fin de la pause, fin pause",
            "reanudar, reanude, retomar, fin de la pausa, continuar",
            "возобновить, возобновите, продолжить, конец паузы",
            "استئناف, استأنف, استئناف الإرسال, متابعة"),
        new(Sense.ShowSettings,
            "settings, which, query, status, my settings, show settings, my choices, choices, preferences, my preferences, my subscriptions, subscriptions, show, show my settings, options, my options",
            "mes choix, choix, mes réglages, réglages, mes préférences, préférences, paramètres, mes paramètres, mes abonnements, statut, état, mes options",
            "mis preferencias, preferencias, mis opciones, opciones, mis ajustes, ajustes, mi configuración, configuración, estado, mis suscripciones",
            "мои настройки, настройки, мои подписки, мой выбор, статус, параметры, показать настройки",
            "إعداداتي, الإعدادات, إعدادات, اختياراتي, خياراتي, تفضيلاتي, اشتراكاتي, حالة, الحالة"),
        new(Sense.ShowLists,
            "lists, list, show lists, which lists",
            "listes, les listes, liste",
            "listas, las listas, lista",
            "списки, рассылки, список рассылок, списки рассылки",
            "قوائم, القوائم, قائمة القوائم, النشرات"),
        new(Sense.Help,
            "help, info, ?, hel, sos, information, commands, howto, how to, help me",
            "aide, aidez-moi, informations, commandes, à l'aide, mode d'emploi",
            "ayuda, información, comandos, ayúdenme, ayúdame",
            "помощь, справка, помогите, информация, команды, инфо",
            "مساعدة, المساعدة, تعليمات, معلومات, ساعدوني, أوامر"),
        new(Sense.MyData,
            "my data, mydata, data, export my data, export data, show my data, send my data",
            "mes données, données, données personnelles, mes données personnelles, exporter mes données, données perso",
            "mis datos, datos, datos personales, mis datos personales, exportar mis datos",
            "мои данные, данные, личные данные, мои личные данные, персональные данные",
            "بياناتي, بيانات, بياناتي الشخصية, معلوماتي"),
        new(Sense.ForgetMe,
            "forget me, forgetme, forget, erase me, erase, delete me, erase my data, delete my data, remove my data, forget my data, delete everything",
            "oubliez-moi, oublie-moi, m'oublier, oublier, effacez-moi, m'effacer, effacer mes données, supprimer mes données, supprimez mes données, effacez mes données, oublier moi",
            "olvídenme, olvídame, olvídeme, olvidarme, olvidar, borrar mis datos, eliminar mis datos, borren mis datos, eliminen mis datos, bórrenme",
            "забудьте меня, забудь меня, забыть меня, забыть, удалить мои данные, удалите мои данные, удалить меня, удалите меня, сотрите мои данные, стереть мои данные",
            "انسني, انسوني, انسوا أمري, احذف بياناتي, حذف بياناتي, احذفوا بياناتي, امسح بياناتي, امسحوا بياناتي, محو بياناتي, احذفني, احذفوني"),
        new(Sense.Stay,
            "stay, keep me, i stay, still here",
            "rester, je reste, gardez-moi",
            "quedarme, me quedo, permanecer",
            "остаться, остаюсь, оставьте меня",
            "البقاء, سأبقى, أبقوني"),
        new(Sense.Confirm,
            "confirm, confirmed, con, ok, okay, yes, i confirm",
            "confirmer, confirme, je confirme, confirmé, oui, d'accord, confirmation",
            "confirmar, confirmo, confirmado, confirma, sí, confirmación, de acuerdo",
            "подтвердить, подтверждаю, подтверждение, да, подтверждено, согласен, согласна",
            "تأكيد, أؤكد, اؤكد, أكد, نعم, موافق, التأكيد"),
        new(Sense.Cancel,
            "cancel, no, not me, it was not me, cancelled, canceled",
            "annuler, annule, annulez, non, j'annule, pas moi, annulation",
            "cancelar, cancelo, anular, no, cancela, cancelen, no fui yo",
            "отмена, отменить, отменяю, отмените, нет, это не я",
            "إلغاء, ألغ, ألغوا, لا, الغي, لست أنا"),
        new(Sense.Get,
            "get, send, fetch, send me",
            "obtenir, envoyer, envoyez, envoyez-moi, recevoir",
            "obtener, enviar, envíenme, recibir, envíame",
            "получить, прислать, пришлите, отправить, получать",
            "احضر, أحضر, أرسل, أرسلوا, احصل, الحصول على"),
        new(Sense.Case,
            "case, whole case, the whole case",
            "affaire, l'affaire, toute l'affaire, dossier",
            "caso, caso completo, todo el caso",
            "дело, всё дело, дело целиком",
            "قضية, القضية, ملف, ملف القضية"),
        new(Sense.Follow,
            "follow, follow case",
            "suivre, suivre l'affaire, suivez",
            "seguir, seguir el caso",
            "следить, следить за, следить за делом, отслеживать",
            "تابع, تابعوا, اتبع"),
        new(Sense.Unfollow,
            "unfollow, stop following, don't follow",
            "ne plus suivre, cesser de suivre, arrêter de suivre",
            "dejar de seguir, no seguir, no seguir más",
            "не следить, не следить за, перестать следить, больше не следить",
            "لا تتابع, لا تتابعوا, أوقف المتابعة, إلغاء المتابعة"),
        new(Sense.Index,
            "index, ind, contents, archive, archives",
            "index, sommaire, archive, archives",
            "índice, archivo, archivos, sumario",
            "индекс, список, оглавление, содержание, архив",
            "فهرس, الفهرس, الأرشيف, أرشيف"),
        new(Sense.Last,
            "last, las, latest, newest, recent",
            "dernier, derniers, dernière, dernières",
            "último, últimos, última, últimas",
            "последние, последний, последнее, последних",
            "آخر, الأخيرة, أحدث, الأخير"),
        new(Sense.Search,
            "search, find, search for, look for, lookup",
            "chercher, rechercher, recherche, trouver, cherchez, cherche",
            "buscar, busca, búsqueda, encontrar, busque",
            "искать, поиск, найти, ищу, найдите",
            "بحث, ابحث, ابحثوا, ابحث عن, البحث عن"),
        new(Sense.Withdraw, "withdraw, retract, unpublish", "rétracter, dépublier, retrait", "retractar, retirar, despublicar", "отозвать, отзыв, снять с публикации", "سحب, اسحب, اسحبوا"),
        new(Sense.End, "end, quit, qui, exit", "fin, terminer", "fin, terminar", "конец, выход", "نهاية, انتهى, النهاية"),
    ];

    private static readonly Row[] OtherRows =
    [
        new(Sense.LanguageKey, "language, lang, languages", "langue, langues", "idioma, idiomas, lengua", "язык, языки, языке", "لغة, اللغة, لغات, اللغات, بلغة"),
        new(Sense.FormatKey, "format", "format, mise en forme", "formato", "формат", "صيغة, الصيغة, شكل, تنسيق"),
        new(Sense.RhythmKey, "delivery, rhythm, frequency", "rythme, livraison, fréquence, envoi", "ritmo, entrega, frecuencia, envío", "ритм, доставка, частота", "وتيرة, الوتيرة, تكرار, توصيل"),
        new(Sense.TopicsKey,
            "topics, topic, region, regions, country, countries, theme, themes, subject, subjects",
            "sujets, sujet, région, régions, pays, thème, thèmes",
            "temas, tema, región, regiones, país, países",
            "темы, тема, регион, регионы, страна, страны, тему, теме, темам, региону, регионам, регионе, регионов, стране, странам, стран, странах, страну",
            "مواضيع, موضوع, المواضيع, الموضوع, منطقة, المنطقة, مناطق, بلد, بلدان, دولة, دول"),
        new(Sense.CapKey,
            "size, max, cap, limit, maximum, max size, size limit",
            "taille, limite, maximum, taille max, taille maximale, taille maximum",
            "tamaño, límite, máximo, tamaño máximo",
            "размер, лимит, максимум, предел, максимальный размер, не более",
            "حجم, الحجم, حد, الحد الأقصى, أقصى حجم, الحد"),
        new(Sense.WaitKey, "wait, waiting", "attendre, attente, délai", "esperar, espera, plazo", "ждать, ожидание, подождать", "انتظر, انتظار, الانتظار"),
        new(Sense.FileKey, "file, attachment, photo, picture", "fichier, pièce jointe, image", "archivo adjunto, adjunto, fichero, foto", "файл, вложение, фото", "ملف مرفق, مرفق, صورة"),
        new(Sense.SplitKey, "split, parts, in parts", "diviser, divisé, en parties, partager", "dividir, en partes, partir", "разделить, частями, по частям", "قسم, مقسم, أجزاء, على أجزاء"),
        new(Sense.EditionsKey, "editions, edition", "éditions, édition", "ediciones, edición", "издания, издание, изданий", "طبعات, الطبعات, طبعة, الطبعة"),
        new(Sense.Wish,
            "only, just, i want, i would like, i'd like, i wish, we want",
            "seulement, uniquement, je veux, je voudrais, j'aimerais, je souhaite, nous voulons",
            "solo, sólo, solamente, únicamente, quiero, quisiera, queremos, deseo",
            "только, хочу, хотел бы, хотела бы, хотим, прошу",
            "فقط, أريد, نريد, أرجو, نرجو, أود"),
        new(Sense.AddressKey, "address, email address, e-mail", "adresse", "dirección", "адрес", "عنوان, العنوان"),
        new(Sense.Text,
            "text, plain, plain text, txt, text only, digestplain, text/plain, ascii",
            "texte, texte seul, texte brut, texte simple",
            "texto, texto plano, solo texto, sólo texto, texto simple",
            "текст, только текст, простой текст, текстом, текстовый",
            "نص, نص فقط, نصي, النص, نص عادي"),
        new(Sense.Full,
            "full, html, mime, complete, original, rich, text/html",
            "complet, complète, entier, html",
            "completo, completa, html",
            "полный, полностью, полная, полное",
            "كامل, كاملة, الكامل, بالكامل"),
        new(Sense.Now,
            "now, immediate, immediately, at once, instant, each, nodigest, no digest, digest no, digest off, individual, real time, single",
            "immédiat, immédiatement, immédiate, tout de suite, aussitôt, maintenant, en temps réel, un par un",
            "inmediato, inmediatamente, inmediata, al instante, ahora, de inmediato, enseguida",
            "сразу, немедленно, сейчас, тотчас, срочно, мгновенно",
            "فوري, فورا, فورية, فوراً, حالا, الآن, مباشرة"),
        new(Sense.Daily,
            "daily, every day, each day, once a day, day by day",
            "quotidien, quotidienne, quotidiennement, chaque jour, tous les jours, journalier, par jour",
            "diario, diaria, diariamente, cada día, todos los días",
            "ежедневно, ежедневный, ежедневная, каждый день, раз в день, ежедневные",
            "يومي, يوميا, يومية, كل يوم"),
        new(Sense.Weekly,
            "weekly, every week, each week, once a week",
            "hebdomadaire, hebdo, hebdomadairement, chaque semaine, par semaine, une fois par semaine",
            "semanal, semanalmente, cada semana, todas las semanas, una vez por semana",
            "еженедельно, еженедельный, еженедельная, каждую неделю, раз в неделю, еженедельные",
            "أسبوعي, أسبوعيا, أسبوعية, كل أسبوع"),
        new(Sense.Headlines,
            "headlines, headline, titles, titles only, headlines only, notice, summary, subjects only",
            "titres, titre, titres seulement, titres seuls, manchettes",
            "titulares, titular, títulos, solo titulares, sólo titulares",
            "заголовки, только заголовки, заголовок, заголовками",
            "عناوين, العناوين, عناوين فقط, العناوين فقط, رؤوس الأخبار"),
        new(Sense.Digest,
            "digest, digests, parcel, digest mime, digest plain, digest on, digest yes, bundle",
            "condensé, compilation, remise groupée, groupé, recueil",
            "resumen, agrupado, recopilación, paquete, boletín",
            "дайджест, дайджестом, сводка",
            "دفعات, ملخص, الملخص, خلاصة"),
        new(Sense.All,
            "all, whole, everything, any, *, every, all lists, no limit, unlimited",
            "tout, tous, toutes, toutes les listes, entière, sans limite",
            "todo, todos, todas, todas las listas, entero, entera, sin límite",
            "все, всех, всё, целиком, весь, без ограничений, все рассылки, всех рассылок",
            "الكل, جميع, كل, كل القوائم, جميع القوائم, بدون حد"),
        new(Sense.AllTopics,
            "all topics, all regions, all countries, every topic, whole world, worldwide",
            "toutes les régions, tous les pays, tous les sujets, tous les thèmes, monde entier",
            "todas las regiones, todos los países, todos los temas, todo el mundo",
            "все темы, все регионы, все страны, весь мир",
            "كل المناطق, كل المواضيع, جميع المواضيع, جميع المناطق, كل البلدان, كل الدول"),
        new(Sense.AllEditions,
            "all editions, every edition",
            "toutes les éditions, chaque édition",
            "todas las ediciones, cada edición",
            "все издания, каждое издание",
            "كل الطبعات, جميع الطبعات"),
        new(Sense.One, "one, only one, just one", "une, une seule, un seul", "una, una sola, solo una, sólo una", "одно, только одно, одну", "واحدة, واحدة فقط, طبعة واحدة"),
        new(Sense.Never,
            "never, forever, for ever, infinite, always",
            "jamais, toujours, pour toujours, sans fin",
            "nunca, siempre, para siempre, jamás",
            "никогда, всегда, вечно, бесконечно",
            "أبدا, دائما, إلى الأبد"),
    ];

    // Words that change nothing in a line whose others are understood.
    private static readonly HashSet<string> Filler = Folded(
        "please, me, my, to, from, the, a, an, this, that, your, our, list, lists, mailing, mail, mails, email, emails, e-mail, messages, newsletter, subscription, with, and, then,"
        + " in, of, for, as, by, i, i'd, we, want, would, like, wish, off, about, concerning, up, on, news, alone, only, just, netwide, kindly, is, it, edition, editions, version, release, releases, number, no",
        "svp, s'il, te, vous, plaît, stp, moi, à, au, aux, de, du, des, la, le, les, un, une, liste, listes, cette, ce, votre, vos, mon, ma, mes, en, dans, et, puis, pour, par,"
        + " je, j'aimerais, veux, voudrais, souhaite, désire, nous, voulons, courriel, courriels, courrier, diffusion, lettre, abonnement, bulletin, sur, concernant, seulement, uniquement, veuillez, ne, plus, recevoir, numéro, nouvelles, l, d",
        "por, favor, porfavor, mi, mis, a, al, de, del, la, el, los, las, una, lista, esta, este, su, sus, y, e, para, quiero, quisiera, deseo, queremos, recibir, correo, correos, suscripción, boletines, con, sobre, acerca,"
        + " solo, sólo, solamente, únicamente, que, noticias, número",
        "пожалуйста, меня, мне, мой, мою, мои, моя, нас, на, от, из, с, со, к, в, во, по, для, и, о, об, про, рассылку, рассылки, рассылке, рассылка, рассылок, списка, списку, список, письма, писем, почту,"
        + " хочу, хотел, хотела, бы, хотим, прошу, просьба, подписку, подписки, подписка, новости, вашу, вашей, эту, этой, только, получать, номер, ваших",
        "من, فضلك, رجاء, الرجاء, لو, سمحت, سمحتم, فضلكم, في, إلى, على, عن, قائمة, القائمة, النشرة, نشرة, أريد, نريد, أرجو, نرجو, أود, و, بريد, البريد, الرسائل, رسائل, اشتراكي, الاشتراك, اشتراك,"
        + " لي, أن, ثم, مع, فقط, حول, باللغة, هذه, الأخبار, أخبار, بريدي, البريدية, رقم");

    // Lines of these alone are passed over: they open or close the mail of a polite person.
    private static readonly HashSet<string> Courtesy = Folded(
        "thanks, thank, you, thx, many, much, so, very, dear, hello, hi, hey, there, sir, madam, sirs, friends, team, regards, best, kind, warm, sincerely, yours, faithfully, cheers, good, morning, day, afternoon,"
        + " evening, greetings, all, in, advance, everyone, colleagues, please, truly, the, with, and",
        "merci, d'avance, beaucoup, bien, à, vous, bonjour, bonsoir, cordialement, salutations, sincères, chers, cher, chère, amis, monsieur, madame, messieurs, avance, par, svp, cordiales, salut, meilleures, mes,"
        + " sentiments, distingués, l'équipe, toute, collègues, s'il, plaît, et",
        "gracias, muchas, mil, por, adelantado, anticipado, anticipadas, hola, saludos, cordiales, un, saludo, cordial, atentamente, buenos, días, buenas, tardes, noches, estimados, estimado, estimada, estimadas, amigos,"
        + " señores, señor, señora, favor, de, antemano, colegas, y",
        "спасибо, большое, заранее, благодарю, здравствуйте, добрый, день, вечер, утро, доброе, уважением, с, уважаемые, уважаемый, уважаемая, друзья, коллеги, привет, всем, пожалуйста, и, господа, дорогие, благодарен, благодарна",
        "شكرا, شكراً, جزيلا, جزيلاً, لكم, لك, مرحبا, مرحباً, السلام, عليكم, ورحمة, الله, وبركاته, تحية, تحياتي, طيبة, وبعد, السادة, الأعزاء, مع, التحية, فائق, الاحترام, الشكر, أهلا, صباح, الخير, مساء, سلفا, مقدما, و, من, فضلك");

    private static readonly Dictionary<string, CommandWord> VerbsByPhrase = Table(VerbRows);

    private static readonly Dictionary<string, CommandWord> OthersByPhrase = Table(OtherRows);

    // Phrases in five languages, the usual one first, a comma and a space between them.
    private sealed record Row(Sense Sense, string En, string Fr, string Es, string Ru, string Ar)
    {
        public IEnumerable<CommandWord> Words => new[] { (En, Tongues.En), (Fr, Tongues.Fr), (Es, Tongues.Es), (Ru, Tongues.Ru), (Ar, Tongues.Ar) }
            .SelectMany(cell => cell.Item1.Split(", ").Select(phrase => new CommandWord(Sense, cell.Item2, phrase)));
    }

    /// <param name="key">Words as <see cref="Key"/> gives them.</param>
    public static CommandWord? Verb(string key) => VerbsByPhrase.GetValueOrDefault(key);

    /// <summary>A key or a value.</summary>
    public static CommandWord? Other(string key) => OthersByPhrase.GetValueOrDefault(key);

    public static bool IsFiller(string word) => Filler.Contains(word);

    public static bool IsCourtesy(string word) => Courtesy.Contains(word);

    /// <summary>Everything that stands in the tables, in their order; a phrase of two languages twice.</summary>
    public static IEnumerable<CommandWord> All => VerbRows.Concat(OtherRows).SelectMany(row => row.Words);

    /// <summary>Whether all that its writer wrote is one command line.</summary>
    public static bool IsCommand(OwnText own, ListCatalogue lists)
    {
        var written = own.Top.Concat(own.Between).Concat(own.Below).Where(OwnText.IsWritten).Take(2).ToList();
        return written is [var line] && IsCommand(line, lists);
    }

    /// <summary>Whether a line, of a post maybe, is a command on any of our lists.</summary>
    public static bool IsCommand(string line, ListCatalogue lists) =>
        line.Length <= Limits.CommandCharacters && lists.All.Any(list => CommandReader.IsCommand(line, list, lists));

    /// <summary>How folded words are looked for.</summary>
    public static string Key(string folded) => folded.Replace('-', ' ');

    // A phrase of several languages belongs to all of them; one of two meanings is a mistake in the table.
    private static Dictionary<string, CommandWord> Table(Row[] rows)
    {
        var table = new Dictionary<string, CommandWord>();
        foreach (var word in rows.SelectMany(row => row.Words))
        {
            var key = word.Spelled.Length == 1 && !char.IsLetter(word.Spelled[0]) ? word.Spelled : Key(Words.Fold(word.Spelled));
            var known = table.GetValueOrDefault(key, word);
            if (known.Sense != word.Sense)
                throw new InvalidOperationException($"\"{word.Spelled}\" means both {known.Sense} and {word.Sense}");
            table[key] = known with { Tongues = known.Tongues | word.Tongues };
        }
        return table;
    }

    private static HashSet<string> Folded(params string[] rows) => rows.SelectMany(row => row.Split(", ")).Select(Words.Fold).ToHashSet();
}
