using IfexList.Mail;
using MimeKit;

namespace IfexList.Tests.Moderation;

/// <summary>Where a list wants two editors, what the first one made of a post comes before the second.</summary>
public sealed class TwoEditorsTests
{
    private const string Marie = "marie@clearinghouse.example";
    private const string Kofi = "kofi@pressfreedom.example";
    private const string More = "Her lawyer was not let in.";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task The_text_that_one_editor_edits_is_laid_before_the_other_and_released_by_his_word()
    {
        await using var desk = new DutyHouse(list => list with { TwoEditors = ["first"] });
        await desk.AppointAsync(Marie);
        await desk.AppointAsync(Kofi);
        await desk.House.ReaderAsync("grace@daily.example");
        await desk.PostAsync();
        var request = desk.House.LetterTo(Marie);
        var edited = request.TextBody!.ReplaceLineEndings("\n").Replace("[end text]", $"\n{More}\n[end text]", StringComparison.Ordinal);
        await AnswerAsync(desk, Marie, request, "ok edited\n\n> " + edited.Replace("\n", "\n> ", StringComparison.Ordinal));
        Assert.Equal(0, desk.House.Count("release"));
        var second = desk.House.LetterTo(Kofi);
        Assert.Contains(More, second.TextBody, StringComparison.Ordinal);
        await AnswerAsync(desk, Kofi, second, "ok");
        Assert.Contains(More, Assert.Single(desk.House.OwedTo("grace@daily.example")).TextBody, StringComparison.Ordinal);
    }

    private static Task<SmtpReply> AnswerAsync(DutyHouse desk, string from, MimeMessage request, string text)
    {
        var token = request.ReplyTo.Mailboxes.Single().Address;
        // What is made ready again and again never comes back.
        return desk.House.SendAsync(TestHouse.Mail(from, token, "Re: x", text), from, token).WaitAsync(Patience, TestContext.Current.CancellationToken);
    }
}
