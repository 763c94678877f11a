using IfexList.Communique;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Tests.Notices;

namespace IfexList.Tests.Communique;

public class DraftReplyTests
{
    [Theory]
    [InlineData("drop 3 7", "drop 3,7", "numbers")]
    [InlineData("Drop: 3, 7 and 9", "drop 3,7,9", "as people write numbers")]
    [InlineData("drop 3-5", "drop 3,4,5", "a range")]
    [InlineData("retirer 3 et 7", "drop 3,7", "French")]
    [InlineData("quitar 3 y 7", "drop 3,7", "Spanish")]
    [InlineData("убрать 3 и 7", "drop 3,7", "Russian")]
    [InlineData("احذف ٣ ٧", "drop 3,7", "Arabic with its own digits")]
    [InlineData("keep 3", "keep 3", "back again")]
    [InlineData("оставить 3", "keep 3", "Russian")]
    [InlineData("move 5 first", "move 5 before 0", "to the top of its section")]
    [InlineData("move 5 to the end", "move 5 behind 0", "with small words between")]
    [InlineData("déplacer 5 après 2", "move 5 behind 2", "French")]
    [InlineData("mover 5 antes de 2", "?", "\"de\" isn't a number")]
    [InlineData("переместить 5 перед 2", "move 5 before 2", "Russian")]
    [InlineData("نقل 5 بعد 2", "move 5 behind 2", "Arabic")]
    [InlineData("section 4 updates", "into 4 updates", "by its code")]
    [InlineData("rubrique 4 mises à jour", "into 4 updates", "by its French name")]
    [InlineData("раздел 4 вакансии", "into 4 jobs", "by its Russian name")]
    [InlineData("قسم 4 مستجدات", "into 4 updates", "by its Arabic name")]
    [InlineData("section 4 alerts", "?", "the list of what was issued has no items")]
    [InlineData("spotlight 2", "into 2 spotlight", "the top section")]
    [InlineData("headline 4 Editor \"freed\": at last", "headline 4 Editor \"freed\": at last", "words as they were written")]
    [InlineData("titre 4 : Le directeur libéré", "headline 4 Le directeur libéré", "a French colon")]
    [InlineData("headline 4", "?", "no words")]
    [InlineData("note: Our office moves.", "note Our office moves.", "a note on top")]
    [InlineData("ملاحظة: شكرا لكم", "note شكرا لكم", "Arabic")]
    [InlineData("note\n[begin text]\nTwo\n\nparagraphs\n[end text]", "note Two|paragraphs", "a note between the markers")]
    [InlineData("text 4\n[begin text]\nNew text.\n[end text]\nok", "text 4 New text.; release", "a text for one entry, and out")]
    [InlineData("text 4", "?", "no text came along")]
    [InlineData("text 4\n\nOn Mon, Communique wrote:\n> [begin text]\n> the issue\n> [end text]", "?", "what a program quotes is no new text for an entry")]
    [InlineData("[begin text]\nSubject: IFEX\n\nThe whole issue.\n[end text]\nok", "whole The whole issue.; release", "a whole issue")]
    [InlineData("edited\n\nOn Mon, Communique wrote:\n> [begin text]\n> changed\n> [end text]", "whole changed", "within the quotation, with the word for it")]
    [InlineData("[begin text]\nthe end is lost", "?", "one marker is missing")]
    [InlineData("show", "show", "again")]
    [InlineData("ok", "release", "a moderator's word")]
    [InlineData("одобряю", "release", "Russian")]
    [InlineData("موافق", "release", "Arabic")]
    [InlineData("ok?", "?", "a question decides nothing")]
    [InlineData("ok but without 3", "?", "a second thought decides nothing")]
    [InlineData("skip", "skip", "no number")]
    [InlineData("drop 3\nmove 5 first\n\nok", "drop 3; move 5 before 0; release", "several, with an empty line")]
    [InlineData("drop 3\nsomething else 5\nok", "?", "all or nothing")]
    [InlineData("Thanks!\ndrop 3\n\nElena Petrova", "drop 3", "thanks above, a name below")]
    [InlineData("drop 3\n-- \nElena", "drop 3", "a signature")]
    [InlineData("drop 3\n\nplease wait", "?", "no name: it takes back what stands above")]
    [InlineData("drop 99999999999999999999", "?", "no entry has that number")]
    [InlineData("", "?", "nothing")]
    public void An_editors_reply_is_understood(string reply, string expected, string why) => Assert.True(Told(DraftReply.Read(reply, "Re: [communique] Draft")) is var told && told == expected, $"{why}: {told}");

    [Theory]
    [InlineData(Language.En), InlineData(Language.Fr), InlineData(Language.Es), InlineData(Language.Ru), InlineData(Language.Ar)]
    public void The_words_that_a_letter_offers_are_understood(Language language)
    {
        var letter = new NoticeTexts(null, strict: true).Render(NoticeCatalogue.Draft, language, NoticeModels.Of(NoticeCatalogue.Draft, language));
        var offered = letter.Text.Split("\n\n").Single(block => block.Split('\n').Length == 10).Split('\n').Select(line => Told(DraftReply.Read(line, "")).Split(' ')[0]);
        Assert.Equal("release drop move move into into headline note show skip", string.Join(' ', offered));
    }

    [Fact]
    public void An_answer_may_stand_in_the_subject() => Assert.Equal("release", Told(DraftReply.Read("", "Re: ok [communique] Draft")));

    [Fact]
    public void The_line_that_was_not_understood_is_named() => Assert.Equal("frobnicate 3", DraftReply.Read("drop 2\nfrobnicate 3\nok", "").Unclear);

    [Fact]
    public void A_long_reply_costs_its_length() =>
        Assert.NotNull(DraftReply.Read(string.Join('\n', Enumerable.Repeat(new string('7', 1000) + " drop", 2000)), "").Unclear);

    private static string Told(DraftReply reply) => reply.Unclear is not null ? "?" : string.Join("; ", reply.Orders.Select(order => order switch
    {
        DraftOrder.Drop drop => $"{(drop.IsKept ? "keep" : "drop")} {string.Join(',', drop.Entries)}",
        DraftOrder.Move move => $"move {move.Entry} {(move.IsBehind ? "behind" : "before")} {move.Beside}",
        DraftOrder.Into into => $"into {into.Entry} {into.Section.Code}",
        DraftOrder.Headline headline => $"headline {headline.Entry} {headline.Words}",
        DraftOrder.Text text => $"text {text.Entry} {text.Words}",
        DraftOrder.Note note => $"note {note.Words.Replace("\n\n", "|", StringComparison.Ordinal)}",
        DraftOrder.Whole whole => $"whole {whole.Words}",
        DraftOrder.Show => "show",
        DraftOrder.Release => "release",
        DraftOrder.Skip => "skip",
        _ => "nobody knows",
    }));
}
