using Microsoft.Data.Sqlite;

namespace IfexList.Store;

/// <summary>
/// One SQLite connection with its prepared statements. Each SQL text is a constant beside the method that uses it and is prepared once per connection.
/// Used by one thread at a time.
/// </summary>
public sealed class Connection : IDisposable
{
    private readonly SqliteConnection _sqlite;
    private readonly Dictionary<string, SqliteCommand> _prepared = [];

    internal Connection(string file, bool readOnly)
    {
        _sqlite = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            DefaultTimeout = (int)Foundation.Limits.BusyTime.TotalSeconds,
        }.ConnectionString);
        _sqlite.Open();
        WaitFor(Foundation.Limits.BusyTime);
    }

    /// <summary>Whether the transaction that we believe to be in is gone: SQLITE_FULL and its kin end it as a whole.</summary>
    internal bool IsOutsideTransaction => SQLitePCL.raw.sqlite3_get_autocommit(_sqlite.Handle) != 0;

    internal SqliteConnection Sqlite => _sqlite;

    /// <returns>The number of rows changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) => Bound(sql, parameters).ExecuteNonQuery();

    /// <summary>The first row, or null.</summary>
    public T? First<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<(string Name, object? Value)> parameters) where T : class
    {
        using var reader = Bound(sql, parameters).ExecuteReader();
        return reader.Read() ? row(reader) : null;
    }

    public List<T> All<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var reader = Bound(sql, parameters).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }

    /// <summary>The first column of the first row as an integer, or null where there is no row or it is NULL.</summary>
    public long? Number(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) => Bound(sql, parameters).ExecuteScalar() as long?;

    public string? Text(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) => Bound(sql, parameters).ExecuteScalar() as string;

    /// <summary>One value where it lies in the file: it is read and written piece by piece, and is in memory nowhere as a whole.</summary>
    internal SqliteBlob Blob(string table, string column, long row, bool readOnly) => new(_sqlite, table, column, row, readOnly);

    /// <summary>One statement that is not worth preparing: PRAGMAs, BEGIN, migrations.</summary>
    internal void Run(string sql)
    {
        using var command = _sqlite.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Moves the log into the file and cuts it to nothing. False, at once, where another reader still needs it.</summary>
    internal bool EmptyLog()
    {
        WaitFor(TimeSpan.Zero);
        try
        {
            return Number("PRAGMA wal_checkpoint(TRUNCATE)") == 0;
        }
        finally
        {
            WaitFor(Foundation.Limits.BusyTime);
        }
    }

    private void WaitFor(TimeSpan others) => Run($"PRAGMA busy_timeout = {(int)others.TotalMilliseconds}");

    private SqliteCommand Bound(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = _sqlite.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, _) in parameters)
                command.Parameters.Add(new SqliteParameter(name, null));
            _prepared.Add(sql, command);
        }
        for (var i = 0; i < parameters.Length; i++)
        {
            var parameter = command.Parameters[i];
            parameter.ParameterName = parameters[i].Name;
            parameter.Value = parameters[i].Value ?? DBNull.Value;
        }
        return command;
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
            command.Dispose();
        _sqlite.Dispose();
    }
}
