using System.Text;
using IfexList.Mail;
using IfexList.Reception;
using IfexList.Store;
using IfexList.Tests.Mail;
using MimeKit;

namespace IfexList.Tests.Reception;

/// <summary>The main job without sockets: a post comes in, is held, is decided, is published.</summary>
public sealed class MainJob : IAsyncLifetime
{
    private const string Amel = "amel.jaziri@horria.example";
    private const string Marie = "marie@clearinghouse.example";
    private const string Hala = "hala@freepen.example";

    private readonly TestHouse _house = new();

    public async ValueTask InitializeAsync()
    {
        await _house.MemberAsync(Amel, "OHPL");
        await _house.ModeratorAsync(Marie, "en");
        await _house.ModeratorAsync(Hala, "ar", also: "hala@phone.example");
        await _house.ReaderAsync("awa@hebdo.example", "fr");
        await _house.ReaderAsync("grace@daily.example", "en;fr");
        await _house.ReaderAsync("dina@vestnik.example", "ru");
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_members_post_is_held_and_every_moderator_is_asked_in_his_language()
    {
        await PostSampleAsync(1);
        Assert.Equal(1, _house.Count("held"));
        Assert.Equal(0, _house.Count("inbox"));
        var english = Assert.Single(_house.OwedTo(Marie));
        var arabic = Assert.Single(_house.OwedTo(Hala));
        Assert.Contains("OHPL", english.TextBody, StringComparison.Ordinal);
        Assert.Contains("[begin text]", english.TextBody, StringComparison.Ordinal);
        Assert.Contains("Readers: French 2, English 1", english.TextBody, StringComparison.Ordinal);
        Assert.Contains("موافق", arabic.TextBody, StringComparison.Ordinal);
        Assert.StartsWith("[alerts ", english.Subject, StringComparison.Ordinal);
        Assert.NotEqual(english.ReplyTo.ToString(), arabic.ReplyTo.ToString());
    }

    [Fact]
    public async Task The_member_gets_an_acknowledgement_in_the_language_of_the_post()
    {
        await PostSampleAsync(1);
        var letter = Assert.Single(_house.OwedTo(Amel));
        Assert.Equal("fr", letter.Body!.Headers["Content-Language"]);
        Assert.Equal("auto-replied", letter.Headers[HeaderId.AutoSubmitted]);
    }

    [Fact]
    public async Task Ok_sends_each_reader_of_the_language_one_copy_and_nobody_else()
    {
        await PostSampleAsync(1);
        await AnswerAsync(Marie, "ok");
        Assert.Equal(0, _house.Count("held"));
        var copy = Assert.Single(_house.OwedTo("awa@hebdo.example"));
        Assert.Single(_house.OwedTo("grace@daily.example"));
        Assert.Empty(_house.OwedTo("dina@vestnik.example"));
        Assert.Equal("2026-0312-01.fr@lists.example.org", copy.MessageId);
        Assert.Contains("Sami Trabelsi", copy.TextBody, StringComparison.Ordinal);
        Assert.Equal(2, _house.Count("served", "outcome = 'queued'"));
    }

    [Fact]
    public async Task The_copy_holds_nothing_but_the_headers_on_the_list()
    {
        await PostSampleAsync(1);
        await AnswerAsync(Marie, "ok");
        var source = _house.LetterSourceTo("awa@hebdo.example");
        var header = source[..source.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
        Assert.True(Ascii.IsValid(header));
        string[] allowed =
        [
            "Date", "Message-ID", "From", "To", "Reply-To", "Subject", "List-Id", "List-Help", "List-Post", "List-Owner", "Precedence",
            "Content-Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "IfexList-Number", "IfexList-Case", "IfexList-Country", "IfexList-Kind",
        ];
        var copy = SampleMail.Parse(source);
        Assert.Equal(allowed.Order(StringComparer.OrdinalIgnoreCase), copy.Headers.Concat(copy.Body!.Headers).Select(h => h.Field).Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
        Assert.Equal("\"OHPL via Action Alert Network\" <alerts@lists.example.org>", copy.From.ToString());
        Assert.Equal("<alerts.lists.example.org>", copy.Headers["List-Id"]?[^26..]);
        Assert.EndsWith("+0000", copy.Headers["Date"] ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain("amel", header, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_first_decision_wins_and_the_later_one_is_told()
    {
        await PostSampleAsync(1);
        var (forMarie, forHala) = (_house.LetterTo(Marie), _house.LetterTo(Hala));
        await AnswerAsync(Marie, "ok", forMarie);
        await AnswerAsync(Hala, "رفض: ناقص", forHala);
        Assert.Equal(1, _house.Count("decision"));
        Assert.Equal(1, _house.Count("release"));
        Assert.Equal("ar", _house.LetterTo(Hala).Body!.Headers["Content-Language"]);
        await AnswerAsync(Marie, "ok", forMarie);
        Assert.Equal(1, _house.Count("release"));
        Assert.Contains("Already decided", _house.LetterTo(Marie).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_moderators_at_the_same_moment_release_once()
    {
        await PostSampleAsync(1);
        var (forMarie, forHala) = (_house.LetterTo(Marie), _house.LetterTo(Hala));
        await _house.TakeInAsync(Encoding.UTF8.GetBytes(Answer(Marie, "ok", forMarie)), Marie, Token(forMarie));
        await _house.TakeInAsync(Encoding.UTF8.GetBytes(Answer(Hala, "موافق", forHala)), Hala, Token(forHala));
        await _house.WorkOffAsync();
        Assert.Equal(1, _house.Count("release"));
        Assert.Equal(2, _house.Count("served"));
    }

    [Fact]
    public async Task A_rejection_gives_the_member_the_reason_and_the_readers_nothing()
    {
        await PostSampleAsync(1);
        await AnswerAsync(Marie, "reject: the second source is missing");
        Assert.Contains("the second source is missing", _house.LetterTo(Amel).TextBody, StringComparison.Ordinal);
        Assert.Empty(_house.OwedTo("awa@hebdo.example"));
        Assert.Equal(0, _house.Count("body"));
    }

    [Fact]
    public async Task A_discarded_post_is_gone_and_nobody_hears_of_it()
    {
        await PostSampleAsync(1);
        var before = _house.OwedTo(Amel).Count;
        await AnswerAsync(Marie, "discard");
        Assert.Equal(0, _house.Count("held"));
        Assert.Equal(before, _house.OwedTo(Amel).Count);
    }

    [Fact]
    public async Task Ok_with_a_language_publishes_in_that_language()
    {
        await PostSampleAsync(1);
        await AnswerAsync(Marie, "ok ru");
        Assert.Single(_house.OwedTo("dina@vestnik.example"));
        Assert.Empty(_house.OwedTo("awa@hebdo.example"));
    }

    [Fact]
    public async Task An_unclear_answer_is_asked_back_once_and_the_post_stays_held()
    {
        await PostSampleAsync(1);
        var request = _house.LetterTo(Marie);
        await AnswerAsync(Marie, "Don't approve yet - call the source first.", request);
        var question = _house.LetterTo(Marie);
        Assert.Contains("Don't approve yet", question.TextBody, StringComparison.Ordinal);
        var letters = _house.OwedTo(Marie).Count;
        await AnswerAsync(Marie, "Hmm.", request);
        Assert.Equal(letters, _house.OwedTo(Marie).Count);
        Assert.Equal(1, _house.Count("held"));
        await AnswerAsync(Marie, "ok", question);
        Assert.Equal(1, _house.Count("release"));
    }

    [Fact]
    public async Task A_stranger_with_the_right_token_decides_nothing_and_the_moderators_are_told()
    {
        await PostSampleAsync(1);
        var request = _house.LetterTo(Marie);
        await AnswerAsync("someone@mail.example", "approve", request);
        Assert.Equal(1, _house.Count("held"));
        Assert.Empty(_house.OwedTo("someone@mail.example"));
        Assert.Contains("someone@mail.example", _house.LetterTo(Marie).TextBody, StringComparison.Ordinal);
        await AnswerAsync(Marie, "approve", request);
        Assert.Equal(1, _house.Count("release"));
    }

    [Fact]
    public async Task A_moderators_phone_answers_from_its_other_address()
    {
        await PostSampleAsync(1);
        await AnswerAsync("hala@phone.example", "موافق", _house.LetterTo(Hala));
        Assert.Equal(1, _house.Count("release"));
    }

    [Theory]
    [InlineData(48, "a vacation answer")]
    [InlineData(49, "Exchange's, told by its Subject")]
    [InlineData(54, "a read receipt")]
    public async Task A_robots_mail_decides_nothing_and_is_not_answered(int sample, string _)
    {
        await PostSampleAsync(1);
        var letters = _house.Count("deliveries");
        await AnswerSampleAsync(sample, Marie);
        Assert.Equal(1, _house.Count("held"));
        Assert.Equal(letters, _house.Count("deliveries"));
    }

    [Theory]
    [InlineData(40, Marie)]
    [InlineData(41, Marie)]
    [InlineData(42, Marie)]
    [InlineData(43, Hala)]
    [InlineData(46, Marie)]
    [InlineData(52, Marie)]
    [InlineData(53, Marie)]
    public async Task An_approval_is_understood_however_the_client_writes_it(int sample, string moderator)
    {
        await PostSampleAsync(1);
        await AnswerSampleAsync(sample, moderator);
        Assert.Equal(1, _house.Count("release"));
    }

    [Theory]
    [InlineData(50, "an ambiguous sentence")]
    [InlineData(55, "a thumb")]
    public async Task What_is_no_decision_is_asked_back(int sample, string _)
    {
        await PostSampleAsync(1);
        await AnswerSampleAsync(sample, Marie);
        Assert.Equal(1, _house.Count("held"));
        Assert.Equal(2, _house.OwedTo(Marie).Count);
    }

    [Fact]
    public async Task An_encrypted_post_is_held_and_never_approved()
    {
        await _house.MemberAsync("tendai@savannapress.example", "SPW");
        await _house.TakeInAsync(await SampleAsync(13), "tendai@savannapress.example", "alerts@lists.example.org");
        await _house.WorkOffAsync();
        Assert.Equal(1, _house.Count("held", "kind = 'encrypted'"));
        var request = _house.LetterTo(Marie);
        Assert.Contains("ENCRYPTED", request.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("BEGIN PGP", request.TextBody, StringComparison.Ordinal);
        await AnswerAsync(Marie, "ok", request);
        Assert.Equal(1, _house.Count("held"));
        Assert.Equal(0, _house.Count("release"));
    }

    [Fact]
    public async Task Strangers_posts_reach_the_desk_in_one_digest_and_can_be_released_from_it()
    {
        for (var i = 1; i <= 3; i++)
            await _house.SendAsync(TestHouse.Mail($"s{i}@mail.example", "alerts@lists.example.org", $"News {i}", $"Something has happened here, number {i}."), $"s{i}@mail.example", "alerts@lists.example.org");
        Assert.Equal(0, _house.Count("deliveries"));
        _house.Time.Advance(TimeSpan.FromHours(4));
        await _house.Get<Clock>().TickAsync();
        var digest = Assert.Single(_house.OwedTo(Marie));
        Assert.Contains("News 2", digest.TextBody, StringComparison.Ordinal);
        await AnswerAsync(Marie, "ok 2 en\ndiscard 1", digest);
        Assert.Equal(1, _house.Count("release"));
        Assert.Equal(1, _house.Count("held"));
        Assert.Single(_house.OwedTo("grace@daily.example"));
        Assert.Empty(_house.OwedTo("s2@mail.example"));
    }

    [Fact]
    public async Task A_readers_wish_to_leave_that_was_sent_to_the_list_is_asked_back_and_never_held()
    {
        await _house.SendAsync(
            TestHouse.Mail("grace@daily.example", "alerts@lists.example.org", "Re: ALERT", "Please take me off."), "grace@daily.example", "alerts@lists.example.org");
        Assert.Equal(0, _house.Count("held"));
        var letter = _house.LetterTo("grace@daily.example");
        var leave = letter.ReplyTo.Mailboxes.Single().Address;
        Assert.StartsWith("alerts-confirm+", leave, StringComparison.Ordinal);
        Assert.Equal(1, _house.Count("subscription", "languages = 'en;fr'"));
        await _house.SendAsync(TestHouse.Mail("grace@daily.example", leave, "Re: x", ""), "grace@daily.example", leave);
        Assert.Equal(0, _house.Count("subscription", "languages = 'en;fr'"));
        Assert.StartsWith("You have left", Assert.Single(_house.OwedTo("grace@daily.example")).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_post_twice_is_one()
    {
        await PostSampleAsync(1);
        await PostSampleAsync(1);
        Assert.Equal(1, _house.Count("held"));
    }

    [Fact]
    public async Task The_same_post_twice_at_once_is_one_and_its_member_is_told()
    {
        for (var i = 0; i < 2; i++)
            await _house.TakeInAsync(await SampleAsync(1), Amel, "alerts@lists.example.org");
        await _house.WorkOffAsync();
        Assert.Equal((1, 2), (_house.Count("held"), _house.OwedTo(Amel).Count));
    }

    [Fact]
    public async Task A_members_mail_without_a_text_gets_a_letter_in_his_language_and_is_not_held()
    {
        await _house.SendAsync(TestHouse.Mail(Amel, "alerts-fr@lists.example.org", "Photo", ""), Amel, "alerts-fr@lists.example.org");
        Assert.Equal(0, _house.Count("held"));
        Assert.Contains("Photo", _house.LetterTo(Amel).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_members_program_may_report_but_is_not_answered()
    {
        await _house.SendAsync(TestHouse.Mail(Amel, "alerts-fr@lists.example.org", "ALERTE", "Une rédaction a été fermée.", "Auto-Submitted: auto-generated\r\n"), null, "alerts-fr@lists.example.org");
        Assert.Equal(1, _house.Count("held"));
        Assert.Empty(_house.OwedTo(Amel));
        await AnswerAsync(Marie, "ok");
        Assert.Single(_house.OwedTo("awa@hebdo.example"));
        Assert.Empty(_house.OwedTo(Amel));
    }

    [Fact]
    public async Task A_suspended_moderators_letter_decides_nothing_even_when_she_is_back()
    {
        await PostSampleAsync(1);
        var request = _house.LetterTo(Marie);
        await _house.Database.WriteAsync(tx => { tx.Execute("UPDATE token SET used = 1"); });
        await AnswerAsync(Marie, "ok", request);
        Assert.Equal(1, _house.Count("held"));
        Assert.Equal(0, _house.Count("release"));
    }

    [Fact]
    public async Task An_answer_to_the_request_at_the_lists_address_is_never_a_post()
    {
        await PostSampleAsync(1);
        var request = _house.LetterTo(Marie);
        await _house.MemberAsync(Marie, "Clearing House");
        await _house.SendAsync(TestHouse.Mail(Marie, "alerts@lists.example.org", "Re: x", "ok", $"In-Reply-To: <{request.MessageId}>\r\n"), Marie, "alerts@lists.example.org");
        Assert.Equal(1, _house.Count("held"));
        Assert.Equal(2, _house.OwedTo(Marie).Count);
    }

    [Fact]
    public async Task An_update_stays_in_the_thread_of_its_release()
    {
        await PostSampleAsync(1);
        await AnswerAsync(Marie, "ok");
        await _house.SendAsync(
            TestHouse.Mail(Amel, "alerts@lists.example.org", "MISE À JOUR : libéré", "Le directeur a été remis en liberté hier soir.", "References: <secret@pc.horria.example> <CAPf1x0+9Qd2=alert-tn-0312@mail.horria.example>\r\n"),
            Amel, "alerts@lists.example.org");
        await AnswerAsync(Marie, "ok", _house.LetterTo(Marie));
        var copy = _house.LetterTo("awa@hebdo.example");
        Assert.Equal("2026-0312-02.fr@lists.example.org", copy.MessageId);
        Assert.Equal("2026-0312-01.fr@lists.example.org", copy.InReplyTo);
        Assert.DoesNotContain("horria", copy.Headers[HeaderId.References], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_fails_three_turns_is_set_aside_and_the_next_one_is_not_held_up()
    {
        await PostRawAsync(await SampleAsync(1));
        await _house.Database.WriteAsync(tx => tx.Execute("UPDATE inbox SET recipient = 'no-such-list'"));
        for (var turn = 0; turn < 4; turn++)
        {
            await _house.WorkOffAsync();
            _house.Time.Advance(TimeSpan.FromMinutes(1));
        }
        Assert.Equal(1, _house.Count("inbox", "aside = 1 AND stage = 'address'"));
        Assert.Single(_house.OwedTo("owner@example.org"));
        await PostSampleAsync(3);
        Assert.Equal(1, _house.Count("held"));
    }

    [Fact]
    public async Task A_mail_that_was_being_worked_on_when_the_process_ended_has_had_its_turn()
    {
        await PostRawAsync(await SampleAsync(1));
        Assert.Single(await _house.Database.WriteAsync(tx => Inbox.ClaimNew(tx, _house.Time.Now())));
        for (var crash = 1; crash < 3; crash++)
            Assert.NotNull(await _house.Database.WriteAsync(tx => Inbox.ClaimTried(tx, _house.Time.Now())));
        await _house.WorkOffAsync();
        Assert.Equal(1, _house.Count("inbox", "aside = 1"));
        Assert.Equal(0, _house.Count("held"));
    }

    private async Task PostSampleAsync(int number)
    {
        await PostRawAsync(await SampleAsync(number));
        await _house.WorkOffAsync();
    }

    private async Task PostRawAsync(byte[] mail) => Assert.Equal(250, (await _house.TakeInAsync(mail, Amel, "alerts@lists.example.org")).Code);

    private Task<SmtpReply> AnswerAsync(string from, string text, MimeMessage? request = null) =>
        _house.SendAsync(Answer(from, text, request ?? _house.LetterTo(from)), from, Token(request ?? _house.LetterTo(from)));

    private static string Answer(string from, string text, MimeMessage request) => TestHouse.Mail(
        from, Token(request), "Re: " + Encode(request.Subject), text + "\r\n\r\nOn Thu, Alerts wrote:\r\n> " + request.TextBody!.Replace("\n", "\n> ", StringComparison.Ordinal),
        $"In-Reply-To: <{request.MessageId}>\r\n");

    private static string Encode(string? subject) => Encoding.ASCII.GetString(MimeKit.Utils.Rfc2047.EncodeText(Encoding.UTF8, subject ?? ""));

    private static string Token(MimeMessage request) => request.ReplyTo.Mailboxes.Single().Address;

    private async Task AnswerSampleAsync(int sample, string moderator)
    {
        var token = Token(_house.LetterTo(moderator));
        var mail = Encoding.Latin1.GetString(await SampleAsync(sample)).Replace("alerts-moderate+MODTOKEN0000@lists.example.org", token, StringComparison.Ordinal);
        await _house.TakeInAsync(Encoding.Latin1.GetBytes(mail), moderator, token);
        await _house.WorkOffAsync();
    }

    private static Task<byte[]> SampleAsync(int number) => File.ReadAllBytesAsync(Directory.GetFiles(SampleMail.Folder, $"{number:00}-*.eml").Single());
}
