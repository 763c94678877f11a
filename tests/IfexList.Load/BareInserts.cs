using Microsoft.Data.Sqlite;

namespace IfexList.Load;

/// <summary>What SQLite itself takes to store texts and to make their words findable: one row in a table, one in FTS5, as durably as the daemon writes.</summary>
internal sealed class BareInserts : IDisposable
{
    private readonly SqliteConnection _sqlite;
    private readonly SqliteCommand _text;
    private readonly SqliteCommand _words;
    private long _id;

    public BareInserts(string file)
    {
        _sqlite = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
        _sqlite.Open();
        Execute("PRAGMA journal_mode = WAL");
        Execute("PRAGMA synchronous = FULL");
        Execute("CREATE TABLE texts (id INTEGER PRIMARY KEY, subject TEXT NOT NULL, text TEXT NOT NULL)");
        Execute("CREATE VIRTUAL TABLE words USING fts5 (subject, text, tokenize = 'unicode61 remove_diacritics 2')");
        Execute("INSERT INTO words (words, rank) VALUES ('secure-delete', 1)");
        _text = Prepared("INSERT INTO texts (id, subject, text) VALUES (@id, @subject, @text)");
        _words = Prepared("INSERT INTO words (rowid, subject, text) VALUES (@id, @subject, @text)");
    }

    /// <summary>Of the whole file.</summary>
    public long Octets
    {
        get
        {
            using var size = _sqlite.CreateCommand();
            size.CommandText = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
            return (long)size.ExecuteScalar()!;
        }
    }

    /// <summary>In one transaction.</summary>
    public void Insert(IReadOnlyList<(string Subject, string Text)> texts)
    {
        Execute("BEGIN IMMEDIATE");
        foreach (var (subject, text) in texts)
        {
            _id++;
            foreach (var insert in (SqliteCommand[])[_text, _words])
            {
                insert.Parameters["@id"].Value = _id;
                insert.Parameters["@subject"].Value = subject;
                insert.Parameters["@text"].Value = text;
                insert.ExecuteNonQuery();
            }
        }
        Execute("COMMIT");
    }

    public void Dispose()
    {
        _text.Dispose();
        _words.Dispose();
        _sqlite.Dispose();
    }

    private SqliteCommand Prepared(string sql)
    {
        var command = _sqlite.CreateCommand();
        command.CommandText = sql;
        command.Parameters.Add("@id", SqliteType.Integer);
        command.Parameters.Add("@subject", SqliteType.Text);
        command.Parameters.Add("@text", SqliteType.Text);
        return command;
    }

    private void Execute(string sql)
    {
        using var command = _sqlite.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
