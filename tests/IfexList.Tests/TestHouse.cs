using System.Buffers;
using System.Net;
using System.Text;
using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Reception;
using IfexList.Smtp;
using IfexList.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace IfexList.Tests;

/// <summary>A daemon without its loops and sockets: real database, real letters, a clock that the test moves. Mail comes in at the front desk.</summary>
public sealed class TestHouse : IAsyncDisposable
{
    public const string Domain = "lists.example.org";

    private readonly string _folder = Directory.CreateTempSubdirectory("ifexlist-test-").FullName;
    private readonly ServiceProvider _services;

    public TestHouse(Func<Settings, Settings>? change = null, ILoggerProvider? log = null)
    {
        var list = new ListSettings { Title = new LocalizedText("Action Alert Network"), Owners = ["owner@example.org"], Zone = "America/Toronto", Aliases = ["alertes"] };
        var settings = new Settings
        {
            DataDirectory = _folder,
            Lists = new Dictionary<string, ListSettings>
            {
                ["alerts"] = list,
                ["members"] = new() { Title = new LocalizedText("Members"), Kind = ListKind.Members, Owners = ["owner@example.org"] },
                ["outreach"] = new() { Title = new LocalizedText("Outreach"), Kind = ListKind.Desk, Owners = ["owner@example.org"] },
            },
        };
        _services = new ServiceCollection()
            .AddLogging(logging => _ = log is null ? logging : logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log))
            .AddHouse(change?.Invoke(settings) ?? settings)
            .AddDaemon()
            .AddSingleton<TimeProvider>(Time)
            .BuildServiceProvider();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 12, 8, 0, 0, TimeSpan.Zero));

    public Database Database => Get<Database>();

    /// <summary>Whose server hands the mails in.</summary>
    public IPAddress Client { get; set; } = IPAddress.Loopback;

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>An address must be known before it can be a member, moderator or reader.</summary>
    public Task<long> PersonAsync(string address) => Database.WriteAsync(tx => Person.Know(tx, Parse(address), Time.Now()));

    public async Task<long> MemberAsync(string address, string organisation)
    {
        var person = await PersonAsync(address);
        await Database.WriteAsync(tx =>
        {
            tx.Execute("INSERT INTO organisation (name, since) VALUES (@name, 0) ON CONFLICT DO NOTHING", ("@name", organisation));
            tx.Execute("INSERT INTO member (person, organisation, since) SELECT @person, id, 0 FROM organisation WHERE name = @name", ("@person", person), ("@name", organisation));
        });
        return person;
    }

    public async Task<long> ModeratorAsync(string address, string language = "en", string list = "alerts", string? also = null)
    {
        var person = await PersonAsync(address);
        var other = also is null ? 0 : await PersonAsync(also);
        await Database.WriteAsync(tx =>
        {
            tx.Execute("INSERT INTO moderator (list, person, language) VALUES (@list, @person, @language)", ("@list", list), ("@person", person), ("@language", language));
            if (other != 0)
                tx.Execute("INSERT INTO moderator_also (list, also, moderator) VALUES (@list, @also, @person)", ("@list", list), ("@also", other), ("@person", person));
        });
        return person;
    }

    public async Task<long> ReaderAsync(string address, string languages = "en", string list = "alerts")
    {
        var person = await PersonAsync(address);
        await Database.WriteAsync(tx => tx.Execute(
            "INSERT INTO subscription (list, person, state, languages, consent_at) VALUES (@list, @person, 'active', @languages, 0)",
            ("@list", list), ("@person", person), ("@languages", languages)));
        return person;
    }

    /// <summary>Hands a mail in as the SMTP session would, then lets everything that follows from it happen.</summary>
    public async Task<SmtpReply> SendAsync(string mail, string? sender, params string[] recipients)
    {
        var reply = await TakeInAsync(Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n")), sender, recipients);
        await WorkOffAsync();
        return reply;
    }

    /// <summary>A mail as the front desk stores it, with what its checks came to on top; then lets everything follow from it.</summary>
    public async Task KeepAsync(Evidence evidence, string mail, string? sender, params string[] recipients)
    {
        var bytes = Encoding.UTF8.GetBytes((evidence.ToField(Domain) + mail).ReplaceLineEndings("\r\n"));
        await Database.WriteAsync(tx => Inbox.Add(tx, [bytes], sender, [.. recipients.Select(recipient => Parse(recipient).LocalPart)], Time.Now()));
        await WorkOffAsync();
    }

    public async Task<SmtpReply> TakeInAsync(byte[] mail, string? sender, params string[] recipients)
    {
        var envelope = new Envelope(sender is null ? null : Parse(sender), Client, "client.example", "ESMTP", SmtpUtf8: false);
        var desk = Get<IPostbox>();
        foreach (var recipient in recipients)
            if (await desk.MayWriteToAsync(envelope, Parse(recipient), CancellationToken.None) is { IsPositive: false } refusal)
                return refusal;
        return await desk.TakeInAsync(envelope, [.. recipients.Select(Parse)], new ReadOnlySequence<byte>(mail), CancellationToken.None);
    }

    public async Task WorkOffAsync()
    {
        while (Database.Read(db => Inbox.WaitingSince(db, Time.Now())) is not null)
            await Get<Triage>().WorkOffAsync(Limits.WorkedTogether, CancellationToken.None);
    }

    /// <summary>The bytes kept of the mail that was taken in last.</summary>
    public byte[] Stored() => Database.Read(db => db.First("SELECT bytes FROM body ORDER BY id DESC LIMIT 1", r => (byte[])r[0]))!;

    /// <summary>What is owed to an address, in order; copies and letters.</summary>
    public IReadOnlyList<MimeMessage> OwedTo(string address) => Database.Read(db => db.All(
        "SELECT bytes FROM deliveries JOIN rendering ON rendering.id = deliveries.rendering JOIN person ON person.id = deliveries.person WHERE key = @key ORDER BY deliveries.id",
        r => MimeMessage.Load(new MemoryStream((byte[])r[0])), ("@key", Parse(address).Key)));

    /// <summary>The newest letter to an address.</summary>
    public MimeMessage LetterTo(string address) => OwedTo(address)[^1];

    public string LetterSourceTo(string address) => Database.Read(db => Encoding.UTF8.GetString(db.First(
        "SELECT bytes FROM deliveries JOIN rendering ON rendering.id = deliveries.rendering JOIN person ON person.id = deliveries.person WHERE key = @key ORDER BY deliveries.id DESC LIMIT 1",
        r => (byte[])r[0], ("@key", Parse(address).Key))!));

    public long Count(string table, string where = "1 = 1") => Database.Read(db => db.Number($"SELECT count(*) FROM {table} WHERE {where}"))!.Value;

    /// <summary>Whether anything of a text stands in the data directory's files, in UTF-8, whatever its case.</summary>
    public bool Holds(string text) => Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Any(file => Encoding.UTF8.GetString(Whole(file)).Contains(text, StringComparison.OrdinalIgnoreCase));

    // SQLite has it open.
    private static byte[] Whole(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>A plain mail, as a phone writes it.</summary>
    public static string Mail(string from, string to, string subject, string text, string headers = "") =>
        $"From: {from}\r\nTo: {to}\r\nSubject: {subject}\r\nMessage-ID: <{Guid.NewGuid():N}@phone.example>\r\nDate: Thu, 12 Mar 2026 08:51:58 +0100\r\n{headers}"
        + $"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{text}\r\n";

    private static Address Parse(string address) => Address.TryParse(address, out var parsed) ? parsed : throw new FormatException(address);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
