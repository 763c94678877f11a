using IfexList.Commands;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Tests.Mail;

namespace IfexList.Tests.Commands;

public class CommandReaderTests
{
    [Theory]
    [InlineData("Subscribe", "", "subscribe alerts", "Subject alone")]
    [InlineData("Subscribe", "Grace Banda\nForeign desk\nhelp us", "subscribe alerts", "below a command the first line that is none ends it")]
    [InlineData("mis datos", "mis datos", "my data", "the same twice is once")]
    [InlineData("subscribe", "subscribe alerts fr weekly", "subscribe alerts lang=fr delivery=weekly", "two subscriptions to one list are one")]
    [InlineData("weekly", "text", "set delivery=weekly | set format=text", "Subject first, then the text")]
    [InlineData("hola", "suscribir\nformato texto", "subscribe alerts | set format=text", "a greeting as Subject")]
    [InlineData("", "subscribe\n\nMerci d'avance\nweekly", "subscribe alerts | set delivery=weekly", "blank and courtesy lines are passed over")]
    [InlineData("", "subscribe\nI am Grace\nunsubscribe", "subscribe alerts", "then a line that is no command")]
    [InlineData("", "Dear Marie,\nI read you every day.\n\nweekly", "set delivery=weekly", "before the first command there may be a sentence")]
    [InlineData("", "The police told the crowd outside the newspaper to\nstop\nand went away.", "", "the rest of a wrapped sentence")]
    [InlineData("", "subscribe\nend\nunsubscribe", "subscribe alerts", "end")]
    [InlineData("", "abonner\nfin\naide", "subscribe alerts", "fin")]
    [InlineData("", "подписаться\nконец\nпомощь", "subscribe alerts", "конец")]
    [InlineData("", "اشتراك\nنهاية\nمساعدة", "subscribe alerts", "نهاية")]
    [InlineData("", "suscribir\n-- \nayuda", "subscribe alerts", "signature")]
    [InlineData("", "weekly\n\nOn Thu, 12 Mar 2026 at 03:02, Alerts <alerts@lists.example.org> wrote:\n> unsubscribe", "set delivery=weekly", "quotation")]
    [InlineData("", "> subscribe\n\nweekly", "set delivery=weekly", "below the quotation, if nothing stands above it")]
    [InlineData("", "weekly\n> subscribe\nunsubscribe", "set delivery=weekly", "not below it, if something stands above")]
    [InlineData("Re: unsubscribe", "", "unsubscribe alerts", "an answer, its Subject changed")]
    [InlineData("RÉP : désabonner", "merci", "unsubscribe alerts", "in French, over thanks")]
    [InlineData("رد: مساعدة", "", "help", "in Arabic")]
    [InlineData("Re: [alerts] Help", "", "", "a Subject of ours")]
    [InlineData("[alerts] stop", "", "", "a Subject of ours, its prefix lost")]
    [InlineData("Re: Help", "Thank you for this report, it is very useful to us.", "", "the title of a release, answered in words")]
    [InlineData("Re: Pause", "weekly", "set delivery=weekly", "the title of a release, answered by a command")]
    [InlineData("На: Подтвердите подписку", "", "", "the Subject of our own request for confirmation")]
    [InlineData("hola", "suscribir\n\nEste mensaje y sus anexos son confidenciales y van dirigidos solo a su destinatario; si usted lo ha recibido por error, le rogamos que lo borre y que nos avise.",
        "subscribe alerts", "a notice below it")]
    [InlineData("", "", "", "nothing at all")]
    public void What_is_a_command_and_where_commands_end(string subject, string text, string expected, string why)
    {
        var read = Reading.Read(text, subject).Say();
        Assert.True(expected == read, $"{why}: {read}");
    }

    [Theory]
    [InlineData("", "abonner alertes hebdomadaire", "fr", false, "French words")]
    [InlineData("", "suscribir\nformato texto", "es", false, "format is French too, formato is not")]
    [InlineData("подписаться", "", "ru", false, "Subject")]
    [InlineData("", "اشتراك weekly", "ar", false, "an English word among Arabic ones")]
    [InlineData("", "subscribe", "", true, "English, or somebody who types what he was told")]
    [InlineData("", "pause", "", false, "English and French")]
    [InlineData("", "aide\nayuda", "", false, "two languages")]
    [InlineData("", "continuar", "es", false, "one of them")]
    [InlineData("", "fin\nrésilier", "", false, "no command at all")]
    public void The_language_is_that_which_all_words_have_and_English_hasnt(string subject, string text, string language, bool english, string why)
    {
        var mail = Reading.Read(text, subject);
        Assert.True((language, english) == (mail.Language?.Code() ?? "", mail.IsEnglish), $"{why}: {mail.Language} {mail.IsEnglish}");
    }

    [Theory]
    [InlineData("Hlep", "Hi there! how do I change to weekly???", "help", false, "letters swapped")]
    [InlineData("unsuscribe", "", "unsubscribe alerts", false, "a letter missing")]
    [InlineData("", "subcsribe alerts", "subscribe alerts", false, "in the text")]
    [InlineData("", "Unsubscribe me from your spam, I will never say to a friend", "unsubscribe alerts", true, "a sentence that begins with a command is both")]
    [InlineData("desabonnner", "", "désabonner alerts", false, "in his own language")]
    [InlineData("помошь", "", "помощь", false, "Russian")]
    [InlineData("مساعذة", "", "help", false, "Arabic: one ASCII line")]
    [InlineData("wekly", "", "weekly", false, "a value")]
    [InlineData("languge ru", "", "language en", false, "a key, with an example")]
    [InlineData("Question", "Can you send us your list of members?", "", true, "a question for people")]
    [InlineData("Held in Tunis without charge", "", "", true, "so many words are no misspelt command")]
    [InlineData("unsuscribe me from this list please", "", "unsubscribe alerts", false, "words that say nothing don't count")]
    [InlineData("", "Grace", "", false, "a name is neither")]
    [InlineData("xyzzy", "", "", false, "like nothing")]
    [InlineData("Fwd: photos", "", "", false, "like nothing")]
    public void A_failed_command_is_told_from_a_letter(string subject, string text, string suggestion, bool prose, string why)
    {
        var mail = Reading.Read(text, subject);
        Assert.True(mail.Commands.Count == 0, $"{why}: {mail.Say()}");
        Assert.True((suggestion, prose) == (mail.Suggestion ?? "", mail.IsProse), $"{why}: {mail.Suggestion} {mail.IsProse}");
        Assert.Equal(subject.Length + text.Length > 0 && subject != "Fwd: photos", mail.NotUnderstood > 0);
    }

    [Fact]
    public void A_letter_under_a_command_reaches_people_too()
    {
        const string letter = "I am a reporter in the north of the country, and since Friday men in a car without plates have been waiting before my house. Whom can I call?";
        Assert.True(Reading.Read(letter, "Help").IsProse);
        Assert.Equal("help", Reading.Read(letter, "Help").Say());
        Assert.False(Reading.Read("Grace Banda\nForeign desk\nDaily Lantern, Lusaka", "Subscribe").IsProse);
        Assert.Equal(0, Reading.Read(letter, "Help").NotUnderstood);
    }

    [Fact]
    public void A_suggestion_is_read_as_a_command()
    {
        foreach (var word in CommandWords.All)
            if (Reading.Read(word.Spelled + " qwrtz").Suggestion is { } suggestion)
                Assert.True(Reading.Read(suggestion).Commands.Count == 1, suggestion);
    }

    [Fact]
    public void Everything_is_bounded()
    {
        var many = string.Join('\n', Enumerable.Range(1, 200).Select(n => $"get {n}"));
        Assert.Equal(Limits.Commands, Reading.Read(many).Commands.Count);
        Assert.Empty(Reading.Read("help" + new string(' ', Limits.CommandCharacters) + "please").Commands);
        Assert.Empty(Reading.Read(string.Concat(Enumerable.Repeat("x\n", Limits.CommandLines)) + "help").Commands);
        Assert.Empty(Reading.Read("get " + string.Join(' ', Enumerable.Range(1, Limits.CommandWords))).Commands);
    }

    [Fact]
    public void Random_text_throws_nothing_and_does_nothing()
    {
        var random = new Random(60);
        for (var turn = 0; turn < 1000; turn++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 80)).Select(_ => Piece(random)));
            Assert.DoesNotContain(Reading.Read(text + "qz", text + "qz").Commands, command => command is not Command.Help);
        }
    }

    [Fact]
    public void Half_a_surrogate_pair_is_no_address() => Assert.Empty(Reading.Read("subscribe alerts x\uD800y@b.example").Commands);

    // Any letters, and the signs that the reader looks at; no spaces, so that no line is a word of ours by chance.
    private static string Piece(Random random) => random.Next(8) switch
    {
        0 => "=,;:*?@<>[]().-'"[random.Next(16)].ToString(),
        1 => ((char)random.Next(0x600, 0x700)).ToString(),
        2 => ((char)random.Next(0x400, 0x460)).ToString(),
        3 => ((char)random.Next(0xD800, 0xE000)).ToString(),
        4 => ((char)random.Next(1, 0xFFFF)).ToString(),
        5 => random.Next(100_000).ToString(System.Globalization.CultureInfo.InvariantCulture),
        6 => random.Next(5) == 0 ? "\n" : "k",
        _ => ((char)random.Next('a', 'z' + 1)).ToString(),
    };

    [Fact]
    public void Random_words_of_the_tables_throw_nothing()
    {
        var random = new Random(61);
        string[] words = [.. CommandWords.All.Select(word => word.Spelled), "alerts", "fr", "TN", "africa", "20", "14", "may", "=", ",", "@", "x@y.example", "2026-05-14", "9999", "00", "5/14"];
        for (var turn = 0; turn < 3000; turn++)
            foreach (var command in Reading.Read(string.Join(' ', Enumerable.Range(0, random.Next(1, 8)).Select(_ => words[random.Next(words.Length)]))).Commands)
                Assert.Equal(command.ToString(), Reading.Read(command.ToString()).Say());
    }

    [Fact]
    public void Reports_are_no_commands()
    {
        foreach (var sample in SampleMail.Manifest.Where(sample => sample.FileName()[0] is '0' or '1' or '2'))
        {
            var message = SampleMail.Load(int.Parse(sample.FileName()[..2], System.Globalization.CultureInfo.InvariantCulture));
            var mail = CommandReader.Read(message.Subject ?? "", PlainText.Of(message), Reading.Alerts, Reading.Lists, Reading.Grace, Reading.Today);
            Assert.True(mail.Commands.Count == 0, $"{sample.FileName()}: {mail.Say()}");
        }
    }
}
