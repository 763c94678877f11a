using System.Diagnostics;
using System.Globalization;
using IfexList.Store;
using Microsoft.Data.Sqlite;

namespace IfexList.Load;

/// <summary>
/// <c>ifexlist subscribers import</c> of a large file, the start of the process included, against a bare loop of prepared inserts of the same people
/// into the same tables, flushed as often.
/// </summary>
public sealed class Import(Plan plan, Report report)
{
    private const int RowsPerTransaction = 10_000;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        List<Run> import = [], bare = [];
        var peak = 0L;
        for (var run = 0; run < plan.Runs; run++)
        {
            using var folder = new TemporaryFolder();
            await using var daemon = new RunningDaemon(plan.Daemon, folder, Ports.Free());
            var csv = folder.File("readers.csv");
            await File.WriteAllLinesAsync(csv, ["address,languages", .. Enumerable.Range(0, plan.Addresses).Select(n => Address(n) + ",en;fr")], cancellationToken);
            bare.Add(await InsertAsync(folder.File("bare.db")));
            var (taken, kilobytes) = await daemon.VerbAsync(plan.Addresses, cancellationToken, "subscribers", "import", "alerts", csv);
            import.Add(taken);
            peak = Math.Max(peak, kilobytes);
        }
        report.Add(string.Create(CultureInfo.InvariantCulture, $"import of {plan.Addresses:N0} addresses"), import, peak, ("bare prepared inserts", bare));
    }

    private static string Address(int number) => string.Create(CultureInfo.InvariantCulture, $"reader.{number:D6}@host{number % 997}.example");

    private async Task<Run> InsertAsync(string file)
    {
        // Only for the tables.
        await using (var _ = Database.Open(file)) { }
        using var sqlite = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
        sqlite.Open();
        Execute(sqlite, "PRAGMA synchronous = FULL");
        Execute(sqlite, "PRAGMA foreign_keys = ON");
        using var person = Prepared(sqlite, "INSERT INTO person (id, key, address, domain, since) VALUES (@1, @2, @2, @3, 1)", 3);
        using var subscription = Prepared(sqlite,
            "INSERT INTO subscription (list, person, state, languages, consent_at) VALUES ('alerts', @1, 'active', 'en;fr', 1)", 1);
        var watch = Stopwatch.StartNew();
        for (var start = 0; start < plan.Addresses; start += RowsPerTransaction)
        {
            Execute(sqlite, "BEGIN IMMEDIATE");
            for (var i = start; i < Math.Min(start + RowsPerTransaction, plan.Addresses); i++)
                Insert(person, subscription, Address(i));
            Execute(sqlite, "COMMIT");
        }
        return new Run(plan.Addresses, watch.Elapsed);
    }

    private static void Insert(SqliteCommand person, SqliteCommand subscription, string address)
    {
        var id = Person.NewId();
        person.Parameters[0].Value = id;
        person.Parameters[1].Value = address;
        person.Parameters[2].Value = address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..];
        person.ExecuteNonQuery();
        subscription.Parameters[0].Value = id;
        subscription.ExecuteNonQuery();
    }

    private static SqliteCommand Prepared(SqliteConnection sqlite, string sql, int parameters)
    {
        var command = sqlite.CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= parameters; i++)
            command.Parameters.Add(new SqliteParameter($"@{i}", 0L));
        command.Prepare();
        return command;
    }

    private static void Execute(SqliteConnection sqlite, string sql)
    {
        using var command = sqlite.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
