using IfexList.Authentication;
using IfexList.Mail;
using IfexList.Notices;
using Xunit;

namespace IfexList.Tests.Notices;

public class NoticeGoldenTests
{
    private static readonly (string Variable, object? Value)[] OfEdits = [("unended", true), ("diff", "- Le 12 mars 2026\n+ Le 13 mars 2026\n- RECOMMANDATIONS :")];

    private static readonly string[] Names =
    [
        "moderation-request", "credence", "once-more", "decision-howto", "acknowledgement", "strangers-digest", "reminder", "nobody-decides", "returned-to-poster", "last-day", "footer", "choices", "confirm", "confirm-late", "cancelled", "welcome", "settings", "help",
        "not-understood", "lists", "goodbye", "my-data", "index-answer", "search-answer", "file-answer", "withdrawn-note", "filed", "get-answer", "parcel-index", "cut-here", "updates-line", "corrects-line", "leave-page", "weekly-summary", "item-received", "item-note", "edition-missing", "draft", "draft-unclear", "draft-note", "probe", "paused-by-bounces", "mail-trouble",
        "translation-call", "translation-changed", "translation-draft", "translation-note", "translation-unclear", "translation-reminder", "handover",
    ];

    public static TheoryData<string, Language> Letters()
    {
        var rows = new TheoryData<string, Language>();
        foreach (var name in Names)
            foreach (var language in Languages.All)
                rows.Add(name, language);
        return rows;
    }

    public static TheoryData<string, Language> EditLetters()
    {
        var rows = new TheoryData<string, Language>();
        foreach (var (variable, _) in OfEdits)
            foreach (var language in Languages.All)
                rows.Add(variable, language);
        return rows;
    }

    [Theory, MemberData(nameof(EditLetters))]
    public void The_question_after_a_doubtful_edit_looks_as_it_was_approved(string variable, Language language)
    {
        var model = NoticeModels.Of(NoticeCatalogue.DecisionUnclear, language);
        model[variable] = OfEdits.Single(row => row.Variable == variable).Value;
        var notice = new NoticeTexts(null, strict: true).Render(NoticeCatalogue.DecisionUnclear, language, model);
        Golden.Check($"notices/decision-unclear-{variable}.{language.Code()}.golden", $"Subject: {notice.Subject}\n\n{notice.Text}");
    }

    /// <summary>What stands above everything else in a request, for each rule by which a sender is judged.</summary>
    [Theory]
    [InlineData(Language.En)]
    [InlineData(Language.Fr)]
    [InlineData(Language.Es)]
    [InlineData(Language.Ru)]
    [InlineData(Language.Ar)]
    public void A_verdict_looks_as_it_was_approved(Language language)
    {
        var heads = Enum.GetValues<SenderRule>().Select(rule =>
        {
            var model = NoticeModels.Of(NoticeCatalogue.ModerationRequest, language);
            model["why"] = SenderVerdict.CodeOf(rule);
            model["credence"] = NoticeModels.Credence(rule switch { SenderRule.Aligned or SenderRule.SignedByKey => "genuine", < SenderRule.SignedByKey => "forged", _ => "unsure" }, language);
            model["known"] = rule is SenderRule.Aligned or SenderRule.BrokenSignature;
            model["organisation"] = rule is SenderRule.AlignedStranger ? "" : "OHPL";
            model["first"] = rule is SenderRule.Disowned or SenderRule.Unproven or SenderRule.BrokenSignature;
            model["imitated"] = rule == SenderRule.OtherAddress ? "amel.jaziri@horria.example" : "horria.example";
            return new NoticeTexts(null, strict: true).Render(NoticeCatalogue.ModerationRequest, language, model).Text.Split("\n\n")[0];
        });
        Golden.Check($"notices/verdicts.{language.Code()}.golden", string.Join("\n\n", heads) + "\n");
    }

    [Theory, MemberData(nameof(Letters))]
    public void A_letter_looks_as_it_was_approved(string name, Language language)
    {
        var kind = NoticeCatalogue.All.Single(k => k.Name == name);
        var notice = new NoticeTexts(null, strict: true).Render(kind, language, NoticeModels.Of(kind, language));
        Golden.Check($"notices/{name}.{language.Code()}.golden", $"Subject: {notice.Subject}\n\n{notice.Text}");
    }
}
