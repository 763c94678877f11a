using IfexList.Lists;
using IfexList.Mail;
using IfexList.Moderation;
using Xunit;

namespace IfexList.Tests.Moderation;

/// <summary>What may stand behind a word of approval.</summary>
public class OrderTests
{
    private static ModeratorReply Read(string text) => ModeratorReply.Read(text, "", Desk.Alerts);

    [Theory]
    [InlineData("ok", "", "a bare word")]
    [InlineData("ok fr", "fr", "a language")]
    [InlineData("ok urgent", "urgent", "English and French")]
    [InlineData("aprobar urgente", "urgent", "Spanish")]
    [InlineData("одобрить срочно", "urgent", "Russian")]
    [InlineData("موافق عاجل", "urgent", "Arabic")]
    [InlineData("ok urgent fr", "fr urgent", "the language last")]
    [InlineData("ok fr urgent", "fr urgent", "the language first")]
    [InlineData("OK, FR, URGENT.", "fr urgent", "capitals and commas")]
    [InlineData("ok kind=update country=TN topics=women,africa", "kind=update country=TN topics=women,africa", "all keys")]
    [InlineData("ok topics=women,africa fr country=TN kind=update", "fr kind=update country=TN topics=women,africa", "in another order, a language between")]
    [InlineData("ok kind = update", "kind=update", "blanks around the sign")]
    [InlineData("ok Kind=UPDATE Country=tn", "kind=update country=TN", "capitals")]
    [InlineData("ok topics=women, africa", "topics=women,africa", "a blank behind the comma")]
    [InlineData("approuver type=mise à jour pays=Tunisie thèmes=femmes,Afrique", "kind=update country=TN topics=women,africa", "French, a kind of three words")]
    [InlineData("approuver genre=alerte pays=Côte d'Ivoire en français urgent", "fr kind=alert country=CI urgent", "French, a country of two words")]
    [InlineData("aprobar tipo=actualización país=Túnez temas=mujeres,África", "kind=update country=TN topics=women,africa", "Spanish")]
    [InlineData("aprobar genero=alerta pais=mexico", "kind=alert country=MX", "Spanish without accents")]
    [InlineData("одобрить вид=обновление страна=Тунис темы=женщины,Африка на русском", "ru kind=update country=TN topics=women,africa", "Russian")]
    [InlineData("موافق نوع=تحديث بلد=تونس مواضيع=النساء،أفريقيا بالعربية", "ar kind=update country=TN topics=women,africa", "Arabic, its own comma")]
    [InlineData("\u200Fموافق نوع\u200F=\u200Eتحديث\u200F", "kind=update", "marks of direction between")]
    [InlineData("ok вид=update pays=Túnez temas=النساء", "kind=update country=TN topics=women", "five languages mixed")]
    [InlineData("ok country=South Africa en", "en country=ZA", "a country of two words before a language")]
    [InlineData("ok country=TN,DZ", "country=DZ,TN", "two countries")]
    [InlineData("ok kind=press release", "kind=press-release", "a kind of two words")]
    [InlineData("ok kind=press-release", "kind=press-release", "with a hyphen")]
    [InlineData("ok by=name", "name", "the author named")]
    [InlineData("approuver par=nom", "name", "in French")]
    [InlineData("ok by=name urgent thanks", "name urgent", "thanks at the end")]
    [InlineData("ok topics=TN", "topics=TN", "a country among the topics")]
    [InlineData("ok case=2026-0312-01", "case=2026-0312-01", "the case that it continues")]
    [InlineData("ok case=2026-0312-1, fr", "fr case=2026-0312-01", "without its zero, a comma behind")]
    [InlineData("approuver affaire=2026-0312-01", "case=2026-0312-01", "in French")]
    [InlineData("approuver dossier = nouveau", "case=new", "a new one in French")]
    [InlineData("aprobar caso=nuevo", "case=new", "in Spanish")]
    [InlineData("одобрить дело=новое", "case=new", "in Russian")]
    [InlineData("одобрить дело=2026-0312-01", "case=2026-0312-01", "a number in Russian")]
    [InlineData("موافق قضية=‎٢٠٢٦-٠٣١٢-٠١", "case=2026-0312-01", "Arabic digits behind a mark")]
    [InlineData("موافق ملف=جديد", "case=new", "in Arabic")]
    [InlineData("ok case=۲۰۲۶-۰۳۱۲-۰۱", "case=2026-0312-01", "Persian digits")]
    [InlineData("ok to=members", "members", "the members alone")]
    [InlineData("ok for=members", "members", "another key")]
    [InlineData("approuver à=membres", "members", "in French")]
    [InlineData("approuver pour=membres en français", "fr members", "another key, a language behind")]
    [InlineData("aprobar a=miembros", "members", "in Spanish")]
    [InlineData("aprobar para=miembros", "members", "another key")]
    [InlineData("одобрить кому=членам", "members", "in Russian")]
    [InlineData("одобрить для=участников", "members", "another key and case")]
    [InlineData("موافق إلى=الأعضاء", "members", "in Arabic")]
    [InlineData("ok to=all", "", "what silence means")]
    [InlineData("ok à=tous", "", "in French")]
    [InlineData("ok a=todos", "", "in Spanish")]
    [InlineData("ok кому=все", "", "in Russian")]
    [InlineData("ok إلى=الجميع", "", "in Arabic")]
    [InlineData("ok fr at 18:00 UTC urgent kind=update case=2026-0312-01 to=members", "fr kind=update case=2026-0312-01 members urgent at 18:00 UTC", "all of it")]
    [InlineData("ok case=new at=18:00 en", "en case=new at 18:00", "a time behind its sign, a language behind it")]
    public void Orders_are_read_in_any_order_and_language(string text, string expected, string why)
    {
        var reply = Read(text);
        Assert.True(reply is ModeratorReply.Approve, $"{why}: {reply}");
        Assert.True(Shown((ModeratorReply.Approve)reply) == expected, $"{why}: {Shown((ModeratorReply.Approve)reply)}");
    }

    [Theory]
    [InlineData("ok kind=banana", "no such kind")]
    [InlineData("ok kind=", "no value")]
    [InlineData("ok =update", "no key")]
    [InlineData("ok colour=red", "no such key")]
    [InlineData("ok country=Atlantis", "no such country")]
    [InlineData("ok country=africa", "a region is no country")]
    [InlineData("ok topics=women,bananas", "one of two topics unknown")]
    [InlineData("ok topics=,", "only a comma")]
    [InlineData("ok kind=update kind=alert", "two kinds")]
    [InlineData("ok kind=update genre=alerte", "two kinds in two languages")]
    [InlineData("ok urgent urgent", "twice the same")]
    [InlineData("ok fr en", "two languages")]
    [InlineData("ok by=amel", "whose name is not for him to say")]
    [InlineData("ok by name", "a key without its sign")]
    [InlineData("ok not urgent", "a negation")]
    [InlineData("ok pas urgent", "a negation in French")]
    [InlineData("ok urgent?", "a question")]
    [InlineData("ok urgent but call me", "a condition")]
    [InlineData("ok urgent\n\nMais attendez 18 h", "a second thought below")]
    [InlineData("ok kind=update and country=TN", "a word between")]
    [InlineData("ok country TN", "a key without its sign")]
    [InlineData("ok TN", "a country without its key")]
    [InlineData("urgent", "urgency is no decision")]
    [InlineData("kind=update", "nor is a kind")]
    [InlineData("edited by Amel last week", "a sentence that begins with a word of editing")]
    [InlineData("ok case=417", "no number of a release")]
    [InlineData("ok case=", "no case")]
    [InlineData("ok case=new case=2026-0312-01", "two cases")]
    [InlineData("ok case 2026-0312-01", "a case without its sign")]
    [InlineData("ok 2026-0312-01", "nor its key")]
    [InlineData("ok to=members to=all", "members and everybody")]
    [InlineData("ok to=all to=members", "everybody and members")]
    [InlineData("ok to=marie@example.org", "no single reader")]
    [InlineData("ok to members", "a key without its sign")]
    [InlineData("ok to=members only", "a word too many")]
    [InlineData("ok à Marie", "an order to somebody else")]
    [InlineData("ok a", "half a word")]
    [InlineData("одобрить в", "half a word in Russian")]
    [InlineData("ok at 18:00 UTC at 19:00 UTC", "two times")]
    [InlineData("срочно", "Russian: urgency alone")]
    [InlineData("одобрить не срочно", "Russian: a negation")]
    [InlineData("موافق غير عاجل", "Arabic: a negation")]
    [InlineData("discard urgent", "nothing is sent")]
    [InlineData("ok urgent \U0001F44E", "a thumb down")]
    public void One_word_that_is_not_understood_makes_it_no_decision(string text, string why)
    {
        var reply = Read(text);
        Assert.True(reply is ModeratorReply.Unclear { LineRead.Length: > 0 }, $"{why}: {reply}");
    }

    public static TheoryData<string> WaitingOrders()
    {
        string?[][] each =
        [
            [null, .. Languages.All.Select(language => language.Code())], [null, "urgent"], [null, "kind=update", "kind=press-release", "kind=joint-action"],
            [null, "country=TN", "country=LY,TN"], [null, "topics=women", "topics=africa,internet,TN"], [null, "case=new", "case=2026-0312-01"], [null, "to=members"], [null, "by=name"],
        ];
        var lines = each.Aggregate((IEnumerable<string>)[""], (lines, words) => lines.SelectMany(_ => words, (line, word) => $"{line} {word}".Trim()));
        return [.. lines.Distinct()];
    }

    [Fact]
    public void Orders_that_wait_are_stored_as_a_line_that_says_the_same() => Assert.All(WaitingOrders(), row =>
    {
        var orders = Assert.IsType<ModeratorReply.Approve>(Read("ok " + row.Data));
        Assert.Equal(row.Data, ApprovalLine.Write(orders));
        Assert.Equal(orders, ApprovalLine.Read(ApprovalLine.Write(orders), Desk.Alerts)?.Orders);
    });

    [Fact]
    public void Every_country_region_and_theme_is_stored_as_itself() => Assert.All(Regions.Countries.Concat(Regions.All).Concat(Desk.Alerts.Themes.Keys), code =>
        Assert.Equal($"topics={code}", ApprovalLine.Write(ApprovalLine.Read($"topics={code}", Desk.Alerts)!.Orders)));

    [Fact]
    public void The_time_and_the_text_are_stored_elsewhere() =>
        Assert.Equal("fr", ApprovalLine.Write(Assert.IsType<ModeratorReply.Approve>(Read("ok fr at 18:00\n\n[begin text]\nnew\n[end text]"))));

    [Fact]
    public void The_line_that_was_read_is_told_word_for_word() => Assert.Equal(new ModeratorReply.Unclear("ok kind=banana fr"), Read("ok kind=banana fr"));

    [Fact]
    public void Orders_may_stand_in_the_subject_of_an_empty_reply() =>
        Assert.Equal(new ModeratorReply.Approve(Language.Fr, IsUrgent: true), ModeratorReply.Read("", "Re: ok urgent fr [alerts 417] x", Desk.Alerts));

    [Fact]
    public void Every_kind_is_found_by_its_code() => Assert.All(
        "alert update capsule press-release joint-action report communique".Split(' '), code => Assert.Equal(code, ReleaseKinds.Find(code)));

    private static string Shown(ModeratorReply.Approve orders) => string.Join(' ', new[]
    {
        orders.Language?.Code(), orders.Kind is { } kind ? $"kind={kind}" : null, Topics("country", orders.Countries), Topics("topics", orders.Topics),
        orders.Case is { } number ? $"case={number}" : null, orders.ToMembers ? "members" : null, orders.NamesAuthor ? "name" : null, orders.IsUrgent ? "urgent" : null,
        orders.At is { } at ? $"at {at.Time:HH:mm}{(at.Zone is { } zone ? " " + zone.Id : "")}" : null,
    }.OfType<string>());

    private static string? Topics(string key, TopicSet? topics) => topics is null ? null
        : key == "country" ? $"{key}={string.Join(',', topics.Select(topic => topic.Code).Order(StringComparer.Ordinal))}" : $"{key}={topics}";
}
