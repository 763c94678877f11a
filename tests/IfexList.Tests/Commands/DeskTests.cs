using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Reception;
using IfexList.Store;
using IfexList.Tests.Mail;
using MimeKit;

namespace IfexList.Tests.Commands;

/// <summary>Readers' mails from the front desk to the letters that they cause, and to what is in the database afterwards.</summary>
public sealed class DeskTests : IAsyncDisposable
{
    private const string Grace = "grace@dailylantern.example";
    private const string Request = "alerts-request@lists.example.org";

    private readonly TestHouse _house = new(settings => settings with
    {
        Lists = settings.Lists.Append(new("communique", new ListSettings { Title = new LocalizedText("IFEX Communiqué"), Owners = ["owner@example.org"] })).ToDictionary(),
    });

    [Fact]
    public async Task A_request_is_asked_back_and_an_empty_reply_does_it()
    {
        var question = await AskAsync("subscribe alerts fr africa weekly");
        Assert.Equal(0, _house.Count("subscription"));
        await AnswerAsync(question, "");
        Assert.Equal(1, _house.Count("subscription", "list = 'alerts' AND languages = 'fr' AND rhythm = 'weekly' AND topics = ';africa;' AND state = 'active'"));
        Assert.Equal(1, _house.Count("subscription", "consent_wording LIKE 'confirm fr ________' AND consent_at > 0"));
        Assert.Equal("fr", _house.LetterTo(Grace).Headers["Content-Language"] ?? _house.LetterTo(Grace).Body!.Headers["Content-Language"]);
        Assert.Equal(0, _house.Count("request"));
    }

    [Theory]
    [InlineData("yes", true, "a plain word")]
    [InlineData("Oui, merci", true, "with a courtesy")]
    [InlineData("confirmar", true, "the letter's own word")]
    [InlineData("نعم", true, "Arabic")]
    [InlineData("Кто вы?", false, "a question")]
    [InlineData("yes?", false, "a doubt")]
    [InlineData("No, why should I?", false, "no yes at all")]
    [InlineData("Please don't", false, "neither")]
    public async Task Only_a_plain_yes_confirms(string reply, bool confirms, string why)
    {
        await AnswerAsync(await AskAsync("subscribe"), reply);
        Assert.True(confirms == (_house.Count("subscription") == 1), why);
    }

    [Fact]
    public async Task An_unclear_reply_is_asked_back_once_and_the_question_can_still_be_answered()
    {
        var question = await AskAsync("subscribe");
        for (var i = 0; i < 3; i++)
            await AnswerAsync(question, "Who are you, and what is this?");
        Assert.Equal(2, _house.OwedTo(Grace).Count);
        await AnswerAsync(_house.LetterTo(Grace), "");
        Assert.Equal(1, _house.Count("subscription"));
    }

    [Fact]
    public async Task A_no_drops_the_request_and_a_later_yes_does_nothing()
    {
        var question = await AskAsync("subscribe");
        await AnswerAsync(question, "cancel");
        Assert.Equal(0, _house.Count("request"));
        await AnswerAsync(question, "");
        Assert.Equal(0, _house.Count("subscription"));
    }

    [Fact]
    public async Task A_token_works_once_for_its_own_address_and_for_a_week()
    {
        var question = await AskAsync("subscribe");
        await AnswerAsync(question, "", from: "somebody@mail.example");
        Assert.Equal(0, _house.Count("subscription"));
        _house.Time.Advance(Limits.ConfirmTime + TimeSpan.FromMinutes(1));
        await AnswerAsync(question, "");
        Assert.Equal(0, _house.Count("subscription"));
        Assert.Empty(_house.OwedTo("somebody@mail.example"));
        var again = await AskAsync("subscribe");
        Assert.NotEqual(Confirms(question), Confirms(again));
        await AnswerAsync(again, "");
        await _house.Database.WriteAsync(tx => tx.Execute("DELETE FROM subscription"));
        await AnswerAsync(again, "");
        Assert.Equal(0, _house.Count("subscription"));
    }

    [Fact]
    public async Task The_token_can_come_in_a_new_mail()
    {
        var question = await AskAsync("subscribe");
        await SendAsync($"confirm {Confirms(question).Split('+', '@')[1]}");
        Assert.Equal(1, _house.Count("subscription"));
    }

    [Fact]
    public async Task A_yes_to_a_list_that_is_gone_is_told_so()
    {
        var question = await AskAsync("subscribe");
        await _house.Database.WriteAsync(tx => tx.Execute("UPDATE request SET commands = 'subscribe gazette'"));
        await AnswerAsync(question, "");
        Assert.Equal(0, _house.Count("inbox"));
        Assert.Equal(2, _house.OwedTo(Grace).Count);
    }

    [Fact]
    public async Task A_vacation_confirms_nothing()
    {
        var question = await AskAsync("subscribe");
        await _house.SendAsync(TestHouse.Mail(Grace, Confirms(question), "Out of office: Re: x", "I am away.", "Auto-Submitted: auto-replied\r\n"), Grace, Confirms(question));
        await _house.SendAsync(TestHouse.Mail(Grace, Confirms(question), "Re: x", ""), null, Confirms(question));
        Assert.Equal(0, _house.Count("subscription"));
    }

    /// <summary>Of several commands one letter comes, and one reply confirms what it asks.</summary>
    [Fact]
    public async Task The_samples_of_several_commands_come_to_one_letter()
    {
        await SendSampleAsync(62, "communique-request@lists.example.org");
        var question = Assert.Single(_house.OwedTo("ines@semanario.example"));
        await AnswerAsync(question, "", from: "ines@semanario.example");
        Assert.Equal(1, _house.Count("subscription", "list = 'communique' AND languages = 'es' AND format = 'text'"));
        await SendSampleAsync(70, Request);
        Assert.True(_house.Database.Read(db => db.Number("SELECT count(*) FROM deliveries WHERE domain <> 'semanario.example'")) <= 1);
    }

    [Theory]
    [InlineData(63, "communique", "olga@gazeta.example", "ru")]
    [InlineData(64, "communique", null, "ar")]
    [InlineData(61, "alerts", "kofi@quotidien.example", "fr")]
    [InlineData(60, "alerts", "grace@dailylantern.example", "en")]
    [InlineData(72, "alerts", null, "fr")]
    [InlineData(65, "communique", "souad@sahifa.example", "ar")]
    [InlineData(73, "alerts", "ines@semanario.example", "es")]
    [InlineData(67, "alerts", "bob@mail.example", "en")]
    public async Task A_sample_is_answered_once_in_its_writer_s_language(int sample, string list, string? _, string language)
    {
        await SendSampleAsync(sample, $"{list}-request@lists.example.org");
        await SendSampleAsync(sample, $"{list}-request@lists.example.org");
        var letter = Assert.Single(_house.OwedTo(SampleMail.Load(sample).From.Mailboxes.Single().Address));
        Assert.Equal(language, letter.Headers["Content-Language"] ?? letter.Body!.Headers["Content-Language"]);
    }

    [Fact]
    public async Task Our_own_mail_that_comes_back_is_never_answered()
    {
        await SendSampleAsync(71, Request);
        await _house.SendAsync(TestHouse.Mail("noreply@shop.example", Request, "subscribe", ""), "noreply@shop.example", Request);
        await _house.SendAsync(TestHouse.Mail("news-request@lists.example.net", Request, "subscribe", ""), "news-request@lists.example.net", Request);
        Assert.Equal(0, _house.Count("deliveries"));
    }

    [Theory]
    [InlineData("alerts-subscribe@lists.example.org", "en")]
    [InlineData("alerts-join@lists.example.org", "en")]
    [InlineData("alerts-subscribe-ru@lists.example.org", "ru")]
    [InlineData("alertes-subscribe-fr@lists.example.org", "fr")]
    public async Task An_address_alone_asks_to_join(string address, string language)
    {
        await _house.SendAsync(TestHouse.Mail(Grace, address, "Hello", "Some text that nobody reads: unsubscribe."), Grace, address);
        await AnswerAsync(_house.LetterTo(Grace), "");
        Assert.Equal(1, _house.Count("subscription", $"languages = '{language}'"));
    }

    [Fact]
    public async Task A_reader_changes_his_choices_at_once_and_is_told()
    {
        await _house.ReaderAsync(Grace);
        await SendAsync("language fr en\nweekly\nsize 30k\nformat full\ntopics africa TN");
        Assert.Equal(1, _house.Count("subscription", "languages = 'fr;en' AND rhythm = 'weekly' AND cap = 20 AND format = 'full' AND topics = ';africa;TN;'"));
        var told = Assert.Single(_house.OwedTo(Grace)).TextBody!;
        foreach (var choice in (string[])["French, English", "Africa, Tunisia", "one parcel a week", "20"])
            Assert.Equal(2, told.Split(choice).Length);
    }

    [Fact]
    public async Task Subscribing_twice_changes_the_settings_after_the_same_question()
    {
        var stranger = Question(await AskAsync("subscribe alerts fr", "newcomer@mail.example"));
        await _house.ReaderAsync(Grace);
        var question = await AskAsync("subscribe alerts fr");
        Assert.Equal(stranger, Question(question));
        await AnswerAsync(question, "");
        Assert.Equal(1, _house.Count("subscription", "languages = 'fr'"));
    }

    [Fact]
    public async Task Leaving_is_asked_back_with_the_same_words_whether_or_not_he_reads()
    {
        var stranger = Question(await AskAsync("unsubscribe alerts", "newcomer@mail.example"));
        await _house.ReaderAsync(Grace);
        var question = await AskAsync("unsubscribe alerts");
        Assert.Equal(stranger, Question(question));
        Assert.Equal(1, _house.Count("subscription"));
        await AnswerAsync(question, "");
        Assert.Equal(0, _house.Count("subscription"));
    }

    [Fact]
    public async Task A_pause_ends_by_itself_after_its_last_day()
    {
        await _house.ReaderAsync(Grace);
        await SendAsync("pause 2026-03-14");
        Assert.Equal(1, _house.Count("subscription", "state = 'paused'"));
        // The list lives in Toronto: 14 March ends there at 04:00 UTC.
        _house.Time.SetUtcNow(new DateTimeOffset(2026, 3, 15, 3, 59, 0, TimeSpan.Zero));
        await _house.Get<Clock>().TickAsync();
        Assert.Equal(1, _house.Count("subscription", "state = 'paused'"));
        _house.Time.Advance(TimeSpan.FromMinutes(2));
        await _house.Get<Clock>().TickAsync();
        Assert.Equal(1, _house.Count("subscription", "state = 'active' AND paused_until IS NULL"));
    }

    [Fact]
    public async Task His_data_come_after_a_confirmation_and_to_nobody_else()
    {
        await _house.ReaderAsync(Grace);
        var question = await AskAsync("my data");
        Assert.DoesNotContain("weekly", question.TextBody, StringComparison.OrdinalIgnoreCase);
        await AnswerAsync(question, "");
        Assert.Contains("Action Alert Network", _house.LetterTo(Grace).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_for_people_reaches_the_desk_and_a_stranger_gets_no_letter()
    {
        await SendAsync("Dear colleagues,\n\nwe are a small group of reporters in the south and would like to know whether you could help us with a case.\nOur editor was taken away on Monday.");
        Assert.Equal(1, _house.Count("held", "kind = 'stranger'"));
        Assert.Empty(_house.OwedTo(Grace));
    }

    [Fact]
    public async Task A_reader_fetches_texts_and_the_index_by_mail_and_a_stranger_what_is_public()
    {
        await _house.MemberAsync("amel@horria.example", "OHPL");
        await _house.ModeratorAsync("marie@clearinghouse.example");
        await _house.ReaderAsync(Grace);
        await _house.SendAsync(TestHouse.Mail("amel@horria.example", "alerts@lists.example.org", "ALERT - Gafsa", "The editor was taken away at dawn."), "amel@horria.example", "alerts@lists.example.org");
        var request = _house.LetterTo("marie@clearinghouse.example");
        await _house.SendAsync(TestHouse.Mail("marie@clearinghouse.example", Confirms(request), "Re: x", "ok"), "marie@clearinghouse.example", Confirms(request));
        await SendAsync("last 1\nindex\nget 2026-0312-99");
        var answer = _house.LetterTo(Grace).TextBody!;
        Assert.Contains("The editor was taken away at dawn.", answer, StringComparison.Ordinal);
        Assert.Contains("get 2026-0312-01", answer, StringComparison.Ordinal);
        Assert.Contains("2026-0312-99", answer, StringComparison.Ordinal);
        await SendAsync("get 2026-0312-01", "newcomer@mail.example");
        Assert.Contains("The editor was taken away at dawn.", _house.LetterTo("newcomer@mail.example").TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_of_strangers_of_one_domain_is_capped_and_counted()
    {
        for (var i = 0; i < Limits.DomainLetters + 20; i++)
            await SendAsync("subscribe", $"reader{i}@mail.example");
        Assert.Equal(Limits.DomainLetters, _house.Count("request"));
        Assert.Equal(20, _house.Database.Read(Allowances.CountRefused));
        await SendAsync("subscribe", "somebody@elsewhere.example");
        Assert.Equal(Limits.DomainLetters + 1, _house.Count("request"));
        _house.Time.Advance(TimeSpan.FromHours(1));
        await SendAsync("subscribe", "late@mail.example");
        Assert.Equal(Limits.DomainLetters + 2, _house.Count("request"));
    }

    /// <summary>Majordomo's and other servers' old holes: files, members, others' data (CVE-2011-0049, CVE-2003-1367).</summary>
    [Theory]
    [InlineData("help ../../../../etc/passwd")]
    [InlineData("get /etc/passwd")]
    [InlineData("get ../token.key")]
    [InlineData("get alerts ../../ifexlist.db")]
    [InlineData("which @")]
    [InlineData("who alerts")]
    [InlineData("review alerts")]
    [InlineData("info alerts; cat /etc/passwd")]
    [InlineData("query alerts for marie@clearinghouse.example")]
    [InlineData("set alerts mail marie@clearinghouse.example")]
    [InlineData("subscribe alerts marie@clearinghouse.example")]
    [InlineData("unsubscribe alerts marie@clearinghouse.example")]
    [InlineData("my data marie@clearinghouse.example")]
    public async Task No_command_gives_away_files_or_people(string command)
    {
        await _house.ReaderAsync("marie@clearinghouse.example");
        await SendAsync(command);
        var letters = string.Concat(_house.OwedTo(Grace).Select(letter => letter.TextBody));
        foreach (var secret in (string[])["marie", "root:", "passwd", "SQLite"])
            Assert.DoesNotContain(secret, letters, StringComparison.Ordinal);
        Assert.Empty(_house.OwedTo("marie@clearinghouse.example"));
        Assert.Equal(1, _house.Count("subscription", "state = 'active' AND rhythm = 'now'"));
    }

    [Fact]
    public async Task No_word_of_the_asker_is_repeated()
    {
        foreach (var text in (string[])["subscribe xyzzyplugh", "xyzzyplugh", "SUB alerts Xyzzyplugh Banda", "get xyzzyplugh"])
            await SendAsync(text, subject: "xyzzyplugh");
        Assert.All(_house.OwedTo(Grace), letter => Assert.DoesNotContain("xyzzyplugh", letter.Subject + letter.TextBody, StringComparison.OrdinalIgnoreCase));
    }

    private async Task<MimeMessage> AskAsync(string command, string from = Grace)
    {
        await SendAsync(command, from);
        return _house.LetterTo(from);
    }

    private Task<SmtpReply> SendAsync(string text, string from = Grace, string subject = "") => _house.SendAsync(TestHouse.Mail(from, Request, subject, text), from, Request);

    private Task<SmtpReply> AnswerAsync(MimeMessage letter, string text, string from = Grace) =>
        _house.SendAsync(TestHouse.Mail(from, Confirms(letter), $"Re: {letter.Subject}", $"{text}\r\n\r\n> {letter.TextBody!.ReplaceLineEndings("\r\n> ")}"), from, Confirms(letter));

    private Task SendSampleAsync(int sample, string to)
    {
        var mail = SampleMail.Bytes(sample);
        return SendBytesAsync(mail, SampleMail.Load(sample).From.Mailboxes.Single().Address, to);
    }

    private async Task SendBytesAsync(byte[] mail, string from, string to)
    {
        await _house.TakeInAsync(mail, from, to);
        await _house.WorkOffAsync();
    }

    private static string Confirms(MimeMessage letter) => letter.ReplyTo.Mailboxes.Single().Address;

    // The token differs from letter to letter, and nothing else.
    private static string Question(MimeMessage letter) => letter.Subject + letter.TextBody!.Replace(Confirms(letter).Split('+', '@')[1], "TOKEN", StringComparison.Ordinal);

    public ValueTask DisposeAsync() => _house.DisposeAsync();
}
