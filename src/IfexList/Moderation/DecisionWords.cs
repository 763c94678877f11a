using IfexList.Mail;

namespace IfexList.Moderation;

/// <summary>What one word, or phrase, of a moderator may mean.</summary>
public enum DecisionWord
{
    None,
    Approve,
    Reject,
    Discard,
    Edited,
    PutOff,
    Take,
    Ask,
    Original,
    Recall,
    Correct,
    Suspend,
}

/// <summary>
/// The words by which moderators decide, in five languages, whatever language their letter had. Words that slip into any sentence
/// (<c>yes</c>, <c>no</c>, <c>нет</c>) count only when the whole reply is that one word.
/// </summary>
public static class DecisionWords
{
    private static readonly Dictionary<string, DecisionWord> Meaning = Table(
        (DecisionWord.Approve, "approve approved ok okay accept accepted approuver approuve approuvé accepter accepté d'accord"
            + " aprobar aprobado apruebo aceptar acepto"
            + " одобрить одобряю одобрено принять принято ок окей موافق موافقة قبول أوافق أوكي"),
        (DecisionWord.Reject, "reject rejected refuse refused rejeter rejeté rejette refuser refusé rechazar rechazo rechazado"
            + " отклонить отклоняю отклонено отказать отказ رفض مرفوض أرفض"),
        (DecisionWord.Discard, "discard spam supprimer éliminer descartar удалить отбросить спам تجاهل حذف"),
        (DecisionWord.Edited, "edited edit modifié modifiée modifier corrigé corrigée corriger editado editada editar corregido"
            + " corregida corregir изменено исправлено отредактировано معدل معدلة تعديل"),
        (DecisionWord.PutOff, "hold later defer différer diffère en_attente plus_tard diferir diferido aplazar retener en_espera más_tarde"
            + " отложить откладываю отложено задержать позже تأجيل تؤجل مؤجل لاحقا"),
        (DecisionWord.Take, "take i_take_it i'll_take_it je_prends je_m'en_charge prends prendre tomo tomar lo_tomo yo_lo_tomo me_encargo"
            + " беру я_беру беру_на_себя взять возьму أتولى سأتولى أتولاها أتولى_الأمر"),
        (DecisionWord.Ask, "ask demander demande preguntar pregunto спросить спрашиваю اسأل"),
        (DecisionWord.Original, "original оригинал подлинник исходник الأصل أصل الأصلي النص_الأصلي"),
        (DecisionWord.Recall, "recall rappeler retirer annuler retirar anular отозвать отзываю سحب اسحب استرجاع"),
        // Other words than those for editing: this is of what went out.
        (DecisionWord.Correct, "correct correction erratum rectify rectifier rectificatif rectification rectificar rectificación fe_de_erratas"
            + " исправление поправка تصحيح تصويب"),
        (DecisionWord.Suspend, "suspend suspendre suspender приостановить отстранить إيقاف تعليق"));

    private static readonly HashSet<string> FirstOfPhrases = [.. Meaning.Keys.Where(words => words.Contains(' ')).Select(words => words.Split(' ')[0])];

    private static readonly Dictionary<string, DecisionWord> MeaningAlone = Table(
        (DecisionWord.Approve, "yes oui sí да نعم"),
        (DecisionWord.Reject, "no non нет لا"));

    private static readonly HashSet<string> Courtesies = Folded(
        "thanks thank you thx please many merci beaucoup svp stp cordialement gracias muchas saludos por favor"
            + " спасибо большое пожалуйста شكرا شكراً جزيلا جزيلاً فضلا رجاء");

    // "Approve, but without the phone number" written on a line of its own: the second thought decides that we ask.
    private static readonly HashSet<string> SecondThoughts = Folded(
        "but however except only unless if wait stop after when once provided not no don't dont mais sauf seulement si attendez"
            + " attends après quand pas non ne arrêtez pero salvo excepto solo sólo espera espere después"
        + " cuando но не нет стоп только если кроме подождите подожди после когда однако لكن ولكن فقط إذا بعد إلا بشرط انتظر باستثناء لا قف");

    private static readonly Dictionary<string, Language> LanguageNames = Languages.All.SelectMany(NamesOf).ToDictionary(p => p.Name, p => p.Language);

    /// <summary>Words of the longest phrase.</summary>
    internal const int MostWords = 3;

    /// <param name="folded">A word as <see cref="Words.Split"/> gives it, or the words of a phrase with a space between.</param>
    /// <param name="alone">Whether nothing else stands in the whole reply.</param>
    public static DecisionWord Read(string folded, bool alone = false) =>
        Meaning.TryGetValue(folded, out var meaning) || alone && MeaningAlone.TryGetValue(folded, out meaning) ? meaning : DecisionWord.None;

    /// <summary>Whether a phrase that means something may begin so: "en attente".</summary>
    internal static bool BeginsPhrase(string folded) => FirstOfPhrases.Contains(folded);

    public static bool IsCourtesy(string folded) => Courtesies.Contains(folded);

    public static bool IsSecondThought(string folded) => SecondThoughts.Contains(folded);

    /// <summary>A language by its code or its name in any of the five languages, also as <c>in French</c>, <c>на французском</c>.</summary>
    public static bool TryLanguage(IEnumerable<string> folded, out Language language) => LanguageNames.TryGetValue(string.Join(' ', folded), out language);

    // The words of a phrase are tied together.
    private static Dictionary<string, DecisionWord> Table(params (DecisionWord Meaning, string Words)[] rows)
    {
        var table = new Dictionary<string, DecisionWord>();
        foreach (var (meaning, words) in rows)
            foreach (var word in words.Split(' '))
                table[Words.Fold(word.Replace('_', ' '))] = meaning;
        return table;
    }

    private static HashSet<string> Folded(string words) => [.. words.Split(' ').Select(Words.Fold)];

    private static IEnumerable<(string Name, Language Language)> NamesOf(Language language)
    {
        var names = language switch
        {
            Language.En => "en, english, in english, anglais, en anglais, inglés, en inglés, английский, английском, на"
                + " английском, по-английски, الإنجليزية, إنجليزي, إنجليزية, بالإنجليزية, انكليزي, الانكليزية",
            Language.Fr => "fr, french, in french, français, francaise, en français, francés, en francés, французский,"
                + " французском, на французском, по-французски, الفرنسية, فرنسي, فرنسية, بالفرنسية",
            Language.Es => "es, spanish, in spanish, espagnol, en espagnol, español, en español, castellano, испанский,"
                + " испанском, на испанском, по-испански, الإسبانية, إسباني, إسبانية, بالإسبانية",
            Language.Ru => "ru, russian, in russian, russe, en russe, ruso, en ruso, русский, русском, на русском, по-русски,"
                + " الروسية, روسي, روسية, بالروسية",
            _ => "ar, arabic, in arabic, arabe, en arabe, árabe, en árabe, арабский, арабском, на арабском, по-арабски,"
                + " العربية, عربي, عربية, بالعربية",
        };
        return names.Split(", ").Select(Words.Fold).Distinct().Select(name => (name, language));
    }
}
