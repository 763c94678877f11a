using System.Globalization;
using System.Net;
using System.Text;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Publishing;
using IfexList.Store;

namespace IfexList.Communique;

/// <summary>
/// An issue as its readers get it: the line over it, how to read by mail, what stands in it, then each section in full. At 72 columns, except Arabic, whose lines
/// a mail program breaks; its numbers are Arabic-Indic, as its editions have them.
/// </summary>
/// <param name="isDraft">Entries bear the numbers by which editors name them; otherwise they are counted as they stand.</param>
public sealed class IssueText(MailingList list, IssueDraft draft, IReadOnlyList<IssueEntry> entries, DateOnly date, AddressPlan addresses, bool isDraft)
{
    // The rule that the newsletter has always had.
    private static readonly string Rule = new('-', 56);

    private static readonly string[] Contents = ["INDEX", "SOMMAIRE", "ÍNDICE", "СОДЕРЖАНИЕ", "المحتويات"];

    private static readonly string[] ByMail =
    [
        "This newsletter and every alert in it can be had by e-mail alone. Send the word help to this address and you get the commands:",
        "Ce bulletin et chacune de ses alertes se lisent par courriel seul. Envoyez le mot aide à cette adresse et vous recevrez les commandes :",
        "Este boletín y cada una de sus alertas pueden recibirse solo por correo. Envíe la palabra ayuda a esta dirección y recibirá las órdenes:",
        "Этот бюллетень и каждое сообщение из него можно получать только по почте. Отправьте слово помощь на этот адрес, и вы получите список команд:",
        "يمكن الحصول على هذه النشرة وعلى كل تنبيه فيها بالبريد وحده. أرسلوا كلمة مساعدة إلى هذا العنوان تصلكم الأوامر:",
    ];

    private readonly IReadOnlyList<(Section Section, List<(string Number, IssueEntry Entry)> Entries)> _sections = Sections(entries, draft.Language, isDraft);

    public string Subject => Masthead.SubjectOf(draft.Volume, draft.Number, draft.Language, date, list.TitleIn(draft.Language));

    private string Line => Masthead.Write(draft.Volume, draft.Number, draft.Language, date, list.TitleIn(draft.Language));

    private Language Language => draft.Language;

    public string Write() => Wrapping.Tidy(draft.Text ?? Whole(), wrap: !Language.IsRightToLeft()).TrimEnd('\n');

    /// <summary>The same as HTML: words, order and addresses are the text's; nothing is fetched.</summary>
    public string Html()
    {
        var html = new StringBuilder();
        foreach (var block in Write().Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
            html.Append(CultureInfo.InvariantCulture, $"<p dir=\"{(Language.IsRightToLeft() ? "rtl" : "ltr")}\">{string.Join("<br>", block.Split('\n').Select(WebUtility.HtmlEncode))}</p>\n");
        return html.ToString();
    }

    private string Whole()
    {
        var text = new StringBuilder($"{Line}\n\n{ByMail[(int)Language]}\n{addresses.Request(list)}\n\n");
        if (draft.Note.Length > 0)
            text.Append(draft.Note).Append("\n\n");
        text.Append(Contents[(int)Language]).Append("\n\n");
        foreach (var (section, among) in _sections)
            text.Append(Named(section)).Append('\n').Append(section == Section.Alerts ? "" : string.Concat(among.Select(Listed))).Append('\n');
        foreach (var (section, among) in _sections)
            text.Append(Rule).Append('\n').Append(section.In(Language)).Append("\n\n").AppendJoin("\n\n", among.Select(entry => InFull(section, entry))).Append("\n\n");
        return text.ToString();
    }

    private string Named(Section section) => section == Section.Alerts || section == Section.Action ? section.In(Language) : section.In(Language) + (Language == Language.Fr ? "\u00A0:" : ":");

    private static string Listed((string Number, IssueEntry Entry) of) => $"{of.Number}. {of.Entry.Headline}\n";

    private static string InFull(Section section, (string Number, IssueEntry Entry) of) =>
        section == Section.Alerts ? of.Entry.Text : $"{of.Number}. {of.Entry.Headline.ToUpperInvariant()}\n\n{of.Entry.Text}".TrimEnd('\n');

    private static List<(Section, List<(string, IssueEntry)>)> Sections(IReadOnlyList<IssueEntry> entries, Language language, bool isDraft)
    {
        var sections = new List<(Section, List<(string, IssueEntry)>)>();
        var counted = 0;
        foreach (var section in Section.All)
        {
            var among = entries.Where(entry => !entry.IsDropped && entry.Section == section.Code)
                .Select(entry => (Masthead.Figures(isDraft ? entry.Number : section == Section.Alerts ? 0 : ++counted, language), entry)).ToList();
            if (among.Count > 0)
                sections.Add((section, among));
        }
        return sections;
    }
}
