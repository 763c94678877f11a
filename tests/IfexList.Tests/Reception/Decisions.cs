using IfexList.Mail;
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

    private Task<SmtpReply> AnswerAsync(string from, string text, MimeMessage request) =>
        _house.SendAsync(TestHouse.Mail(from, Token(request), "Re: x", text), from, Token(request));

    private static string Token(MimeMessage request) => request.ReplyTo.Mailboxes.Single().Address;
}
