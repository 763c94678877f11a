using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Reception;
using IfexList.Store;
using MimeKit;

namespace IfexList.Tests.Moderation;

/// <summary>A test house whose desk has hours, with a member who posts; the clock goes on step by step, and letters are told by what they are.</summary>
public sealed class DutyHouse(Func<ListSettings, ListSettings>? rules = null, Func<Settings, Settings>? change = null) : IAsyncDisposable
{
    public const string Amel = "amel.jaziri@horria.example";
    public const string Owner = "owner@example.org";

    private bool _isMember;

    public TestHouse House { get; } = new(settings =>
    {
        var lists = new Dictionary<string, ListSettings>(settings.Lists);
        lists["alerts"] = rules?.Invoke(lists["alerts"]) ?? lists["alerts"];
        settings = settings with { Lists = lists };
        return change?.Invoke(settings) ?? settings;
    });

    public const string Marie = "marie@clearinghouse.example";
    public const string Kofi = "kofi@clearinghouse.example";
    public const string Grace = "grace@daily.example";

    /// <summary>Two editors and a reader.</summary>
    public static async Task<DutyHouse> OpenAsync(Func<ListSettings, ListSettings>? rules = null)
    {
        var desk = new DutyHouse(rules);
        await desk.AppointAsync(Marie);
        await desk.AppointAsync(Kofi);
        await desk.House.ReaderAsync(Grace);
        return desk;
    }

    /// <summary>A reply to that letter, or to the newest one that he has, as programs write it: above the quotation.</summary>
    /// <param name="text">What stands between the line and the quotation.</param>
    /// <param name="from">Who really sends it.</param>
    public async Task AnswerAsync(string who, string line, MimeMessage? letter = null, string text = "", string headers = "", string? from = null)
    {
        letter ??= House.LetterTo(who);
        var to = letter.ReplyTo.Mailboxes.Single().Address;
        var quoted = letter.TextBody!.ReplaceLineEndings("\n").Replace("\n", "\n> ", StringComparison.Ordinal);
        var mail = TestHouse.Mail(
            from ?? who, to, "Re: " + letter.Subject, $"{line}\n{text}\n\nOn Thu, 12 Mar 2026, Alerts wrote:\n> {quoted}", $"In-Reply-To: <{letter.MessageId}>\r\n{headers}");
        Assert.Equal(250, (await House.SendAsync(mail, from ?? who, to)).Code);
    }

    /// <summary>The newest letter's text in one line.</summary>
    public string Last(string who) => House.LetterTo(who).TextBody!.ReplaceLineEndings(" ");

    public Task AppointAsync(string address, string hours = "", string desks = "", string list = "alerts") => House.Database.WriteAsync(tx => Appointments.Appoint(
        tx, House.Get<ListCatalogue>().Find(list)!, Parse(address), new Appointment(Language.En, Languages.Split(desks), Hours: hours), House.Time.GetUtcNow().ToUnixTimeMilliseconds()));

    /// <summary>A member's post in English.</summary>
    /// <returns>Its number.</returns>
    public async Task<long> PostAsync(string subject = "Arrest")
    {
        if (!_isMember)
            await House.MemberAsync(Amel, "OHPL");
        _isMember = true;
        var mail = TestHouse.Mail(Amel, "alerts-en@lists.example.org", subject, $"The police arrested a journalist: {subject}.");
        await House.SendAsync(mail, Amel, "alerts-en@lists.example.org");
        return House.Database.Read(db => db.Number("SELECT max(id) FROM held"))!.Value;
    }

    public async Task PassAsync(TimeSpan time)
    {
        House.Time.Advance(time);
        await House.Get<Clock>().TickAsync();
    }

    /// <summary>That many hours, looking at what is due each half hour as a running clock would.</summary>
    public async Task PassHoursAsync(double hours)
    {
        for (var halves = 0; halves < hours * 2; halves++)
            await PassAsync(TimeSpan.FromMinutes(30));
    }

    /// <summary>What an address was sent, in order: asked, reminded or the letter's Subject.</summary>
    public string Had(string address) => string.Join(' ', House.OwedTo(address).Select(Kind));

    public long Person(string address) => House.Database.Read(db => IfexList.Store.Person.Find(db, Parse(address)))!.Value;

    public Task ExecuteAsync(string sql, params (string, object?)[] parameters) => House.Database.WriteAsync(tx => tx.Execute(sql, parameters));

    public HeldPost Held(long id) => House.Database.Read(db => HeldPosts.Find(db, id))!;

    public long? DueAt(string kind, long held) =>
        House.Database.Read(db => db.Number("SELECT at FROM due WHERE kind = @kind AND subject = @subject", ("@kind", kind), ("@subject", HeldTime.Subject(held))));

    public IEnumerable<string> BrokenInvariants() =>
        Invariants.All.Where(invariant => House.Database.Read(db => Invariants.CountViolations(db, invariant)) > 0).Select(invariant => invariant.Sentence);

    public static Address Parse(string address) => Address.TryParse(address, out var parsed) ? parsed : throw new FormatException(address);

    public ValueTask DisposeAsync() => House.DisposeAsync();

    private static string Kind(MimeMessage letter)
    {
        var subject = letter.Subject ?? "";
        return subject.EndsWith("for a decision", StringComparison.Ordinal) ? "reminded"
            : subject.Contains("Nobody decides", StringComparison.Ordinal) ? "told"
            : subject.StartsWith("[alerts ", StringComparison.Ordinal) ? "asked" : subject;
    }
}
