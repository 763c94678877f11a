using IfexList.Mail;

namespace IfexList.Commands;

/// <summary>A reply to a question that only wants a yes: to send it back empty is enough, and anything else must be one plain word.</summary>
public static class YesOrNo
{
    private static readonly HashSet<string> Yes = Folded(
        "yes ok okay confirm confirmed subscribe stay oui d'accord confirmer confirme rester sí si confirmar confirmo quedarme да подтвердить подтверждаю согласен согласна остаться"
        + " نعم تأكيد أؤكد موافق موافقة البقاء");

    private static readonly HashSet<string> No = Folded("no cancel non annuler annulez cancelar нет отмена отменить لا إلغاء الغاء");

    private static readonly HashSet<string> Courtesies = Folded("please thanks thank you merci svp gracias por favor спасибо пожалуйста شكرا فضلك من");

    /// <returns>Null where it is neither.</returns>
    public static bool? Read(OwnText own)
    {
        if (own.IsEmpty)
            return true;
        var words = own.Top.Concat(own.Between).Concat(own.Below).Where(OwnText.IsWritten).Take(3).SelectMany(Words.Split).Where(word => !Courtesies.Contains(word)).Take(2).ToList();
        return words switch
        {
            [var word] when Yes.Contains(word) && !own.Answer.Any(line => line.AsSpan().ContainsAny('?', '؟')) => true,
            [var word] when No.Contains(word) => false,
            _ => null,
        };
    }

    private static HashSet<string> Folded(string words) => [.. words.Split(' ').Select(Words.Fold)];
}
