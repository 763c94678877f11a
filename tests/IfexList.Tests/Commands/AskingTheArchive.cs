using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Store;
using MimeKit;

namespace IfexList.Tests.Commands;

/// <summary>The archive by mail: who finds what, files, answers in parts, and what was withdrawn.</summary>
public sealed class AskingTheArchive : IAsyncLifetime
{
    private const string Grace = "grace@daily.example";
    private const string Stranger = "newcomer@mail.example";
    private const string Request = "alerts-request@lists.example.org";

    private static readonly string Long = string.Join("\n\n", Enumerable.Range(1, 400).Select(n => $"Paragraph {n}: the printing plates were seized last night, and nobody says by whom."));

    private readonly TestHouse _house = new();

    public async ValueTask InitializeAsync()
    {
        await _house.ReaderAsync(Grace);
        await _house.Database.WriteAsync(tx =>
        {
            File(tx, "2026-0101-01", Language.En, "ALERT - TUNISIA: Plates", "The plates were seized at the printer's.");
            File(tx, "2026-0102-01", Language.Fr, "ALERTE - TUNISIE", "Les plaques ont été saisies.");
            File(tx, "2026-0103-01", Language.En, "REPORT", Long);
            File(tx, "2026-0104-01", Language.En, "Members", "The plates of the treasurer.", toMembers: true);
        });
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    private static void File(Connection tx, string number, Language language, string subject, string text, bool toMembers = false) => Posts.File(
        tx, new NewRelease(number, "alerts", language, number, subject, text, null, 5, toMembers, Topic.Split("TN")), [new EditionFile("photo-1.jpg", "image/jpeg", [255, 216, 255, 7])],
        DateTimeOffset.Parse($"{number[..4]}-{number[5..7]}-{number[7..9]}T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds());

    private async Task AskAsync(string line, string from = Grace, string headers = "") => await _house.SendAsync(TestHouse.Mail(from, Request, "", line, headers), from, Request);

    private string Answer(string to = Grace) => _house.LetterTo(to).TextBody!.ReplaceLineEndings("\n");

    [Theory]
    [InlineData("search plates", "2026-0103-01 2026-0101-01", "newest first")]
    [InlineData("chercher plaques", "2026-0102-01", "in French")]
    [InlineData("buscar plates tunisia", "2026-0101-01", "all words, in Spanish")]
    [InlineData("искать plates since:2026-01-02", "2026-0103-01", "narrowed, in Russian")]
    [InlineData("ابحث عن plates until 2026-01-01", "2026-0101-01", "in Arabic")]
    [InlineData("search \"plates were seized\" country:TN in en", "2026-0103-01 2026-0101-01", "a phrase, a country, a language")]
    [InlineData("search unsubscribe all", "", "nothing in a question is a command")]
    public async Task A_question_is_answered_with_the_lines_that_get_what_was_found(string line, string numbers, string why)
    {
        await AskAsync(line);
        var answer = Answer();
        var found = answer.Split('\n').Where(shown => shown.StartsWith("get ", StringComparison.Ordinal) || shown.StartsWith("obtenir ", StringComparison.Ordinal)
            || shown.StartsWith("obtener ", StringComparison.Ordinal) || shown.StartsWith("получить ", StringComparison.Ordinal)).Select(shown => shown.Split(' ')[1]);
        Assert.True(numbers == string.Join(' ', found), $"{why}: {answer}");
        Assert.DoesNotContain("treasurer", answer, StringComparison.Ordinal);
        Assert.Equal(1, _house.Count("subscription"));
    }

    [Fact]
    public async Task Whoever_asks_in_somebodys_name_sends_him_one_letter_a_day_and_none_of_his_own_words()
    {
        await AskAsync("search plates buy-cheap-pills", Stranger);
        await AskAsync("search plates", Stranger);
        Assert.DoesNotContain("pills", Assert.Single(_house.OwedTo(Stranger)).ToString(), StringComparison.Ordinal);
        await AskAsync("search plates", Grace, "Auto-Submitted: auto-replied\r\n");
        Assert.Empty(_house.OwedTo(Grace));
    }

    [Fact]
    public async Task A_stranger_whose_domain_shows_that_he_asks_is_answered_each_time()
    {
        var proven = Evidence.Nothing with { Dmarc = new DmarcEvidence(CheckResult.Pass, "mail.example", DmarcPolicy.None, IsAligned: true) };
        for (var i = 0; i < 3; i++)
            await _house.KeepAsync(proven, TestHouse.Mail(Stranger, Request, "", $"get 2026-010{i + 1}-01"), Stranger, Request);
        Assert.Contains("plaques", string.Concat(_house.OwedTo(Stranger).Select(letter => letter.TextBody)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_comes_attached_and_what_is_no_file_is_said_to_be_none()
    {
        await AskAsync("get 2026-0101-01 file 1");
        var file = Assert.IsType<MimePart>(_house.LetterTo(Grace).Attachments.Single());
        using var bytes = new MemoryStream();
        await file.Content!.DecodeToAsync(bytes, TestContext.Current.CancellationToken);
        Assert.Equal(("photo-1.jpg", "image/jpeg"), (file.FileName, file.ContentType.MimeType));
        Assert.Equal([255, 216, 255, 7], bytes.ToArray());
        foreach (var none in (string[])["get 2026-0101-01 file 2", "get 2026-0104-01 file 1"])
        {
            await AskAsync(none);
            Assert.Empty(_house.LetterTo(Grace).Attachments);
            Assert.Contains("no such file", Answer(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_long_answer_comes_in_parts_that_together_are_all_of_it()
    {
        await AskAsync("get 2026-0103-01 split 10k");
        var parts = _house.OwedTo(Grace);
        Assert.True(parts.Count > 2, $"{parts.Count} parts");
        Assert.All(parts, part => Assert.True(part.TextBody!.Length < 12_000));
        Assert.Equal(Enumerable.Range(1, parts.Count).Select(n => $"[{n}/{parts.Count}]"), parts.Select(part => part.Subject![part.Subject!.LastIndexOf('[')..]));
        var all = string.Join("\n\n", parts.Select(part => part.TextBody!.ReplaceLineEndings("\n")));
        Assert.All(Enumerable.Range(1, 400), n => Assert.Contains($"Paragraph {n}: ", all, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_what_was_withdrawn_the_reason_comes_and_not_a_word_of_it()
    {
        await _house.Database.WriteAsync(tx =>
        {
            tx.Execute("UPDATE edition SET state = 'withdrawn', subject = '', text = '' WHERE message_id = '2026-0101-01'");
            tx.Execute("INSERT INTO retraction (edition, reason, at) SELECT id, 'A person is in danger.', 0 FROM edition WHERE state = 'withdrawn'");
        });
        await AskAsync("get 2026-0101-01\nsearch seized");
        Assert.Contains("was withdrawn. The reason:\nA person is in danger.", Answer(), StringComparison.Ordinal);
        Assert.DoesNotContain("get 2026-0101-01", Answer(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("search seized size 1k", 4, 8, "so much as he asks for")]
    [InlineData("search seized размер=1", 4, 8, "with an equals sign, in Russian")]
    [InlineData("search seized", 22, 22, "all")]
    [InlineData("search seized size matters", 0, 0, "no size: words")]
    public async Task An_index_is_as_long_as_its_reader_wants(string line, int least, int most, string why)
    {
        await ManyAsync();
        await AskAsync(line);
        Assert.True(Lines(Answer()) is var found && found >= least && found <= most, $"{why}: {found}");
        if (found is > 0 and < 22)
            Assert.Contains($"{22 - found} older texts are not shown", Answer(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("search seized", "found by words")]
    [InlineData("index TN", "what came out")]
    public async Task An_index_fits_what_its_reader_takes(string line, string why)
    {
        await ManyAsync();
        await _house.Database.WriteAsync(tx => tx.Execute("UPDATE subscription SET cap = 1"));
        await AskAsync(line);
        Assert.True(Lines(Answer()) is > 0 and < 10, $"{why}: {Lines(Answer())}");
    }

    [Fact]
    public async Task Two_files_of_one_mail_come_in_two_letters_each_with_its_own()
    {
        await AskAsync("get 2026-0101-01 file 1\nget 2026-0102-01 file 1");
        var letters = _house.OwedTo(Grace);
        Assert.Equal(2, letters.Count);
        Assert.All(letters, letter => Assert.Single(letter.Attachments));
        Assert.Equal(["2026-0101-01", "2026-0102-01"], letters.Select(letter => ((string[])["2026-0101-01", "2026-0102-01"]).Single(number => letter.Subject!.Contains(number, StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Lines_of_an_index_that_are_sent_back_together_are_one_question_with_one_answer_of_its_size()
    {
        await _house.Database.WriteAsync(tx =>
        {
            foreach (var number in (string[])["2026-0301-01", "2026-0302-01", "2026-0303-01"])
                File(tx, number, Language.En, "REPORT", string.Join("\n\n", Long, Long));
        });
        await AskAsync("get 2026-0301-01\nget 2026-0302-01\nget 2026-0303-01");
        Assert.Single(_house.OwedTo(Grace));
        Assert.InRange(Answer().Length, 60_000, 110_000);
        Assert.Contains("did not fit", Answer(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_mail_asks_the_archive_so_many_questions_as_its_answer_is_read_for()
    {
        await ManyAsync();
        await AskAsync(string.Join('\n', Enumerable.Range(1, 20).Select(day => $"search \"number {day} were\"")));
        Assert.Equal(Limits.ArchiveQuestions, Lines(Answer()));
    }

    [Fact]
    public async Task A_mailbox_gets_so_many_octets_of_answers_in_a_day_and_may_leave_nevertheless()
    {
        await _house.Database.WriteAsync(tx => _house.Get<AnswerBudget>().Spend(tx, Address.TryParse(Grace, out var grace) ? grace : throw new FormatException(Grace), Limits.AnswerOctets - 1));
        await AskAsync("get 2026-0101-01");
        Assert.Contains("plates", Answer(), StringComparison.Ordinal);
        await AskAsync("get 2026-0101-01\nsearch plates");
        Assert.Single(_house.OwedTo(Grace));
        await AskAsync("format text\nsearch plates");
        Assert.Equal(2, _house.OwedTo(Grace).Count);
        Assert.DoesNotContain("newest first", Answer(), StringComparison.Ordinal);
        _house.Time.Advance(TimeSpan.FromHours(25));
        await AskAsync("get 2026-0101-01");
        Assert.Contains("The plates were seized", Answer(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_may_be_another_than_he_says_gets_no_large_file_and_nothing_in_parts()
    {
        await _house.Database.WriteAsync(tx => Posts.File(
            tx, new NewRelease("2026-0105-01", "alerts", Language.En, "2026-0105-01", "ALERT", "With a film.", null, 5, false, Topic.Split("TN")), [new EditionFile("film-1.jpg", "image/jpeg", new byte[200_000])], 0));
        await AskAsync("get 2026-0105-01 file 1", Stranger);
        Assert.Empty(_house.LetterTo(Stranger).Attachments);
        await AskAsync("get 2026-0105-01 file 1");
        Assert.Single(_house.LetterTo(Grace).Attachments);
        await AskAsync("get 2026-0103-01 split 10k", "another@mail.example");
        Assert.Single(_house.OwedTo("another@mail.example"));
    }

    private Task ManyAsync() => _house.Database.WriteAsync(tx =>
    {
        for (var day = 1; day <= 20; day++)
            File(tx, $"2026-02{day:00}-01", Language.En, $"ALERT - TUNISIA: {day}", $"Copies number {day} were seized at night.");
    });

    private static int Lines(string answer) => answer.Split('\n').Count(line => line.StartsWith("get ", StringComparison.Ordinal));
}
