using IfexList.Bounces;
using IfexList.Foundation;
using IfexList.Ledger;

namespace IfexList.Tests.Bounces;

/// <summary>Whom a report means that came to an address without a token.</summary>
public sealed class AddresseesTests : IAsyncLifetime
{
    private const string Grace = ReturnHouse.Grace;

    private ReturnHouse _house = null!;

    public async ValueTask InitializeAsync() => _house = await ReturnHouse.OpenAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Theory]
    [InlineData(ReturnKind.Bounce, true)]
    [InlineData(ReturnKind.Complaint, true)]
    [InlineData(ReturnKind.Bounce, false)]
    [InlineData(ReturnKind.Complaint, false)]
    public void A_token_in_the_enclosed_header_says_who_whatever_else_the_report_says(ReturnKind kind, bool byReturnPath)
    {
        var original = new ReturnedOriginal("nobody.knows@it.example", ["marie@clearinghouse.example", byReturnPath ? _house.Bounces(Grace) : _house.Leave(Grace)]);
        Assert.Equal([_house.Whose(Grace)], Of(kind, original, "somebody@else.example"));
    }

    [Theory]
    [InlineData("the token is forged", "alerts-bounces+aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@lists.example.org")]
    [InlineData("it is another list's", "members-bounces+{0}@lists.example.org")]
    [InlineData("it was made for something else", "alerts-unsubscribe+{0}@lists.example.org")]
    [InlineData("it is another domain's", "alerts-bounces+{0}@lists.example.net")]
    [InlineData("nothing of ours is named", "reader@daily.example")]
    public void Nobody_is_meant_by_a_token_that_isn_t_good(string why, string address)
    {
        var token = _house.Bounces(Grace)["alerts-bounces+".Length..].Split('@')[0];
        Assert.True(Of(ReturnKind.Complaint, new ReturnedOriginal(null, [string.Format(System.Globalization.CultureInfo.InvariantCulture, address, token)]), Grace).Count == 0, why);
    }

    [Fact]
    public async Task An_old_mail_can_be_complained_of_and_doesn_t_bounce_any_more()
    {
        var original = new ReturnedOriginal(null, [_house.Bounces(Grace)]);
        var nameless = new ReturnedOriginal(_house.MessageId, []);
        Assert.Single(Of(ReturnKind.Bounce, nameless, Grace));
        await _house.Desk.ExecuteAsync("UPDATE rendering SET bytes = NULL");
        _house.House.Time.Advance(TimeSpan.FromDays(100));
        Assert.Empty(Of(ReturnKind.Bounce, original, Grace));
        Assert.Single(Of(ReturnKind.Complaint, original, Grace));
        Assert.Empty(Of(ReturnKind.Bounce, nameless, Grace));
        Assert.Single(Of(ReturnKind.Complaint, nameless, Grace));
    }

    [Theory]
    [InlineData("it was sent to him", true, Grace, true)]
    [InlineData("it was, in other letters", true, "Grace@DAILY.example", true)]
    [InlineData("another mail was sent to him", false, Grace, false)]
    [InlineData("he is known, but never had it", true, ReturnHouse.Marie, false)]
    [InlineData("nobody knows him", true, "stranger@daily.example", false)]
    [InlineData("it is no address", true, "<grace", false)]
    public void Without_a_token_an_address_counts_for_whom_that_very_mail_was_sent_to(string why, bool isThatMail, string address, bool isMeant)
    {
        var named = Of(ReturnKind.Bounce, new ReturnedOriginal(isThatMail ? _house.MessageId : "a@b.example", []), address);
        Assert.True(isMeant ? named.SequenceEqual([_house.Whose(Grace, isProven: false)]) : named.Count == 0, why);
    }

    [Fact]
    public void Of_a_report_that_names_everybody_only_some_are_looked_up()
    {
        var crowd = Enumerable.Range(0, Limits.ReturnsLookedUp).Select(number => $"a{number}@b.example").Append(Grace);
        Assert.Empty(Of(ReturnKind.Bounce, new ReturnedOriginal(_house.MessageId, []), [.. crowd]));
    }

    private IReadOnlyList<Addressee> Of(ReturnKind kind, ReturnedOriginal original, params string[] named) => _house.House.Get<Addressees>()
        .NamedIn(ReturnHouse.Told(kind, original, [.. named.Select(address => (address, (string?)null, ReturnClass.Dead))]), _ => true);
}
