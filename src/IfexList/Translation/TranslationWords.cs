using IfexList.Mail;
using IfexList.Moderation;

namespace IfexList.Translation;

/// <summary>
/// The words of translators and editors, in five languages, whatever language their letter had. Those that moderators have, too, are theirs
/// (<see cref="DecisionWords"/>); here stand the others. Only the first line counts, as with moderators.
/// </summary>
internal static class TranslationWords
{
    // "Je prends, demain midi": taking costs nothing, so a few words may follow.
    private const int WordsBehind = 6;
    private const int MostWords = 4;

    private static readonly HashSet<string> Take = Table(
        "i'll_do_it i_will_do_it i_can_do_it i'll_translate_it mine i_take_this i_take_this_one je_la_prends je_le_prends je_m'en_occupe je_traduis la_tomo me_ocupo yo_lo_hago lo_hago_yo lo_traduzco"
        + " возьму берусь я_возьму переведу آخذها آخذه سآخذها سآخذه أنا_آخذها سأترجمها سأترجمه سأقوم_بها");

    private static readonly HashSet<string> GiveBack = Table(
        "give_back i_give_it_back give_it_back giving_back i_can't i_cannot i_can't_do_it can't_do_it release_it rendre je_rends je_la_rends je_le_rends je_ne_peux_pas je_n'y_arrive_pas devolver devuelvo lo_devuelvo la_devuelvo"
        + " no_puedo lo_dejo возвращаю верну вернуть отдаю не_могу не_успеваю не_успею أعيدها أعيده أرجعها أرجعه لا_أستطيع لا_يمكنني لن_أستطيع");

    private static readonly HashSet<string> Drop = Table(
        "drop drop_it not_needed no_translation abandonner laisser_tomber pas_de_traduction pas_nécessaire no_traducir sin_traducción no_hace_falta снять не_нужно не_переводить без_перевода لا_حاجة لا_تترجم لا_ترجمة إسقاط أسقطها");

    /// <summary>What a mail's first line orders; null where it orders nothing.</summary>
    /// <param name="lines">What he wrote besides the translation, from its first written line on.</param>
    /// <param name="isAlone">Nothing else stands in the mail: then "yes" is enough.</param>
    public static TranslationOrder? Read(IReadOnlyList<string> lines, bool isAlone)
    {
        if (lines.Count == 0 || lines[0].Length > Foundation.Limits.CommandCharacters)
            return null;
        var line = DecisionLine.Of(lines[0]);
        if (Phrase(lines[0], Drop) is { } reason)
            return new TranslationOrder(DecisionWord.Reject, reason);
        if (DecisionLine.IsQuestion(lines[0]))
            return null;
        if (Phrase(lines[0], GiveBack) is { } excuse)
            return new TranslationOrder(DecisionWord.Recall, excuse);
        var word = DecisionWords.Read(line.Word, isAlone && line.Rest.Length == 0);
        var behind = word == DecisionWord.Take ? line.Rest : Phrase(lines[0], Take);
        if (behind is not null)
            return Words.Split(behind) is { Length: <= WordsBehind } words && !words.Any(DecisionWords.IsSecondThought) ? new TranslationOrder(DecisionWord.Take, "") : null;
        // A plain "no" or "нет" of somebody who was asked to translate may mean either.
        if (word == DecisionWord.Reject && line.Word is not ("no" or "non" or "нет" or "لا") || word == DecisionWord.Discard)
            return new TranslationOrder(DecisionWord.Reject, line.Rest);
        return word is DecisionWord.Approve or DecisionWord.Edited && line.IsBare && !lines.Skip(1).Any(DecisionLine.IsSecondThought) ? new TranslationOrder(word, "") : null;
    }

    // What stands behind the longest phrase of the table with which the line begins; null where it begins with none.
    private static string? Phrase(string text, HashSet<string> table)
    {
        var (said, phrase, behind) = (text, "", (string?)null);
        for (var words = 1; words <= MostWords && said.Length > 0; words++)
        {
            var next = DecisionLine.Of(said);
            phrase = words == 1 ? next.Word : $"{phrase} {next.Word}";
            said = next.Rest;
            if (table.Contains(phrase))
                behind = said;
        }
        return behind;
    }

    // The words of a phrase are tied together.
    private static HashSet<string> Table(string words) => [.. words.Split(' ').Select(word => Words.Fold(word.Replace('_', ' ')))];
}
