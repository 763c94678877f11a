using IfexList.Mail;
using IfexList.Reception;
using IfexList.Tests.Mail;

namespace IfexList.Tests.Publishing;

/// <summary>What was encrypted to the Clearing House, on all ways by which a mail comes in: no moderator's word releases it, and no letter quotes what stands beside it.</summary>
public sealed class SecretPosts : IAsyncLifetime
{
    private const string Tendai = "tendai@savannapress.example";
    private const string Marie = "marie@clearinghouse.example";
    private const string Grace = "grace@daily.example";
    private const string Alerts = "alerts-en@lists.example.org";
    private const string Armour = "-----BEGIN PGP MESSAGE-----\r\n\r\nhQGMA3kFI35I8g9Y\r\n=2I3c\r\n-----END PGP MESSAGE-----\r\n";

    private readonly TestHouse _house = new();

    public async ValueTask InitializeAsync()
    {
        await _house.MemberAsync(Tendai, "Savanna Press Watch");
        await _house.ModeratorAsync(Marie);
        await _house.ReaderAsync(Grace);
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Theory]
    [InlineData("", "The witness is hidden.\r\n\r\n" + Armour, "in the text")]
    [InlineData("Content-Type: multipart/mixed; boundary=o\r\n", "--o\r\n\r\nThe witness is hidden.\r\n--o\r\nContent-Type: application/octet-stream; name=note.asc\r\n\r\n" + Armour + "\r\n--o--\r\n", "as a file")]
    [InlineData("Content-Type: multipart/mixed; boundary=o\r\n", "--o\r\n\r\nThe witness is hidden.\r\n--o\r\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n\r\nx\r\n--o--\r\n", "S/MIME below a text")]
    public async Task It_is_held_and_no_word_of_a_moderator_releases_it(string header, string body, string why)
    {
        await PostAsync(Alerts, header, body);
        Assert.True(_house.Count("held", "kind = 'encrypted'") == 1, why);
        foreach (var word in (string[])["ok", "ok en to=members", "edited\n[begin text]\nSubject: x\n\nThe witness is hidden.\n[end text]"])
            await AnswerAsync(Marie, word);
        IsTold(1, 0, why);
    }

    [Fact]
    public async Task Sample_13_is_held_and_released_by_nobody()
    {
        await _house.TakeInAsync(SampleMail.Bytes(13), Tendai, Alerts);
        await _house.WorkOffAsync();
        await AnswerAsync(Marie, "ok");
        IsTold(1, 0, "PGP/MIME");
        Assert.DoesNotContain("hQGMA3kFI35I8g9YAQv7", _house.LetterSourceTo(Marie), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_about_a_post_that_is_encrypted_adds_nothing_to_it()
    {
        await _house.SendAsync(TestHouse.Mail(Tendai, Alerts, "ALERT", "The plates were seized."), Tendai, Alerts);
        await PostAsync(_house.LetterTo(Tendai).ReplyTo.Mailboxes.Single().Address, "", "The witness is hidden.\r\n\r\n" + Armour);
        Assert.Equal((1, 1), (_house.Count("held", "kind = 'encrypted'"), _house.Count("held", "kind = 'post' AND version = 1")));
        IsTold(2, 0, "a reply");
    }

    [Fact]
    public async Task A_stranger_s_waits_for_the_digest_and_is_released_by_nobody()
    {
        await _house.SendAsync(Mail("stranger@mail.example", Alerts, "", "The witness is hidden.\r\n\r\n" + Armour), "stranger@mail.example", Alerts);
        _house.Time.Advance(TimeSpan.FromHours(4));
        await _house.Get<Clock>().TickAsync();
        await AnswerAsync(Marie, "ok 1");
        IsTold(1, 0, "a stranger's");
    }

    private void IsTold(long held, long releases, string why)
    {
        Assert.True((held, releases) == (_house.Count("held"), _house.Count("release")), why);
        Assert.Empty(_house.OwedTo(Grace));
        foreach (var letter in _house.OwedTo(Marie).Concat(_house.OwedTo(Tendai)))
            Assert.DoesNotContain("witness", letter.TextBody, StringComparison.Ordinal);
    }

    private Task<SmtpReply> PostAsync(string to, string header, string body) => _house.SendAsync(Mail(Tendai, to, header, body), Tendai, to);

    private static string Mail(string from, string to, string header, string body) =>
        $"From: {from}\r\nTo: {to}\r\nSubject: ...\r\nMessage-ID: <{Guid.NewGuid():N}@x.example>\r\nMIME-Version: 1.0\r\n{header}\r\n{body}";

    private Task<SmtpReply> AnswerAsync(string from, string word)
    {
        var to = _house.LetterTo(from).ReplyTo.Mailboxes.Single().Address;
        return _house.SendAsync(TestHouse.Mail(from, to, "Re: x", word), from, to);
    }
}
