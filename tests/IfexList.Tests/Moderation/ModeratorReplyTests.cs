using IfexList.Mail;
using IfexList.Moderation;
using IfexList.Tests.Mail;
using Xunit;

namespace IfexList.Tests.Moderation;

public class ModeratorReplyTests
{
    private const string Subject = "Re: [alerts 417] ALERTE - TUNISIE: Le directeur de La Voix du Bassin";

    private static ModeratorReply Read(string text, string subject = Subject) => ModeratorReply.Read(text, subject, Desk.Alerts);

    // What the text of each sample says, before anyone asks who sent it and whether a robot did.
    public static TheoryData<string, string> Samples()
    {
        var rows = new TheoryData<string, string>();
        foreach (var sample in SampleMail.Manifest)
            if (sample.TryGetProperty("expect", out var expect) && expect.TryGetProperty("decision", out var decision))
                rows.Add(sample.FileName(), decision.GetString()!);
        return rows;
    }

    [Theory, MemberData(nameof(Samples))]
    public void Each_sample_reply_is_read_as_the_manifest_says(string file, string expected)
    {
        var message = MimeKit.MimeMessage.Load(Path.Combine(SampleMail.Folder, file), TestContext.Current.CancellationToken);
        var reply = ModeratorReply.Read(PlainText.Of(message), message.Subject ?? "", Desk.Alerts);
        var robot = Automation.Of(message, nullSender: false, "lists.example.org", _ => false);
        if (expected == "approve")
            Assert.False(robot.NeverAnswer, "a person's decision must not be dropped");
        switch (expected)
        {
            // 51 reads as a decision; that its sender is no moderator is for others to find.
            case "approve" or "refused":
                Assert.Equal(new ModeratorReply.Approve(null), reply);
                break;
            case "reject":
                Assert.Equal(new ModeratorReply.Reject("falta la fuente del segundo dato, llamar a Lucía antes."), reply);
                break;
            case "approve-edited":
                var returned = Assert.IsType<ReturnedText>(Assert.IsType<ModeratorReply.Approve>(reply).Returned);
                Assert.True(returned is { IsWhole: true, IsHis: true, IsSaid: true });
                break;
            default:
                Assert.IsType<ModeratorReply.Unclear>(reply);
                break;
        }
    }

    [Fact]
    public void The_manifest_holds_all_sixteen_replies() => Assert.Equal(16, Samples().Count);

    public static TheoryData<string, string> WordsInFiveLanguages()
    {
        var rows = new TheoryData<string, string>();
        foreach (var word in "approve ok accept approuver approuvé accepter d'accord D’ACCORD aprobar aceptar apruebo одобрить одобряю принять ок окей موافق موافقة قبول أوكي".Split(' '))
            rows.Add("approve", word);
        foreach (var word in "reject refuse rejeter refuser rechazar отклонить отказать رفض مرفوض".Split(' '))
            rows.Add("reject", word);
        foreach (var word in "discard spam supprimer descartar удалить تجاهل حذف".Split(' '))
            rows.Add("discard", word);
        return rows;
    }

    [Theory, MemberData(nameof(WordsInFiveLanguages))]
    public void A_word_counts_however_a_phone_dresses_it(string expected, string word)
    {
        string[] dressed =
        [
            word, word.ToUpperInvariant(), char.ToUpperInvariant(word[0]) + word[1..], word + ".", word + "!", word + "،", $"«{word}»", $"\"{word}\"", $"*{word}*",
            "\u200F" + word, "\u2068" + word + "\u2069", "\u061C" + word + "\u200E", "\uFEFF" + word, word + "\u00A0", "  " + word + "  ", word + " :", word + "…",
            word.Normalize(System.Text.NormalizationForm.FormD), "\n\n" + word + "\n\nMarie Okafor\nClearing House",
        ];
        foreach (var text in dressed)
            Assert.Equal(expected, Name(Read(text)));
    }

    [Theory]
    [InlineData("yes", "approve")]
    [InlineData("Sí.", "approve")]
    [InlineData("oui", "approve")]
    [InlineData("да", "approve")]
    [InlineData("نعم", "approve")]
    [InlineData("no", "reject")]
    [InlineData("нет", "reject")]
    [InlineData("لا", "reject")]
    [InlineData("yes please", "unclear")]
    [InlineData("oui mais pas tout de suite", "unclear")]
    [InlineData("no idea, ask Hala", "unclear")]
    [InlineData("yes\n\n[begin text]\nnew\n[end text]", "unclear")]
    [InlineData("no: falta la fuente", "unclear")]
    [InlineData("да\n\nно сначала позвоните мне", "unclear")]
    public void Everyday_words_count_only_alone(string text, string expected) => Assert.Equal(expected, Name(Read(text)));

    [Theory]
    [InlineData("ok fr", Language.Fr, "code")]
    [InlineData("OK FR.", Language.Fr, "capitals and a stop")]
    [InlineData("ok français", Language.Fr, "name in its own language")]
    [InlineData("approve, French", Language.Fr, "English name behind a comma")]
    [InlineData("approuver en anglais", Language.En, "with a preposition that is also a code")]
    [InlineData("ok en", Language.En, "the code that is also a preposition")]
    [InlineData("aprobar ruso gracias", Language.Ru, "and thanks")]
    [InlineData("одобрить на французском", Language.Fr, "inflected")]
    [InlineData("موافق بالعربية", Language.Ar, "with the attached preposition")]
    [InlineData("موافق عربي", Language.Ar, "the adjective")]
    [InlineData("ok ar merci", Language.Ar, "thanks in another language")]
    public void A_language_may_follow_approval(string text, Language expected, string why) =>
        Assert.True(new ModeratorReply.Approve(expected) == Read(text), why);

    [Theory]
    [InlineData("approve thanks")]
    [InlineData("ok, merci beaucoup")]
    [InlineData("Ok thank you!")]
    [InlineData("одобряю, спасибо большое")]
    [InlineData("موافق، شكراً جزيلاً")]
    [InlineData("approve\nMarie")]
    [InlineData("ok\r")]
    [InlineData("ok :)")]
    public void Courtesy_and_a_name_below_take_nothing_away(string text) => Assert.Equal(new ModeratorReply.Approve(null), Read(text));

    [Theory]
    [InlineData("Approve nothing urgent while I am away until 20 March", "a sentence")]
    [InlineData("Don't approve yet - call the source first.", "a negation")]
    [InlineData("OK bien reçu. Je suis absente jusqu'au 20 mars.", "an absence")]
    [InlineData("ok?", "a question")]
    [InlineData("approve? I am not sure", "a doubt")]
    [InlineData("موافق؟", "a question in Arabic")]
    [InlineData("ok \U0001F44E", "a thumb down")]
    [InlineData("\U0001F44D", "a thumb is no word")]
    [InlineData("ok fr es", "two languages")]
    [InlineData("ok klingon", "no language of ours")]
    [InlineData("discard fr", "nothing to translate")]
    [InlineData("discard the second paragraph", "a wish")]
    [InlineData("approve\n\nBut without the phone number in the last line.", "a second thought")]
    [InlineData("approuver\nMais attendez 18 h", "a second thought in French")]
    [InlineData("ok\n\nТолько без телефона", "a second thought in Russian")]
    [InlineData("ok\nНет, подожди", "no, in Russian")]
    [InlineData("ok\nNo, stop!", "no")]
    [InlineData("ok\nPlease don't send it before Monday", "a polite second thought")]
    [InlineData("d'accord\nNe pas publier le nom", "not, in French")]
    [InlineData("موافق\nلا تنشروا الاسم", "not, in Arabic")]
    [InlineData("!approve", "a negation among programmers")]
    [InlineData("looks good", "no decision word")]
    [InlineData("Hi,\nok", "a greeting first")]
    [InlineData("reject?", "a question has no reason")]
    [InlineData("approver", "another word")]
    public void Whatever_is_no_exact_decision_is_asked_back(string text, string why) => Assert.True(Name(Read(text)) == "unclear", why);

    [Theory]
    [InlineData("Reject: second source missing", "second source missing", "colon")]
    [InlineData("reject second source missing", "second source missing", "no colon")]
    [InlineData("REJETER : il manque la date", "il manque la date", "French space")]
    [InlineData("rechazar:falta la fecha", "falta la fecha", "no space")]
    [InlineData("отклонить — нет второго источника", "нет второго источника", "dash")]
    [InlineData("رفض: المصدر الثاني ناقص", "المصدر الثاني ناقص", "Arabic")]
    [InlineData("reject: the date is missing\nand so is the place.\n\nMarie", "the date is missing\nand so is the place.", "goes on to the blank line")]
    [InlineData("reject\nThe date is missing.", "The date is missing.", "reason below")]
    [InlineData("reject\n\nThe date is missing.", "The date is missing.", "reason in the next paragraph")]
    [InlineData("reject: no date\nMarie Okafor", "no date", "the name is not for the member's eyes")]
    [InlineData("reject\n\nMarie Okafor", "", "a name is no reason")]
    [InlineData("reject", "", "no reason")]
    [InlineData("reject: why no second source?", "why no second source?", "a question may be the reason")]
    public void A_rejection_carries_its_reason_word_for_word(string text, string reason, string why)
    {
        var reply = Assert.IsType<ModeratorReply.Reject>(Read(text));
        Assert.True(reason == reply.Reason, $"{why}: {reply.Reason}");
    }

    [Theory]
    [InlineData("", "approve", "approve", "mailto button")]
    [InlineData("\n\n", "Re: ok [alerts 417] x", "approve", "behind a prefix")]
    [InlineData("", "AW: RE: ok fr [alerts 417] x", "approve", "with a language")]
    [InlineData("", "reject: no source [alerts 417] x", "reject", "reason in the Subject")]
    [InlineData("", Subject, "unclear", "only the request's own Subject")]
    [InlineData("", "[alerts 417] approve the budget, says minister", "unclear", "the word is the post's")]
    [InlineData("", "approve nothing [alerts 417]", "unclear", "a sentence")]
    [InlineData("-- \nMarie", "ok [alerts 417]", "approve", "nothing but a signature")]
    [InlineData("> approve", "Re: [alerts 417] x", "unclear", "only quotation")]
    [InlineData("Let me think.", "approve", "unclear", "the text comes first")]
    public void An_empty_text_lets_the_subject_speak(string text, string subject, string expected, string why) =>
        Assert.True(expected == Name(Read(text, subject)), why);

    [Theory]
    [InlineData("approve edited", "nothing came back")]
    [InlineData("modifié", "nothing came back")]
    [InlineData("исправлено", "nothing came back")]
    [InlineData("[begin text]\nnew text\n[end text]", "no word of decision")]
    [InlineData("[Begin Text]\nnew text", "neither a word nor an end")]
    [InlineData("\u200F[begin text]\u200F\nنص", "in Arabic")]
    [InlineData("> quoted\n\n[begin text]\nx\n[end text]", "below a quotation")]
    public void An_edit_without_its_text_or_its_word_is_asked_back(string text, string why) => Assert.True(Read(text) is ModeratorReply.Edited, why);

    [Theory]
    [InlineData("ok\n\n[begin text]\nnew text\n[end text]", "new text", true, true, "he sent it back himself")]
    [InlineData("[begin text]\nnew text\n[end text]\n\nok", "new text", true, true, "the word below")]
    [InlineData("ok\n\n[begin text]\na\n> b\nOn 3 May 2026 he wrote:\n[end text]\n\nMarie", "a\n> b\nOn 3 May 2026 he wrote:", true, true, "what looks like a quotation is the post's")]
    [InlineData("ok\n\n[begin text]\nbut only if he wants it\n[end text]", "but only if he wants it", true, true, "its words are no second thought")]
    [InlineData("ok\n\n[begin text]\nnew", "new", true, false, "the end is missing")]
    [InlineData("ok\n\nnew\n[end text]", "", true, false, "the beginning is missing")]
    [InlineData("edited\n\n> x\n> [begin text]\n> new\n> > [end text]\n> [end text]", "new\n[end text]", false, true, "quoted, with a line that had to be escaped")]
    [InlineData("edited\n\n>[begin text]\n>new\n>[end text]", "new", false, true, "no blank behind the sign")]
    [InlineData("edited\n\n>> [begin text]\n>> new\n>> [end text]", "new", false, true, "quoted twice")]
    [InlineData("edited\n\n> [begin text]\n> a long line that\nwas broken\n> [end text]", "a long line that was broken", false, true, "a broken line has lost its sign")]
    [InlineData("edited\n\n> [begin text]\n> new", "new", false, false, "quoted without an end")]
    [InlineData("edited\n\nOn 3 May 2026, Alerts wrote:\n\n[begin text]\nnew\n[end text]", "new", false, true, "quoted without any sign")]
    [InlineData("ok fr edited urgent\n\n> [begin text]\n> new\n> [end text]", "new", false, true, "with other words")]
    public void A_text_that_came_back_is_read_whatever_the_program_made_of_it(string text, string expected, bool isHis, bool isWhole, string why)
    {
        var returned = (Read(text) as ModeratorReply.Approve)?.Returned;
        Assert.True(returned is not null, why);
        Assert.True(returned.Text == expected, $"{why}: {returned.Text}");
        Assert.True((returned.IsHis, returned.IsWhole) == (isHis, isWhole), why);
    }

    [Fact]
    public void A_reply_of_many_markers_is_read_in_no_time() => Assert.IsType<ModeratorReply.Edited>(Read(string.Concat(Enumerable.Repeat("[begin text]\n", 30_000))));

    [Fact]
    public void Only_remarks_between_quotations_decide_nothing() =>
        Assert.Equal(new ModeratorReply.Unclear("approve this paragraph"), Read("> a\napprove this paragraph\n> b\n"));

    [Fact]
    public void What_was_read_is_told_in_a_length_that_fits_a_letter()
    {
        var reply = Assert.IsType<ModeratorReply.Unclear>(Read("approve " + new string('x', 100_000)));
        Assert.InRange(reply.LineRead.Length, 1, 200);
    }

    internal static string Name(string text) => Name(Read(text));

    private static string Name(ModeratorReply reply) => reply.GetType().Name.ToLowerInvariant();
}
