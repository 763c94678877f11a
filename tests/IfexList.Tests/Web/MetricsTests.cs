using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using IfexList.Delivery;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Moderation;
using IfexList.Operations;
using IfexList.Store;
using IfexList.Tests.Smtp;
using IfexList.Tests.Tidy;

namespace IfexList.Tests.Web;

/// <summary>Counters are the process's own: nothing else may count meanwhile.</summary>
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;

/// <summary>What <c>/metrics</c> shows, to whom, and that it names nobody.</summary>
[Collection(nameof(AloneInTheProcess))]
public sealed partial class MetricsTests
{
    private const string Member = "tendai@savannapress.example";

    [Fact]
    public async Task A_day_of_a_daemon_can_be_read_off_its_metrics()
    {
        await using var house = await WebHouse.OpenAsync();
        var before = await ScrapeAsync(house);
        await RunADayAsync(house);
        var after = await ScrapeAsync(house);
        double Grown(string series) => after.GetValueOrDefault(series) - before.GetValueOrDefault(series);
        Assert.Equal(1, Grown("ifexlist_mails_accepted_total"));
        Assert.Equal(1, Grown("""ifexlist_mails_refused_total{reason="unknown recipient"}"""));
        Assert.Equal(1, Grown("""ifexlist_mails_refused_total{reason="too large"}"""));
        Assert.Equal(1, Grown("ifexlist_posts_held_total"));
        Assert.Equal(1, Grown("ifexlist_posts_released_total"));
        // The copy, and what the member is told.
        Assert.InRange(Grown("""ifexlist_deliveries_total{outcome="delivered",route="directory"}"""), 2, 10);
        Assert.Equal(1, Grown("ifexlist_release_first_delivery_seconds_count"));
        Assert.Equal(1, Grown("ifexlist_release_last_delivery_seconds_count"));
        Assert.InRange(Grown("ifexlist_commit_outcomes_sum"), 2, 10);
        Assert.InRange(Grown("ifexlist_commit_writes_count"), 5, 1000);
        Assert.Equal(0, after["ifexlist_inbox_waiting"]);
        Assert.Equal(0, after["ifexlist_held_waiting"]);
        Assert.Equal(0, after["""ifexlist_shortage{of="memory"}"""]);
    }

    [Fact]
    public async Task Nobody_is_named_in_any_metric()
    {
        await using var house = await WebHouse.OpenAsync();
        await RunADayAsync(house);
        var text = await TextAsync(house);
        Assert.DoesNotContain('@', text);
        Assert.DoesNotMatch("daily|savanna|clearing|127\\.0", text);
    }

    [Fact]
    public async Task The_board_shows_every_metric_and_no_other()
    {
        await using var house = await WebHouse.OpenAsync();
        await RunADayAsync(house);
        Measures.Connected("smarthost", 0);
        Fail();
        await OweAsync(house);
        var exposed = Types().Matches(await TextAsync(house)).Select(match => match.Groups[1].Value).ToHashSet();
        var board = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "config", "grafana.json"), TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(board);
        var queries = json.RootElement.GetProperty("panels").EnumerateArray().SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).Select(target => target.GetProperty("expr").GetString()!);
        var shown = queries.SelectMany(query => Names().Matches(query)).Select(match => HistogramPart().Replace(match.Value, "")).ToHashSet();
        Assert.Equal(exposed.Order(), shown.Order());
    }

    [Fact]
    public async Task What_comes_back_is_counted_by_class_and_by_what_it_came_to()
    {
        await using var house = await WebHouse.OpenAsync();
        Fail();
        var before = await ScrapeAsync(house);
        Fail();
        var after = await ScrapeAsync(house);
        Assert.Equal(1, after["""ifexlist_setbacks_total{class="dead"}"""] - before["""ifexlist_setbacks_total{class="dead"}"""]);
        Assert.Equal(3, after["""ifexlist_setbacks_weighed_total{weight="provider"}"""] - before["""ifexlist_setbacks_weighed_total{weight="provider"}"""]);
        Assert.Equal(1, after["""ifexlist_bounces_steps_total{step="probed"}"""] - before["""ifexlist_bounces_steps_total{step="probed"}"""]);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.OK, "Prometheus on this machine")]
    [InlineData("X-Forwarded-For", HttpStatusCode.NotFound, "the world, through the web server in front")]
    [InlineData("Forwarded", HttpStatusCode.NotFound, "the same, as RFC 7239 writes it")]
    [InlineData("X-Real-IP", HttpStatusCode.NotFound, "the same, as nginx is often told to")]
    [InlineData("Via", HttpStatusCode.NotFound, "any proxy (RFC 9110 §7.6.3)")]
    public async Task Only_this_machine_itself_reads_the_metrics(string? header, HttpStatusCode expected, string who)
    {
        await using var house = await WebHouse.OpenAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        if (header is not null)
            request.Headers.TryAddWithoutValidation(header, "192.0.2.7");
        using var answer = await house.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(expected == answer.StatusCode, who);
    }

    [Fact]
    public async Task Who_is_not_named_in_the_settings_finds_no_metrics()
    {
        await using var house = await WebHouse.OpenAsync(change: settings => settings with { Http = settings.Http with { MetricsFrom = ["192.0.2.0/24"] } });
        using var answer = await house.AskAsync(HttpMethod.Get, "/metrics");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_shell_reads_what_the_daemon_shows()
    {
        await using var house = await WebHouse.OpenAsync();
        await RunADayAsync(house);
        using var web = new DaemonWeb(new HttpSettings { Listen = [house.Client.BaseAddress!.Authority] });
        Assert.Equal("ok", await web.HealthAsync(TestContext.Current.CancellationToken));
        var samples = await web.MetricsAsync(TestContext.Current.CancellationToken);
        Assert.Contains(samples!, sample => sample is { Name: "ifexlist_deliveries_total", Value: > 0 } && sample.Labels["route"] == "directory" && sample.Labels["outcome"] == "delivered");
    }

    [Fact]
    public async Task Copies_that_wait_are_counted_by_list_and_told_by_age()
    {
        await using var house = await WebHouse.OpenAsync();
        await OweAsync(house);
        var samples = await ScrapeAsync(house);
        Assert.Equal(3, samples["""ifexlist_queue_waiting{list="alerts",priority="5",state="deferred"}"""]);
        Assert.Equal(0, samples["""ifexlist_queue_waiting{list="alerts",priority="5",state="due"}"""]);
        Assert.Equal(0, samples["""ifexlist_queue_age_seconds{rank="oldest"}"""]);
    }

    // A stranger is turned away, a mail is too large; a member's post is held, approved, and leaves for its one reader.
    private static async Task RunADayAsync(WebHouse house)
    {
        Assert.True(Address.TryParse(Member, out var member));
        await house.Database.WriteAsync(tx => Membership.Register(tx, member, "Savanna Press Watch", [], null, 1));
        await using (var peer = await Peer.ConnectAsync(house.MailEntrance))
        {
            await peer.BeginDataAsync();
            Assert.StartsWith("250", await peer.AskAsync(TestHouse.Mail(Member, "alerts@lists.example.org", "ALERT - plates seized", "The plates were seized.") + "."), StringComparison.Ordinal);
            Assert.StartsWith("552", await peer.AskAsync("MAIL FROM:<a@b.example> SIZE=99999999"), StringComparison.Ordinal);
            await peer.AskAsync("MAIL FROM:<a@b.example>");
            Assert.StartsWith("550", await peer.AskAsync("RCPT TO:<nobody@lists.example.org>"), StringComparison.Ordinal);
        }
        long held = 0;
        await UntilAsync(() => (held = house.Database.Read(db => db.Number("SELECT id FROM held WHERE verdict IS NULL")) ?? 0) != 0);
        Assert.IsType<DecisionResult.Released>(await house.Get<Decision>().DecideAsync(new Wish(held, 1, new ModeratorReply.Approve(null, null)), new Decider(null)));
        house.Get<DeliveryLoop>().Signal();
        await UntilAsync(() => house.Database.Read(db => db.Number("SELECT count(*) FROM deliveries")) == 0);
    }

    private static void Fail()
    {
        Measures.SetBack("dead");
        Measures.Weighed("provider", 3);
        Measures.Step("probed");
    }

    // Three copies that wait for their next try, as if the daemon had been off.
    private static Task OweAsync(WebHouse house) => house.Database.WriteAsync(tx =>
    {
        for (var i = 0; i < 3; i++)
        {
            var rendering = tx.Number("INSERT INTO rendering (list, format, encoding, bytes, at) VALUES ('alerts', 'text', '7bit', x'00', 0) RETURNING id");
            tx.Execute("INSERT INTO deliveries (rendering, person, domain, priority, next_at, since, stream) SELECT @rendering, id, 'daily.example', 5, @later, 0, 'alerts' FROM person LIMIT 1",
                ("@rendering", rendering), ("@later", long.MaxValue / 2));
        }
    });

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var tries = 0; !holds(); tries++)
        {
            Assert.True(tries < 400, "it never came to that");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private static Task<string> TextAsync(WebHouse house) => house.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);

    private static async Task<Dictionary<string, double>> ScrapeAsync(WebHouse house) => (await TextAsync(house)).Split('\n')
        .Where(line => line.Length > 0 && !line.StartsWith('#'))
        .ToDictionary(line => line[..line.LastIndexOf(' ')].Replace("{}", "", StringComparison.Ordinal), line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^# TYPE (\w+) ", RegexOptions.Multiline)]
    private static partial Regex Types();

    [GeneratedRegex(@"ifexlist_\w+(?=\{)")]
    private static partial Regex Names();

    [GeneratedRegex("(?<=_seconds|_outcomes|_writes)_(bucket|sum|count)$")]
    private static partial Regex HistogramPart();
}
