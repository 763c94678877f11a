using System.Text;
using IfexList.Foundation;
using IfexList.Ledger;
using IfexList.Mail;
using IfexList.Reception;
using IfexList.Store;
using MimeKit;

namespace IfexList.Tests.Bounces;

/// <summary>A house whose readers' mail fails by the day. Letters leave at once and are remembered; all that is due is done.</summary>
public sealed class LedgerHouse : IAsyncDisposable
{
    public const string Owner = "owner@example.org";

    private static readonly DateTimeOffset Begin = new(2026, 3, 12, 8, 0, 0, TimeSpan.Zero);
    private long _releases;

    public LedgerHouse(Func<Settings, Settings>? change = null) => House = new TestHouse(change);

    public TestHouse House { get; }

    /// <summary>What left, in order: to whom, and what.</summary>
    public List<(string To, MimeMessage Mail)> Left { get; } = [];

    public Task WriteAsync(Action<Connection> write) => House.Database.WriteAsync(write);

    public T Read<T>(Func<Connection, T> read) => House.Database.Read(read);

    /// <summary>Readers of the alerts, in one transaction.</summary>
    public Task<List<long>> ReadersAsync(IEnumerable<string> addresses) => House.Database.WriteAsync(tx => addresses.Select(address =>
    {
        var person = Person.Know(tx, Address.TryParse(address, out var parsed) ? parsed : throw new FormatException(address), House.Time.Now());
        tx.Execute("INSERT INTO subscription (list, person, state, languages, consent_at) VALUES ('alerts', @person, 'active', 'en', 0)", ("@person", person));
        return person;
    }).ToList());

    /// <summary>Refused or reported now.</summary>
    /// <param name="rendering">Of what; by itself all that is sent to him, so his last probe, too.</param>
    public Task FailAsync(long person, ReturnClass of, bool live = true, int times = 1, string words = "no", long? rendering = null) => WriteAsync(tx =>
    {
        for (var i = 0; i < times; i++)
            BounceLedger.Enter(tx, person, rendering ?? LastLetter(tx, person), Setback(of, live, words), House.Time.Now());
    });

    /// <summary>The last probe, or letter that told of a pause; 1, which is none, where there was none.</summary>
    public static long LastLetter(Connection db, long person) => Failing.Of(db, person)?.Probe ?? 1;

    public static Setback Setback(ReturnClass of, bool live = true, string words = "no", bool isProven = true) =>
        new(new Reason(of, "test"), 550, of == ReturnClass.Policy ? new EnhancedStatus(5, 7, 1) : new EnhancedStatus(5, 1, 1), words, live, isProven);

    /// <summary>A copy of a release of this moment was delivered to each of them.</summary>
    public Task DeliverAsync(params IEnumerable<long> persons) => WriteAsync(tx =>
    {
        var release = ++_releases;
        tx.Execute("INSERT INTO release (id, number, list, case_number, at) VALUES (@id, @number, 'alerts', @number, 1)", ("@id", release), ("@number", $"n{release}"));
        tx.Execute("INSERT INTO edition (id, release, language, state, message_id, subject, text, at) VALUES (@id, @id, 'en', 'released', @number, 's', 't', 1)",
            ("@id", release), ("@number", $"n{release}"));
        foreach (var person in persons)
            tx.Execute("INSERT INTO served (release, person, edition, outcome, at) SELECT @release, id, @release, 'delivered', @now FROM person WHERE id = @person",
                ("@release", release), ("@person", person), ("@now", House.Time.Now()));
    });

    /// <summary>All that is due is done, and every letter leaves.</summary>
    public async Task TickAsync()
    {
        await House.Get<Clock>().TickAsync();
        const string letters = """
            SELECT p.address, r.bytes FROM deliveries d JOIN rendering r ON r.id = d.rendering JOIN person p ON p.id = d.person ORDER BY d.id
            """;
        var left = Read(db => db.All(letters, r => (r.GetString(0), MimeMessage.Load(new MemoryStream((byte[])r[1])))));
        Left.AddRange(left);
        if (left.Count > 0)
            await WriteAsync(tx => tx.Execute("DELETE FROM deliveries"));
    }

    /// <summary>Weighs now, and sends the probes that come of it.</summary>
    public async Task WeighAsync()
    {
        await WriteAsync(tx => Due.Set(tx, Due.Weigh, "", House.Time.Now()));
        await TickAsync();
        House.Time.Advance(Limits.ProbesSpread);
        await TickAsync();
    }

    /// <summary>The morning of that day, counted from nought.</summary>
    public void GoTo(int day) => House.Time.SetUtcNow(Begin.AddDays(day));

    /// <summary>He replies to the newest letter that he got.</summary>
    public Task ReplyAsync(string address, string text = "")
    {
        var to = Left.Last(left => left.To == address).Mail.ReplyTo.Mailboxes.First().Address;
        return House.SendAsync(TestHouse.Mail(address, to, "Re: letter", text), address, to);
    }

    /// <summary>The kinds of letters that an address got, in order, by their Subjects in English.</summary>
    public string LettersTo(string address) => string.Join(", ", Left.Where(left => left.To == address).Select(left => left.Mail.Subject switch
    {
        "Does our mail reach you? Please reply" => "probe",
        "We have paused our mail to you" => "pause",
        var other => other ?? "",
    }));

    public string TextTo(string address) => Left.Last(left => left.To == address).Mail.TextBody ?? "";

    /// <summary>How somebody stands.</summary>
    public string StateOf(long person) => Read(db => db.Text("SELECT address FROM person WHERE id = @person", ("@person", person)) is null ? "gone"
        : Failing.Of(db, person) is not { } failing ? "in order"
        : failing.State == FailingState.Watched ? $"watched {failing.Score}" : failing.State.ToString().ToLowerInvariant());

    public ValueTask DisposeAsync() => House.DisposeAsync();
}
