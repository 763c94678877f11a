using IfexList.Mail;
using IfexList.Moderation;

namespace IfexList.Communique;

/// <summary>What one word of an editor may mean.</summary>
public enum DraftWord
{
    None,
    Drop,
    Keep,
    Move,
    Section,
    Headline,
    Spotlight,
    Text,
    Note,
    Whole,
    Show,
    Release,
    Skip,
    First,
    Last,
    After,
    Before,
}

/// <summary>The words by which editors work on a draft, in five languages, whatever language the draft has. Moderators' words for approving and editing count here, too.</summary>
public static class DraftWords
{
    private static readonly Dictionary<string, DraftWord> Meaning = Table(
        (DraftWord.Drop, "drop remove delete cut supprimer supprime retirer retire enlever enlève quitar quita eliminar elimina suprimir убрать уберите удалить снять احذف حذف احذفوا إزالة"),
        (DraftWord.Keep, "keep restore garder garde rétablir conserver mantener mantén conservar оставить оставьте вернуть верните إبقاء أبق استعادة"),
        (DraftWord.Move, "move déplacer déplace mover mueve переместить переставить передвинуть انقل نقل انقلوا"),
        (DraftWord.Section, "section rubrique sección раздел рубрика قسم باب"),
        (DraftWord.Headline, "headline title titre titular título заголовок عنوان العنوان"),
        (DraftWord.Spotlight, "spotlight vedette une destacar destacado главное أبرز الضوء"),
        (DraftWord.Text, "text texte texto текст نص النص"),
        (DraftWord.Note, "note nota заметка примечание ملاحظة"),
        (DraftWord.Show, "show draft montrer montre voir mostrar muestra ver показать покажите عرض اعرض"),
        (DraftWord.Release, "release publish publier publie publicar publica опубликовать опубликуйте نشر انشر"),
        (DraftWord.Skip, "skip sauter passer saltar omitir пропустить تخطي تجاوز"),
        (DraftWord.First, "first top premier première début primero primera principio первым первой первый начало أولا الأول الأولى"),
        (DraftWord.Last, "last bottom end dernier dernière fin último última final последним последней последний конец أخيرا الأخير الأخيرة"),
        (DraftWord.After, "after behind below après derrière después detrás tras после за بعد"),
        (DraftWord.Before, "before above avant devant antes delante перед до قبل"));

    private static readonly HashSet<string> Ands = [.. "and et y e и و".Split(' ').Select(Words.Fold)];

    /// <param name="folded">The first word of a line.</param>
    public static DraftWord Read(string folded) => Meaning.TryGetValue(folded, out var meaning) ? meaning : DecisionWords.Read(folded) switch
    {
        DecisionWord.Approve => DraftWord.Release,
        DecisionWord.Edited => DraftWord.Whole,
        _ => DraftWord.None,
    };

    public static bool IsAnd(string folded) => Ands.Contains(folded);

    private static Dictionary<string, DraftWord> Table(params (DraftWord Meaning, string Words)[] rows) => rows
        .SelectMany(row => row.Words.Split(' ').Select(word => (Word: Words.Fold(word), row.Meaning))).DistinctBy(pair => pair.Word).ToDictionary(pair => pair.Word, pair => pair.Meaning);
}
