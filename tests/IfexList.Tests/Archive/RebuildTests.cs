using System.Diagnostics;
using System.Text;
using IfexList.Archive;
using IfexList.Foundation;
using IfexList.Store;
using IfexList.Tests.Operations;

namespace IfexList.Tests.Archive;

/// <summary>A house with an archive, a mirror of its bundles, and another house that has only the mirror.</summary>
public sealed class RebuildTests : IAsyncLifetime
{
    private readonly TestHouse _old = new();
    private readonly AdminShell _new = new();

    private string Mirror => _new.At("mirror");

    public async ValueTask InitializeAsync()
    {
        await _old.Database.WriteAsync(SampleArchive.Fill);
        await _old.Database.WriteAsync(tx => tx.Execute("INSERT INTO unlisted (case_number) VALUES ('2026-0312-03')"));
        await SampleArchive.WriteAllAsync(_old.Database, _old.Get<Bundles>());
        Directory.CreateDirectory(Mirror);
        foreach (var file in Directory.EnumerateFiles(_old.Get<Settings>().Archive))
            File.Copy(file, Path.Combine(Mirror, Path.GetFileName(file)));
    }

    [Fact]
    public async Task An_empty_house_shows_what_the_old_one_showed()
    {
        var answer = await _new.DoneAsync("archive", "rebuild", Mirror);
        Assert.Equal(ArchivePublicKey.Read(Path.Combine(Mirror, "key.pub")).Fingerprint, answer.Lines[0].Split("  ")[1]);
        Assert.Equal("added  7, there already 0, taken 0", answer.Lines[^1]);
        await using var database = Database.Open(_new.Settings.DatabaseFile);
        Assert.Equal(SampleArchive.Shown(_old.Database, _old.Get<Settings>(), masked: true), SampleArchive.Shown(database, _new.Settings, masked: false));
        Assert.Equal(6, database.Read(db => db.Number("SELECT count(*) FROM edition_words")));
        Assert.Equal(["2026-0312-03"], database.Read(db => db.All("SELECT case_number FROM unlisted", r => r.GetString(0))));
        // Nobody is sent anything; the new house writes its own bundles.
        Assert.Equal([Due.Bundle], database.Read(db => db.All("SELECT DISTINCT kind FROM due WHERE kind <> 'index'", r => r.GetString(0))));
        Assert.Equal(0, database.Read(db => db.Number("SELECT (SELECT count(*) FROM served) + (SELECT count(*) FROM deliveries)")));
    }

    [Fact]
    public async Task The_new_house_writes_the_same_lines()
    {
        await _new.DoneAsync("archive", "rebuild", Mirror);
        await using var database = Database.Open(_new.Settings.DatabaseFile);
        var lists = new IfexList.Lists.ListCatalogue(_new.Settings);
        await SampleArchive.WriteAllAsync(database, new Bundles(database, lists, new PublicText(lists), _new.Settings, TimeProvider.System));
        // Its order of entry is another where an original was corrected in a later month.
        foreach (var month in (string[])["2026-01", "2026-02", "2026-03"])
            Assert.Equal(Lines(Path.Combine(Mirror, month + ".jsonl")), Lines(Path.Combine(_new.Settings.Archive, month + ".jsonl")));

        static IEnumerable<string> Lines(string file) => File.ReadAllLines(file).Select(line => line[(line.IndexOf(',', StringComparison.Ordinal) + 1)..]).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task It_may_be_run_again_and_leaves_alone_what_is_here()
    {
        await _new.DoneAsync("archive", "rebuild", Mirror);
        await _new.InsertAsync(tx => tx.Execute("UPDATE edition SET text = 'as the desk here has it' WHERE text = 'Right text.'"));
        Assert.Equal("added  0, there already 7, taken 0", (await _new.DoneAsync("archive", "rebuild", Mirror)).Lines[^1]);
        Assert.Equal(1, await _new.NumberAsync("SELECT count(*) FROM edition WHERE text = 'as the desk here has it'"));
    }

    [Fact]
    public async Task A_number_that_is_something_else_here_is_told()
    {
        await _new.InsertAsync(tx => SampleArchive.Release(tx, "2026-0112-01", SampleArchive.Day, "Ours", "Ours."));
        await _new.InsertAsync(tx => tx.Execute("UPDATE edition SET message_id = 'ours@lists.example.org'"));
        var answer = await _new.RunAsync("archive", "rebuild", Mirror);
        Assert.Equal((1, "added  6, there already 0, taken 1"), (answer.ExitCode, answer.Lines[^1]));
        Assert.Equal("ifexlist: 2026-01.jsonl, line 1: 2026-0112-01 in en is something else here", answer.Complaints[0]);
    }

    // What is changed, and what the verb says of it.
    private static readonly (string File, string? Old, string? Changed, string Told)[] Tampered =
    [
        ("index.json", "\"lines\": 1", "\"lines\": 2", "index.json: its signature"),
        ("index.json.sig", null, null, "index.json: its signature"),
        ("2026-01.jsonl", "Editor", "editor", "2026-01.jsonl, line 1: isn't the last line"),
        ("2026-03.jsonl", "Right text", "right text", "2026-03.jsonl, line 2: doesn't follow line 1"),
        ("2026-03.jsonl", "Её", "Ее", "2026-03.jsonl, line 5: isn't the last line"),
        ("2026-03.jsonl", "{\"previous\":\"", "{\"previous\":\"0", "2026-03.jsonl, line 1: doesn't begin the chain"),
        ("2026-03.jsonl", "\n", "", "2026-03.jsonl, line 2: doesn't follow line 1"),
        ("2026-03.jsonl", "*\n", "", "2026-03.jsonl, line 1: has no end"),
        ("2026-02.jsonl", "{", "", "2026-02.jsonl, line 1: doesn't begin the chain"),
        ("2026-02.jsonl", "", "", "2026-02.jsonl: isn't there"),
        ("key.pub", "MCow", "MCox", "key.pub: holds no Ed25519 public key"),
    ];

    [Fact]
    public async Task One_changed_octet_is_refused_and_named()
    {
        foreach (var (file, old, changed, told) in Tampered)
        {
            var path = Path.Combine(Mirror, file);
            var whole = File.ReadAllBytes(path);
            if (old is null)
                File.WriteAllBytes(path, [.. whole.Select((octet, at) => at == 7 ? (byte)~octet : octet)]);
            else if (old.Length == 0)
                File.Delete(path);
            else
                File.WriteAllText(path, old == "*\n" ? File.ReadAllText(path).Replace("\n", changed, StringComparison.Ordinal) : ReplaceFirst(File.ReadAllText(path), old, changed!));
            var answer = await _new.RunAsync("archive", "rebuild", Mirror);
            Assert.Equal(1, answer.ExitCode);
            Assert.Contains(told, answer.Error, StringComparison.Ordinal);
            Assert.False(File.Exists(_new.Settings.DatabaseFile));
            File.WriteAllBytes(path, whole);
        }
    }

    [Fact]
    public async Task Every_single_octet_counts()
    {
        var path = Path.Combine(Mirror, "2026-03.jsonl");
        var octets = File.ReadAllBytes(path);
        var key = ArchivePublicKey.Read(Path.Combine(Mirror, "key.pub"));
        var mirror = new Mirror(Mirror, BundleIndex.Read(Mirror, key));
        for (var at = 0; at < octets.Length; at += 37)
        {
            octets[at] ^= 1;
            File.WriteAllBytes(path, octets);
            octets[at] ^= 1;
            await Assert.ThrowsAsync<InvalidDataException>(() => mirror.VerifyAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Anothers_key_vouches_for_nothing()
    {
        var stranger = _new.Write("stranger.pub", ArchiveKey.LoadOrCreate(_new.At("stranger.key")).Public.Pem);
        var answer = await _new.RunAsync("archive", "rebuild", Mirror, "--key", stranger);
        Assert.Equal((1, "ifexlist: index.json: its signature index.json.sig is not by that key, or it was changed since"), (answer.ExitCode, answer.Complaints[0]));
    }

    [Fact]
    public async Task What_was_written_behind_the_index_is_left_out()
    {
        File.AppendAllText(Path.Combine(Mirror, "2026-03.jsonl"), "{\"previous\":\"anything");
        Assert.Equal("added  7, there already 0, taken 0", (await _new.DoneAsync("archive", "rebuild", Mirror)).Lines[^1]);
    }

    [Fact]
    public async Task A_dry_run_writes_nothing()
    {
        Assert.Equal("verified  7 editions in 3 bundles  signed 2026-03-12 08:00 UTC", (await _new.DoneAsync("archive", "rebuild", Mirror, "--dry-run")).Lines[^1]);
        Assert.False(File.Exists(_new.Settings.DatabaseFile));
    }

    [Fact]
    public async Task Openssl_knows_the_signature()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/openssl"), "no openssl here");
        foreach (var (changed, code) in ((bool, int)[])[(false, 0), (true, 1)])
        {
            if (changed)
                File.AppendAllText(Path.Combine(Mirror, "index.json"), " ");
            var start = new ProcessStartInfo("/usr/bin/openssl", "pkeyutl -verify -pubin -inkey key.pub -rawin -in index.json -sigfile index.json.sig")
            { WorkingDirectory = Mirror, RedirectStandardOutput = true, RedirectStandardError = true };
            using var openssl = Process.Start(start)!;
            await openssl.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(code, openssl.ExitCode);
        }
    }

    private static string ReplaceFirst(string text, string old, string changed)
    {
        var at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0);
        return new StringBuilder(text).Remove(at, old.Length).Insert(at, changed).ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await _old.DisposeAsync();
        _new.Dispose();
    }
}
