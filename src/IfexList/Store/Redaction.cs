using IfexList.Mail;

namespace IfexList.Store;

/// <summary>What a redaction came to.</summary>
/// <param name="Numbers">Of the texts that it changed, corrected ones among them.</param>
/// <param name="Files">Numbers of texts with files, which it doesn't look into.</param>
public sealed record Redacted(IReadOnlyList<string> Numbers, IReadOnlyList<string> Files);

/// <summary>
/// A name is taken out of all that is on record, whatever its case, accents or Arabic form: editions and what they corrected, translations, drafts, announcements, spellings. What still
/// waits to be sent is written anew; the finished bytes of what was sent go.
/// </summary>
public static class Redaction
{
    /// <summary>How many editions of how many releases it would change.</summary>
    /// <param name="caseNumber">Only in this case; null: everywhere.</param>
    public static IReadOnlyList<string> Find(Connection db, IReadOnlyList<NamePattern> names, string? caseNumber) =>
        [.. Editions(db, names, caseNumber).Where(edition => names.Any(name => name.IsIn(edition.Subject) || name.IsIn(edition.Text))).Select(edition => edition.Number)];

    public static Redacted Redact(Connection tx, IReadOnlyList<NamePattern> names, string replacement, string? caseNumber, string reason, long now)
    {
        var changed = new List<Edition>();
        foreach (var edition in Editions(tx, names, caseNumber))
            if (Without(edition.Subject, names, replacement) is var subject && Without(edition.Text, names, replacement) is var text && (subject != edition.Subject || text != edition.Text))
            {
                tx.Execute("UPDATE edition SET subject = @subject, text = @text WHERE id = @id", ("@subject", subject), ("@text", text), ("@id", edition.Id));
                EditionWords.Replace(tx, edition.Id);
                Reprint(tx, edition.Id, now);
                changed.Add(edition);
            }
        // What is no edition has no case of its own in which the name could be meant for somebody else.
        foreach (var (table, key, column) in Others)
            Replace(tx, table, key, column, names, replacement);
        foreach (var (term, spelling) in tx.All("SELECT term, spelling FROM glossary", r => (r.GetString(0), r.GetString(1))).Where(row => names.Any(name => name.IsIn(row.Item1) || name.IsIn(row.Item2))))
            tx.Execute("DELETE FROM glossary WHERE term = @term AND spelling = @spelling", ("@term", term), ("@spelling", spelling));
        Due.Owe(tx, Due.Scrub, "", now);
        ArchiveLog.Note(tx, new ArchiveDeed("redacted", caseNumber, changed.Count, Without(reason, names, replacement), null, now));
        return new Redacted([.. changed.Select(edition => edition.Number)], [.. changed.Where(edition => EditionFiles.FactsOf(tx, edition.Id).Count > 0).Select(edition => edition.Number).Distinct()]);
    }

    private static readonly (string Table, string Key, string Column)[] Others =
    [
        ("translation", "id", "subject"), ("translation", "id", "text"), ("issue", "id", "note"), ("issue", "id", "text"), ("item", "id", "headline"), ("item", "id", "text"),
        ("issue_entry", "issue || '/' || number", "headline"), ("issue_entry", "issue || '/' || number", "text"), ("retraction", "edition", "reason"), ("archive_log", "id", "reason"),
        ("release", "id", "author"), ("release", "id", "link"),
    ];

    private static void Replace(Connection tx, string table, string key, string column, IReadOnlyList<NamePattern> names, string replacement)
    {
        foreach (var (row, text) in tx.All($"SELECT CAST({key} AS TEXT), {column} FROM {table} WHERE {column} IS NOT NULL", r => (r.GetString(0), r.GetString(1))))
            if (Without(text, names, replacement) is var changed && changed != text)
                tx.Execute($"UPDATE {table} SET {column} = @text WHERE CAST({key} AS TEXT) = @row", ("@text", changed), ("@row", row));
    }

    private static string Without(string text, IReadOnlyList<NamePattern> names, string replacement) => names.Aggregate(text, (sofar, name) => name.Replaced(sofar, replacement));

    // Whoever is still owed it gets it in the next minutes, as it reads now.
    private static void Reprint(Connection tx, long edition, long now)
    {
        Due.OweBundle(tx, edition, now);
        foreach (var rendering in tx.All("SELECT id FROM rendering WHERE edition = @edition UNION SELECT rendering FROM parcel WHERE edition = @edition", r => r.GetInt64(0), ("@edition", edition)))
        {
            const string own = """
                UPDATE served SET outcome = 'waiting' WHERE outcome = 'queued' AND edition = (SELECT edition FROM rendering WHERE id = @rendering)
                AND person IN (SELECT person FROM deliveries WHERE rendering = @rendering)
                """;
            tx.Execute(own, ("@rendering", rendering));
            Retractions.Unpack(tx, rendering, now);
        }
    }

    // By the index; as long as that isn't whole, all are read.
    private static List<Edition> Editions(Connection db, IReadOnlyList<NamePattern> names, string? caseNumber)
    {
        const string editions = "SELECT edition.id, number || '/' || language, subject, text FROM edition JOIN release ON release.id = edition.release WHERE (@case IS NULL OR case_number = @case) AND text <> ''";
        const string indexed = $"{editions} AND edition.id IN (SELECT edition FROM edition_words WHERE edition_words MATCH @match) ORDER BY edition.id";
        Edition Row(Microsoft.Data.Sqlite.SqliteDataReader r) => new(r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetString(3));
        return db.Number("SELECT 1 FROM due WHERE kind = 'index'") is not null
            ? db.All($"{editions} ORDER BY edition.id", Row, ("@case", caseNumber))
            : db.All(indexed, Row, ("@case", caseNumber), ("@match", string.Join(" OR ", names.Select(name => $"\"{name.Keys}\""))));
    }

    private sealed record Edition(long Id, string Number, string Subject, string Text);
}
