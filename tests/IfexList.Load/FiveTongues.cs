using System.Text;
using IfexList.Mail;

namespace IfexList.Load;

/// <summary>The same report in each language of the lists.</summary>
public static class FiveTongues
{
    /// <summary>About 5,000 octets, whatever the script.</summary>
    public static string Text(Language language)
    {
        var paragraph = Paragraph(language);
        return string.Join("\n\n", Enumerable.Repeat(paragraph, 5000 / (Encoding.UTF8.GetByteCount(paragraph) + 4)));
    }

    public static string Paragraph(Language language) => language switch
    {
        Language.Fr => "Les plaques d'impression du journal ont été saisies la nuit dernière, et personne ne dit par qui.",
        Language.Es => "Las planchas de impresión del periódico fueron incautadas anoche, y nadie dice por quién.",
        Language.Ru => "Печатные формы газеты были изъяты прошлой ночью, и никто не говорит, кем именно.",
        Language.Ar => "صودرت ألواح الطباعة الليلة الماضية، ولا أحد يقول من الذي صادرها.",
        _ => "The printing plates of the newspaper were seized last night, and nobody says by whom.",
    };
}
