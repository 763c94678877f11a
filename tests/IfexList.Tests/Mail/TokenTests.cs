using IfexList.Mail;

namespace IfexList.Tests.Mail;

public sealed class TokenTests
{
    private static readonly TokenKey Key = new(new byte[32]);

    [Fact]
    public void A_derived_token_tells_person_and_rendering_to_its_own_key_only()
    {
        const long person = (1L << 48) - 7, rendering = 4_000_000_001;
        var token = Key.Derive(TokenPurpose.Bounce, "alerts", person, rendering);
        Assert.Equal(Token.DerivedLength, token.Length);
        Assert.True(Token.IsWellFormed(token));
        Assert.True(Key.TryRead(TokenPurpose.Bounce, "alerts", token, out var who, out var what));
        Assert.Equal((person, rendering), (who, what));
        Assert.True(Key.TryRead(TokenPurpose.Bounce, "alerts", token.ToUpperInvariant(), out _, out _));
        Assert.False(Key.TryRead(TokenPurpose.Unsubscribe, "alerts", token, out _, out _));
        Assert.False(Key.TryRead(TokenPurpose.Bounce, "members", token, out _, out _));
        Assert.False(new TokenKey([.. Enumerable.Repeat((byte)1, 32)]).TryRead(TokenPurpose.Bounce, "alerts", token, out _, out _));
    }

    // Made by another program: those that stand in mails already sent must resolve for ever.
    [Theory]
    [InlineData(TokenPurpose.Bounce, "aaaaaaaafiaaaaahvxr6vyifo3k7mqke", "the envelope's")]
    [InlineData(TokenPurpose.Unsubscribe, "aaaaaaaafiaaaaahoohqeydez6n5fp2u", "the header's")]
    public void A_token_never_changes(TokenPurpose purpose, string token, string because) =>
        Assert.True(token == Key.Derive(purpose, "alerts", 42, 7), because);

    [Fact]
    public void Tokens_that_are_derived_at_once_are_those_derived_one_by_one()
    {
        static string Of(int person) => Key.Derive(TokenPurpose.Bounce, "alerts", person, 7);
        var one = Enumerable.Range(0, 5000).Select(Of);
        var atOnce = ParallelEnumerable.Range(0, 5000).AsOrdered().WithDegreeOfParallelism(8).Select(Of);
        Assert.Equal(one, atOnce);
    }

    [Fact]
    public void A_token_with_one_character_changed_is_nobodys()
    {
        var token = Key.Derive(TokenPurpose.Unsubscribe, "alerts", 42, 7);
        for (var i = 0; i < token.Length; i++)
        {
            var forged = token[..i] + (token[i] == 'a' ? 'b' : 'a') + token[(i + 1)..];
            Assert.False(Key.TryRead(TokenPurpose.Unsubscribe, "alerts", forged, out _, out _), forged);
        }
    }

    [Fact]
    public void Random_tokens_are_well_formed_and_differ()
    {
        var tokens = Enumerable.Range(0, 1000).Select(_ => Token.NewRandom()).ToList();
        Assert.All(tokens, token => Assert.True(Token.IsWellFormed(token)));
        Assert.Equal(1000, tokens.Distinct().Count());
    }

    [Theory]
    [InlineData("grace@daily.example", "grace@daily.example", "plain")]
    [InlineData("Grace@Daily.EXAMPLE", "grace@daily.example", "case makes no other person")]
    [InlineData("Ünal@bücher.example", "ünal@xn--bcher-kva.example", "the domain as an A-label, the local part folded")]
    [InlineData("\"a b\"@x.example", "\"a b\"@x.example", "a quoted local part")]
    public void An_address_has_one_identity(string text, string key, string because)
    {
        Assert.True(Address.TryParse(text, out var address), because);
        Assert.Equal(key, address.Key);
    }

    [Theory]
    [InlineData("", "nothing")]
    [InlineData("a@", "no domain")]
    [InlineData("@b.example", "no local part")]
    [InlineData("a b@c.example", "a space")]
    [InlineData(".a@c.example", "a dot in front")]
    [InlineData("a..b@c.example", "two dots")]
    [InlineData("a@[192.0.2.1]", "an address literal")]
    [InlineData("a@b_.example.", "a dot behind")]
    [InlineData("a@-b.example", "a dash in front of a label")]
    [InlineData("a\r\nRCPT TO:<x@y.example>@c.example", "a line break is an injection")]
    [InlineData("\"a\r\nb\"@c.example", "also inside quotes")]
    [InlineData("a\u202Eb@c.example", "an override nobody sees")]
    public void What_is_no_address_is_refused(string text, string because) => Assert.False(Address.TryParse(text, out _), because);
}
