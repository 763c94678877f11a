using System.Net;
using System.Text;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;

namespace IfexList.Web;

/// <summary>
/// The page behind a one-click address, from the letters' templates: words and one button, nothing to load, nothing that needs a style sheet or a
/// script. It names the list and nobody: such links are forwarded.
/// </summary>
public sealed class LeavePage(NoticeTexts texts)
{
    /// <summary>By this field we know that a person has pressed our button.</summary>
    public const string Field = "button";

    public const string Pressed = "pressed";

    public string Ask(Language language, MailingList list, string owner) => Write("ask", language, list.TitleIn(language), owner);

    public string Left(Language language, MailingList list, string owner) => Write("left", language, list.TitleIn(language), owner);

    public string Unknown(Language language, string owner) => Write("unknown", language, "", owner);

    private string Write(string state, Language language, string title, string owner)
    {
        var notice = texts.Render(NoticeCatalogue.LeavePage, language, new Dictionary<string, object?>
        {
            ["list_title"] = title,
            ["state"] = state,
            ["owner_address"] = owner,
        });
        var subject = WebUtility.HtmlEncode(notice.Subject);
        var direction = language.IsRightToLeft() ? "rtl" : "ltr";
        return $"""
            <!DOCTYPE html>
            <html lang="{language.Code()}" dir="{direction}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>{subject}</title></head>
            <body>
            <h1>{subject}</h1>
            {Paragraphs(notice.Text)}{(state == "ask" ? Button(language) : "")}</body>
            </html>

            """;
    }

    // Without an action a form is sent to the address that the page came from: the token stands nowhere in the page. The old element makes the button
    // large enough for a thumb, without a style sheet.
    private string Button(Language language)
    {
        var words = WebUtility.HtmlEncode(texts.Render(NoticeCatalogue.LeaveButton, language, new Dictionary<string, object?>()).Text.Trim());
        return $"<form method=\"post\"><button name=\"{Field}\" value=\"{Pressed}\"><font size=\"5\">{words}</font></button></form>\n";
    }

    private static string Paragraphs(string text)
    {
        var html = new StringBuilder();
        foreach (var paragraph in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            html.Append("<p>").AppendJoin('\n', paragraph.Split('\n').Select(Line)).Append("</p>\n");
        return html.ToString();
    }

    // Letters have their addresses alone on a line; there they stand on a page, too, left to right.
    private static string Line(string line)
    {
        var words = WebUtility.HtmlEncode(line);
        return Address.TryParse(line, out _) ? $"<br><a dir=\"ltr\" href=\"mailto:{words}\">{words}</a>" : words;
    }
}
