using IfexList.Foundation;
using IfexList.Reception;
using IfexList.Store;
using MimeKit;

namespace IfexList.Tests.Reception;

/// <summary>What is too long, too much, or tried before: it burdens nobody else.</summary>
public sealed class Burdens : IAsyncDisposable
{
    private const string Amel = "amel.jaziri@horria.example";
    private const string Marie = "marie@clearinghouse.example";

    private readonly TestHouse _house = new();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_text_too_long_to_be_shown_whole_is_never_released()
    {
        await _house.MemberAsync(Amel, "OHPL");
        await _house.ModeratorAsync(Marie);
        var book = string.Concat(Enumerable.Repeat("The police of the state arrested a journalist.\r\n", Limits.PostCharacters / 40));
        await _house.SendAsync(TestHouse.Mail(Amel, "alerts-en@lists.example.org", "Book", book, "Auto-Submitted: auto-generated\r\n"), null, "alerts-en@lists.example.org");
        var request = _house.LetterTo(Marie).ReplyTo.Mailboxes.Single().Address;
        await _house.SendAsync(TestHouse.Mail(Marie, request, "Re: x", "ok"), Marie, request);
        Assert.Equal(1, _house.Count("held"));
        Assert.Equal(0, _house.Count("release"));
        Assert.Contains("longer than we can show", _house.LetterTo(Marie).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_is_claimed_and_not_begun_has_lost_no_turn_and_one_being_worked_on_is_not_tried_again()
    {
        await _house.TakeInAsync("From: a@b.example\r\n\r\nText\r\n"u8.ToArray(), Amel, "alerts@lists.example.org", "members@lists.example.org");
        var claimed = await _house.Database.WriteAsync(tx => Inbox.ClaimNew(tx, _house.Time.Now()));
        Assert.Equal(2, claimed.Count);
        await _house.Database.WriteAsync(tx => Inbox.Unclaim(tx, [claimed[1]]));
        Assert.Equal(1, _house.Count("inbox", "attempts = 0"));
        Assert.True(_house.Database.Read(db => Inbox.HasTried(db, _house.Time.Now(), besides: 0)));
        Assert.False(_house.Database.Read(db => Inbox.HasTried(db, _house.Time.Now(), besides: 1)));
    }

    [Fact]
    public async Task A_mail_is_set_aside_even_where_the_owners_letter_fails()
    {
        await FailThriceAsync("CREATE TRIGGER broken BEFORE INSERT ON rendering WHEN new.format = 'letter' BEGIN SELECT RAISE(FAIL, 'a broken page'); END");
        Assert.Equal(1, _house.Count("inbox", "aside = 1 AND stage = 'address'"));
    }

    [Fact]
    public async Task A_mail_that_cannot_be_set_aside_lets_the_next_one_go_first()
    {
        await FailThriceAsync("CREATE TRIGGER broken BEFORE UPDATE OF aside ON inbox BEGIN SELECT RAISE(FAIL, 'a broken page'); END");
        Assert.Equal(1, _house.Count("inbox", $"aside = 0 AND attempts = 3 AND stage = 'address' AND next_at > {_house.Time.Now()}"));
        await _house.Database.WriteAsync(tx => tx.Execute("DROP TRIGGER broken"));
        _house.Time.Advance(TimeSpan.FromMinutes(1));
        await _house.WorkOffAsync();
        Assert.Equal(1, _house.Count("inbox", "aside = 1"));
    }

    private async Task FailThriceAsync(string fault)
    {
        await _house.TakeInAsync("From: a@b.example\r\n\r\nText\r\n"u8.ToArray(), Amel, "alerts@lists.example.org");
        await _house.Database.WriteAsync(tx => tx.Execute("UPDATE inbox SET recipient = 'no-such-list'"));
        await _house.Database.WriteAsync(tx => tx.Execute(fault));
        for (var turn = 0; turn < 4; turn++)
        {
            _house.Time.Advance(TimeSpan.FromMinutes(1));
            await _house.WorkOffAsync();
        }
    }
}
