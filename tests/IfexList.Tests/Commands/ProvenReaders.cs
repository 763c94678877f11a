using IfexList.Authentication;
using IfexList.Foundation;

namespace IfexList.Tests.Commands;

/// <summary>What a reader may do at once because his domain shows that it was he, and what nobody may do in his name.</summary>
public sealed class ProvenReaders : IAsyncDisposable
{
    private const string Grace = "grace@dailylantern.example";
    private const string Request = "alerts-request@lists.example.org";

    private static readonly Evidence Aligned = Dmarc(CheckResult.Pass, DmarcPolicy.None, aligned: true);

    private readonly TestHouse _house = new(settings => settings with
    {
        Lists = settings.Lists.Append(new("communique", new ListSettings { Title = new LocalizedText("IFEX Communiqué"), Owners = ["owner@example.org"] })).ToDictionary(),
    });

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Theory]
    [InlineData("unsubscribe", Request)]
    [InlineData("STOP", Request)]
    [InlineData("", "alerts-unsubscribe@lists.example.org")]
    [InlineData("désabonner", "alerts@lists.example.org")]
    public async Task Whoever_is_proven_leaves_at_once_with_a_farewell(string text, string to)
    {
        await _house.ReaderAsync(Grace);
        await SendAsync(Aligned, text, to);
        Assert.Equal((0, 0), (_house.Count("subscription"), _house.Count("request")));
        Assert.Contains(Assert.Single(_house.OwedTo(Grace)).Subject, (string[])["You have left Action Alert Network", "Vous avez quitté Action Alert Network"]);
        Assert.Equal(1, _house.Count("due", "kind = 'erase'"));
    }

    [Fact]
    public async Task He_leaves_one_list_and_stays_on_the_other()
    {
        await _house.ReaderAsync(Grace);
        await _house.ReaderAsync(Grace, list: "communique");
        await SendAsync(Aligned, "unsubscribe alerts");
        Assert.Equal((0, 1, 0), (_house.Count("subscription", "list = 'alerts'"), _house.Count("subscription", "list = 'communique'"), _house.Count("due", "kind = 'erase'")));
    }

    [Fact]
    public async Task He_leaves_one_behind_the_other_and_is_forgotten()
    {
        await _house.ReaderAsync(Grace);
        await _house.ReaderAsync(Grace, list: "communique");
        await SendAsync(Aligned, "unsubscribe alerts\nunsubscribe communique");
        Assert.Equal((0, 1), (_house.Count("subscription"), _house.Count("due", "kind = 'erase'")));
        Assert.Single(_house.OwedTo(Grace));
    }

    [Theory]
    [InlineData("forget me")]
    [InlineData("my data")]
    [InlineData("subscribe communique")]
    [InlineData("unsubscribe alerts\nforget me")]
    public async Task Everything_else_is_still_asked_back(string text)
    {
        await _house.ReaderAsync(Grace);
        await SendAsync(Aligned, text);
        Assert.Equal((1, 1), (_house.Count("subscription"), _house.Count("request")));
    }

    public static TheoryData<string, Evidence> Unproven() => new()
    {
        { "nothing was found out", Evidence.Nothing },
        { "failed under none", Dmarc(CheckResult.Fail, DmarcPolicy.None) },
        { "the DNS failed", Dmarc(CheckResult.TempError, null) },
        { "whoever has a letter of his may have put our address there", Aligned with { Dmarc = Aligned.Dmarc! with { IsReaddressed = true } } },
        { "SPF of another domain", new Evidence(new SpfEvidence(CheckResult.Pass, "evil.example"), [], null) },
    };

    [Theory, MemberData(nameof(Unproven))]
    public async Task Others_are_asked_whether_it_was_they(string why, Evidence evidence)
    {
        await _house.ReaderAsync(Grace);
        await SendAsync(evidence, "unsubscribe");
        Assert.True((1, 1) == (_house.Count("subscription"), _house.Count("request")), why);
    }

    /// <summary>A signature is good wherever its mail is sent on to.</summary>
    [Theory]
    [InlineData("alerts-unsubscribe@lists.example.org", "friend@elsewhere.example")]
    [InlineData("alerts-request@lists.example.org", "communique-request@lists.example.org")]
    public async Task A_letter_of_his_to_others_does_not_take_him_off(string sentTo, string writtenTo)
    {
        await _house.ReaderAsync(Grace);
        await _house.KeepAsync(Aligned, TestHouse.Mail(Grace, writtenTo, "x", "unsubscribe"), "x@evil.example", sentTo);
        Assert.Equal((1, 1), (_house.Count("subscription"), _house.Count("request")));
    }

    [Fact]
    public async Task Who_reads_nothing_hears_no_farewell()
    {
        await SendAsync(Aligned, "unsubscribe");
        Assert.DoesNotContain(_house.OwedTo(Grace), letter => letter.Subject!.Contains("left", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("set rhythm weekly", DmarcPolicy.Quarantine)]
    [InlineData("weekly", DmarcPolicy.Reject)]
    [InlineData("pause", DmarcPolicy.Reject)]
    [InlineData("unsubscribe", DmarcPolicy.Reject)]
    [InlineData("help", DmarcPolicy.Reject)]
    public async Task What_his_domain_disowns_is_neither_done_nor_answered(string text, DmarcPolicy policy)
    {
        await _house.ReaderAsync(Grace);
        var before = Settings();
        await SendAsync(Dmarc(CheckResult.Fail, policy), text);
        Assert.Equal(before, Settings());
        Assert.Empty(_house.OwedTo(Grace));
        Assert.Equal((0, 0), (_house.Count("request"), _house.Count("inbox")));
    }

    [Fact]
    public async Task A_disowned_letter_to_people_still_reaches_the_desk()
    {
        await SendAsync(Dmarc(CheckResult.Fail, DmarcPolicy.Quarantine), "Dear editors,\n\nour office has moved to another street, and we would like to tell you where it is.\n\nGrace");
        Assert.Equal(1, _house.Count("held", "kind = 'stranger'"));
    }

    private string Settings() => _house.Database.Read(db => db.Text("SELECT state || languages || rhythm || format FROM subscription"))!;

    private Task SendAsync(Evidence evidence, string text, string to = Request) => _house.KeepAsync(evidence, TestHouse.Mail(Grace, to, "x", text), Grace, to);

    private static Evidence Dmarc(CheckResult result, DmarcPolicy? policy, bool aligned = false) => new(null, [], new DmarcEvidence(result, "dailylantern.example", policy, aligned));
}
