using System.Globalization;
using IfexList.Foundation;
using IfexList.Mail;

namespace IfexList.Store;

/// <summary>
/// What is taken off the record: texts, files and whatever was made of them, in one commit; number, language and day stay, with a reason. What was written on the disk goes when the file
/// is written anew. Who has the text already keeps it.
/// </summary>
public static class Retractions
{
    private const string Standing = """
        FROM edition JOIN release ON release.id = edition.release WHERE number = @number AND (@language IS NULL OR language = @language) AND state <> 'withdrawn'
        """;

    /// <summary>How many texts of a release there are, corrected ones among them, in one language or in all.</summary>
    public static int Count(Connection db, string number, Language? language) =>
        (int)db.Number($"SELECT count(*) {Standing}", ("@number", number), ("@language", language?.Code()))!.Value;

    /// <param name="person">Who decided it; null: from the shell.</param>
    /// <returns>How many texts are gone.</returns>
    public static int Withdraw(Connection tx, string number, Language? language, string reason, long? person, long now)
    {
        var editions = tx.All($"SELECT edition.id {Standing}", r => r.GetInt64(0), ("@number", number), ("@language", language?.Code()));
        if (editions.Count == 0)
            return 0;
        foreach (var edition in editions)
        {
            tx.Execute("UPDATE edition SET state = 'withdrawn', subject = '', text = '' WHERE id = @edition", ("@edition", edition));
            tx.Execute("INSERT INTO retraction (edition, reason, at) VALUES (@edition, @reason, @now)", ("@edition", edition), ("@reason", reason), ("@now", now));
            tx.Execute("DELETE FROM edition_file WHERE edition = @edition", ("@edition", edition));
            EditionWords.Remove(tx, edition);
            StopCopies(tx, edition, now);
            TakeOutOfDrafts(tx, edition);
        }
        TakeOutOfLists(tx, number);
        EndTranslations(tx, number, language);
        Due.Owe(tx, Due.Scrub, "", now);
        ArchiveLog.Note(tx, new ArchiveDeed("withdrawn", language is { } one ? $"{number}/{one.Code()}" : number, editions.Count, reason, person, now));
        return editions.Count;
    }

    // Copies that still wait go; of a parcel that holds it, the other texts wait for the next one.
    private static void StopCopies(Connection tx, long edition, long now)
    {
        Due.OweBundle(tx, edition, now);
        tx.Execute("DELETE FROM deliveries WHERE rendering IN (SELECT id FROM rendering WHERE edition = @edition)", ("@edition", edition));
        tx.Execute("UPDATE rendering SET bytes = NULL WHERE edition = @edition", ("@edition", edition));
        tx.Execute("UPDATE served SET outcome = 'dropped', at = @now WHERE edition = @edition AND outcome IN ('queued', 'waiting')", ("@edition", edition), ("@now", now));
        foreach (var parcel in tx.All("SELECT rendering FROM parcel WHERE edition = @edition", r => r.GetInt64(0), ("@edition", edition)))
            Unpack(tx, parcel, now);
    }

    internal static void Unpack(Connection tx, long parcel, long now)
    {
        const string readers = "SELECT person FROM deliveries WHERE rendering = @parcel";
        const string wait = $"""
            UPDATE served SET outcome = 'waiting' WHERE outcome = 'queued' AND edition IN (SELECT edition FROM parcel WHERE rendering = @parcel) AND person IN ({readers})
            """;
        tx.Execute(wait, ("@parcel", parcel));
        const string owe = $"""
            INSERT INTO due (kind, subject, at) SELECT 'parcel', (SELECT list FROM rendering WHERE id = @parcel) || '/person/' || person, @now FROM ({readers}) WHERE true ON CONFLICT DO NOTHING
            """;
        tx.Execute(owe, ("@parcel", parcel), ("@now", now));
        tx.Execute("DELETE FROM deliveries WHERE rendering = @parcel", ("@parcel", parcel));
        tx.Execute("UPDATE rendering SET bytes = NULL WHERE id = @parcel", ("@parcel", parcel));
    }

    // Drafts list all that came out, a line each.
    private static void TakeOutOfLists(Connection tx, string number)
    {
        const string lists = """
            SELECT issue, issue_entry.number, issue_entry.text FROM issue_entry JOIN issue ON issue.id = issue
            WHERE state = 'draft' AND issue_entry.edition IS NULL AND item IS NULL AND instr(issue_entry.text, @number) > 0
            """;
        foreach (var (issue, entry, text) in tx.All(lists, r => (r.GetInt64(0), r.GetInt64(1), r.GetString(2)), ("@number", number)))
            tx.Execute("UPDATE issue_entry SET text = @text WHERE issue = @issue AND number = @entry", ("@issue", issue), ("@entry", entry),
                ("@text", string.Join('\n', text.Split('\n').Where(line => !line.Contains(number, StringComparison.Ordinal)))));
    }

    // An issue that is out says what it says; what it was made of goes all the same.
    private static void TakeOutOfDrafts(Connection tx, long edition)
    {
        tx.Execute("UPDATE issue SET text = NULL, version = version + 1 WHERE state = 'draft' AND id IN (SELECT issue FROM issue_entry WHERE edition = @edition)", ("@edition", edition));
        tx.Execute("UPDATE issue_entry SET dropped = 1, headline = '', text = '' WHERE edition = @edition", ("@edition", edition));
    }

    // What was learnt of the case's names is learnt again from what comes next.
    private static void EndTranslations(Connection tx, string number, Language? language)
    {
        var release = Releases.IdOf(tx, number)!.Value;
        foreach (var wanted in WantedEditions.OfRelease(tx, release).Where(wanted => language is null || wanted.Language == language))
            WantedEditions.Drop(tx, wanted);
        Glossary.ForgetLearnt(tx, Releases.CaseOf(tx, release)!, language);
        if (tx.Number("SELECT 1 FROM edition WHERE release = @release AND state <> 'withdrawn'", ("@release", release)) is null)
            ForgetAll(tx, release);
    }

    // Nothing of it stands in any language.
    private static void ForgetAll(Connection tx, long release)
    {
        tx.Execute("UPDATE release SET link = NULL, author = NULL WHERE id = @release", ("@release", release));
        tx.Execute("UPDATE issue_entry SET dropped = 1, headline = '', text = '' WHERE item IN (SELECT id FROM item WHERE filed = @release)", ("@release", release));
        tx.Execute("UPDATE item SET headline = '', text = '', place = NULL WHERE filed = @release", ("@release", release));
        tx.Execute("DELETE FROM due WHERE kind = 'translate' AND subject = @release OR kind = 'fallback' AND subject >= @from AND subject < @until",
                ("@release", release.ToString(CultureInfo.InvariantCulture)), ("@from", $"{release}/"), ("@until", $"{release}0"));
    }
}
