using System.Text;
using IfexList.Foundation;
using IfexList.Operations;
using IfexList.Store;
using Microsoft.Extensions.Time.Testing;

namespace IfexList.Tests.Operations;

/// <summary>What a verb answered.</summary>
public sealed record Answer(int ExitCode, string Out, string Error)
{
    public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    public string[] Complaints => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>A folder with a configuration of its own, and verbs typed into it: the real command line, the real database, in process.</summary>
public sealed class AdminShell : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ifexlist-admin-");

    public AdminShell(string? more = null)
    {
        File.WriteAllText(ConfigFile, $$"""
            {
              "Domain": "lists.example.org", "HostName": "lists.example.org", "DataDirectory": "data",
              "Smtp": { "Listen": [ "127.0.0.1:0" ] }, "Http": { "Listen": [ ] }, {{more}}
              "Lists": {
                "alerts": { "Title": "Alerts", "Languages": [ "en", "fr", "es" ], "Aliases": [ "alertes" ], "Themes": { "women": "Women" } },
                "communique": { "Languages": [ "fr", "en" ] },
                "members": { "Kind": "members" },
                "outreach": { "Kind": "desk" }
              }
            }
            """);
        Directory.CreateDirectory(Settings.DataDirectory);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2040, 3, 12, 8, 0, 0, TimeSpan.Zero));

    public string ConfigFile => At("ifexlist.json");

    public Settings Settings => SettingsFile.Load(ConfigFile);

    public string At(string name) => Path.Combine(_folder.FullName, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    public Task<Answer> RunAsync(params string[] arguments) => RunAsync(Stream.Null, arguments);

    public async Task<Answer> RunAsync(Stream input, params string[] arguments)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var terminal = new Terminal(input, output, error, Interactive: false);
        var code = await new CommandLine(terminal, Time).InvokeAsync(["--config", ConfigFile, .. arguments], TestContext.Current.CancellationToken);
        return new Answer(code, output.ToString(), error.ToString());
    }

    /// <summary>Types a verb that must succeed.</summary>
    public async Task<Answer> DoneAsync(params string[] arguments)
    {
        var answer = await RunAsync(arguments);
        Assert.True(answer.ExitCode == 0, $"{string.Join(' ', arguments)}: {answer.Error}{answer.Out}");
        return answer;
    }

    public Task<Answer> ImportAsync(string list, string csv) => RunAsync(new MemoryStream(Encoding.UTF8.GetBytes(csv)), "subscribers", "import", list, "-");

    /// <summary>Rows that no verb writes.</summary>
    public async Task InsertAsync(Action<Connection> work)
    {
        await using var database = Database.Open(Settings.DatabaseFile);
        await database.WriteAsync(work);
    }

    public async Task<long?> NumberAsync(string sql)
    {
        await using var database = Database.Open(Settings.DatabaseFile);
        return database.Read(db => db.Number(sql));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
