using System.Text.Json;
using IfexList.Lists;
using IfexList.Store;

namespace IfexList.Load.Editions;

/// <summary>
/// A database with a great many readers of one list, of mixed languages, waits, rhythms and topics, and two tables more that are made like <c>served</c> and
/// <c>deliveries</c>, for the rows that are written without any question.
/// </summary>
public static class ManyReaders
{
    public const string List = "alerts";

    /// <summary>The list's own wait, in milliseconds: a day.</summary>
    public const long Wait = 86_400_000;

    private static readonly string[] Mixed = ["en", "fr;en", "fr", "fr;es", "es", "es;fr", "ru", "ru;fr", "ar", "ar;fr;ru"];

    /// <summary>What the releases are about: of those who chose topics, half get them.</summary>
    public static IReadOnlyList<Topic> About(MailingList list) => Topic.WithRegions([Known("TN", list)]);

    public static async Task WriteAsync(string file, int readers, MailingList list)
    {
        await using var database = Database.Open(file);
        await database.WriteAsync(tx =>
        {
            const string people = """
                WITH RECURSIVE number (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM number WHERE i + 1 < @readers)
                INSERT INTO person (id, key, address, domain, since)
                SELECT (i + 1) * 200000003, 'reader.' || i || '@host' || (i % 997) || '.example', 'reader.' || i || '@host' || (i % 997) || '.example', 'host' || (i % 997) || '.example', 1
                FROM number
                """;
            tx.Execute(people, ("@readers", (long)readers));
            const string subscriptions = """
                WITH RECURSIVE number (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM number WHERE i + 1 < @readers)
                INSERT INTO subscription (list, person, state, languages, rhythm, topics, wait, editions, consent_at)
                SELECT @list, (i + 1) * 200000003, 'active', json_extract(@mixed, '$[' || (i % 10) || ']'), CASE WHEN i % 19 = 0 THEN 'weekly' ELSE 'now' END,
                    CASE i % 7 WHEN 0 THEN @chosen WHEN 1 THEN @others ELSE '' END, CASE i % 13 WHEN 0 THEN 3600000 WHEN 1 THEN -1 END, CASE WHEN i % 101 = 0 THEN 'all' ELSE 'one' END, 1
                FROM number
                """;
            tx.Execute(subscriptions, ("@readers", (long)readers), ("@list", List), ("@mixed", JsonSerializer.Serialize(Mixed)),
                ("@chosen", Topic.Join(About(list))), ("@others", Topic.Join([Known("MX", list)])));
            foreach (var table in (string[])["served", "deliveries"])
                Twin(tx, table);
        });
    }

    // The same columns, keys and indices under another name.
    private static void Twin(Connection tx, string table)
    {
        var made = tx.All("SELECT sql FROM sqlite_master WHERE tbl_name = @table AND sql IS NOT NULL ORDER BY type = 'index'", r => r.GetString(0), ("@table", table));
        foreach (var sql in made)
            tx.Execute(sql.Replace(table, "bare_" + table, StringComparison.Ordinal));
    }

    private static Topic Known(string code, MailingList list) => Topic.TryParse(code, list, out var topic) ? topic : throw new LoadException($"no topic {code}");
}
