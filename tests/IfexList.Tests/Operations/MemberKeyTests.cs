using IfexList.Tests.Authentication;

namespace IfexList.Tests.Operations;

/// <summary>The keys of members, from the shell.</summary>
public sealed class MemberKeyTests : IAsyncLifetime
{
    private const string Penpixel = "3818D3E9D58BDD4BAF21060BCACB79A56CB6F77B";
    private const string Lucia = "0BA0A83EEA0ECECD881D04CB08137491636BF71D14EB15C0EC2BEF60F113E1F0";

    private readonly AdminShell _shell = new();

    public async ValueTask InitializeAsync()
    {
        await _shell.DoneAsync("members", "add", "alerts@penpixel.example", "--organisation", "PPI");
        await _shell.DoneAsync("members", "add", "lucia@cuadernoabierto.example", "--organisation", "CA", "--domain", "cuadernoabierto.example");
    }

    public ValueTask DisposeAsync()
    {
        _shell.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Keys_of_both_kinds_are_added_shown_and_removed()
    {
        await _shell.DoneAsync("members", "key", "add", "PPI", Key("penpixel-test-public.asc"));
        // By an address of its domain; a second time it is renewed.
        await _shell.DoneAsync("members", "key", "add", "anybody@cuadernoabierto.example", Key("lucia-smime-cert.pem"));
        await _shell.DoneAsync("members", "key", "add", "CA", Key("lucia-smime-cert.pem"));
        Assert.Equal(
            [
                $"{Lucia}  CA  S/MIME  lucia@cuadernoabierto.example  until 2048-10-18",
                $"{Penpixel}  PPI  OpenPGP  Pen and Pixel International (fictional test key) <alerts@penpixel.example>  without end",
            ],
            (await _shell.DoneAsync("members", "key", "list")).Lines);
        // As gpg shows a fingerprint.
        await _shell.DoneAsync("members", "key", "remove", "3818 d3e9 d58b dd4b af21  060b cacb 79a5 6cb6 f77b");
        Assert.StartsWith(Lucia, Assert.Single((await _shell.DoneAsync("members", "key", "list")).Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task They_go_with_the_organisations_last_address()
    {
        await _shell.DoneAsync("members", "add", "office@penpixel.example", "--organisation", "PPI");
        await _shell.DoneAsync("members", "key", "add", "PPI", Key("penpixel-test-public.asc"));
        await _shell.DoneAsync("members", "remove", "office@penpixel.example");
        Assert.Single((await _shell.DoneAsync("members", "key", "list")).Lines);
        Assert.Contains(Penpixel, (await _shell.DoneAsync("members", "remove", "alerts@penpixel.example")).Out, StringComparison.Ordinal);
        Assert.Empty((await _shell.DoneAsync("members", "key", "list")).Lines);
    }

    [Theory]
    [InlineData("PPI", "nothing", "holds no public OpenPGP key", "no key at all")]
    [InlineData("PPI", "secret", "is a secret key", "somebody's secret one, which we don't want to have had")]
    [InlineData("PPI", "two", "holds several keys", "a whole ring")]
    [InlineData("PPI", "ended", "ended on 2026-03-02", "one that signs nothing any more")]
    [InlineData("PPI", "revoked", "is revoked", "one that was taken back")]
    [InlineData("Nobody", "penpixel-test-public.asc", "no member is called \"Nobody\"", "nobody's")]
    [InlineData("CA", "penpixel-test-public.asc", "belongs to PPI", "another member's")]
    public async Task What_cant_be_registered_is_said(string who, string what, string complaint, string why)
    {
        await _shell.DoneAsync("members", "key", "add", "PPI", Key("penpixel-test-public.asc"));
        var answer = await _shell.RunAsync("members", "key", "add", who, what.EndsWith(".asc", StringComparison.Ordinal) ? Key(what) : Write(what));
        Assert.Equal(1, answer.ExitCode);
        Assert.True(answer.Error.Contains(complaint, StringComparison.Ordinal), $"{why}: {answer.Error}");
        Assert.Single((await _shell.DoneAsync("members", "key", "list")).Lines);
    }

    [Fact]
    public async Task A_wrong_word_is_answered_with_the_whole_verb() =>
        Assert.Contains("see ifexlist members key add --help", (await _shell.RunAsync("members", "key", "add", "PPI")).Error, StringComparison.Ordinal);

    private string Write(string what)
    {
        var created = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var pair = new PgpPair("PPI", created, what == "ended" ? TimeSpan.FromDays(60) : default);
        if (what == "revoked")
            pair.Revoke();
        File.WriteAllBytes(_shell.At("key"), what switch
        {
            "nothing" => "Dear editors"u8.ToArray(),
            "secret" => pair.Secret,
            "two" => [.. pair.Public, .. new PgpPair("CA", created).Public],
            _ => pair.Public,
        });
        return _shell.At("key");
    }

    private static string Key(string file) => Path.Combine(AppContext.BaseDirectory, "Mail", "keys", file);
}
