using Microsoft.Data.Sqlite;

namespace IfexList.Store;

/// <summary>A mail that was taken in and is not yet worked off, with what went wrong so far.</summary>
public sealed record WaitingMail(long Id, string Recipient, string? Sender, DateTimeOffset At, int Attempts, bool Aside, string? Stage, string? Error);

/// <summary>The administrator's side of <c>inbox</c>.</summary>
public static class InboxDesk
{
    public static IReadOnlyList<WaitingMail> All(Connection db) =>
        db.All("SELECT id, recipient, sender, at, attempts, aside, stage, error FROM inbox ORDER BY id", Row);

    /// <summary>A fresh start for a mail, set aside or waiting.</summary>
    public static bool Retry(Connection tx, long id, long now) =>
        tx.Execute("UPDATE inbox SET aside = 0, attempts = 0, next_at = @now, stage = NULL, error = NULL WHERE id = @id", ("@now", now), ("@id", id)) == 1;

    /// <summary>The mail goes, and its body when no other row needs it.</summary>
    public static bool Drop(Connection tx, long id)
    {
        if (tx.Number("DELETE FROM inbox WHERE id = @id RETURNING body", ("@id", id)) is not { } body)
            return false;
        Inbox.DropUnusedBody(tx, body);
        return true;
    }

    private static WaitingMail Row(SqliteDataReader r) => new(
        r.GetInt64(0), r.GetString(1), r.IsDBNull(2) ? null : r.GetString(2), Instant.Time(r.GetInt64(3)), r.GetInt32(4), r.GetInt64(5) == 1,
        r.IsDBNull(6) ? null : r.GetString(6), r.IsDBNull(7) ? null : r.GetString(7));
}
