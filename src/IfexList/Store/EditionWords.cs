using IfexList.Mail;

namespace IfexList.Store;

/// <summary>Where an edition is looked for.</summary>
/// <param name="Lists">Only on these.</param>
/// <param name="ToMember">Whether it is a registered member who looks: some releases are for nobody else.</param>
public sealed record Reach(IReadOnlyList<string> Lists, bool ToMember);

/// <summary>
/// The words of every edition, folded, where SQLite's FTS5 looks for them. Written with the edition, gone with its text. A row's id begins with the time of its release, so that the
/// newest come first without any sorting: that would read all that matches.
/// </summary>
public static class EditionWords
{
    // Of editions of one millisecond, which an import may have.
    private const int IdBits = 20;

    // The operators all bind alike in SQLite.
    private const string Place = "((release.at << 20) | (edition.id & 1048575))";

    internal static void Add(Connection tx, long edition, long at, string subject, string text) =>
        tx.Execute("INSERT INTO edition_words (rowid, edition, subject, text) VALUES (@place, @edition, @subject, @text)",
            ("@place", (at << IdBits) | (edition & ((1 << IdBits) - 1))), ("@edition", edition), ("@subject", SearchText.Fold(subject)), ("@text", SearchText.Fold(text)));

    public static void Remove(Connection tx, long edition) => tx.Execute(
        $"DELETE FROM edition_words WHERE rowid = (SELECT {Place} FROM edition JOIN release ON release.id = edition.release WHERE edition.id = @edition)", ("@edition", edition));

    /// <summary>Its words as they are now.</summary>
    public static void Replace(Connection tx, long edition)
    {
        Remove(tx, edition);
        const string of = "SELECT release.at, subject, text FROM edition JOIN release ON release.id = edition.release WHERE edition.id = @edition AND text <> ''";
        if (tx.First(of, r => new Written(r.GetInt64(0), r.GetString(1), r.GetString(2)), ("@edition", edition)) is { } written)
            Add(tx, edition, written.At, written.Subject, written.Text);
    }

    /// <summary>The next editions behind that one whose words are to be made.</summary>
    public static IReadOnlyList<long> Behind(Connection db, long edition, int most) =>
        db.All("SELECT id FROM edition WHERE id > @edition ORDER BY id LIMIT @most", r => r.GetInt64(0), ("@edition", edition), ("@most", (long)most));

    /// <summary>Editions that match and may be read there, newest first.</summary>
    /// <param name="match">As FTS5 reads it, every word of it quoted; empty: whatever their words.</param>
    public static IReadOnlyList<long> Find(Connection db, Reach reach, string match, ShelfQuery query, int offset, int most) => db.All(
        $"SELECT edition.id {Matching(match)} LIMIT @most OFFSET @offset", r => r.GetInt64(0), [.. Parameters(reach, match, query), ("@most", (long)most), ("@offset", (long)offset)]);

    /// <summary>How many there are, as far as anybody counts.</summary>
    public static int Count(Connection db, Reach reach, string match, ShelfQuery query, int most) =>
        (int)db.Number($"SELECT count(*) FROM (SELECT 1 {Matching(match)} LIMIT @most)", [.. Parameters(reach, match, query), ("@most", (long)most)])!.Value;

    // What was corrected isn't found: the correction is.
    private const string Readable = $"""
        (@member OR audience = 'everyone') AND list IN (SELECT value FROM json_each(@lists)) AND state <> 'withdrawn'
        AND NOT EXISTS (SELECT 1 FROM edition AS later WHERE later.corrects = edition.id) AND {Shelf.Wanted}
        """;

    private const string ByWords = $"""
        FROM edition_words JOIN edition ON edition.id = edition_words.edition JOIN release ON release.id = edition.release
        WHERE edition_words MATCH @match AND {Readable} ORDER BY edition_words.rowid DESC
        """;

    private const string Any = $"FROM release JOIN edition ON edition.release = release.id WHERE {Readable} ORDER BY release.at DESC, release.id DESC, edition.id";

    private static string Matching(string match) => match.Length > 0 ? ByWords : Any;

    private static (string, object?)[] Parameters(Reach reach, string match, ShelfQuery query) =>
    [
        .. Shelf.Parameters(query), ("@match", match), ("@member", reach.ToMember ? 1L : 0L), ("@lists", System.Text.Json.JsonSerializer.Serialize(reach.Lists)),
    ];

    private sealed record Written(long At, string Subject, string Text);
}
