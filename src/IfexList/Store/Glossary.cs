using IfexList.Mail;
namespace IfexList.Store;

/// <summary>How a name of a case is spelt in a language.</summary>
/// <param name="IsSaid">By the desk, rather than learnt from an edition.</param>
public sealed record GlossaryRow(string Term, string Spelling, bool IsSaid);

/// <summary>Rows of <c>glossary</c>.</summary>
public static class Glossary
{
    public static IReadOnlyList<GlossaryRow> Of(Connection db, string caseNumber, string language, int most) => db.All("""
        SELECT term, spelling, is_said FROM glossary WHERE case_number = @case AND language = @language ORDER BY is_said DESC, at DESC, term LIMIT @most
        """, r => new GlossaryRow(r.GetString(0), r.GetString(1), r.GetInt64(2) == 1), ("@case", caseNumber), ("@language", language), ("@most", (long)most));

    /// <summary>What is learnt stands until something else is learnt or said; what is said stands until something else is said.</summary>
    public static void Put(Connection tx, string caseNumber, string language, GlossaryRow row, long now) => tx.Execute("""
        INSERT INTO glossary (case_number, language, term, spelling, is_said, at) VALUES (@case, @language, @term, @spelling, @said, @now)
        ON CONFLICT (case_number, language, term) DO UPDATE SET spelling = excluded.spelling, is_said = excluded.is_said, at = excluded.at WHERE excluded.is_said >= is_said
        """, ("@case", caseNumber), ("@language", language), ("@term", row.Term), ("@spelling", row.Spelling), ("@said", row.IsSaid ? 1L : 0L), ("@now", now));

    /// <summary>What editions of a case taught; what a desk said stays.</summary>
    public static void ForgetLearnt(Connection tx, string caseNumber, Language? language) => tx.Execute(
        "DELETE FROM glossary WHERE case_number = @case AND is_said = 0 AND (@language IS NULL OR language = @language)", ("@case", caseNumber), ("@language", language?.Code()));
}
