using IfexList.Mail;
using IfexList.Moderation;
using IfexList.Reception;
using IfexList.Store;
using MimeKit;

namespace IfexList.Tests.Reception;

/// <summary>Who may decide for whom, and that one answer is decided in one piece.</summary>
public sealed class Decisions : IAsyncDisposable
{
    private const string Amel = "amel.jaziri@horria.example";
    private const string Marie = "marie@clearinghouse.example";
    private const string Hala = "hala@freepen.example";

    private readonly TestHouse _house = new();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Theory]
    [InlineData(Hala)]
    [InlineData(Marie)]
    public async Task A_moderator_who_is_also_another_ones_other_address_answers_for_both(string asked)
    {
        await _house.MemberAsync(Amel, "OHPL");
        await _house.ModeratorAsync(Marie);
        await _house.ModeratorAsync(Hala, also: Marie);
        await _house.SendAsync(TestHouse.Mail(Amel, "alerts-en@lists.example.org", "Arrest", "The police arrested a journalist."), Amel, "alerts-en@lists.example.org");
        await AnswerAsync(Marie, "ok", _house.LetterTo(asked));
        Assert.Equal(1, _house.Count("release"));
    }

    [Fact]
    public async Task All_lines_of_one_answer_to_a_digest_are_decided_together_and_numbered_one_behind_the_other()
    {
        await AnswerAsync(Marie, "ok 1 3\nok 1\ndiscard 2", await DigestAsync(3));
        Assert.Equal(0, _house.Count("held"));
        Assert.Equal(["2026-0312-01 News 1", "2026-0312-02 News 3"], Released());
        Assert.Equal(3, _house.Count("decision"));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 2)]
    public async Task A_word_without_a_number_decides_a_digest_of_one_post_only(int posts, int left)
    {
        await AnswerAsync(Marie, "discard", await DigestAsync(posts));
        Assert.Equal(left, _house.Count("held"));
    }

    [Fact]
    public async Task An_answer_to_a_digest_that_fails_at_its_last_line_has_decided_nothing()
    {
        var digest = await DigestAsync(3);
        await _house.Database.WriteAsync(tx => tx.Execute(
            "CREATE TRIGGER broken BEFORE INSERT ON release WHEN new.number LIKE '%-02' BEGIN SELECT RAISE(FAIL, 'a broken page'); END"));
        await AnswerAsync(Marie, "discard 2\nok 1\nok 3", digest);
        Assert.Equal(3, _house.Count("held"));
        Assert.Equal(1, _house.Count("inbox", "attempts = 1"));
        await _house.Database.WriteAsync(tx => tx.Execute("DROP TRIGGER broken"));
        _house.Time.Advance(TimeSpan.FromMinutes(1));
        await _house.WorkOffAsync();
        Assert.Equal(0, _house.Count("held"));
        Assert.Contains("News 3", _house.LetterTo(Marie).TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("already", _house.LetterTo(Marie).TextBody, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_changes_while_the_letters_are_written_is_told_as_it_was_committed()
    {
        await _house.MemberAsync(Amel, "OHPL");
        await _house.ReaderAsync("grace@daily.example");
        await _house.SendAsync(TestHouse.Mail(Amel, "alerts-en@lists.example.org", "Arrest", "The police arrested a journalist."), Amel, "alerts-en@lists.example.org");
        var held = _house.Database.Read(db => db.Number("SELECT id FROM held"))!.Value;
        var told = new List<DecisionResult>();
        await _house.Get<Decision>().DecideAsync([new Wish(held, 1, new ModeratorReply.Approve(null))], new Decider(null), results =>
        {
            told.Add(results[0]);
            if (told.Count == 1)
                _house.ReaderAsync("kofi@daily.example").GetAwaiter().GetResult();
            return _ => true;
        });
        Assert.Equal([new DecisionResult.Released("2026-0312-01", 1), new DecisionResult.Released("2026-0312-01", 2)], told);
        Assert.Contains("2 readers", _house.LetterTo(Amel).TextBody, StringComparison.Ordinal);
        Assert.Equal(2, _house.Count("served"));
    }

    private async Task<MimeMessage> DigestAsync(int posts)
    {
        await _house.ModeratorAsync(Marie);
        for (var i = 1; i <= posts; i++)
            await _house.SendAsync(TestHouse.Mail($"s{i}@mail.example", "alerts-en@lists.example.org", $"News {i}", $"Something has happened, number {i}."), $"s{i}@mail.example", "alerts-en@lists.example.org");
        _house.Time.Advance(TimeSpan.FromHours(4));
        await _house.Get<Clock>().TickAsync();
        return Assert.Single(_house.OwedTo(Marie));
    }

    private List<string> Released() => _house.Database.Read(db => db.All(
        "SELECT number || ' ' || subject FROM release JOIN edition ON edition.release = release.id ORDER BY number", r => r.GetString(0)));

    private Task<SmtpReply> AnswerAsync(string from, string text, MimeMessage request) =>
        _house.SendAsync(TestHouse.Mail(from, Token(request), "Re: x", text), from, Token(request));

    private static string Token(MimeMessage request) => request.ReplyTo.Mailboxes.Single().Address;
}
