using System.Text;
using IfexList.Scenarios.Actors;

namespace IfexList.Scenarios;

/// <summary>Readers who want one mail a day or a week get one, whether the daemon was there at the hour or not, and whatever ends it meanwhile.</summary>
public class ParcelsOfTheDay(ITestOutputHelper output)
{
    private const int Many = 2000;
    private const int Releases = 8;
    private const int Kills = 4;

    private const string HourHasCome = "UPDATE due SET at = 1 WHERE kind = 'parcel'";
    private const string Packed = "SELECT count(*) FROM served WHERE outcome = 'queued'";
    private const string StillPacking = "SELECT count(*) FROM due WHERE kind = 'packing'";

    [Fact(Timeout = 120_000)]
    public async Task Each_rhythm_gets_one_parcel_though_nobody_was_there_at_the_hour()
    {
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, 1);
        await host.ImportAsync("address,languages,format,rhythm",
            ["daily@x.example,en,text,daily", "weekly@x.example,en,full,weekly", "heads@x.example,en,text,headlines", "french@x.example,fr,text,daily"]);
        await host.StartAsync();
        await host.ReleaseAsync(hop, "ALERT - the first");
        await host.ReleaseAsync(hop, "ALERT - the second");
        await hop.ServesAsync("ALERT - the second", [Newsroom.Reader(0)]);
        await host.StopAsync();
        host.Sql(HourHasCome);
        await host.StartAsync();
        var daily = await hop.AwaitAsync("daily@x.example", mail => mail.IsCopy);
        var weekly = await hop.AwaitAsync("weekly@x.example", mail => mail.IsCopy);
        var heads = await hop.AwaitAsync("heads@x.example", mail => mail.IsCopy);
        Assert.All([daily, weekly], parcel => Assert.Contains("printing plates", Encoding.UTF8.GetString(parcel.Bytes), StringComparison.Ordinal));
        Assert.All([daily, weekly, heads], parcel => Assert.Contains("ALERT - the second", parcel.Text, StringComparison.Ordinal));
        Assert.All([daily, weekly, heads], parcel => Assert.StartsWith("alerts-unsubscribe+", parcel.LeaveAddress, StringComparison.Ordinal));
        Assert.DoesNotContain("printing plates", heads.Text, StringComparison.Ordinal);
        Assert.Equal("multipart/mixed", weekly.Message.Body!.ContentType.MimeType);
        await host.DeliversAllAsync();
        // The same hour twice, and a life more: nothing is left to send.
        host.Sql(HourHasCome);
        await host.StopAsync();
        await host.StartAsync();
        await Eventually.HoldsAsync("the hour that has passed", () => host.Sql("SELECT count(*) FROM due WHERE at = 1 OR kind = 'packing'") == 0);
        await host.DeliversAllAsync();
        Assert.All((string[])["daily", "weekly", "heads"], name => Assert.Single(hop.For($"{name}@x.example"), mail => mail.IsCopy));
        Assert.Empty(hop.For("french@x.example"));
        Assert.Equal(2, hop.For(Newsroom.Reader(0)).Count(mail => mail.IsCopy));
        await host.IsSoundAsync();
    }

    [Fact(Timeout = 240_000)]
    public async Task Kills_in_the_midst_of_packing_leave_nobody_without_a_parcel_and_nobody_with_two()
    {
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, 0);
        await host.ImportAsync("address,languages,format,rhythm", Enumerable.Range(0, Many).Select(n => $"{Newsroom.Reader(n)},en,{(n % 2 == 0 ? "text" : "full")},daily"));
        await host.StartAsync();
        for (var release = 0; release < Releases; release++)
            await host.ReleaseAsync(hop, $"ALERT - number {release}");
        await Eventually.HoldsAsync("all releases", () => host.Sql("SELECT count(*) FROM release") == Releases);
        await host.DeliversAllAsync();
        await host.StopAsync();
        // Nothing leaves meanwhile, so that no parcel is on its way when the daemon dies: only packing is tried here.
        await hop.DownAsync();
        host.Sql(HourHasCome);
        var midst = 0;
        for (var kill = 0; kill < Kills && host.Sql(Packed) < Many * Releases; kill++)
        {
            var before = host.Sql(Packed);
            await host.StartAsync();
            await Eventually.HoldsAsync("some parcels more", () => host.Sql(Packed) > before);
            await host.KillAsync();
            output.WriteLine($"killed with {host.Sql(Packed)} of {Many * Releases} packed");
            midst += host.Sql(StillPacking) > 0 && host.Sql(Packed) < Many * Releases ? 1 : 0;
            await host.IsSoundAsync();
        }
        Assert.True(midst > 0, "no kill came in the midst of packing");
        hop.Up();
        await host.StartAsync();
        await Eventually.HoldsAsync("the last parcel", () => host.Sql(StillPacking) == 0 && host.Sql("SELECT count(*) FROM served WHERE outcome = 'waiting'") == 0);
        await host.DeliversAllAsync(TimeSpan.FromSeconds(120));
        var parcels = hop.Taken.Where(mail => mail.IsCopy).GroupBy(mail => mail.Recipient).ToDictionary(mails => mails.Key, mails => mails.Count());
        Assert.Equal(Newsroom.Readers(Many).Order(StringComparer.Ordinal), parcels.Keys.Order(StringComparer.Ordinal));
        Assert.All(parcels.Values, count => Assert.Equal(1, count));
        await host.IsSoundAsync();
    }
}
