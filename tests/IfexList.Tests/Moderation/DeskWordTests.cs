using IfexList.Mail;
using IfexList.Moderation;
using Xunit;

namespace IfexList.Tests.Moderation;

/// <summary>What moderators say besides their verdicts: that they wait, take, ask, look, call back, correct, suspend.</summary>
public class DeskWordTests
{
    private const string Marie = "marie@desk.example";

    private static ModeratorReply Read(string text) => ModeratorReply.Read(text, "", Desk.Alerts);

    public static TheoryData<string, string> Words()
    {
        var rows = new TheoryData<string, string>();
        void Add(string expected, string phrases)
        {
            foreach (var phrase in phrases.Split(", "))
                rows.Add(expected, phrase);
        }
        Add("PutOff", "hold, later, defer, différer, en attente, plus tard, diferir, aplazar, en espera, más tarde, отложить, позже, تأجيل, لاحقًا");
        Add("Take", "take, I take it, I’ll take it, je prends, je m’en charge, prendre, tomo, lo tomo, me encargo, беру, я беру, беру на себя, أتولى, أتولى الأمر");
        Add("Original", "original, оригинал, подлинник, الأصل, النص الأصلي");
        Add("Recall", "recall, rappeler, retirer, annuler, retirar, anular, отозвать, سحب, استرجاع");
        Add("Correct", "correct, correction, erratum, rectifier, rectificatif, rectificar, rectificación, fe de erratas, исправление, поправка, تصحيح, تصويب");
        return rows;
    }

    [Theory, MemberData(nameof(Words))]
    public void A_word_counts_however_a_phone_dresses_it(string expected, string word)
    {
        string[] dressed =
        [
            word, word.ToUpperInvariant(), char.ToUpperInvariant(word[0]) + word[1..], word + ".", word + "!", $"«{word}»", "\u200F" + word + "\u200F", "\u202B" + word + "\u202C",
            word.Normalize(System.Text.NormalizationForm.FormD), word + ", merci", word + " спасибо", "\n" + word + "\n\nMarie Okafor", word + "\n\n> quoted",
        ];
        Assert.All(dressed, text => Assert.Equal(expected, Read(text).GetType().Name));
    }

    [Theory, MemberData(nameof(Words))]
    public void A_word_that_asks_or_begins_a_sentence_decides_nothing(string word, string phrase)
    {
        Assert.NotEqual("", word);
        string[] spoiled = [phrase + "?", phrase + "؟", phrase + " the first paragraph", phrase + " Marie", phrase + " fr", phrase + " \U0001F44E", "I " + phrase + " nothing", "don't " + phrase];
        Assert.All(spoiled, text => Assert.IsType<ModeratorReply.Unclear>(Read(text)));
    }

    [Theory]
    [InlineData("hold on, I think this is a forgery", "a warning")]
    [InlineData("Later today I will look at it", "a plan")]
    [InlineData("take care", "a farewell")]
    [InlineData("take it or leave it", "a saying")]
    [InlineData("I take it that this is a forgery", "an opinion")]
    [InlineData("ask Marie", "advice to whoever reads it")]
    [InlineData("ask Marie: is this true?", "the question is not for the poster")]
    [InlineData("ask him whether he saw it", "advice")]
    [InlineData("ask:", "no question")]
    [InlineData("ask: ?", "nothing but a mark")]
    [InlineData("ask?", "a question about asking")]
    [InlineData("ask\n\nMarie Okafor", "a name is no question")]
    [InlineData("demander à Marie", "advice in French")]
    [InlineData("спросить у Дины", "advice in Russian")]
    [InlineData("recall that we had this last week", "a reminder")]
    [InlineData("Rappeler Marie avant 18 h", "a telephone call")]
    [InlineData("original text was better", "an opinion")]
    [InlineData("correct me if I am wrong", "a saying")]
    [InlineData("correct\n\nBut only the date, wait for me", "a second thought about what everybody would get")]
    [InlineData("suspend disbelief", "no address")]
    [InlineData("suspend", "nobody")]
    [InlineData("suspend Marie", "a name is nobody's address")]
    [InlineData("suspend marie@", "half an address")]
    [InlineData("suspend marie@desk.example kofi@desk.example", "two")]
    [InlineData("suspend marie@desk.example?", "a question")]
    [InlineData("suspend marie@[192.0.2.1]", "an address of a kind that nobody has")]
    [InlineData("تعليق على الفقرة الأولى", "the word is also a remark")]
    [InlineData("я отложить не могу", "a sentence in Russian")]
    public void What_only_begins_like_a_word_decides_nothing(string text, string why) => Assert.True(Read(text) is ModeratorReply.Unclear, $"{why}: {Read(text)}");

    [Theory]
    [InlineData("ask: who saw it?", "who saw it?", "a question mark is natural")]
    [InlineData("Ask : Who saw it", "Who saw it", "no mark")]
    [InlineData("ask:\nWho saw it?", "Who saw it?", "on the next line")]
    [InlineData("ask\n\nWho saw it?", "Who saw it?", "in the next paragraph")]
    [InlineData("ask: Who saw it?\nAnd when?\n\nMarie", "Who saw it?\nAnd when?", "goes on to the blank line")]
    [InlineData("ask: Who saw it?\nMarie Okafor", "Who saw it?", "the name is not for the member's eyes")]
    [InlineData("demander : qui l'a vu ?", "qui l'a vu ?", "French")]
    [InlineData("preguntar: ¿quién lo vio?", "¿quién lo vio?", "Spanish")]
    [InlineData("спросить: кто это видел?", "кто это видел?", "Russian")]
    [InlineData("اسأل: من رآه؟", "من رآه؟", "Arabic")]
    [InlineData("أسأل：من رآه؟", "من رآه؟", "a wide colon")]
    public void A_question_goes_on_word_for_word(string text, string question, string why) =>
        Assert.True(Read(text) is ModeratorReply.Ask ask && ask.Question == question, $"{why}: {Read(text)}");

    [Theory]
    [InlineData("suspend marie@desk.example", "plain")]
    [InlineData("Suspend: <Marie@Desk.Example>.", "as programs write addresses")]
    [InlineData("suspendre marie@desk.example, merci", "French, with thanks")]
    [InlineData("suspender marie@desk.example", "Spanish")]
    [InlineData("приостановить marie@desk.example", "Russian")]
    [InlineData("إيقاف \u202Amarie@desk.example\u202C", "Arabic, the address in marks of direction")]
    [InlineData("تعليق marie@desk.example", "Arabic, another word")]
    [InlineData("suspend marie\u200B@desk.exam\u00ADple", "with what can't be seen within")]
    public void A_moderator_is_suspended_by_address(string text, string why) =>
        Assert.True(Read(text) is ModeratorReply.Suspend { Moderator: var moderator } && moderator.Key == Marie, $"{why}: {Read(text)}");

    [Theory]
    [InlineData("hold\n\nwait for Hala, she knows the source", "PutOff")]
    [InlineData("take\nif I am not back at six, ask Kofi", "Take")]
    [InlineData("recall\n\nwait for my edit", "Recall")]
    public void What_loses_nothing_is_done_whatever_stands_below(string text, string expected) => Assert.Equal(expected, Read(text).GetType().Name);

    [Theory]
    [InlineData("correct\n\n[begin text]\nnew\n[end text]", "new", "he sent it back himself")]
    [InlineData("correction\n\n> [begin text]\n> new\n> [end text]", "new", "quoted: the word says that it is changed")]
    [InlineData("تصحيح\n\n[begin text]\nnew\n[end text]", "new", "Arabic")]
    [InlineData("correct", null, "no text")]
    [InlineData("rectificar\n\n> Hola", null, "a quotation without the text")]
    public void A_correction_brings_the_text_that_came_back(string text, string? expected, string why)
    {
        var returned = Assert.IsType<ModeratorReply.Correct>(Read(text)).Returned;
        Assert.True(returned?.Text == expected && returned?.IsSaid is null or true, why);
    }

    [Theory]
    [InlineData("corrigé")]
    [InlineData("corregir")]
    [InlineData("исправлено")]
    [InlineData("تعديل")]
    public void Words_of_editing_still_edit_what_is_held(string word) =>
        Assert.True(Read(word + "\n\n[begin text]\nnew\n[end text]") is ModeratorReply.Approve { Returned.IsSaid: true });

    [Theory]
    [InlineData("hold")]
    [InlineData("ask")]
    [InlineData("take")]
    [InlineData("suspend")]
    [InlineData("ok at")]
    public void A_line_without_end_decides_nothing_in_no_time(string word)
    {
        Assert.IsType<ModeratorReply.Unclear>(Read($"{word} {new string('x', 10_000)}"));
        Assert.IsType<ModeratorReply.Unclear>(Read($"{word} {string.Concat(Enumerable.Repeat("at 1 ", 399))}"));
    }
}
