using System.Text;
using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Moderation;
using IfexList.Store;
using IfexList.Tests.Authentication;
using MimeKit;

namespace IfexList.Tests.Moderation;

/// <summary>What stays of an original when its post is decided: encrypted, for a time, for the desk.</summary>
public sealed class SealedOriginalTests : IDisposable
{
    private const string Marie = DutyHouse.Marie;
    private const string Amel = DutyHouse.Amel;

    /// <summary>What only the header says, and nobody may ever read off the disk.</summary>
    private const string Planted = "planted-203-0-113-99.cafe.example";

    private readonly string _keyFile = Path.GetTempFileName();
    private readonly PgpPair _key = new("Desk <desk@clearinghouse.example>", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public void Dispose() => File.Delete(_keyFile);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_the_release_no_byte_of_it_stands_in_clear_in_the_file(bool hasDeskKey)
    {
        await using var desk = await OpenAsync(hasDeskKey);
        await PostAsync(desk);
        var folder = Path.GetDirectoryName(desk.House.Database.File)!;
        Assert.NotEmpty(Traces.Of(folder, [Planted]));
        await desk.AnswerAsync(Marie, "ok");
        Assert.Equal((1, 0, 1), (desk.House.Count("release"), desk.House.Count("body"), desk.House.Count("sealed", hasDeskKey ? "seal = 'openpgp'" : "seal = 'house'")));
        await desk.PassAsync(Limits.ScrubPause);
        Assert.Empty(Traces.Of(folder, [Planted]));
        Assert.Empty(desk.BrokenInvariants());
    }

    [Fact]
    public async Task Sealed_by_the_house_it_comes_opened_to_the_editor_who_asks()
    {
        await using var desk = await OpenAsync();
        await PostAsync(desk);
        await desk.AnswerAsync(Marie, "ok");
        await desk.AnswerAsync(Marie, "original");
        var original = Assert.Single(desk.House.LetterTo(Marie).BodyParts.OfType<MessagePart>()).Message!;
        Assert.Equal($"[{Planted}]", original.Headers["X-Originating-IP"]);
        Assert.Contains("We keep it until 2026-04-11.", Text(desk.House.LetterTo(Marie)), StringComparison.Ordinal);
        Assert.Equal(1, desk.House.Count("desk_log", "deed = 'original' AND person IS NOT NULL"));
        // The letter about the original can be answered like the one before it.
        await desk.AnswerAsync(Marie, "correct", Readable(desk.House.LetterTo(Marie)));
        Assert.Contains("as it went out", desk.Last(Marie), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sealed_to_the_desk_it_comes_as_it_is_and_only_the_desk_can_open_it()
    {
        await using var desk = await OpenAsync(hasDeskKey: true);
        var held = await PostAsync(desk);
        var body = desk.House.Database.Read(db => Inbox.Body(db, HeldPosts.Find(db, held)!.Body))!;
        await desk.AnswerAsync(Marie, "ok");
        await desk.AnswerAsync(Marie, "original");
        var letter = desk.House.LetterTo(Marie);
        var attached = Assert.Single(letter.Attachments.OfType<MimePart>());
        Assert.Equal($"original-{held}.eml.asc", attached.FileName);
        using var armoured = new MemoryStream();
        attached.Content!.DecodeTo(armoured, TestContext.Current.CancellationToken);
        Assert.StartsWith("-----BEGIN PGP MESSAGE-----", Encoding.ASCII.GetString(armoured.ToArray()), StringComparison.Ordinal);
        Assert.Equal(body, _key.Open(armoured.ToArray()));
        Assert.Null(desk.House.Get<Seals>().Open(desk.House.Database.Read(db => SealedOriginals.Find(db, held))!));
    }

    [Theory]
    [InlineData(Marie, "reject two sources please", "rejected", 1)]
    [InlineData(Amel, "withdraw", "withdrawn", 1)]
    [InlineData(Marie, "discard", "discarded", 0)]
    public async Task It_is_kept_of_what_somebody_may_ask_about_again(string who, string word, string verdict, int kept)
    {
        await using var desk = await OpenAsync();
        await PostAsync(desk);
        await desk.AnswerAsync(who, word);
        Assert.Equal((1, kept, 0), (desk.House.Count("decision", $"verdict = '{verdict}'"), desk.House.Count("sealed"), desk.House.Count("body")));
    }

    [Fact]
    public async Task It_goes_when_its_time_is_over()
    {
        await using var desk = await OpenAsync();
        var held = await PostAsync(desk);
        await desk.AnswerAsync(Marie, "ok");
        await SweepAsync(desk, TimeSpan.FromDays(30) - TimeSpan.FromMinutes(1));
        Assert.NotNull(desk.House.Database.Read(db => SealedOriginals.Find(db, held)));
        await SweepAsync(desk, TimeSpan.FromMinutes(1));
        Assert.Null(desk.House.Database.Read(db => SealedOriginals.Find(db, held)));
    }

    [Fact]
    public async Task It_goes_with_an_author_who_wants_to_be_forgotten_and_no_other_with_it()
    {
        const string stranger = "Witness@cafe.example";
        await using var desk = await OpenAsync();
        await PostAsync(desk);
        await PostAsync(desk, stranger);
        foreach (var post in desk.House.Database.Read(HeldPosts.All))
            await desk.House.Get<Decision>().DecideAsync(new Wish(post.Id, post.Version, new ModeratorReply.Reject("no")), new Decider(null));
        Assert.Equal(2, desk.House.Count("sealed"));
        var person = await desk.House.PersonAsync("witness@cafe.example");
        await desk.House.Database.WriteAsync(tx => Erasure.Begin(tx, person, desk.House.Time.GetUtcNow().ToUnixTimeMilliseconds()));
        await desk.PassAsync(Limits.FarewellTry);
        Assert.Equal(1, desk.House.Count("sealed"));
    }

    [Fact]
    public async Task A_mail_to_two_lists_stays_in_clear_until_both_have_decided()
    {
        await using var desk = await OpenAsync();
        await PostAsync(desk, Amel, "alerts@lists.example.org", "outreach@lists.example.org");
        var posts = desk.House.Database.Read(HeldPosts.All);
        foreach (var (post, left) in posts.Zip([1, 0]))
        {
            await desk.House.Get<Decision>().DecideAsync(new Wish(post.Id, post.Version, new ModeratorReply.Reject("no")), new Decider(null));
            Assert.Equal(left, desk.House.Count("body"));
        }
        Assert.Equal(2, desk.House.Count("sealed"));
    }

    [Theory]
    [InlineData("a secret key", "is a secret key")]
    [InlineData("no key", "holds no public OpenPGP key")]
    [InlineData("a revoked key", "is revoked")]
    public async Task A_key_that_nothing_can_be_sealed_with_stops_the_start_with_its_name(string what, string reason)
    {
        if (what == "a revoked key")
            _key.Revoke();
        await File.WriteAllBytesAsync(_keyFile, what switch { "a secret key" => _key.Secret, "no key" => "hello"u8.ToArray(), _ => _key.Public }, TestContext.Current.CancellationToken);
        await using var desk = new DutyHouse(list => list with { DeskKeyFile = _keyFile });
        var fault = Assert.Throws<SettingsException>(() => desk.House.Get<Decision>());
        Assert.StartsWith("Lists.alerts.DeskKeyFile: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sample_key_of_the_clearing_house_takes_what_is_sealed()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Mail", "keys", "clearinghouse-test-public.asc");
        await using var desk = await OpenAsync();
        var closed = new DeskKey(file, "Lists.alerts.DeskKeyFile", desk.House.Time).Close("Subject: x"u8.ToArray());
        Assert.StartsWith("-----BEGIN PGP MESSAGE-----", Encoding.ASCII.GetString(closed), StringComparison.Ordinal);
    }

    private async Task<DutyHouse> OpenAsync(bool hasDeskKey = false)
    {
        await File.WriteAllBytesAsync(_keyFile, _key.Public, TestContext.Current.CancellationToken);
        var desk = await DutyHouse.OpenAsync(list => list with { DeskKeyFile = hasDeskKey ? _keyFile : "" });
        await desk.House.MemberAsync(Amel, "OHPL");
        return desk;
    }

    private static async Task<long> PostAsync(DutyHouse desk, string from = Amel, params string[] to)
    {
        to = to.Length > 0 ? to : ["alerts@lists.example.org"];
        var mail = TestHouse.Mail(from, to[0], "Arrest", $"The police arrested a journalist, says {from}.", $"X-Originating-IP: [{Planted}]\r\n");
        Assert.Equal(250, (await desk.House.SendAsync(mail, from, to)).Code);
        return desk.House.Database.Read(db => db.Number("SELECT max(id) FROM held"))!.Value;
    }

    private static Task SweepAsync(DutyHouse desk, TimeSpan time)
    {
        desk.House.Time.Advance(time);
        return desk.House.Database.WriteAsync(tx => Sweeping.Run(tx, desk.House.Get<ListCatalogue>(), desk.House.Time.GetUtcNow().ToUnixTimeMilliseconds()));
    }

    private static string Text(MimeMessage letter) => ((TextPart)((Multipart)letter.Body!)[0]).Text;

    // Without what is attached: that is what programs quote.
    private static MimeMessage Readable(MimeMessage letter)
    {
        letter.Body = new TextPart("plain") { Text = Text(letter) };
        return letter;
    }
}
