using IfexList.Lists;
using IfexList.Mail;
using IfexList.Publishing;
using IfexList.Tests.Publishing;
using MimeKit;

namespace IfexList.Tests.Commands;

/// <summary>A whole case by mail, and to follow one and no more.</summary>
public sealed class CasesByMail : IAsyncDisposable
{
    private const string Grace = "grace@dailylantern.example";
    private const string Request = "alerts-request@lists.example.org";

    private readonly ParcelHouse _parcels = new();

    private TestHouse House => _parcels.House;

    [Theory]
    [InlineData("case 2026-0312-01", "case 2026-0312-01", "English")]
    [InlineData("the whole case 2026-0312-1, please", "case 2026-0312-01", "a sentence, the zero forgotten")]
    [InlineData("affaire 2026-0312-01", "case 2026-0312-01", "French")]
    [InlineData("dossier 2026-0312-01", "case 2026-0312-01", "French, in other words")]
    [InlineData("caso 2026-0312-01", "case 2026-0312-01", "Spanish")]
    [InlineData("дело 2026-0312-01", "case 2026-0312-01", "Russian")]
    [InlineData("قضية ٢٠٢٦-٠٣١٢-٠١", "case 2026-0312-01", "Arabic, with its digits")]
    [InlineData("ملف 2026-0312-01", "case 2026-0312-01", "Arabic, in other words")]
    [InlineData("follow 2026-0312-01", "follow alerts 2026-0312-01", "English")]
    [InlineData("follow the case 2026-0312-01", "follow alerts 2026-0312-01", "its name before it")]
    [InlineData("follow communique 2026-0312-01 2026-0312-02", "follow communique 2026-0312-01 2026-0312-02", "two of another list")]
    [InlineData("suivre l'affaire 2026-0312-01", "follow alerts 2026-0312-01", "French")]
    [InlineData("seguir 2026-0312-01", "follow alerts 2026-0312-01", "Spanish")]
    [InlineData("следить за делом 2026-0312-01", "follow alerts 2026-0312-01", "Russian")]
    [InlineData("تابع القضية 2026-0312-01", "follow alerts 2026-0312-01", "Arabic")]
    [InlineData("unfollow 2026-0312-01", "unfollow alerts 2026-0312-01", "English")]
    [InlineData("stop following 2026-0312-01", "unfollow alerts 2026-0312-01", "no wish to leave")]
    [InlineData("ne plus suivre 2026-0312-01", "unfollow alerts 2026-0312-01", "French")]
    [InlineData("dejar de seguir 2026-0312-01", "unfollow alerts 2026-0312-01", "Spanish")]
    [InlineData("не следить за 2026-0312-01", "unfollow alerts 2026-0312-01", "Russian")]
    [InlineData("لا تتابع 2026-0312-01", "unfollow alerts 2026-0312-01", "Arabic")]
    [InlineData("set topics 2026-0312-01", "set topics=2026-0312-01", "a topic like any other")]
    [InlineData("subscribe alerts 2026-0312-01 TN", "subscribe alerts topics=2026-0312-01,TN", "beside a country")]
    [InlineData("subscribe alerts case 2026-0312-01", "subscribe alerts topics=2026-0312-01", "by its name")]
    [InlineData("index 2026-0312-01", "index 2026-0312-01", "an index of the case")]
    [InlineData("case", "", "which one?")]
    [InlineData("Case of the week: 2026-0312-01", "", "a title")]
    [InlineData("follow Tunisia", "", "no case")]
    [InlineData("2026-0312-01", "", "a number alone says nothing")]
    public void A_line_about_a_case_is_read_in_five_languages(string line, string expected, string why) => Reading.Reads(line, expected, why);

    [Fact]
    public async Task A_reader_gets_the_whole_case_oldest_first_and_what_does_not_fit_is_listed()
    {
        await _parcels.ReaderAsync(Grace, Rhythm.Weekly);
        var text = string.Join("\n\n", Enumerable.Repeat("The printing plates were seized last night, and nobody says by whom.", 600));
        var (first, _) = await _parcels.ReleaseAsync("ALERT", text);
        await _parcels.ReleaseAsync("ALERT elsewhere");
        var (second, _) = await _parcels.ReleaseAsync("UPDATE one", text, orders: ReleaseOrders.None with { Case = first });
        var (third, _) = await _parcels.ReleaseAsync("UPDATE two", text, orders: ReleaseOrders.None with { Case = first });
        await SendAsync($"case {first}");
        var answer = House.LetterTo(Grace).TextBody!.ReplaceLineEndings("\n");
        Assert.Contains($"\nget {third}\n", answer, StringComparison.Ordinal);
        Assert.True(answer.IndexOf($"{first}, 2026", StringComparison.Ordinal) is > 0 and var one && answer.IndexOf($"{second}, 2026", StringComparison.Ordinal) > one);
        Assert.DoesNotContain("ALERT elsewhere", answer, StringComparison.Ordinal);
        await SendAsync($"case {second}", "eve@reads-nothing.example");
        Assert.Contains($"\n{second}\n", House.LetterTo("eve@reads-nothing.example").TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain("UPDATE one", House.LetterSourceTo("eve@reads-nothing.example"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_reads_nothing_follows_a_case_when_he_has_confirmed_it()
    {
        var question = await AskAsync("follow 2026-0312-01");
        Assert.Equal(0, House.Count("subscription"));
        Assert.Contains("case 2026-0312-01", question.TextBody, StringComparison.Ordinal);
        await ConfirmAsync(question);
        Assert.Equal(1, House.Count("subscription", "list = 'alerts' AND topics = ';2026-0312-01;'"));
        Assert.Contains("case 2026-0312-01", House.LetterTo(Grace).TextBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("subscribe alerts TN\nfollow 2026-0312-01", ";TN;2026-0312-01;", "one subscription has both")]
    [InlineData("subscribe alerts\nfollow 2026-0312-01", "", "he asks for everything")]
    [InlineData("follow 2026-0312-01\nfollow 2026-0312-02", ";2026-0312-01;2026-0312-02;", "two cases")]
    public async Task What_one_mail_asks_for_becomes_one_subscription(string commands, string topics, string why)
    {
        await ConfirmAsync(await AskAsync(commands));
        Assert.True(topics == House.Database.Read(db => db.Text("SELECT topics FROM subscription")), why);
    }

    [Theory]
    [InlineData("", "follow 2026-0312-01", "", "who reads everything reads it, too")]
    [InlineData("TN", "follow 2026-0312-01", ";TN;2026-0312-01;", "added")]
    [InlineData("TN 2026-0312-01", "follow 2026-0312-01", ";TN;2026-0312-01;", "twice is once")]
    [InlineData("2026-0312-01", "follow 2026-0312-02\nunfollow 2026-0312-01", ";2026-0312-02;", "one for the other")]
    [InlineData("2026-0312-01", "unfollow 2026-0312-01\nfollow 2026-0312-02", ";2026-0312-02;", "the other way round")]
    [InlineData("TN 2026-0312-01", "unfollow 2026-0312-01", ";TN;", "taken away")]
    [InlineData("", "unfollow 2026-0312-01", "", "it was no choice of his")]
    [InlineData("TN", "unfollow 2026-0312-01", ";TN;", "nor here")]
    public async Task A_reader_s_choice_changes_at_once_and_he_is_told_how_it_stands(string topics, string commands, string expected, string why)
    {
        await _parcels.ReaderAsync(Grace, topics: topics);
        var letter = await AskAsync(commands);
        Assert.True(expected == House.Database.Read(db => db.Text("SELECT topics FROM subscription")), why);
        Assert.Equal(expected.Contains("2026-", StringComparison.Ordinal), letter.TextBody!.Contains("case 2026-", StringComparison.Ordinal));
        Assert.Contains("\nTopics:", letter.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-0312-01", "unfollow 2026-0312-01")]
    [InlineData("2026-0312-01 2026-0312-02", "unfollow 2026-0312-01\nunfollow 2026-0312-02")]
    public async Task Who_follows_his_last_case_no_more_leaves(string topics, string commands)
    {
        await _parcels.ReaderAsync(Grace, topics: topics);
        var question = await AskAsync(commands);
        Assert.Equal(1, House.Count("subscription"));
        await ConfirmAsync(question);
        Assert.Equal(0, House.Count("subscription"));
    }

    public ValueTask DisposeAsync() => _parcels.DisposeAsync();

    private Task<SmtpReply> SendAsync(string text, string from = Grace) => House.SendAsync(TestHouse.Mail(from, Request, "", text), from, Request);

    private async Task<MimeMessage> AskAsync(string text)
    {
        await SendAsync(text);
        return House.LetterTo(Grace);
    }

    private Task<SmtpReply> ConfirmAsync(MimeMessage question)
    {
        var to = question.ReplyTo.Mailboxes.Single().Address;
        return House.SendAsync(TestHouse.Mail(Grace, to, "Re: " + question.Subject, ""), Grace, to);
    }
}
