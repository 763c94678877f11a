using IfexList.Mail;
using IfexList.Tests.Mail;
using IfexList.Translation;
using MimeKit;

namespace IfexList.Tests.Translation;

/// <summary>What translators' and editors' mails say: the forms a translation comes in, and what is none.</summary>
public class TranslationReaderTests
{
    private static readonly NumberedText Source = Pairs.Load("a", Language.En);

    private static TranslationReply Read(string body, string? draft = null, string subject = "Re: [alerts] To translate") =>
        TranslationReader.Read(SampleMail.Parse($"From: olga@example.org\nSubject: {subject}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{body}"), Source, draft);

    private static MimeMessage File(string name) => MimeMessage.Load(Directory.GetFiles(Path.Combine(SampleMail.Folder, "translations"), $"{name}-*.eml").Single());

    private static string Flat(string text) => string.Join('\n', text.Split("\n\n").Select(paragraph => string.Concat(paragraph.Where(c => !char.IsWhiteSpace(c) && !Words.IsInvisible(c)))));

    private static string Quoted(string text) => string.Join('\n', text.Split('\n').Select(line => $"> {line}"));

    private static string Letter => $"Nobody has taken it.\n\n[begin text]\n{Source.Shown}\n[end text]\n";

    [Theory]
    [InlineData("t01", "ru", false, "above the quoted letter, its Subject with a label")]
    [InlineData("t02", "ru", false, "under each quoted paragraph")]
    [InlineData("t03", "ar", false, "above Outlook's copy of the letter, which no sign quotes")]
    [InlineData("t04", "fr", false, "under each paragraph between the markers, some of them half deleted")]
    [InlineData("t05", "es", false, "numbered, and in another order")]
    [InlineData("t06", "ar", false, "in a file")]
    [InlineData("t07", "fr", false, "in HTML")]
    [InlineData("t08", "es", true, "ok above it, and lines that flow")]
    public void A_translation_is_read_whole_in_each_form_that_it_comes_in(string file, string language, bool approved, string why)
    {
        var (subject, text) = Pairs.Parts("a", Languages.Parse(language));
        if (file is "t03" or "t06")
            (subject, text) = (Latin(subject), Latin(text));
        var read = TranslationReader.Read(File(file), Source, null);
        var draft = Assert.IsType<TranslationReply.Draft>(read);
        Assert.Equal($"{why}: {Flat(subject)}", $"{why}: {Flat(draft.Subject)}");
        Assert.Equal(Flat(text.TrimEnd()), Flat(draft.Text));
        Assert.Equal(approved, draft.IsApproved);
    }

    // Of windows-1256 no digits but these are known.
    private static string Latin(string text) => string.Concat(text.Select(c => c is >= '\u0660' and <= '\u0669' ? (char)('0' + c - '\u0660') : c == '\u066C' ? ',' : c));

    [Theory]
    [InlineData("take", typeof(TranslationReply.Take), "English")]
    [InlineData("Je prends, demain midi.", typeof(TranslationReply.Take), "with a word behind it")]
    [InlineData("lo tomo", typeof(TranslationReply.Take), "Spanish")]
    [InlineData("Беру на себя", typeof(TranslationReply.Take), "Russian")]
    [InlineData("آخذها", typeof(TranslationReply.Take), "Arabic")]
    [InlineData("Je prends ?", typeof(TranslationReply.Unclear), "a question")]
    [InlineData("take it but not before Monday please", typeof(TranslationReply.Unclear), "a condition")]
    [InlineData("give back", typeof(TranslationReply.GiveBack), "English")]
    [InlineData("Je la rends, désolé", typeof(TranslationReply.GiveBack), "French, with an excuse")]
    [InlineData("lo devuelvo", typeof(TranslationReply.GiveBack), "Spanish")]
    [InlineData("Не могу, болею", typeof(TranslationReply.GiveBack), "Russian")]
    [InlineData("لا أستطيع", typeof(TranslationReply.GiveBack), "Arabic")]
    [InlineData("ok", typeof(TranslationReply.Approve), "the moderators' word")]
    [InlineData("D'accord, merci", typeof(TranslationReply.Approve), "French, and thanks")]
    [InlineData("одобряю", typeof(TranslationReply.Approve), "Russian")]
    [InlineData("موافق", typeof(TranslationReply.Approve), "Arabic")]
    [InlineData("oui", typeof(TranslationReply.Approve), "yes, and nothing else")]
    [InlineData("ok\nBut mend the third paragraph.", typeof(TranslationReply.Unclear), "a second thought")]
    [InlineData("ok?", typeof(TranslationReply.Unclear), "a question")]
    [InlineData("ok for the second version", typeof(TranslationReply.Unclear), "a sentence")]
    [InlineData("drop", typeof(TranslationReply.Drop), "English")]
    [InlineData("не нужно: дело закрыто", typeof(TranslationReply.Drop), "Russian")]
    [InlineData("لا حاجة", typeof(TranslationReply.Drop), "Arabic")]
    [InlineData("no", typeof(TranslationReply.Unclear), "no may mean that he can't")]
    [InlineData("", typeof(TranslationReply.Unclear), "nothing")]
    [InlineData("Thanks, tomorrow.", typeof(TranslationReply.Unclear), "thanks")]
    [InlineData("Chavunduka = Чавундука", typeof(TranslationReply.Say), "a name")]
    public void The_first_line_orders_in_five_languages(string body, Type expected, string why)
    {
        string[] letters = ["", $"\n\nOn 22/01/1999 14:10, Action Alert Network wrote:\n{Quoted(Letter)}", $"\n\nFrom: Action Alert Network\nSent: Friday, 22 January 1999\nTo: Olga\nSubject: [alerts] To translate\n\n{Letter}"];
        foreach (var letter in letters)
            Assert.True(Read(body + letter, "Черновик.\n\nЕщё.").GetType() == expected, $"{why}: {Read(body + letter)}");
    }

    [Theory]
    [InlineData("t09", typeof(TranslationReply.Unclear), "thanks, tomorrow")]
    [InlineData("t10", typeof(TranslationReply.Take), "he takes it")]
    [InlineData("t11", typeof(TranslationReply.Unclear), "the source itself")]
    public void What_is_no_translation_is_none(string file, Type expected, string why) => Assert.True(TranslationReader.Read(File(file), Source, null).GetType() == expected, why);

    [Fact]
    public void A_reason_stands_behind_drop() => Assert.Equal(new TranslationReply.Drop("the case is closed"), Read("drop: the case is closed"));

    [Fact]
    public void An_order_may_stand_in_the_subject() => Assert.IsType<TranslationReply.Take>(Read("", subject: "take Re: [alerts] To translate".Replace("Re: ", "")));

    [Fact]
    public void Spellings_stand_beside_a_translation_or_an_approval_and_not_in_it()
    {
        var draft = Assert.IsType<TranslationReply.Draft>(Read($"{Pairs.Text("a", Language.Ru)}\n\nБелинска = Belinska\nRose Kadiri = Роза Кадири"));
        Assert.Equal([new Spelling("Belinska", "Белинска"), new Spelling("Rose Kadiri", "Роза Кадири")], draft.Spellings);
        Assert.DoesNotContain("=", draft.Text.Replace("cases/1999", ""), StringComparison.Ordinal);
        Assert.Equal([new Spelling("Kadiri", "Кадири")], Assert.IsType<TranslationReply.Approve>(Read("ok\n\nKadiri = Кадири", "Черновик.")).Spellings);
    }

    [Fact]
    public void A_draft_that_comes_back_unchanged_is_approved_as_it_stands_and_changed_it_replaces_the_draft()
    {
        var shown = Pairs.Load("a", Language.Ru);
        string Reply(string text, string word = "ok") => $"{word}\n\nFrom: Action Alert Network\nSent: Friday, 22 January 1999\nTo: Olga\nSubject: [alerts] To release\n\nThe draft:\n\n[begin text]\n{text}\n[end text]\n";
        Assert.IsType<TranslationReply.Approve>(Read(Reply(shown.Shown), shown.Text));
        var edited = Assert.IsType<TranslationReply.Draft>(Read(Reply(shown.Shown.Replace("досками", "палками")), shown.Text));
        Assert.True(edited.IsApproved);
        Assert.Contains("палками", edited.Text, StringComparison.Ordinal);
        var half = string.Join("\n\n", shown.Paragraphs.Take(6));
        Assert.IsType<TranslationReply.Unclear>(Read(Reply(half), shown.Text));
        Assert.IsType<TranslationReply.Approve>(Read($"ok\n\nOn 22/01/1999 14:10, Action Alert Network wrote:\n{Quoted($"The draft:\n\n[begin text]\n{shown.Shown}\n[end text]")}", shown.Text));
    }

    [Fact]
    public void Lines_that_begin_with_hyphens_survive()
    {
        var text = Pairs.Text("a", Language.Es).Replace("LLAMAMIENTOS A:", "--| LLAMAMIENTOS |--");
        Assert.Contains("--| LLAMAMIENTOS |--", Assert.IsType<TranslationReply.Draft>(Read(text)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_mail_costs_no_more_than_it_is_long()
    {
        var slow = "";
        foreach (var seed in (string[])["> ", ">>>>", "[1] ", "[1] x\n\n", "> a\nb\n", "> [2] ALERT - BORDURIA\nA\n\n", "a = b\n", "a=b\n\n", "[begin text]\n", "> [begin text]\n", "ok ", "take ", "From: a\n", "On 1 wrote:\n", "\u202E[\u2066", "--\n", "Subject: a\n\n", "a b c d e f ", "Bonjour\n\n", "ALERT - BORDURIA\n\n"])
        {
            var body = string.Concat(Enumerable.Repeat(seed, 20_000 / seed.Length));
            slow += FidelityTests.IsSlow(() => Read(body, body)) ? $"{seed} " : "";
        }
        Assert.Equal("", slow);
    }

    [Fact]
    public void No_mail_throws()
    {
        var random = new Random(8);
        string[] fragments = ["[3] ", "> ", "\n", "\n\n", "[begin text]\n", "[end text]\n", "ok\n", "take\n", "Тема: ", "=", "\u200F", "-- \n", "On 1/1/1999 wrote:\n", "\uD800", "عربي ", "слово ", "\0"];
        var pieces = fragments.Concat(Source.Paragraphs).Concat(Pairs.Load("a", Language.Ar).Paragraphs).ToArray();
        for (var i = 0; i < 300; i++)
        {
            var body = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => pieces[random.Next(pieces.Length)]));
            Read(body, i % 2 == 0 ? body : null);
            Fidelity.Check(NumberedText.Of(body), Language.En, body, Language.Ru, []);
        }
    }
}
