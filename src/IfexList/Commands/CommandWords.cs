using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Commands;

/// <summary>
/// The words that begin a reader's command, in five languages, as <see cref="Words.Fold"/> leaves them. They tell a command from a post;
/// what each does is the business of its own file.
/// </summary>
public static class CommandWords
{
    private const int WordsInCommand = 8;

    // Nobody begins a sentence of a post with one of these.
    private static readonly HashSet<string> Certain = Folded(
        "subscribe", "sub", "unsubscribe", "unsub", "signoff", "nomail",
        "abonner", "s'abonner", "désabonner", "désabonnement", "suscribir", "suscribirme", "subscribir", "desuscribir",
        "подписаться", "подписать", "отписаться", "отписать", "اشتراك", "اشترك");

    // These are a command alone, or in front of a list, a language or another such word.
    private static readonly HashSet<string> Possible = Folded(
        "join", "leave", "stop", "remove", "help", "info", "confirm", "which", "lists", "set", "get", "index", "end", "pause", "language", "digest", "weekly", "daily", "headlines",
        "abonnement", "inscrire", "résilier", "aide", "confirmer", "langue", "hebdomadaire", "quotidien", "titres", "suspendre", "obtenir",
        "alta", "baja", "ayuda", "confirmar", "idioma", "semanal", "diario", "titulares", "pausa", "obtener",
        "подписка", "отписка", "помощь", "справка", "подтвердить", "подтверждаю", "язык", "еженедельно", "ежедневно", "заголовки", "приостановить", "получить",
        "تسجيل", "مساعدة", "تأكيد", "أؤكد", "لغة", "اللغة", "أسبوعي", "يومي", "عناوين", "إيقاف", "احضر");

    private static readonly string[] Phrases = [.. new[] { "إلغاء الاشتراك", "ألغ الاشتراك", "إلغاء التسجيل", "my data", "mes données", "mis datos", "мои данные", "forget me" }.Select(Words.Fold)];

    /// <summary>Whether all that its writer wrote is one command line.</summary>
    public static bool IsCommand(OwnText own, ListCatalogue lists)
    {
        var written = own.Top.Concat(own.Between).Concat(own.Below).Where(OwnText.IsWritten).Take(2).ToList();
        return written is [var line] && IsCommand(line, lists);
    }

    public static bool IsCommand(string line, ListCatalogue lists)
    {
        if (line.Length > Limits.CommandCharacters)
            return false;
        var folded = Words.Fold(line);
        var words = Words.Split(folded);
        if (words.Length is 0 or > WordsInCommand)
            return false;
        return Certain.Contains(words[0]) || Phrases.Any(p => folded.StartsWith(p, StringComparison.Ordinal))
            || Possible.Contains(words[0]) && (words.Length == 1 || IsObject(words[1], lists));
    }

    private static bool IsObject(string word, ListCatalogue lists) =>
        lists.Find(word) is not null || Languages.TryParse(word, out _) || Possible.Contains(word) || Certain.Contains(word) || char.IsAsciiDigit(word[0]);

    private static HashSet<string> Folded(params string[] words) => [.. words.Select(Words.Fold)];
}
