using IfexList.Mail;
using IfexList.Notices;
using Xunit;

namespace IfexList.Tests.Notices;

public class NoticeGoldenTests
{
    private static readonly string[] Names =
    [
        "moderation-request", "acknowledgement", "strangers-digest", "footer", "choices", "confirm", "confirm-late", "cancelled", "welcome", "settings", "help",
        "not-understood", "lists", "goodbye", "my-data", "index-answer", "get-answer", "parcel-index", "cut-here", "leave-page",
    ];

    public static TheoryData<string, Language> Letters()
    {
        var rows = new TheoryData<string, Language>();
        foreach (var name in Names)
            foreach (var language in Languages.All)
                rows.Add(name, language);
        return rows;
    }

    [Theory, MemberData(nameof(Letters))]
    public void A_letter_looks_as_it_was_approved(string name, Language language)
    {
        var kind = NoticeCatalogue.All.Single(k => k.Name == name);
        var notice = new NoticeTexts(null, strict: true).Render(kind, language, NoticeModels.Of(kind, language));
        Golden.Check($"notices/{name}.{language.Code()}.golden", $"Subject: {notice.Subject}\n\n{notice.Text}");
    }
}
