using System.Globalization;
using System.Text;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Reception;
using IfexList.Store;
using IfexList.Tests.Mail;
using MimeKit;

namespace IfexList.Tests.Leaks;

/// <summary>
/// Mails stuffed with every known leak go all the ways that a post can go: asked about, released, sent at once, in parcels and on request, corrected, shown to members
/// first. Nothing of any leak is seen in anything that leaves the house, in any line of its log, or in any row that stays.
/// </summary>
public sealed class LeakTest : IAsyncLifetime
{
    private const string Marie = "marie@clearinghouse.example";
    private const string Member = "member@zimrights.example";
    private const string Alerts = "alerts@lists.example.org";
    private const string English = "alerts-en@lists.example.org";
    private const string Quiet = "quiet-en@lists.example.org";
    private const string Request = "alerts-request@lists.example.org";

    private static readonly string[] Headers =
    [
        "Date", "Message-ID", "From", "To", "Reply-To", "Subject", "In-Reply-To", "References", "List-Id", "List-Help", "List-Post", "List-Owner", "Precedence",
        "Content-Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "IfexList-Number", "IfexList-Case", "IfexList-Country", "IfexList-Kind",
    ];

    // What a post that nobody has decided yet rests in, and what only the desk's key opens.
    private static readonly string[] Undecided = ["inbox", "held", "body", "sealed"];

    private static readonly (int Number, string Author)[] Samples =
        [(2, "amel.jaziri@horria.example"), (4, "tendai@savannapress.example"), (5, "alertas@cuadernoabierto.example"), (8, "hala@freepen.example"), (12, "lucia@cuadernoabierto.example")];

    private static readonly (string Address, Rhythm Rhythm, CopyFormat Format, int Cap)[] Readers =
    [
        ("now@x.example", Rhythm.Now, CopyFormat.Text, 0), ("full@x.example", Rhythm.Now, CopyFormat.Full, 0), ("small@x.example", Rhythm.Now, CopyFormat.Text, 5),
        ("daily@x.example", Rhythm.Daily, CopyFormat.Text, 0), ("digest@x.example", Rhythm.Daily, CopyFormat.Full, 0), ("weekly@x.example", Rhythm.Weekly, CopyFormat.Full, 0),
        ("heads@x.example", Rhythm.Headlines, CopyFormat.Text, 0),
    ];

    private readonly LogLines _log = new();
    private readonly Dictionary<long, (string To, byte[] Bytes)> _left = [];
    private readonly TestHouse _house;

    public LeakTest() => _house = new TestHouse(
        settings => settings with
        {
            Lists = new Dictionary<string, ListSettings>(settings.Lists)
            {
                ["alerts"] = settings.Lists["alerts"] with { Html = true, Attachments = AttachmentPolicy.All },
                ["quiet"] = settings.Lists["alerts"] with { Aliases = [] },
            },
        },
        _log);

    public async ValueTask InitializeAsync()
    {
        await _house.ModeratorAsync(Marie);
        await _house.ModeratorAsync(Marie, list: "quiet");
        await _house.ReaderAsync("quiet@x.example", list: "quiet");
        await _house.MemberAsync(Member, "ZimRights");
        foreach (var author in Samples.Select(sample => sample.Author).Append(StuffedMail.Poster).Distinct())
            await _house.MemberAsync(author, "Some organisation of " + author.Split('@')[1]);
        var alerts = _house.Get<ListCatalogue>().Find("alerts")!;
        foreach (var (address, rhythm, format, cap) in Readers)
            await _house.Database.WriteAsync(tx => Enrolment.Enter(
                tx, alerts, Address.TryParse(address, out var known) ? known : default!, new Preferences([Language.En, Language.Fr, Language.Es, Language.Ar], format, rhythm, [], cap), "test", 0));
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public void The_list_of_leaks_is_long_and_each_of_them_is_in_a_mail()
    {
        Assert.True(Leak.All.Count >= 60);
        Assert.Equal(Leak.All.Count, Leak.All.DistinctBy(leak => (leak.Place, leak.Name)).Count());
        var mails = new[] { Sight.OfMail("text", Bytes(StuffedMail.Of(English, onlyHtml: false))), Sight.OfMail("html", Bytes(StuffedMail.Of(English, onlyHtml: true))) };
        Assert.All(Leak.All, leak => Assert.True(
            char.IsDigit(leak.Place[0]) ? leak.IsIn(Sight.OfMail(leak.Place, SampleMail.Bytes(int.Parse(leak.Place, CultureInfo.InvariantCulture)))) : mails.Any(leak.IsIn), leak.ToString()));
    }

    [Fact]
    public async Task Nothing_of_any_leak_comes_out_in_copies_parcels_answers_corrections_logs_or_rows()
    {
        await PostAsync(Bytes(StuffedMail.Of(English, onlyHtml: false)), StuffedMail.Poster, English);
        await AnswerAsync("ok");
        await AnswerAsync("correct");
        await AnswerAsync("correct", "\n[begin text]\nSubject: Printing house searched again\n\nIt was s\u200Bearched\uFE01 twice. \t \n[end text]");
        await PostAsync(Bytes(StuffedMail.Of(English, onlyHtml: true)), StuffedMail.Poster, English);
        await AnswerAsync("ok to=members kind=alert");
        await AnswerAsync("ok");
        foreach (var (number, author) in Samples)
        {
            await PostAsync(SampleMail.Bytes(number), author, Alerts);
            await AnswerAsync("ok");
        }
        await PostAsync(Bytes(StuffedMail.Of(Quiet, onlyHtml: false).Replace("search went", "hunt went", StringComparison.Ordinal)), StuffedMail.Poster, Quiet);
        await AnswerAsync("ok");
        Assert.Equal((3 + Samples.Length, 0), (_house.Count("release"), _house.Count("held")));
        await AskAsync("get 2026-0312-01\ncase 2026-0312-02\nlast 5\nindex");
        await PassAsync(TimeSpan.FromHours(2));
        await PassAsync(TimeSpan.FromDays(1));
        await AskAsync("get 1");
        Assert.Contains(_left.Values, mail => mail.To == "full@x.example" && Encoding.Latin1.GetString(mail.Bytes).Contains("text/html", StringComparison.Ordinal));
        Assert.All(Readers, reader => Assert.Contains(_left.Values, mail => mail.To == reader.Address));
        Assert.All(_left.Values, mail => IsTight(mail.To, Sight.OfMail($"mail to {mail.To}", mail.Bytes)));
        Assert.All(_left.Values.Where(mail => mail.To.EndsWith("@x.example", StringComparison.Ordinal)).Select(mail => MimeMessage.Load(new MemoryStream(mail.Bytes))).Where(IsCopy), OnlyBearsItsOwnHeaders);
        Rows().ForEach(row => IsTight("", row));
        Assert.NotEmpty(_log.Lines);
        IsTight("", Sight.OfText("log", string.Join('\n', _log.Lines)));
        Assert.All(_log.Lines, line => Assert.DoesNotMatch("@|[Pp]rinting|[Ss]earched|ZIMBABWE", line));
    }

    // Who decides and who wrote it may see who wrote it and how his files are called, and he his own Message-ID.
    private static void IsTight(string to, Sight sight)
    {
        var mayKnow = to is Marie or StuffedMail.Poster || Samples.Any(sample => sample.Author == to);
        foreach (var leak in Leak.All)
            Assert.False(leak.IsIn(sight) && !(mayKnow && (leak.IsOfPoster || to != Marie && leak.Name == "machine in the id")), $"{sight.Where} shows {leak}");
    }

    private static bool IsCopy(MimeMessage mail) => mail.Headers.Contains("List-Post");

    private static void OnlyBearsItsOwnHeaders(MimeMessage copy)
    {
        Assert.All(copy.Headers.Concat(copy.Body!.Headers), header => Assert.Contains(header.Field, Headers, StringComparer.OrdinalIgnoreCase));
        Assert.EndsWith("@lists.example.org", copy.MessageId, StringComparison.Ordinal);
        Assert.Contains(copy.From.Mailboxes.Single().Address, (string[])[Alerts, "quiet@lists.example.org"]);
        Assert.EndsWith(":00 +0000", copy.Headers[HeaderId.Date], StringComparison.Ordinal);
    }

    private List<Sight> Rows() => _house.Database.Read(db =>
        db.All("SELECT name FROM sqlite_master WHERE type = 'table'", r => r.GetString(0)).Except(Undecided).SelectMany(table => db.All($"SELECT * FROM {table}", r =>
            Enumerable.Range(0, r.FieldCount).Where(i => !r.IsDBNull(i)).Select(i => r[i] is byte[] bytes ? Sight.OfBytes(table, bytes) : Sight.OfText(table, r[i].ToString()!)).ToList())
            // Mails are looked at as mails; whom we know, we know by his address.
            .Where(_ => table is not ("rendering" or "person")).SelectMany(row => row))
            .Concat(db.All("SELECT bytes FROM rendering WHERE edition IS NOT NULL AND bytes IS NOT NULL", r => Sight.OfMail("rendering", (byte[])r[0]))).ToList());

    private async Task PostAsync(byte[] mail, string author, string to)
    {
        var reply = await _house.TakeInAsync(mail, author, to);
        Assert.True(reply.IsPositive, reply.ToString());
        await _house.WorkOffAsync();
        await LeaveAsync();
    }

    private async Task AnswerAsync(string word, string text = "")
    {
        var to = _house.LetterTo(Marie).ReplyTo.Mailboxes.Single().Address;
        await _house.SendAsync(TestHouse.Mail(Marie, to, "Re: x", word + text, StuffedMail.Headers()), Marie, to);
        await LeaveAsync();
    }

    private async Task AskAsync(string commands)
    {
        foreach (var reader in Readers)
            await _house.SendAsync(TestHouse.Mail(reader.Address, Request, "", commands), reader.Address, Request);
        await LeaveAsync();
    }

    private async Task PassAsync(TimeSpan time)
    {
        _house.Time.Advance(time);
        await _house.Get<Clock>().TickAsync();
        await _house.Get<Clock>().TickAsync();
        await LeaveAsync();
    }

    // All that is owed is remembered; letters to moderators stay, because they are answered.
    private Task LeaveAsync() => _house.Database.WriteAsync(tx =>
    {
        foreach (var (delivery, to, bytes) in tx.All(
            "SELECT deliveries.id, address, bytes FROM deliveries JOIN rendering ON rendering.id = deliveries.rendering JOIN person ON person.id = deliveries.person",
            r => (r.GetInt64(0), r.GetString(1), (byte[])r[2])))
            _left[delivery] = (to, bytes);
    });

    private static byte[] Bytes(string mail) => Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n"));
}
