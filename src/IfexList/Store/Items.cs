using System.Globalization;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Store;

/// <summary>What a member announces in a newsletter.</summary>
public enum ItemKind
{
    Event,
    Workshop,
    Conference,
    Publication,
    Award,
    Job,
}

/// <summary>A member's announcement for the next number of a newsletter.</summary>
/// <param name="Day">On which it begins, or until which one may apply; null where none was read from it.</param>
/// <param name="Place">Null where none was read from it.</param>
public sealed record Item(
    long Id, string List, Language Language, ItemKind Kind, string Headline, string Text, DateOnly? Day, string? Place, long? Organisation, long? Person, long At);

/// <summary>Rows of <c>item</c>.</summary>
public static class Items
{
    private const string Columns = "SELECT id, list, language, kind, headline, text, day, place, organisation, person, at FROM item";

    /// <returns>Its id.</returns>
    public static long Add(Connection tx, Item item)
    {
        const string insert = """
            INSERT INTO item (list, language, kind, headline, text, day, place, organisation, person, at)
            VALUES (@list, @language, @kind, @headline, @text, @day, @place, @organisation, @person, @at) RETURNING id
            """;
        return tx.Number(insert, [("@list", item.List), ("@language", item.Language.Code()), ("@organisation", item.Organisation), ("@person", item.Person), ("@at", item.At), .. Said(item)])!.Value;
    }

    /// <summary>An issue with it is out: it stands on record by itself, too, once.</summary>
    /// <param name="day">In the list's zone.</param>
    public static void PutOnRecord(Connection tx, IssueEntry entry, DateOnly day, string domain, long now)
    {
        var id = entry.Item!.Value;
        if (Find(tx, id) is not { } item || tx.Number("SELECT filed FROM item WHERE id = @id", ("@id", id)) is not null)
            return;
        var number = Posts.NextNumber(tx, day);
        Posts.File(tx, new NewRelease(
            number, item.List, item.Language, $"{number}@{domain}", entry.Headline, entry.Text, item.Organisation, 5, ToMembers: false, [], item.Kind.Code())
        { Origin = Origin.Filed }, [], now);
        tx.Execute("UPDATE item SET filed = (SELECT id FROM release WHERE number = @number) WHERE id = @id", ("@number", number), ("@id", id));
    }

    public static void Change(Connection tx, Item item) =>
        tx.Execute("UPDATE item SET kind = @kind, headline = @headline, text = @text, day = @day, place = @place WHERE id = @id", [("@id", item.Id), .. Said(item)]);

    public static Item? Find(Connection db, long id) => db.First($"{Columns} WHERE id = @id", Row, ("@id", id));

    /// <summary>Those that came since then, oldest first.</summary>
    public static IReadOnlyList<Item> Since(Connection db, string list, Language language, long since) => db.All(
        $"{Columns} WHERE list = @list AND language = @language AND at >= @since ORDER BY at, id", Row, ("@list", list), ("@language", language.Code()), ("@since", since));

    /// <summary>Whether a number with it is out: what is printed can't be taken back.</summary>
    public static bool IsOut(Connection db, long id) => db.Number(
        "SELECT 1 FROM issue_entry JOIN issue ON issue.id = issue_entry.issue WHERE item = @id AND dropped = 0 AND state = 'released'", ("@id", id)) is not null;

    /// <summary>It is taken back, also out of drafts.</summary>
    public static void Withdraw(Connection tx, long id)
    {
        tx.Execute("UPDATE issue_entry SET dropped = 1, headline = '', text = '' WHERE item = @id AND issue IN (SELECT id FROM issue WHERE state = 'draft')", ("@id", id));
        tx.Execute("DELETE FROM item WHERE id = @id", ("@id", id));
    }

    /// <summary>His items go with him; what is printed of them stays.</summary>
    public static void Forget(Connection tx, long person)
    {
        foreach (var item in tx.All("SELECT id FROM item WHERE person = @person", r => r.GetInt64(0), ("@person", person)))
            Withdraw(tx, item);
    }

    public static void Sweep(Connection tx, long now) => tx.Execute("DELETE FROM item WHERE at < @limit", ("@limit", now - (long)Limits.ItemTime.TotalMilliseconds));

    private static (string, object?)[] Said(Item item) =>
    [
        ("@kind", item.Kind.Code()), ("@headline", item.Headline), ("@text", item.Text), ("@day", item.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("@place", item.Place),
    ];

    /// <summary>As the database and letters name it.</summary>
    public static string Code(this ItemKind kind) => kind.ToString().ToLowerInvariant();

    private static Item Row(Microsoft.Data.Sqlite.SqliteDataReader r) => new(
        r.GetInt64(0), r.GetString(1), Languages.Parse(r.GetString(2)), Enum.Parse<ItemKind>(r.GetString(3), ignoreCase: true), r.GetString(4), r.GetString(5),
        r.IsDBNull(6) ? null : DateOnly.ParseExact(r.GetString(6), "yyyy-MM-dd", CultureInfo.InvariantCulture), r.IsDBNull(7) ? null : r.GetString(7),
        r.IsDBNull(8) ? null : r.GetInt64(8), r.IsDBNull(9) ? null : r.GetInt64(9), r.GetInt64(10));
}
