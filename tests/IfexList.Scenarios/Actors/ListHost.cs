using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace IfexList.Scenarios.Actors;

/// <summary>
/// A machine on which IfexList is installed: a folder of its own with the configuration and the data, the daemon's lives one after another,
/// and the command line, all as processes.
/// </summary>
internal sealed class ListHost : IAsyncDisposable
{
    public const string Domain = "lists.example.org";
    public const string Owner = "owner@clearinghouse.example";

    private const int ComplaintCharacters = 200;

    private static readonly string[] AboutData = ["database", "schema", "integrity", "data", "token key"];

    private readonly string _folder = Directory.CreateTempSubdirectory("ifexlist-scenario-").FullName;

    private ListHost(int relayPort, Action<JsonObject>? change)
    {
        SmtpPort = FreePort();
        DataDirectory = Path.Combine(_folder, "data");
        var configuration = Configuration(relayPort);
        change?.Invoke(configuration);
        DataDirectory = (string)configuration[nameof(DataDirectory)]!;
        File.WriteAllText(ConfigFile, configuration.ToJsonString());
    }

    public int SmtpPort { get; }
    public string DataDirectory { get; }
    public string DatabaseFile => Path.Combine(DataDirectory, "ifexlist.db");
    public string ConfigFile => Path.Combine(_folder, "ifexlist.json");
    public DaemonProcess Daemon { get; private set; } = null!;
    public Sender Sender => new(SmtpPort);

    public static ListHost For(NextHop hop, Action<JsonObject>? change = null) => new(hop.Port, change);

    /// <summary>Starts the daemon and waits until it answers; again after each of its deaths.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> StartAsync(params (string Name, string Value)[] environment)
    {
        var began = TimeProvider.System.GetTimestamp();
        Launch(environment);
        await Daemon.AnswersAsync(SmtpPort);
        return TimeProvider.System.GetElapsedTime(began);
    }

    /// <summary>Starts the daemon and waits for nothing.</summary>
    public void Launch(params (string Name, string Value)[] environment)
    {
        Daemon?.Dispose();
        Daemon = DaemonProcess.Start(DaemonProcess.Executable, ["--config", ConfigFile, "run"], environment);
    }

    /// <summary>Adopts a daemon that was started in another way.</summary>
    public void Adopt(DaemonProcess daemon) => Daemon = daemon;

    public Task KillAsync() => Daemon.KillAsync();

    /// <summary>SIGTERM, and the end that it must come to.</summary>
    public async Task StopAsync()
    {
        await Daemon.TerminateAsync();
        var code = await Daemon.EndsAsync();
        Assert.True(code == 0, $"the daemon ended with {code}: {Daemon.Errors}{Daemon.Output}");
    }

    /// <summary>Runs a verb that must succeed.</summary>
    /// <returns>What it printed.</returns>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var (code, output, errors) = await TryAsync(arguments);
        Assert.True(code == 0, $"ifexlist {string.Join(' ', arguments)} ended with {code}: {errors}{output}");
        return output;
    }

    public async Task<(int Code, string Output, string Errors)> TryAsync(params string[] arguments)
    {
        using var verb = DaemonProcess.Start(DaemonProcess.Executable, ["--config", ConfigFile, .. arguments]);
        await verb.EndsAsync(TimeSpan.FromSeconds(60));
        return (verb.ExitCode, verb.Output, verb.Errors);
    }

    public Task SubscribeAsync(IEnumerable<(string Address, string Languages)> readers, string list = "alerts") =>
        ImportAsync("address,languages", readers.Select(r => $"{r.Address},{r.Languages}"), list);

    public async Task ImportAsync(string header, IEnumerable<string> rows, string list = "alerts")
    {
        var file = Path.Combine(_folder, "readers.csv");
        await File.WriteAllLinesAsync(file, rows.Prepend(header), TestContext.Current.CancellationToken);
        await RunAsync("subscribers", "import", list, file);
    }

    /// <summary>What time or a verb of later days would do to the database; also a look at it.</summary>
    public long? Sql(string sql)
    {
        using var sqlite = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False;Default Timeout=10");
        sqlite.Open();
        using var command = sqlite.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as long?;
    }

    /// <summary>Reads the database and doesn't end: until it is disposed of, the log keeps all that comes.</summary>
    public SqliteConnection Look()
    {
        var sqlite = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False;Default Timeout=10");
        sqlite.Open();
        using var command = sqlite.CreateCommand();
        command.CommandText = "BEGIN; SELECT count(*) FROM person";
        command.ExecuteScalar();
        return sqlite;
    }

    /// <summary>To whom something is owed, by the database.</summary>
    public IReadOnlySet<string> Owed()
    {
        using var sqlite = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False;Default Timeout=10");
        sqlite.Open();
        using var command = sqlite.CreateCommand();
        command.CommandText = "SELECT address FROM deliveries JOIN person ON person.id = deliveries.person";
        using var rows = command.ExecuteReader();
        var owed = new HashSet<string>();
        while (rows.Read())
            owed.Add(rows.GetString(0));
        return owed;
    }

    public Task AddMemberAsync(string address, string organisation = "Savanna Press Watch") =>
        RunAsync("members", "add", address, "--organisation", organisation);

    public Task AddModeratorAsync(string address, string language = "en", string list = "alerts") =>
        RunAsync("moderators", "add", list, address, "--language", language);

    /// <summary>A figure of <c>status --json</c>, such as <c>deliveries</c>, <c>due</c>.</summary>
    public async Task<long> CountAsync(params string[] path)
    {
        using var status = JsonDocument.Parse(await RunAsync("status", "--json"));
        return path.Aggregate(status.RootElement, (place, name) => place.GetProperty(name)).GetInt64();
    }

    public Task DeliversAllAsync(TimeSpan? patience = null) => Eventually.SeesAsync(
        "an empty queue",
        async () => await CountAsync("deliveries", "due") + await CountAsync("deliveries", "deferred") + await CountAsync("inbox", "waiting") == 0 ? "yes" : null,
        patience ?? TimeSpan.FromSeconds(60));

    /// <summary>Waits until at least so many copies wait for the next hop.</summary>
    public Task OwesAsync(int copies) => Eventually.SeesAsync(
        "copies that wait", async () => await CountAsync("deliveries", "due") + await CountAsync("deliveries", "deferred") >= copies ? "yes" : null);

    /// <summary>Nothing in the database contradicts itself.</summary>
    public async Task IsSoundAsync()
    {
        var (_, output, errors) = await TryAsync("check", "--data");
        Assert.Contains(output.Split('\n'), line => line.StartsWith("ok    integrity:", StringComparison.Ordinal));
        // Its other lines look at disks and relays, which some scenarios spoil on purpose.
        Assert.DoesNotContain(output.Split('\n'), line => AboutData.Any(what => line.StartsWith($"fail  {what}:", StringComparison.Ordinal)));
        Assert.Empty(errors);
    }

    private static bool IsComplaint(string line) => line.StartsWith("warn", StringComparison.Ordinal) || line.StartsWith("fail", StringComparison.Ordinal);

    private JsonObject Configuration(int relayPort) => new()
    {
        ["Domain"] = Domain,
        ["HostName"] = Domain,
        [nameof(DataDirectory)] = DataDirectory,
        ["Smtp"] = new JsonObject { ["Listen"] = new JsonArray($"127.0.0.1:{SmtpPort}"), ["MaxSessionsPerAddress"] = 200 },
        ["Relay"] = new JsonObject
        {
            ["Mode"] = "smarthost",
            ["Host"] = "127.0.0.1",
            ["Port"] = relayPort,
            ["Tls"] = "none",
            ["Connections"] = 8,
            ["Retry"] = new JsonArray("00:00:01"),
        },
        ["Http"] = new JsonObject { ["Listen"] = new JsonArray() },
        ["Lists"] = new JsonObject
        {
            ["alerts"] = List("Action Alert Network"),
            ["communique"] = List("IFEX Communiqué"),
        },
    };

    private static JsonObject List(string title) => new()
    {
        ["Title"] = title,
        ["Languages"] = new JsonArray("en", "fr", "es", "ru", "ar"),
        ["Owners"] = new JsonArray(Owner),
        ["Moderation"] = "all",
        ["Zone"] = "America/Toronto",
    };

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Ends what still runs; what its last life complained of stands in the test's output.</summary>
    public ValueTask DisposeAsync()
    {
        foreach (var line in (Daemon?.Output ?? "").Split('\n').Where(IsComplaint))
            TestContext.Current.TestOutputHelper?.WriteLine(line.Length <= ComplaintCharacters ? line : line[..ComplaintCharacters] + " …");
        Daemon?.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
