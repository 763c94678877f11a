using IfexList.Mail;
using IfexList.Moderation;
using IfexList.Notices;
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
        var offered = request.Text.Split('\n').TakeWhile(line => line != MarkerLines.BeginText)
            .Where(line => ModeratorReply.Read(OwnText.Of(line), "") is not (ModeratorReply.Unclear or ModeratorReply.Edited)).ToList();
        Assert.Equal(4, offered.Count);
        foreach (var answer in offered)
            Assert.Equal(ModeratorReply.Read(OwnText.Of(answer), ""), Read(program, answer, request));
        Assert.IsType<ModeratorReply.Unclear>(Read(program, "Let me think about it.", request));
    }

    [Theory, MemberData(nameof(Rows))]
    public void An_empty_reply_never_decides_by_what_it_quotes(string program, Language language)
    {
        var request = new NoticeTexts(null).Render(NoticeCatalogue.ModerationRequest, language, NoticeModels.Of(NoticeCatalogue.ModerationRequest));
        Assert.IsType<ModeratorReply.Unclear>(Read(program, "", request));
    }

    [Fact]
    public void A_request_quoted_without_any_sign_is_asked_back()
    {
        var request = new NoticeTexts(null).Render(NoticeCatalogue.ModerationRequest, Language.En, NoticeModels.Of(NoticeCatalogue.ModerationRequest));
        Assert.IsType<ModeratorReply.Edited>(ModeratorReply.Read(OwnText.Of("ok\n\n" + request.Text), ""));
    }

    private static ModeratorReply Read(string program, string answer, Notice request) =>
        ModeratorReply.Read(OwnText.Of(Programs[program](answer, request.Text)), "Re: " + request.Subject);
}
