using System.Text;
using System.Text.Json;
using IfexList.Archive;
using IfexList.Foundation;
using IfexList.Store;

namespace IfexList.Tests.Archive;

public sealed class BundleTests : IAsyncLifetime
{
    private readonly TestHouse _house = new();

    private Settings Settings => _house.Get<Settings>();

    private Bundles Bundles => _house.Get<Bundles>();

    private BundleIndex Index => BundleIndex.Read(Settings.Archive, ArchivePublicKey.Read(Path.Combine(Settings.Archive, "key.pub")));

    private string Text(string month) => File.ReadAllText(Path.Combine(Settings.Archive, month + ".jsonl"));

    public async ValueTask InitializeAsync()
    {
        await _house.Database.WriteAsync(SampleArchive.Fill);
        await SampleArchive.WriteAllAsync(_house.Database, Bundles);
    }

    [Fact]
    public void A_line_tells_all_that_everybody_may_know()
    {
        const string january = """
            {"previous":"PREVIOUS","number":"2026-0112-01","list":"alerts","language":"en","original":true,"case":"2026-0112-01","kind":"alert","origin":"released","topics":["TN","mena","women"],"organisation":"Reef Media Council","organisationId":41,"author":"A. Author","subject":"Editor arrested","text":"Ask …@example.org.","messageId":"2026-0112-01.en@lists.example.org","at":"2026-01-12T08:00:00Z","issued":"2026-01-12T08:00:00Z","files":[{"name":"photo-1.jpg","type":"image/jpeg","bytes":"AQID/w=="},{"name":"document-1.pdf","type":"application/pdf","bytes":"BA=="}]}

            """;
        Assert.Equal(january.ReplaceLineEndings("\n").Replace("PREVIOUS", Hash("2026-01.jsonl")), Text("2026-01"));
    }

    [Fact]
    public void Each_line_names_the_one_before()
    {
        var lines = Text("2026-03").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var hashes = lines.Select(Hash).Prepend(Hash("2026-03.jsonl")).ToList();
        Assert.Equal(hashes.SkipLast(1), lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("previous").GetString()));
        Assert.Equal(hashes[^1], Index.Bundles[^1].Head);
    }

    [Fact]
    public void Nothing_stands_in_them_that_not_everybody_may_read()
    {
        var all = string.Concat(SampleArchive.Files(Settings).Values);
        foreach (var (secret, why) in (ReadOnlySpan<(string, string)>)[
            ("Members' secret", "for members alone"), ("rana@", "an address"), ("desk@", "an address in a reason"), ("Wrong Text", "corrected"), (SampleArchive.Withdrawn, "withdrawn")])
            Assert.False(all.Contains(secret, StringComparison.Ordinal), why);
        Assert.Contains("Right text.", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_for_its_readers_is_in_no_bundle()
    {
        await using var house = new TestHouse(settings => settings with
        {
            Lists = settings.Lists.ToDictionary(list => list.Key, list => list.Value with { Archive = ArchivePolicy.Readers }),
        });
        await house.Database.WriteAsync(SampleArchive.Fill);
        await SampleArchive.WriteAllAsync(house.Database, house.Get<Bundles>());
        Assert.False(Directory.Exists(house.Get<Settings>().Archive));
        Assert.Equal(0, house.Count("due", "kind = 'bundle'"));
    }

    [Fact]
    public async Task What_comes_later_is_added_behind_and_nothing_else_changes()
    {
        var before = Text("2026-03");
        await _house.Database.WriteAsync(tx => SampleArchive.Release(tx, "2026-0313-01", SampleArchive.Day.AddDays(1), "Next day", "More."));
        await SampleArchive.WriteAllAsync(_house.Database, Bundles);
        Assert.StartsWith(before, Text("2026-03"), StringComparison.Ordinal);
        Assert.Equal(6, Index.Bundles[^1].Lines);
        Assert.All(Index.Bundles, bundle => Assert.Equal(0, bundle.Reissued));
        Assert.Equal(Index.Bundles[^1].Octets, Encoding.UTF8.GetByteCount(Text("2026-03")));
    }

    [Fact]
    public async Task A_crash_before_the_commit_only_writes_it_once_more()
    {
        var row = _house.Database.Read(db => BundleRows.Find(db, "2026-03"))!;
        await _house.Database.WriteAsync(tx => SampleArchive.Release(tx, "2026-0313-01", SampleArchive.Day.AddDays(1), "Next day", "More."));
        await SampleArchive.WriteAllAsync(_house.Database, Bundles);
        var written = SampleArchive.Files(Settings);
        // The file has its name, and of the commit nothing is left.
        await _house.Database.WriteAsync(tx => { BundleRows.Set(tx, row, 0); Due.Owe(tx, Due.Bundle, "2026-03", 1); });
        File.WriteAllText(Path.Combine(Settings.Archive, "2026-03.jsonl.new"), "half a line");
        await SampleArchive.WriteAllAsync(_house.Database, Bundles);
        Assert.Equal(written, SampleArchive.Files(Settings));
        Assert.Equal(0, _house.Count("due", "kind = 'bundle'"));
    }

    [Fact]
    public async Task What_is_withdrawn_leaves_its_bundle_which_says_that_it_was_reissued()
    {
        await _house.Database.WriteAsync(tx => SampleArchive.Withdraw(tx, tx.Number("SELECT id FROM edition WHERE text = 'Its text.'")!.Value, "it was wrong"));
        await SampleArchive.WriteAllAsync(_house.Database, Bundles);
        Assert.DoesNotContain("Its text.", Text("2026-03"), StringComparison.Ordinal);
        Assert.Contains("\"withdrawn\":\"it was wrong\"", Text("2026-03"), StringComparison.Ordinal);
        Assert.Equal([0, 0, 1], Index.Bundles.Select(bundle => bundle.Reissued));
    }

    [Fact]
    public async Task A_correction_is_in_its_own_month_and_the_wrong_text_in_none()
    {
        await _house.Database.WriteAsync(tx =>
        {
            var wrong = CaseFile.Find(tx, tx.Number("SELECT id FROM edition WHERE subject = 'Editor arrested'")!.Value)!;
            var corrected = wrong.About with { MessageId = "2026-0112-01.en.c2@lists.example.org", Text = "Corrected text." };
            Corrections.Publish(tx, wrong, corrected, new NewRendering([1], EightBit: false), [], SampleArchive.Day.AddDays(2).ToUnixTimeMilliseconds());
        });
        await SampleArchive.WriteAllAsync(_house.Database, Bundles);
        Assert.False(File.Exists(Path.Combine(Settings.Archive, "2026-01.jsonl")));
        Assert.Contains("Corrected text.", Text("2026-03"), StringComparison.Ordinal);
        Assert.Equal(["2026-02", "2026-03"], Index.Bundles.Select(bundle => bundle.Month));
    }

    [Fact]
    public async Task A_case_that_search_engines_leave_alone_is_marked_in_each_of_its_months()
    {
        await _house.Database.WriteAsync(tx =>
        {
            tx.Execute("INSERT INTO unlisted (case_number) VALUES ('2026-0212-01')");
            BundleRows.OweCase(tx, "2026-0212-01", 2);
        });
        await SampleArchive.WriteAllAsync(_house.Database, Bundles);
        Assert.Equal([0, 1, 1], Index.Bundles.Select(bundle => bundle.Reissued));
        Assert.Equal([0, 1, 2], Index.Bundles.Select(bundle => Text(bundle.Month).Split("\"unlisted\":true").Length - 1));
    }

    [Fact]
    public async Task Mail_doesnt_wait_for_what_the_archive_owes_itself()
    {
        await _house.Database.WriteAsync(tx =>
        {
            for (var year = 1900; year < 2010; year++)
                Due.Owe(tx, Due.Bundle, $"{year}-01", year);
            Due.Owe(tx, Due.Release, "1", 5000);
        });
        Assert.Equal((Due.Release, "1"), _house.Database.Read(db => Due.Now(db, 5000))[0]);
    }

    [Fact]
    public async Task What_changes_while_a_bundle_is_written_owes_it_once_more()
    {
        await _house.Database.WriteAsync(tx =>
        {
            Due.Set(tx, Due.Bundle, "2026-03", 1000);
            Due.OweBy(tx, Due.Bundle, "2026-03", 500);
            Due.DoneSince(tx, Due.Bundle, "2026-03", 1000);
        });
        Assert.Equal(1, _house.Count("due", "kind = 'bundle'"));
        await _house.Database.WriteAsync(tx => Due.DoneSince(tx, Due.Bundle, "2026-03", 500));
        Assert.Equal(0, _house.Count("due", "kind = 'bundle'"));
    }

    [Theory]
    [InlineData("nothing", null)]
    [InlineData("a file is gone", "2026-01")]
    [InlineData("a row is gone", "2026-02")]
    [InlineData("a month has other editions than it had", "2026-03")]
    [InlineData("a month has none any more", "2026-01")]
    public async Task At_the_start_what_is_missing_is_owed(string what, string? month)
    {
        await _house.Database.WriteAsync(tx =>
        {
            _ = what switch
            {
                "a row is gone" => tx.Execute("DELETE FROM bundle WHERE month = '2026-02'"),
                "a month has other editions than it had" => tx.Execute("UPDATE release SET audience = 'everyone' WHERE number = '2026-0312-02'"),
                "a month has none any more" => tx.Execute("UPDATE release SET audience = 'members' WHERE number = '2026-0112-01'"),
                _ => 0,
            };
            if (what == "a file is gone")
                File.Delete(Path.Combine(Settings.Archive, "2026-01.jsonl"));
            Bundles.Plan(tx);
        });
        Assert.Equal(month is null ? [] : [month], _house.Database.Read(db => db.All("SELECT subject FROM due WHERE kind = 'bundle'", r => r.GetString(0))));
        await SampleArchive.WriteAllAsync(_house.Database, Bundles);
        Assert.Equal(what == "a month has none any more", !File.Exists(Path.Combine(Settings.Archive, "2026-01.jsonl")));
        Assert.Equal(what == "a month has none any more" ? 2 : 3, Index.Bundles.Count);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public ValueTask DisposeAsync() => _house.DisposeAsync();
}
