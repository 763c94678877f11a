using IfexList.Communique;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Reception;
using IfexList.Store;
using MimeKit;

namespace IfexList.Tests.Communique;

/// <summary>A house with a newsletter made of the list alerts: drafts on Monday at 09:00 in Toronto, which is 13:00 UTC in the second half of March.</summary>
internal sealed class NewsHouse : IAsyncDisposable
{
    public const string Editor = "elena@clearinghouse.example";

    public static readonly DateTimeOffset Monday = new(2026, 3, 16, 13, 0, 0, TimeSpan.Zero);

    private static readonly string[] Languages = ["en", "fr", "es", "ru", "ar"];

    private int _releases;

    public TestHouse House { get; } = new(settings => settings with
    {
        Lists = new Dictionary<string, ListSettings>(settings.Lists)
        {
            ["communique"] = new()
            {
                Title = new LocalizedText("IFEX Communiqué"),
                Owners = ["owner@example.org"],
                Zone = "America/Toronto",
                Html = true,
                Newsletter = new NewsletterSettings { Sources = ["alerts"], Drafts = Languages.ToDictionary(language => language, _ => "mon 09:00") },
            },
        },
    });

    public MailingList List => House.Get<ListCatalogue>().Find("communique")!;

    public async Task EditorAsync(string address = Editor, string language = "en", string desks = "en")
    {
        await House.ModeratorAsync(address, language, "communique");
        await House.Database.WriteAsync(tx => tx.Execute(
            "UPDATE moderator SET desks = @desks WHERE list = 'communique' AND person = (SELECT id FROM person WHERE address = @address)", ("@desks", desks), ("@address", address)));
    }

    /// <summary>A release of the list alerts, at a time of March in UTC: <c>12 10:00</c>.</summary>
    public Task<long> ReleaseAsync(
        string language, string country, string subject, string text, string at, string? @case = null, string? kind = null, bool toMembers = false, string? organisation = null) => House.Database.WriteAsync(tx =>
    {
        var number = $"2026-03{at[..2]}-{++_releases:00}";
        var id = organisation is null ? null : tx.Number("INSERT INTO organisation (name, since) VALUES (@name, 0) RETURNING id", ("@name", organisation));
        Topic[] topics = Topic.TryParse(country, List, out var topic) ? [topic] : [];
        var release = new NewRelease(number, "alerts", IfexList.Mail.Languages.Parse(language), $"{number}.{language}@lists.example.org", subject, text, id, 5, toMembers, Topic.WithRegions(topics), kind) { Case = @case ?? number };
        return Posts.Publish(tx, release, new NewRendering([1], EightBit: false), [], Moment(at));
    });

    /// <summary>A further edition of a release, or with <paramref name="corrects"/> a correction of its edition in that language.</summary>
    public Task EditionAsync(long release, string language, string subject, string text, string at, bool corrects = false) => House.Database.WriteAsync(tx => tx.Execute(
        """
        INSERT INTO edition (release, language, state, corrects, message_id, subject, text, at)
        VALUES (@release, @language, 'released', (SELECT min(id) FROM edition WHERE release = @release AND language = @language AND @corrects), @id, @subject, @text, @at)
        """, ("@release", release), ("@language", language), ("@corrects", corrects ? 1L : 0L), ("@id", Guid.NewGuid().ToString()), ("@subject", subject), ("@text", text), ("@at", Moment(at))));

    public Task ItemAsync(string language, string kind, string headline, string text, string? day, string? place = null) => House.Database.WriteAsync(tx => tx.Execute(
        "INSERT INTO item (list, language, kind, headline, text, day, place, at) VALUES ('communique', @language, @kind, @headline, @text, @day, @place, @at)",
        ("@language", language), ("@kind", kind), ("@headline", headline), ("@text", text), ("@day", day), ("@place", place), ("@at", Moment("10 10:00"))));

    /// <summary>Plans, lets time pass to that moment, and does what is due then.</summary>
    public async Task PassToAsync(DateTimeOffset moment)
    {
        await House.Database.WriteAsync(tx => DraftDesk.PlanAll(tx, House.Get<ListCatalogue>(), House.Time.GetUtcNow()));
        House.Time.SetUtcNow(moment);
        await House.Get<Clock>().TickAsync();
    }

    public string Letter(string to = Editor) => House.LetterTo(to).TextBody!.ReplaceLineEndings("\n");

    /// <summary>An editor's reply to a letter, with the letter quoted below.</summary>
    public async Task ReplyAsync(string text, MimeMessage? letter = null, string from = Editor)
    {
        letter ??= House.LetterTo(from);
        var to = letter.ReplyTo.Mailboxes.Single().Address;
        var quoted = letter.TextBody!.ReplaceLineEndings("\n").Replace("\n", "\n> ", StringComparison.Ordinal);
        await House.SendAsync(TestHouse.Mail(from, to, "Re: " + letter.Subject, $"{text}\n\nOn Mon, 16 Mar 2026, Communique wrote:\n> {quoted}", $"In-Reply-To: <{letter.MessageId}>\r\n"), from, to);
    }

    /// <summary>The issue between the marker lines of the newest letter.</summary>
    public string Shown(string to = Editor) => Letter(to).Split("[begin text]\n")[1].Split("\n[end text]")[0];

    public ValueTask DisposeAsync() => House.DisposeAsync();

    private static long Moment(string at) => new DateTimeOffset(2026, 3, int.Parse(at[..2], System.Globalization.CultureInfo.InvariantCulture), int.Parse(at[3..5], System.Globalization.CultureInfo.InvariantCulture), 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
}
