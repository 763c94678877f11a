using IfexList.Foundation;
using MimeKit;

namespace IfexList.Tests.Reception;

/// <summary>What comes back to the daemon's own letters, where more or less was meant than is written.</summary>
public sealed class AnswersToLetters : IAsyncDisposable
{
    private const string Amel = "amel.jaziri@horria.example";
    private const string Marie = "marie@clearinghouse.example";

    private readonly TestHouse _house = new();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_thumb_under_the_question_whether_he_leaves_ends_no_subscription()
    {
        await _house.ReaderAsync("grace@daily.example", "en;fr");
        await _house.SendAsync(TestHouse.Mail("grace@daily.example", "alerts-request@lists.example.org", "unsubscribe", ""), "grace@daily.example", "alerts-request@lists.example.org");
        var leave = _house.LetterTo("grace@daily.example").ReplyTo.Mailboxes.Single().Address;
        var thumb = TestHouse.Mail("grace@daily.example", leave, "Re: x", "{}").Replace("text/plain", "text/vnd.google.email-reaction+json", StringComparison.Ordinal);
        await _house.SendAsync(thumb, "grace@daily.example", leave);
        Assert.StartsWith("alerts-confirm+", leave, StringComparison.Ordinal);
        Assert.Equal(1, _house.Count("subscription", "languages = 'en;fr'"));
    }

    [Fact]
    public async Task Who_writes_as_a_moderator_cannot_fill_his_mailbox_through_us()
    {
        await _house.ModeratorAsync(Marie);
        for (var i = 0; i < 3; i++)
            await _house.SendAsync(TestHouse.Mail(Marie, "alerts-moderate@lists.example.org", $"{i}", "ok"), "someone@mail.example", "alerts-moderate@lists.example.org");
        Assert.Single(_house.OwedTo(Marie));
    }

    [Fact]
    public async Task A_question_about_an_unknown_edition_can_be_answered()
    {
        await using var house = new TestHouse(settings => settings with
        {
            Lists = new Dictionary<string, ListSettings> { ["alerts"] = settings.Lists["alerts"] with { Languages = ["en", "fr"] } },
        });
        await house.MemberAsync(Amel, "OHPL");
        await house.ModeratorAsync(Marie);
        await house.SendAsync(TestHouse.Mail(Amel, "alerts@lists.example.org", "Arrest", "The police of the state arrested a journalist."), Amel, "alerts@lists.example.org");
        var request = house.LetterTo(Marie);
        await house.SendAsync(Answer("ok ar", request), Marie, Token(request));
        Assert.StartsWith("alerts-moderate+", Token(house.LetterTo(Marie)), StringComparison.Ordinal);
        Assert.Equal(1, house.Count("held"));
        await house.SendAsync(Answer("ok fr", house.LetterTo(Marie)), Marie, Token(house.LetterTo(Marie)));
        Assert.Equal(1, house.Count("release"));
    }

    private static string Answer(string text, MimeMessage request) => TestHouse.Mail(Marie, Token(request), "Re: x", text, $"In-Reply-To: <{request.MessageId}>\r\n");

    private static string Token(MimeMessage request) => request.ReplyTo.Mailboxes.Single().Address;
}
