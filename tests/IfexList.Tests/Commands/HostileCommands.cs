using IfexList.Foundation;
using IfexList.Mail;

namespace IfexList.Tests.Commands;

/// <summary>What is sent in somebody's name may neither fill his mailbox nor hold up ours.</summary>
public sealed class HostileCommands : IAsyncDisposable
{
    private const string Grace = "grace@dailylantern.example";
    private const string Request = "alerts-request@lists.example.org";

    private readonly TestHouse _house = new();

    /// <summary>A mail that fails is set aside, and the owners get a letter: nobody may cause that with a date.</summary>
    [Theory]
    [InlineData("pause 9999-12-31", "the day behind it doesn't exist")]
    [InlineData("index 9999-12", "nor does the month")]
    [InlineData("index 0001-01", "it began before all time where the clocks are ahead")]
    public async Task No_date_ends_a_turn(string command, string why)
    {
        await _house.ReaderAsync(Grace);
        await SendAsync(command);
        Assert.True(_house.Count("inbox") == 0, why);
        Assert.Single(_house.OwedTo(Grace));
    }

    /// <summary>Every post's first line is looked at as a command might be.</summary>
    [Fact]
    public async Task A_post_that_begins_with_an_index_is_a_post()
    {
        const string list = "alerts@lists.example.org";
        await _house.MemberAsync(Grace, "The Daily Lantern");
        await _house.SendAsync(TestHouse.Mail(Grace, list, "Index", "Index March\r\n\r\nThree editors were taken away this month."), Grace, list);
        Assert.Equal(1, _house.Count("held"));
    }

    /// <summary>RFC 5321 §4.1.2: a quoted local part is the same mailbox as the bare one.</summary>
    [Fact]
    public async Task Quoted_spellings_of_an_address_are_one_mailbox()
    {
        foreach (var from in (string[])["grace", "\"grace\"", "\"g\\race\"", "\"gr\\ace\"", "\"gra\\ce+news\""])
            await SendAsync("subscribe", $"{from}@dailylantern.example");
        Assert.Equal(1, _house.Count("deliveries"));
    }

    /// <summary>His domain was under attack: that costs him an hour, not his day.</summary>
    [Fact]
    public async Task Who_got_no_letter_since_his_domain_had_all_of_its_may_ask_again()
    {
        for (var i = 0; i < Limits.DomainLetters; i++)
            await SendAsync("subscribe", $"victim{i}@dailylantern.example");
        await SendAsync("subscribe");
        Assert.Empty(_house.OwedTo(Grace));
        _house.Time.Advance(TimeSpan.FromHours(1));
        await SendAsync("subscribe");
        Assert.Single(_house.OwedTo(Grace));
    }

    /// <summary>What is done without a question must be plainly ordered: who is paused for a word reads no alert any more.</summary>
    [Theory]
    [InlineData("Vacation", "I am away until 5 April and will answer then.", "a vacation that no header tells")]
    [InlineData("Hold", "Please hold the story about Tunis until tomorrow.", "a sentence")]
    [InlineData("Weekly news digest", "Here is what happened this week:\r\n\r\nThree editors were taken away.", "a newsletter")]
    [InlineData("", "Grace Banda\r\nThe Daily\r\nLusaka", "a signature")]
    [InlineData("", "View this email in your browser\r\nDaily\r\n\r\nToday's news", "a masthead")]
    public async Task No_title_and_no_signature_changes_a_reader_s_choices(string subject, string text, string why)
    {
        await _house.ReaderAsync(Grace);
        await _house.SendAsync(TestHouse.Mail(Grace, Request, subject, text), Grace, Request);
        Assert.True(_house.Count("subscription", "state = 'active' AND rhythm = 'now'") == 1, why);
    }

    [Theory]
    [InlineData("Vacation", "Thanks, Grace", "state = 'paused'")]
    [InlineData("weekly text", "Grace Banda", "rhythm = 'weekly'")]
    [InlineData("Hello", "Dear friends,\r\nweekly text\r\nGrace Banda", "rhythm = 'weekly'")]
    [InlineData("", "I shall be away for a while, so please:\r\npause 2026-08-01", "state = 'paused'")]
    public async Task A_plain_order_is_carried_out(string subject, string text, string becomes)
    {
        await _house.ReaderAsync(Grace);
        await _house.SendAsync(TestHouse.Mail(Grace, Request, subject, text), Grace, Request);
        Assert.Equal(1, _house.Count("subscription", becomes));
    }

    /// <summary>RFC 3834 §3.1.6 wants the Message-ID in the answer; what is none is somebody's text.</summary>
    [Theory]
    [InlineData("<1234.abcd-5@phone.example>", true, "as every program writes it")]
    [InlineData("<CAJ+x=y_1%2$z@mail.example>", true, "all that an atom may have")]
    [InlineData("<\"you are watched\"@mail.example>", false, "a sentence")]
    [InlineData("<https://evil.example/?you-are-watched>", false, "an address to click on")]
    [InlineData("<LONG@mail.example>", false, "thousands of letters")]
    public async Task Only_what_is_a_Message_ID_is_repeated(string id, bool repeated, string why)
    {
        id = id.Replace("LONG", new string('x', 50_000), StringComparison.Ordinal);
        await _house.SendAsync($"From: {Grace}\nMessage-ID: {id}\nSubject: subscribe\n\n", Grace, Request);
        var letter = _house.LetterSourceTo(Grace);
        Assert.True(repeated == letter.Contains("In-Reply-To", StringComparison.Ordinal), why);
        Assert.InRange(letter.Length, 1, 4000);
        Assert.Contains("Auto-Submitted: auto-replied", letter, StringComparison.Ordinal);
    }

    private Task<SmtpReply> SendAsync(string text, string from = Grace) => _house.SendAsync(TestHouse.Mail(from, Request, "", text), from, Request);

    public ValueTask DisposeAsync() => _house.DisposeAsync();
}
