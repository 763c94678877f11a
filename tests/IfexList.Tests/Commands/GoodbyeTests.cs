using IfexList.Commands;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Reception;
using IfexList.Store;
using MimeKit;

namespace IfexList.Tests.Commands;

/// <summary>The end of subscriptions and of people, whatever else happens meanwhile.</summary>
public sealed class GoodbyeTests : IAsyncDisposable
{
    private const string Grace = "grace@dailylantern.example";
    private const string Request = "alerts-request@lists.example.org";

    private readonly TestHouse _house = new(settings => settings with
    {
        Lists = settings.Lists.Append(new("communique", new ListSettings { Title = new LocalizedText("IFEX Communiqué"), Owners = ["owner@example.org"] })).ToDictionary(),
    });

    [Fact]
    public async Task Who_asks_to_be_forgotten_gets_a_farewell_and_then_is_nobody()
    {
        await _house.ReaderAsync(Grace);
        await _house.ReaderAsync(Grace, list: "communique");
        await ConfirmAsync(await AskAsync("forget me"));
        Assert.Equal(0, _house.Count("subscription"));
        _house.Time.Advance(Limits.FarewellTry);
        await _house.Get<Clock>().TickAsync();
        Assert.Equal(1, _house.Count("person", "key = 'grace@dailylantern.example'"));
        // It has left.
        await _house.Database.WriteAsync(tx => tx.Execute("DELETE FROM deliveries"));
        _house.Time.Advance(Limits.FarewellTry);
        await _house.Get<Clock>().TickAsync();
        Assert.Equal(0, _house.Count("person", "key = 'grace@dailylantern.example'"));
        Assert.Equal(1, _house.Count("due", "kind = 'scrub'"));
        _house.Time.Advance(Limits.ScrubPause);
        await _house.Get<Clock>().TickAsync();
        Assert.Equal(0, _house.Count("due", "kind = 'scrub'"));
        // For a month one letter more, whoever asks how often.
        for (var day = 0; day < 20; day++, _house.Time.Advance(TimeSpan.FromDays(1)))
            await SendAsync("subscribe");
        Assert.Single(_house.OwedTo(Grace));
    }

    [Fact]
    public async Task Who_leaves_and_at_once_asks_to_come_back_can_still_say_yes()
    {
        await _house.ReaderAsync(Grace);
        await ConfirmAsync(await AskAsync("unsubscribe"));
        var question = await AskAsync("subscribe alerts fr");
        await _house.Database.WriteAsync(tx => tx.Execute("DELETE FROM deliveries"));
        _house.Time.Advance(Limits.FarewellTry);
        await _house.Get<Clock>().TickAsync();
        await ConfirmAsync(question);
        Assert.Equal(1, _house.Count("subscription", "languages = 'fr'"));
        _house.Time.Advance(Limits.FarewellTry);
        await _house.Get<Clock>().TickAsync();
        Assert.Equal(1, _house.Count("subscription"));
        Assert.Equal(0, _house.Count("due", "kind = 'erase'"));
    }

    [Fact]
    public async Task A_member_who_is_forgotten_as_a_reader_stays_a_member()
    {
        await _house.MemberAsync(Grace, "The Daily Lantern");
        await _house.ReaderAsync(Grace);
        await ConfirmAsync(await AskAsync("forget me"));
        Assert.Equal(0, _house.Count("subscription"));
        Assert.Equal(0, _house.Count("due", "kind = 'erase'"));
        Assert.Equal(1, _house.Count("member"));
    }

    [Fact]
    public async Task Who_leaves_his_lists_one_by_one_in_one_mail_is_forgotten()
    {
        await _house.ReaderAsync(Grace);
        await _house.ReaderAsync(Grace, list: "communique");
        await ConfirmAsync(await AskAsync("unsubscribe alerts\nunsubscribe communique"));
        Assert.Equal(0, _house.Count("subscription"));
        Assert.Equal(1, _house.Count("due", "kind = 'erase'"));
    }

    /// <summary>The two were read side by side, each before the other was done.</summary>
    [Fact]
    public async Task Who_joins_one_list_while_he_leaves_another_is_not_forgotten()
    {
        var person = await _house.ReaderAsync(Grace);
        var asker = _house.Database.Read(db => Asker.Of(db, person))!;
        var alerts = _house.Get<ListCatalogue>().Find("alerts")!;
        var act = _house.Get<Leaving>().Act(alerts, asker, alerts, Language.En);
        await _house.ReaderAsync(Grace, list: "communique");
        await _house.Database.WriteAsync(act.Change!);
        Assert.Equal(1, _house.Count("subscription", "list = 'communique'"));
        Assert.Equal(0, _house.Count("due", "kind = 'erase'"));
    }

    [Fact]
    public async Task A_change_of_settings_that_comes_late_brings_nobody_back()
    {
        var person = await _house.ReaderAsync(Grace);
        var asker = _house.Database.Read(db => Asker.Of(db, person))!;
        var alerts = _house.Get<ListCatalogue>().Find("alerts")!;
        var act = _house.Get<CommandActs>().Changed([new Command.Set(null, new Preferences(Rhythm: Rhythm.Weekly))], new Asking(asker, alerts, Language.En, [], IsTrusted: true))!;
        await _house.Database.WriteAsync(tx => Erasure.Begin(tx, person, _house.Time.Now()));
        await _house.Database.WriteAsync(act.Change!);
        Assert.Equal(0, _house.Count("subscription"));
    }

    [Fact]
    public async Task The_hourly_sweep_takes_nobody_who_is_being_erased()
    {
        await _house.ReaderAsync(Grace);
        _house.Time.Advance(Limits.StrangerTime + TimeSpan.FromMinutes(1));
        await ConfirmAsync(await AskAsync("forget me"));
        await _house.Database.WriteAsync(tx => tx.Execute("DELETE FROM deliveries"));
        await _house.Database.WriteAsync(tx => Sweeping.Run(tx, _house.Get<ListCatalogue>(), _house.Time.Now()));
        _house.Time.Advance(Limits.FarewellTry);
        await _house.Get<Clock>().TickAsync();
        Assert.Equal(0, _house.Count("person", "key = 'grace@dailylantern.example'"));
        Assert.Equal(1, _house.Count("due", "kind = 'scrub'"));
    }

    [Theory]
    [InlineData("Grace <GRACE@dailylantern.example>", true, "his own")]
    [InlineData("maurgrace@dailylantern.example", false, "an address that ends like his")]
    [InlineData("grace@dailylantern.example.net", false, "a domain that begins like his")]
    public async Task Of_what_is_held_only_his_own_goes_with_him(string from, bool goes, string why)
    {
        var person = await _house.ReaderAsync(Grace);
        await _house.SendAsync(
            TestHouse.Mail(from, Request, "A case", "Our editor was taken away on Monday, and we would like to know whether you could help us."), "x@mail.example", Request);
        Assert.Equal(1, _house.Count("held"));
        await _house.Database.WriteAsync(tx =>
        {
            Erasure.Begin(tx, person, 0);
            Erasure.Finish(tx, person);
        });
        Assert.True(goes == (_house.Count("held") == 0), why);
    }

    [Fact]
    public async Task Of_a_pause_nothing_is_left_when_he_leaves()
    {
        var person = await _house.ReaderAsync(Grace);
        await SendAsync("pause 2026-08-01");
        Assert.Equal(1, _house.Count("due", "kind = 'resume'"));
        await _house.Database.WriteAsync(tx => Erasure.Begin(tx, person, _house.Time.Now()));
        Assert.Equal(0, _house.Count("due", $"subject LIKE 'alerts/{person}%'"));
    }

    private async Task<MimeMessage> AskAsync(string command)
    {
        await SendAsync(command);
        return _house.LetterTo(Grace);
    }

    private Task<SmtpReply> SendAsync(string text, string from = Grace) => _house.SendAsync(TestHouse.Mail(from, Request, "", text), from, Request);

    private Task<SmtpReply> ConfirmAsync(MimeMessage letter)
    {
        var to = letter.ReplyTo.Mailboxes.Single().Address;
        return _house.SendAsync(TestHouse.Mail(Grace, to, $"Re: {letter.Subject}", ""), Grace, to);
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();
}
