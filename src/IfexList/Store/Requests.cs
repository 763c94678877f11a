using IfexList.Foundation;
using IfexList.Mail;
using Microsoft.Data.Sqlite;

namespace IfexList.Store;

/// <summary>What somebody asked for and has yet to confirm.</summary>
/// <param name="List">The list whose address he wrote to.</param>
/// <param name="Commands">One on each line, as we write them.</param>
/// <param name="Wording">Which version of the letter asks him.</param>
public sealed record PendingRequest(long Id, long Person, string List, Language Language, string Commands, string Wording, long At);

/// <summary>Rows of <c>request</c>, each with one token of the purpose <see cref="Tokens.Confirm"/>.</summary>
public static class Requests
{
    private const string Columns = "id, person, list, language, commands, wording, at";

    /// <param name="token">What confirms it.</param>
    /// <param name="holds">How long; <see cref="Limits.ConfirmTime"/> where nothing is said.</param>
    public static void Add(Connection tx, PendingRequest request, string token, TimeSpan? holds = null)
    {
        const string insert = """
            INSERT INTO request (person, list, language, commands, wording, at) VALUES (@person, @list, @language, @commands, @wording, @at) RETURNING id
            """;
        var id = tx.Number(insert, ("@person", request.Person), ("@list", request.List), ("@language", request.Language.Code()),
            ("@commands", request.Commands), ("@wording", request.Wording), ("@at", request.At))!.Value;
        Tokens.Add(tx, token, Tokens.Confirm, request.List, request.Person, id, 1, request.At + (long)(holds ?? Limits.ConfirmTime).TotalMilliseconds);
    }

    /// <summary>The request that an unused token of that purpose stands for; null when it was taken before or is too old.</summary>
    public static PendingRequest? Of(Connection db, StoredToken token, long now) => token.Purpose == Tokens.Confirm && token.Used is null && token.Expires >= now
        ? db.First($"SELECT {Columns} FROM request WHERE id = @id", Row, ("@id", token.Subject))
        : null;

    /// <summary>Takes the request that a token confirms or cancels, once; null when it was taken before or is too old.</summary>
    public static PendingRequest? Take(Connection tx, StoredToken token, long now)
    {
        if (token.Purpose != Tokens.Confirm || token.Expires < now || !Tokens.Use(tx, token, now))
            return null;
        return tx.First($"DELETE FROM request WHERE id = @id RETURNING {Columns}", Row, ("@id", token.Subject));
    }

    /// <summary>Whether somebody has asked for something in his name.</summary>
    public static bool HasAny(Connection db, long person) => db.Number("SELECT 1 FROM request WHERE person = @person LIMIT 1", ("@person", person)) is not null;

    /// <summary>As long as its token holds, so long does it.</summary>
    public static void Sweep(Connection tx, long now) => tx.Execute("""
        DELETE FROM request WHERE at < @limit
        AND NOT EXISTS (SELECT 1 FROM token WHERE purpose = 'confirm' AND subject = request.id AND used IS NULL AND expires >= @now)
        """, ("@limit", now - (long)Limits.ConfirmTime.TotalMilliseconds), ("@now", now));

    private static PendingRequest Row(SqliteDataReader r) => new(
        r.GetInt64(0), r.GetInt64(1), r.GetString(2), Languages.Parse(r.GetString(3)), r.GetString(4), r.GetString(5), r.GetInt64(6));
}
