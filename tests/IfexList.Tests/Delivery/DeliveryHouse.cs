using System.Text;
using IfexList.Authentication;
using IfexList.Delivery;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Store;
using IfexList.Tests.Operations;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace IfexList.Tests.Delivery;

/// <summary>A house with a database, one release in one edition, readers owed a copy each, and a delivery loop.</summary>
internal sealed class DeliveryHouse : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ifexlist-delivery").FullName;
    private readonly CancellationTokenSource _stop = new();
    private readonly MtaSts _sts;
    private Task? _running;

    public DeliveryHouse(RelaySettings relay, TimeProvider? time = null, string publicUrl = "http://127.0.0.1:8025", FakeDns? dns = null, params IReadOnlyList<DkimSettings> dkim)
    {
        Time = time ?? TimeProvider.System;
        Settings = new Settings { DataDirectory = _folder, Domain = "Lists.Example.org", HostName = "lists.example.org", Relay = relay, Http = new HttpSettings { PublicUrl = publicUrl }, Dkim = dkim };
        Database = Database.Open(Settings.DatabaseFile);
        // Where there is no DNS, nobody answers.
        var names = NameLookup.Open(new DnsSettings { Servers = [dns?.Endpoint ?? "127.0.0.1:9"] }, Time);
        _sts = new MtaSts(names, Database, new FakeWeb(), Time);
        Loop = new DeliveryLoop(Settings, Database, Key, DkimSigner.Open(dkim, Time), new ExchangeLookup(Settings, names, new SourceAddresses(relay, names, Time), _sts), Time, NullLogger<DeliveryLoop>.Instance);
    }

    public static TokenKey Key { get; } = new(new byte[32]);

    public const string Text = "From: IFEX <alerts@lists.example.org>\r\nSubject: Alert\r\n\r\nFirst line\r\n.hidden dot\r\n..two\r\nend\r\n";

    public TimeProvider Time { get; }
    public Settings Settings { get; }
    public Database Database { get; }
    public DeliveryLoop Loop { get; }

    public static RelaySettings To(FakeHop hop, int connections = 4, RelayTls tls = RelayTls.None) => new()
    {
        Mode = RelayMode.Smarthost,
        Host = "127.0.0.1",
        Port = hop.Port,
        Tls = tls,
        Connections = connections,
        Retry = [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15)],
        GiveUpAfter = TimeSpan.FromDays(5),
    };

    /// <summary>An edition and a copy owed to each address; persons are numbered from 1.</summary>
    public Task OweAsync(IEnumerable<string> addresses, string? text = null, int priority = 5, long rendering = 1, long? since = null) =>
        Database.WriteAsync(tx =>
        {
            tx.Execute("INSERT INTO release (id, number, list, case_number, at) VALUES (@id, @number, 'alerts', @number, 1)",
                ("@id", rendering), ("@number", $"2026-1124-{rendering:D2}"));
            tx.Execute("INSERT INTO edition (id, release, language, state, message_id, subject, text, at) VALUES (@id, @id, 'en', 'released', @mid, 's', 't', 1)",
                ("@id", rendering), ("@mid", $"<{rendering}@x>"));
            tx.Execute("INSERT INTO rendering (id, list, edition, format, encoding, bytes, at) VALUES (@id, 'alerts', @id, 'text', '8bit', @bytes, 1)",
                ("@id", rendering), ("@bytes", Encoding.UTF8.GetBytes(text ?? Text)));
            foreach (var address in addresses)
            {
                var person = Know(tx, address);
                tx.Execute("INSERT INTO served (release, person, edition, outcome, at) VALUES (@r, @p, @r, 'queued', 1)", ("@r", rendering), ("@p", person));
                Owe(tx, rendering, person, priority, "alerts", since ?? Time.Now());
            }
        });

    public Task OweLetterAsync(string address, string text, long rendering) =>
        Database.WriteAsync(tx =>
        {
            var person = Know(tx, address);
            tx.Execute("INSERT INTO rendering (id, list, person, format, encoding, bytes, at) VALUES (@id, 'alerts', @p, 'letter', '7bit', @bytes, 1)",
                ("@id", rendering), ("@p", person), ("@bytes", Encoding.UTF8.GetBytes(text)));
            Owe(tx, rendering, person, 1, "", Time.Now());
        });

    private static long Know(Connection tx, string address)
    {
        if (tx.Number("SELECT id FROM person WHERE address = @a", ("@a", address)) is { } known)
            return known;
        tx.Execute("INSERT INTO person (id, key, address, domain, since) SELECT COALESCE(MAX(id), 0) + 1, @a, @a, @domain, 1 FROM person", ("@a", address), ("@domain", address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..]));
        return tx.Number("SELECT MAX(id) FROM person")!.Value;
    }

    private static void Owe(Connection tx, long rendering, long person, int priority, string stream, long since) =>
        tx.Execute("INSERT INTO deliveries (rendering, person, domain, priority, stream, next_at, since) SELECT @r, @p, domain, @priority, @stream, @since, @since FROM person WHERE id = @p",
            ("@r", rendering), ("@p", person), ("@priority", priority), ("@stream", stream), ("@since", since));

    public DeliveryHouse Run()
    {
        _running = Loop.RunAsync(_stop.Token);
        return this;
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await (_running ?? Task.CompletedTask);
    }

    /// <summary>What is left for each reader: "delivered", "refused", "expired", "queued".</summary>
    public Dictionary<string, string> Fates() => Database.Read(db => db.All(
        "SELECT p.address, s.outcome FROM served s JOIN person p ON p.id = s.person", r => (Address: r.GetString(0), Outcome: r.GetString(1)))).GroupBy(f => f.Address).ToDictionary(f => f.Key, f => f.Select(x => x.Outcome).Distinct().Order().First(o => o != "queued" || f.All(x => x.Outcome == "queued")));

    public List<(string Address, int Attempts, long NextAt, string? Last)> Owed() => Database.Read(db => db.All(
        "SELECT p.address, d.attempts, d.next_at, d.last FROM deliveries d JOIN person p ON p.id = d.person ORDER BY d.id",
        r => (r.GetString(0), r.GetInt32(1), r.GetInt64(2), r.IsDBNull(3) ? null : r.GetString(3))));

    public List<string> Setbacks() => Database.Read(db => db.All(
        "SELECT p.address, b.code, b.status, b.reply FROM setback b JOIN person p ON p.id = b.person ORDER BY p.id",
        r => $"{r.GetString(0)} {r.GetInt32(1)} {(r.IsDBNull(2) ? "-" : r.GetString(2))} {r.GetString(3)}"));

    /// <summary>Until every row is gone or has been tried.</summary>
    public Task UntilTriedAsync() => UntilAsync(() => Owed().All(row => row.Attempts > 0) && Loop.Out == 0);

    public static async Task UntilAsync(Func<bool> condition)
    {
        for (var i = 0; i < 1000; i++)
        {
            if (condition())
                return;
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
        Assert.Fail("it didn't happen within ten seconds");
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _sts.Dispose();
        await Database.DisposeAsync();
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
