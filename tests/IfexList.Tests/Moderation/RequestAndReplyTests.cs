using IfexList.Mail;
using IfexList.Moderation;
using IfexList.Notices;
using IfexList.Publishing;
using IfexList.Tests.Notices;
using Xunit;

namespace IfexList.Tests.Moderation;

/// <summary>Our own request, answered from the programs that our moderators use: what it offers must be understood, what it quotes must not.</summary>
public class RequestAndReplyTests
{
    private static readonly Dictionary<string, Func<string, string, string>> Programs = new()
    {
        ["Gmail"] = (answer, request) => $"{answer}\n\nOn Thu, Mar 12, 2026 at 3:02 AM Alerts <alerts-moderate+abc@lists.example.org>\nwrote:\n\n{Quoted(request, "> ")}",
        ["Gmail in French"] = (answer, request) => $"{answer}\n\nLe jeu. 12 mars 2026 à 09:02, Alerts <alerts-moderate+abc@lists.example.org> a écrit :\n\n{Quoted(request, "> ")}",
        ["K-9, bare and marked"] = (answer, request) => $"{answer}\n-- \nMarie\n\nOn March 12, 2026 3:02:14 AM EDT, Alerts <a@lists.example.org> wrote:\n{request}",
        ["Thunderbird, below"] = (answer, request) => $"On 3/12/26 03:02, Alerts wrote:\n{Quoted(request, "> ")}\n\n{answer}\n\n-- \nMarie",
        ["Outlook"] = (answer, request) => $"{answer}\n\n________________________________\nDe : Alerts <a@lists.example.org>\nEnvoyé : jeudi 12 mars 2026\nÀ : m@c.example\nObjet : x\n\n{request}",
        ["old Outlook"] = (answer, request) => $"{answer}\n\n-----Original Message-----\nFrom: Alerts\nSent: x\nTo: m\nSubject: x\n\n{request}",
        ["iPhone in Arabic"] = (answer, request) => $"\u200F{answer}\n\nأُرسلت من الـ iPhone\n\n> في ١٢ مارس ٢٠٢٦، كتب Alerts <a@lists.example.org>:\n> \n{Quoted(request, "> ")}",
        ["The Bat"] = (answer, request) => $"{answer}\n\nЧетверг, 12 марта 2026, 10:02 +03:00 от Alerts <a@lists.example.org>:\n\n{Quoted(request, ">")}",
        ["Gmail, HTML only"] = (answer, request) => HtmlText.Of($"<div dir=ltr>{answer}</div><br><div class=gmail_quote><div>On 1 Mar 2026, Alerts wrote:<br></div><blockquote class=gmail_quote>{request.Replace("<", "&lt;").Replace("\n", "<br>\n")}</blockquote></div>"),
        ["no quotation"] = (answer, _) => answer,
    };

    private static string Quoted(string text, string sign) => string.Join('\n', text.Split('\n').Select(line => sign + line));

    public static TheoryData<string, Language> Rows()
    {
        var rows = new TheoryData<string, Language>();
        foreach (var program in Programs.Keys)
            foreach (var language in Languages.All)
                rows.Add(program, language);
        return rows;
    }

    [Theory, MemberData(nameof(Rows))]
    public void Every_answer_that_a_request_offers_is_understood_from_every_program(string program, Language language)
    {
        var request = new NoticeTexts(null).Render(NoticeCatalogue.ModerationRequest, language, NoticeModels.Of(NoticeCatalogue.ModerationRequest));
        var lines = request.Text.Split('\n');
        var offered = lines.TakeWhile(line => line != MarkerLines.BeginText).Concat(lines.SkipWhile(line => line != MarkerLines.EndText).Skip(1))
            .Where(line => ModeratorReply.Read(line, "", Desk.Alerts) is not (ModeratorReply.Unclear or ModeratorReply.Edited)).ToList();
        Assert.Equal(11, offered.Count);
        foreach (var answer in offered)
            Assert.Equal(ModeratorReply.Read(answer, "", Desk.Alerts), Read(program, answer, request));
        Assert.IsType<ModeratorReply.Unclear>(Read(program, "Let me think about it.", request));
    }

    [Theory, MemberData(nameof(Rows))]
    public void An_empty_reply_never_decides_by_what_it_quotes(string program, Language language)
    {
        var request = new NoticeTexts(null).Render(NoticeCatalogue.ModerationRequest, language, NoticeModels.Of(NoticeCatalogue.ModerationRequest));
        Assert.IsType<ModeratorReply.Unclear>(Read(program, "", request));
    }

    [Fact]
    public void A_request_quoted_without_any_sign_says_no_more_than_the_word_above_it()
    {
        var model = NoticeModels.Of(NoticeCatalogue.ModerationRequest);
        var post = new CleanPost((string)model["subject"]!, (string)model["text"]!, [], IsEncrypted: false, IsCut: false, null, null, null);
        var request = new NoticeTexts(null).Render(NoticeCatalogue.ModerationRequest, Language.En, model);
        var said = Assert.IsType<ModeratorReply.Approve>(ModeratorReply.Read("ok\n\n" + request.Text, "", Desk.Alerts));
        Assert.Equal(new ModeratorReply.Approve(null), said with { Returned = null });
        Assert.IsType<TextEdit.None>(TextEdit.Of(said.Returned!, post));
    }

    public static TheoryData<string, string> Edits()
    {
        var rows = new TheoryData<string, string>();
        foreach (var program in Programs.Keys.Where(program => program != "no quotation"))
            foreach (var word in "edited|ok edited|ok fr edited|corrigé|modifié|corregido|ok editado|изменено|одобрить, изменено|معدل|موافق معدل".Split('|'))
                rows.Add(program, word);
        return rows;
    }

    [Theory, MemberData(nameof(Edits))]
    public void A_word_makes_an_edit_of_what_every_program_quotes(string program, string word)
    {
        var edit = Edit(Programs[program](word, RequestOf(Sent).Replace("at night", "in the morning", StringComparison.Ordinal)));
        var changed = Assert.IsType<TextEdit.Changed>(edit);
        Assert.Equal(Sent.Subject, changed.Subject);
        Assert.Equal(Sent.Text.Replace("at night", "in the morning", StringComparison.Ordinal), changed.Text);
    }

    [Theory, MemberData(nameof(Edits))]
    public void A_text_that_came_back_as_it_was_is_a_plain_approval(string program, string word) =>
        Assert.IsType<TextEdit.None>(Edit(Programs[program](word, RequestOf(Sent))));

    [Theory, MemberData(nameof(Edits))]
    public void Without_the_word_a_quotation_is_never_an_edit(string program, string word)
    {
        Assert.NotEmpty(word);
        var reply = Programs[program]("ok", RequestOf(Sent).Replace("at night", "in the morning", StringComparison.Ordinal));
        Assert.Equal(new ModeratorReply.Approve(null), ModeratorReply.Read(reply, "", Desk.Alerts));
    }

    [Fact]
    public void A_program_that_breaks_quoted_lines_changes_nothing()
    {
        var quoted = string.Join('\n', RequestOf(Sent).Split('\n').SelectMany(line => line.Chunk(74).Select((part, i) => (i == 0 ? "> " : "") + new string(part))));
        Assert.IsType<TextEdit.None>(Edit($"edited\n\nOn 12 March 2026, Alerts wrote:\n{quoted}"));
    }

    [Theory]
    [InlineData("> ", false, "quoted")]
    [InlineData("", true, "copied out of the quotation")]
    public void A_flowed_reply_is_put_together_again(string sign, bool isHis, string why)
    {
        // RFC 3676: a line that goes on ends with a blank, and one that begins with a blank or a sign gets a blank before it.
        var lines = RequestOf(Sent).Replace("at night", "in the morning", StringComparison.Ordinal).Split('\n').SkipWhile(line => line != MarkerLines.BeginText);
        var flowed = lines.SelectMany(line => Flowed(line, 66)).Select(line => sign + line);
        var mail = MimeKit.MimeMessage.Load(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(
            "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8; format=flowed\r\n\r\nedited\r\n\r\n"
            + (sign.Length > 0 ? "On 12 March 2026, Alerts wrote:\r\n" : "") + string.Join("\r\n", flowed) + "\r\n")), TestContext.Current.CancellationToken);
        var approval = Assert.IsType<ModeratorReply.Approve>(ModeratorReply.Read(PlainText.Of(mail), "", Desk.Alerts));
        Assert.True(approval.Returned!.IsHis == isHis, why);
        Assert.Equal(new TextEdit.Changed(Sent.Subject, Sent.Text.Replace("at night", "in the morning", StringComparison.Ordinal)), TextEdit.Of(approval.Returned, Sent));
    }

    private static IEnumerable<string> Flowed(string line, int columns)
    {
        while (line.Length > columns && line.LastIndexOf(' ', columns) is > 0 and var blank)
        {
            yield return line[..(blank + 1)];
            line = line[(blank + 1)..];
        }
        yield return line;
    }

    private static readonly CleanPost Sent = new(
        "ALERT - ZIMBABWE: Plates seized", "ALERT - ZIMBABWE\n\nHarare, 12 March 2026\n\n(SPW/IFEX) - Four men in plain clothes came to the printing works at night, showed no warrant, and left"
            + " with the plates of the morning paper, as its editor told us.\n\nSend appeals to:\n- the minister of information\n- the police\n\nContact: SPW, Harare",
        [], IsEncrypted: false, IsCut: false, null, null, null);

    private static string RequestOf(CleanPost post)
    {
        var model = NoticeModels.Of(NoticeCatalogue.ModerationRequest);
        (model["subject"], model["text"]) = (post.Subject, post.Text);
        return new NoticeTexts(null).Render(NoticeCatalogue.ModerationRequest, Language.En, model).Text;
    }

    private static TextEdit Edit(string reply)
    {
        var approval = Assert.IsType<ModeratorReply.Approve>(ModeratorReply.Read(reply, "", Desk.Alerts));
        return TextEdit.Of(Assert.IsType<ReturnedText>(approval.Returned), Sent);
    }

    private static ModeratorReply Read(string program, string answer, Notice request) =>
        ModeratorReply.Read(Programs[program](answer, request.Text), "Re: " + request.Subject, Desk.Alerts);
}
