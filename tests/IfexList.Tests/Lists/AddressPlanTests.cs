using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Tests.Lists;

public sealed class AddressPlanTests
{
    private const string Random = "abcdefghijklmnopqrstuvwxyz";
    private const string Derived = "abcdefghijklmnopqrstuvwxyz234567";

    private static readonly AddressPlan Plan = new(new ListCatalogue(new Settings
    {
        Domain = "Lists.Example.org",
        Lists = new Dictionary<string, ListSettings>
        {
            ["alerts"] = new() { Languages = ["en", "fr"], Aliases = ["alertes"] },
            ["press-room"] = new() { Languages = ["ru"] },
        },
    }), "mx.example.org");

    [Theory]
    [InlineData("alerts", "Post alerts", "the list")]
    [InlineData("ALERTS", "Post alerts", "case makes no difference")]
    [InlineData("alertes", "Post alerts", "an alias")]
    [InlineData("alerts-fr", "Post alerts fr", "the language is stated")]
    [InlineData("alertes-fr", "Post alerts fr", "an alias with a language")]
    [InlineData("alerts-ru", "nobody", "none of the list's languages")]
    [InlineData("alerts-request", "Request alerts", "commands")]
    [InlineData("alerts-join", "Subscribe alerts", "Mailman's word")]
    [InlineData("alerts-subscribe-fr", "Subscribe alerts fr", "with a language")]
    [InlineData("alerts-subscribe-es", "nobody", "no such edition")]
    [InlineData("alerts-leave", "Unsubscribe alerts", "Mailman's word")]
    [InlineData("alerts-unsubscribe+" + Derived, "Unsubscribe alerts " + Derived, "personal")]
    [InlineData("alerts-moderate+" + Random, "Decision alerts " + Random, "a decision")]
    [InlineData("alerts-moderate", "Decision alerts", "without a token it decides nothing, but it is known")]
    [InlineData("alerts-moderate+short", "nobody", "no token has five characters")]
    [InlineData("alerts-moderate+abcdefghijklmnopqrstuvwxy1", "nobody", "1 is not of the alphabet")]
    [InlineData("alerts-bounces+" + Derived, "Bounce alerts " + Derived, "what comes back")]
    [InlineData("alerts-owner", "Owner alerts", "the people")]
    [InlineData("alerts-owner+" + Random, "nobody", "owners have no tokens")]
    [InlineData("press-room", "Post press-room", "a name with a dash")]
    [InlineData("press-room-ru", "Post press-room ru", "and a language behind it")]
    [InlineData("press", "nobody", "half a name")]
    [InlineData("postmaster", "Postmaster", "RFC 5321")]
    [InlineData("Abuse", "Abuse", "RFC 2142")]
    [InlineData("alerts%example.org", "nobody", "the per cent hack")]
    public void An_address_means_what_the_plan_says(string localPart, string meaning, string because)
    {
        Assert.True(Address.TryParse($"{localPart}@lists.example.org", out var address), because);
        Assert.Equal(meaning, Describe(Plan.Find(address)));
    }

    [Theory]
    [InlineData("alerts@mx.example.org", true)]
    [InlineData("alerts@elsewhere.example", false)]
    [InlineData("alerts@sub.lists.example.org", false)]
    public void Only_our_two_names_are_ours(string text, bool ours)
    {
        Assert.True(Address.TryParse(text, out var address));
        Assert.Equal(ours, Plan.Find(address) is not null);
    }

    private static string Describe(Recipient? recipient) => recipient switch
    {
        null => "nobody",
        Recipient.Post r => $"Post {r.List.Name} {r.Stated?.Code()}".Trim(),
        Recipient.Request r => $"Request {r.List.Name}",
        Recipient.Subscribe r => $"Subscribe {r.List.Name} {r.Stated?.Code()}".Trim(),
        Recipient.Unsubscribe r => $"Unsubscribe {r.List.Name} {r.Token}".Trim(),
        Recipient.Decision r => $"Decision {r.List.Name} {r.Token}".Trim(),
        Recipient.Bounce r => $"Bounce {r.List.Name} {r.Token}".Trim(),
        Recipient.Owner r => $"Owner {r.List.Name}",
        _ => recipient.GetType().Name,
    };
}
