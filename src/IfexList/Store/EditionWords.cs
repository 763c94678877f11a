using IfexList.Mail;

namespace IfexList.Store;

/// <summary>The words of every edition, folded, where SQLite's FTS5 looks for them. Written with the edition, gone with its text.</summary>
public static class EditionWords
{
    internal static void Add(Connection tx, long edition, string subject, string text) =>
        tx.Execute("INSERT INTO edition_words (rowid, subject, text) VALUES (@edition, @subject, @text)",
            ("@edition", edition), ("@subject", SearchText.Fold(subject)), ("@text", SearchText.Fold(text)));

    internal static void Remove(Connection tx, long edition) => tx.Execute("DELETE FROM edition_words WHERE rowid = @edition", ("@edition", edition));

    /// <summary>The text has changed.</summary>
    internal static void Replace(Connection tx, long edition, string subject, string text)
    {
        Remove(tx, edition);
        Add(tx, edition, subject, text);
    }
}
