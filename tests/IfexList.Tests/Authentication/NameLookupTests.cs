using System.Net;
using DnsClient;
using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Tests.Operations;
using Microsoft.Extensions.Time.Testing;

namespace IfexList.Tests.Authentication;

public sealed class NameLookupTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 14, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task What_the_dns_says_has_four_shapes()
    {
        await using var dns = new FakeDns().Text("a.example", ["one ", "two"]).Broken("c.example").Silent("d.example");
        var names = Names(dns);
        Assert.Equal(["one two"], (await TextsAsync(names, "a.example")).Records);
        Assert.Equal(DnsState.Empty, (await names.ExchangesAsync("a.example", TestContext.Current.CancellationToken)).State);
        Assert.Equal(DnsState.NoSuchName, (await TextsAsync(names, "b.example")).State);
        Assert.Equal(DnsState.Failed, (await TextsAsync(names, "c.example")).State);
        Assert.Equal(DnsState.Failed, (await TextsAsync(names, "d.example")).State);
    }

    /// <summary>Macros of SPF and selectors of DKIM are a stranger's.</summary>
    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData(".a.example")]
    [InlineData("a..b.example")]
    [InlineData("عامل.example")]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234.example")]
    public async Task What_is_no_name_is_not_asked(string name)
    {
        await using var dns = new FakeDns();
        Assert.Equal(DnsState.NoSuchName, (await TextsAsync(Names(dns), name)).State);
        Assert.Equal(0, dns.Asked);
    }

    [Fact]
    public async Task Without_a_resolver_nobody_is_asked_for_a_while()
    {
        await using var dns = new FakeDns().Text("a.example", "one");
        var names = Names(dns);
        dns.IsGone = true;
        await FailAsync(names, "b.example", Limits.DnsFailures);
        dns.IsGone = false;
        var asked = dns.Asked;
        Assert.True((await TextsAsync(names, "a.example")).HasFailed);
        Assert.Equal(asked, dns.Asked);
        _time.Advance(Limits.DnsPause);
        Assert.Equal(["one"], (await TextsAsync(names, "a.example")).Records);
    }

    [Fact]
    public async Task Domains_that_are_silent_stop_no_question_about_others()
    {
        await using var dns = new FakeDns().Text("a.example", "one").Silent("b.example");
        var names = Names(dns);
        await FailAsync(names, "b.example", Limits.DnsFailures * 2);
        Assert.Equal(["one"], (await TextsAsync(names, "a.example")).Records);
    }

    [Fact]
    public async Task Who_asks_and_has_no_time_to_wait_says_nothing_about_resolvers()
    {
        await using var dns = new FakeDns().Text("a.example", "one").Silent("b.example");
        var names = Names(dns);
        for (var i = 0; i < Limits.DnsFailures; i++)
        {
            using var end = new CancellationTokenSource();
            var answer = names.TextsAsync("b.example", end.Token);
            await end.CancelAsync();
            Assert.True((await answer).HasFailed);
        }
        Assert.Equal(["one"], (await TextsAsync(names, "a.example")).Records);
    }

    private NameLookup Names(FakeDns dns) => new(
        new LookupClient(new LookupClientOptions(IPEndPoint.Parse(dns.Endpoint)) { Timeout = TimeSpan.FromMilliseconds(100), Retries = 0, UseTcpFallback = false, ContinueOnDnsError = true }),
        asksExamples: true, _time);

    private static async Task FailAsync(NameLookup names, string name, int times)
    {
        for (var i = 0; i < times; i++)
            Assert.True((await TextsAsync(names, name)).HasFailed);
    }

    private static Task<DnsAnswer<string>> TextsAsync(NameLookup names, string name) => names.TextsAsync(name, TestContext.Current.CancellationToken);
}
