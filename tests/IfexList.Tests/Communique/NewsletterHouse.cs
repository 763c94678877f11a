using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Reception;
using IfexList.Store;
using IfexList.Tests.Mail;
using MimeKit;

namespace IfexList.Tests.Communique;

/// <summary>A house with a newsletter: a desk editor who is no member, a moderator, a member, and a clock that stands on the day of the sample numbers.</summary>
public sealed class NewsletterHouse : IAsyncDisposable
{
    public const string Marie = "marie@clearinghouse.example";
    public const string Amel = "amel.jaziri@horria.example";
    public const string Chief = "chief@clearinghouse.example";
    public const string List = "communique@lists.example.org";

    private NewsletterHouse(bool html) => House = new TestHouse(settings => settings with
    {
        Lists = new Dictionary<string, ListSettings>(settings.Lists)
        {
            ["communique"] = new()
            {
                Title = new LocalizedText("IFEX Communiqué"),
                Owners = ["owner@example.org"],
                Zone = "America/Toronto",
                Html = html,
                Newsletter = new NewsletterSettings
                {
                    Sources = ["alerts"],
                    Drafts = new Dictionary<string, string> { ["en"] = "mon 09:00", ["fr"] = "tue 09:00", ["ar"] = "wed 09:00" },
                    EditorsInChief = [Chief],
                },
            },
        },
    });

    public TestHouse House { get; }

    public static async Task<NewsletterHouse> OpenAsync(bool html = false)
    {
        var house = new NewsletterHouse(html);
        house.House.Time.Advance(new DateTimeOffset(2026, 3, 25, 12, 0, 0, TimeSpan.Zero) - house.House.Time.GetUtcNow());
        await house.House.ModeratorAsync(Marie, list: "communique");
        await house.House.MemberAsync(Amel, "OHPL");
        return house;
    }

    /// <summary>One of the five sample numbers, as its desk mails it.</summary>
    public async Task MailSampleAsync(int sample, string to = List)
    {
        var editor = SampleMail.Load(sample).From.Mailboxes.Single().Address;
        await EditorAsync(editor);
        Assert.Equal(250, (await House.TakeInAsync(SampleMail.Bytes(sample), editor, to)).Code);
        await House.WorkOffAsync();
    }

    /// <summary>A number as its desk writes it anew.</summary>
    public async Task MailAsync(string subject, string text, string to = List, string headers = "")
    {
        await EditorAsync("editor@clearinghouse.example");
        await House.SendAsync(TestHouse.Mail("editor@clearinghouse.example", to, subject, text, headers), "editor@clearinghouse.example", to);
    }

    public Task SendItemAsync(string subject, string text, string to = List, string from = Amel, string headers = "") =>
        House.SendAsync(TestHouse.Mail(from, to, subject, text, headers), from, to);

    public async Task AnswerAsync(string who, string line, string? from = null)
    {
        var to = House.LetterTo(who).ReplyTo.Mailboxes.Single().Address;
        await House.SendAsync(TestHouse.Mail(from ?? who, to, "Re: " + House.LetterTo(who).Subject, line), from ?? who, to);
    }

    public async Task TickAsync(TimeSpan later)
    {
        House.Time.Advance(later);
        await House.Get<Clock>().TickAsync();
    }

    public IReadOnlyList<Issue> IssuesOf(params Language[] languages) => [.. languages.Select(language => House.Database.Read(db => Issues.Find(db, "communique", language, 35, 12))).OfType<Issue>()];

    public MimeMessage Last(string who) => House.LetterTo(who);

    // Translators serve a language's desk.
    private async Task EditorAsync(string address)
    {
        var person = await House.PersonAsync(address);
        await House.Database.WriteAsync(tx => tx.Execute("INSERT INTO translator (list, person, language) VALUES ('communique', @person, 'en') ON CONFLICT DO NOTHING", ("@person", person)));
    }

    public ValueTask DisposeAsync() => House.DisposeAsync();
}
