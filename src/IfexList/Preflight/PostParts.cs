using System.Text;
using IfexList.Mail;

namespace IfexList.Preflight;

/// <summary>A post's text by what its lines are for: the report itself, who is its source, whom to appeal to, whom to ask.</summary>
/// <param name="Source">Its SOURCE line; empty where there is none.</param>
/// <param name="Appeals">The recommended action and the addresses below it; null where it recommends none.</param>
/// <param name="Contact">Whom to ask, and the signature.</param>
internal sealed record PostParts(string Report, string Source, string? Appeals, string Contact)
{
    private const int HeadCharacters = 80;

    private static readonly string[] Sources = Folded("source, sources, fuente, fuentes, источник, источники, المصدر, مصدر");

    private static readonly string[] Actions = Folded(
        "recommended action, recommended actions, take action, what you can do, appeals to, appeal to, send appeals to, recommandation,"
        + " recommandations, action recommandée,"
        + " actions recommandées, mesures recommandées, action demandée, actions demandées, que faire, appels à, adresser les appels à,"
        + " envoyez vos appels à, acción recomendada,"
        + " acciones recomendadas, acción solicitada, acciones solicitadas, recomendaciones, apelaciones a, llamamientos a, envíe apelaciones a, enviar apelaciones a,"
        + " рекомендуемые действия, рекомендуемое действие, рекомендации, обращения, адреса для обращений, направляйте обращения, обращения направлять,"
        + " الإجراءات الموصى بها, الإجراء الموصى به, التحرك الموصى به, التحرك المطلوب, التوصيات, توصيات, المناشدات إلى, ترسل المناشدات إلى, توجه المناشدات إلى");

    private static readonly string[] Contacts = Folded(
        "for further information, for more information, further information, contact, contacts, pour tout renseignement, pour plus d'information,"
        + " pour de plus amples, pour toute information,"
        + " para mayor información, para más información, para obtener más, contacto, contactos, дополнительная информация, дополнительную информацию,"
        + " за дополнительной информацией,"
        + " контакты, контактная информация, لمزيد من المعلومات, للمزيد من المعلومات, للاتصال, للاستفسار");

    private static readonly HashSet<ulong> FirstWords = [.. Sources.Concat(Actions).Concat(Contacts).Select(cue => TextWords.Of(cue)[0].Key)];

    private enum Part
    {
        Report,
        Appeals,
        Contact,
    }

    public static PostParts Of(string text)
    {
        var (report, appeals, contact) = (new StringBuilder(), new StringBuilder(), new StringBuilder());
        var words = new List<TextWord>();
        var (source, part, recommends) = ("", Part.Report, false);
        foreach (var line in text.Split('\n'))
        {
            var label = Label(line, words, out var hasColon);
            if (source.Length == 0 && hasColon && Sources.Contains(label))
            {
                source = line;
                continue;
            }
            part = PartOf(label, hasColon, line) ?? part;
            recommends |= part == Part.Appeals;
            (part switch { Part.Report => report, Part.Appeals => appeals, _ => contact }).Append(line).Append('\n');
        }
        return new PostParts(report.ToString(), source, recommends ? appeals.ToString() : null, contact.ToString());
    }

    // A line that ends in a colon is a heading, whatever it says besides; a sentence that begins so is none, unless it tells whom to ask.
    private static Part? PartOf(string label, bool hasColon, string line)
    {
        if (line.TrimEnd() == "--" || Contacts.Any(cue => cue.Contains(' ') ? label.StartsWith(cue, StringComparison.Ordinal) : hasColon && label == cue))
            return Part.Contact;
        if (Actions.Contains(label) || line.AsSpan().TrimEnd().EndsWith(":") && Actions.Any(cue => label.StartsWith(cue, StringComparison.Ordinal)))
            return Part.Appeals;
        return null;
    }

    // What stands before the colon, or all of a short line; nothing where the first word begins no heading, so that most lines cost nothing.
    private static string Label(string line, List<TextWord> words, out bool hasColon)
    {
        var head = line[..Math.Min(line.Length, HeadCharacters)];
        TextWords.Read(head, words, most: 1);
        var colon = head.IndexOf(':');
        hasColon = colon >= 0;
        return words.Count > 0 && FirstWords.Contains(words[0].Key) ? Words.Fold(hasColon ? head[..colon] : head) : "";
    }

    private static string[] Folded(string cues) => [.. cues.Split(", ").Select(Words.Fold)];
}
