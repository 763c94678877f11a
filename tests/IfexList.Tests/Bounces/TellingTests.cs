using IfexList.Bounces;
using IfexList.Ledger;
using IfexList.Mail;

namespace IfexList.Tests.Bounces;

/// <summary>Which of a report's recipients counts for a reader.</summary>
public sealed class TellingTests
{
    [Theory]
    [InlineData("grace@daily.example dead", "Dead", "his own address failed")]
    [InlineData("GRACE@Daily.Example full", "Full", "in another spelling")]
    [InlineData("g.okoye@mail.example<grace@daily.example unavailable", "Unavailable", "what he had his mail passed on to")]
    [InlineData("other@daily.example dead, grace@daily.example full", "Full", "his own, not the worst")]
    [InlineData("other@daily.example dead, grace@daily.example delivered", null, "he has it, another one hasn't")]
    [InlineData("grace@daily.example delayed, grace@daily.example dead", "Dead", "first late, then failed")]
    [InlineData("a@x.example delivered, b@x.example full, c@x.example dead", "Dead", "of those whom we don't know the one that says most")]
    [InlineData("a@x.example policy", "Policy", "about us, which the ledger knows to weigh")]
    [InlineData("a@x.example size", "Size", "so is what was too large")]
    [InlineData("grace@daily.example delivered", null, "a success")]
    [InlineData("grace@daily.example delayed", null, "may still arrive")]
    [InlineData("grace@daily.example vacation, grace@daily.example none", null, "nothing that failed")]
    [InlineData("grace@daily.example complaint", null, "a complaint has a form of its own")]
    [InlineData("nonsense dead", "Dead", "no address that could be anybody's, but it came to his")]
    [InlineData("", null, "nobody is named")]
    public void The_recipient_who_is_the_reader_counts_and_else_the_most_telling(string told, string? expected, string why)
    {
        var recipients = told.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split(' ')).Select(one =>
            (one[0].Split('<')[0], one[0].Split('<') is [_, var alias] ? alias : null, Enum.Parse<ReturnClass>(one[1], ignoreCase: true)));
        Assert.True(Address.TryParse("grace@daily.example", out var reader));
        Assert.True(expected == Telling.Of(ReturnHouse.Told(ReturnKind.Bounce, ReturnedOriginal.Unknown, [.. recipients]), reader)?.Reason.Class.ToString(), why);
    }
}
