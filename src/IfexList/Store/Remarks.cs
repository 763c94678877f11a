using IfexList.Foundation;

namespace IfexList.Store;

/// <summary>What was said about a held post: a question of the desk, or what its poster answered or added.</summary>
public sealed record Remark(bool IsQuestion, string Text, long At);

/// <summary>Rows of <c>remark</c>; they go with their held post.</summary>
public static class Remarks
{
    public static void Add(Connection tx, long held, Remark remark) =>
        tx.Execute("INSERT INTO remark (held, kind, text, at) VALUES (@held, @kind, @text, @at)",
            ("@held", held), ("@kind", remark.IsQuestion ? "question" : "addition"), ("@text", remark.Text), ("@at", remark.At));

    /// <summary>The latest, in the order in which they were made.</summary>
    public static IReadOnlyList<Remark> Of(Connection db, long held) => db.All("""
        SELECT kind, text, at FROM (SELECT * FROM remark WHERE held = @held ORDER BY id DESC LIMIT @most) ORDER BY id
        """, r => new Remark(r.GetString(0) == "question", r.GetString(1), r.GetInt64(2)), ("@held", held), ("@most", (long)Limits.RemarksShown));
}
