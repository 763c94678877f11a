using IfexList.Mail;

namespace IfexList.Moderation;

/// <summary>What one word of a moderator may mean.</summary>
public enum DecisionWord
{
    None,
    Approve,
    Reject,
    Discard,
    Edited,
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
            + " одобрить одобряю одобрено принять принято موافق موافقة قبول أوافق"),
        (DecisionWord.Reject, "reject rejected refuse refused rejeter rejeté rejette refuser refusé rechazar rechazo rechazado"
            + " отклонить отклоняю отклонено отказать отказ رفض مرفوض أرفض"),
        (DecisionWord.Discard, "discard spam supprimer éliminer descartar удалить отбросить спам تجاهل حذف"),
        (DecisionWord.Edited, "edited edit modifié modifiée modifier corrigé corrigée corriger editado editada editar corregido"
            + " corregida corregir изменено исправлено отредактировано معدل معدلة تعديل"));

    private static readonly Dictionary<string, DecisionWord> MeaningAlone = Table(
        (DecisionWord.Approve, "yes oui sí да نعم"),
        (DecisionWord.Reject, "no non нет لا"));

    private static readonly HashSet<string> Courtesies = Folded(
        "thanks thank you thx please many merci beaucoup svp stp cordialement gracias muchas saludos por favor"
            + " спасибо большое пожалуйста شكرا شكراً جزيلا جزيلاً فضلا رجاء");

    // "Approve, but without the phone number" written on a line of its own: the second thought decides that we ask.
    private static readonly HashSet<string> SecondThoughts = Folded(
        "but however except only unless if wait after when once provided not mais sauf seulement si attendez"
            + " attends après quand pas pero salvo excepto solo sólo espera espere después"
        + " cuando но только если кроме подождите подожди после когда однако لكن ولكن فقط إذا بعد إلا بشرط انتظر باستثناء");

    private static readonly Dictionary<string, Language> LanguageNames = Languages.All.SelectMany(NamesOf).ToDictionary(p => p.Name, p => p.Language);

    /// <param name="folded">A word as <see cref="Words.Split"/> gives it.</param>
    /// <param name="alone">Whether nothing else stands in the whole reply.</param>
    public static DecisionWord Read(string folded, bool alone = false) =>
        Meaning.TryGetValue(folded, out var meaning) || alone && MeaningAlone.TryGetValue(folded, out meaning) ? meaning : DecisionWord.None;

    public static bool IsCourtesy(string folded) => Courtesies.Contains(folded);

    public static bool IsSecondThought(string folded) => SecondThoughts.Contains(folded);

    /// <summary>A language by its code or its name in any of the five languages, also as <c>in French</c>, <c>на французском</c>.</summary>
    public static bool TryLanguage(IEnumerable<string> folded, out Language language) => LanguageNames.TryGetValue(string.Join(' ', folded), out language);

    private static Dictionary<string, DecisionWord> Table(params (DecisionWord Meaning, string Words)[] rows)
    {
        var table = new Dictionary<string, DecisionWord>();
        foreach (var (meaning, words) in rows)
            foreach (var word in words.Split(' '))
                table[Words.Fold(word)] = meaning;
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
