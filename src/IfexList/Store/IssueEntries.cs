namespace IfexList.Store;

/// <summary>One entry of a draft. Its number is given once and stays, wherever it moves.</summary>
/// <param name="Section">A section's code.</param>
/// <param name="Edition">Whose text it tells; null where it is of no release.</param>
/// <param name="Item">What was announced; null where it is of no announcement.</param>
public sealed record IssueEntry(int Number, string Section, string Headline, string Text, long? Edition = null, long? Item = null, bool IsDropped = false);

/// <summary>Rows of <c>issue_entry</c>: the entries of a draft in their order.</summary>
public static class IssueEntries
{
    public static IReadOnlyList<IssueEntry> Of(Connection db, long issue) => db.All(
        "SELECT number, section, headline, text, edition, item, dropped FROM issue_entry WHERE issue = @issue ORDER BY place, number",
        r => new IssueEntry(r.GetInt32(0), r.GetString(1), r.GetString(2), r.GetString(3), r.IsDBNull(4) ? null : r.GetInt64(4), r.IsDBNull(5) ? null : r.GetInt64(5), r.GetInt64(6) == 1),
        ("@issue", issue));

    /// <summary>All entries, in the order in which they are given.</summary>
    public static void Write(Connection tx, long issue, IReadOnlyList<IssueEntry> entries)
    {
        const string insert = """
            INSERT INTO issue_entry (issue, number, place, section, headline, text, edition, item, dropped)
            VALUES (@issue, @number, @place, @section, @headline, @text, @edition, @item, @dropped)
            """;
        tx.Execute("DELETE FROM issue_entry WHERE issue = @issue", ("@issue", issue));
        for (var place = 0; place < entries.Count; place++)
        {
            var entry = entries[place];
            tx.Execute(insert, ("@issue", issue), ("@number", (long)entry.Number), ("@place", (long)place), ("@section", entry.Section), ("@headline", entry.Headline),
                ("@text", entry.Text), ("@edition", entry.Edition), ("@item", entry.Item), ("@dropped", entry.IsDropped ? 1L : 0L));
        }
    }
}
