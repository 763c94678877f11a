using IfexList.Foundation;

namespace IfexList.Ledger;

/// <summary>The rows of <c>Ledger/reasons.json</c> in the order in which they are asked: the first that fits decides.</summary>
internal sealed class ReasonTable(IReadOnlyList<ReasonRow> rows)
{
    private const string File = "IfexList.Ledger.reasons.json";

    public IReadOnlyList<ReasonRow> Rows => rows;

    public static ReasonTable Load()
    {
        using var stream = typeof(ReasonTable).Assembly.GetManifestResourceStream(File) ?? throw new InvalidOperationException($"{File} isn't in the program");
        using var reader = new StreamReader(stream);
        return new ReasonTable([.. StrictJson.Parse<ReasonsFile>(reader.ReadToEnd(), "reasons.json", _ => { }).Read()]);
    }

    /// <summary>The last row has no condition, so there always is one.</summary>
    public ReasonRow Find(RefusalText refusal)
    {
        foreach (var row in rows)
            if (row.Fits(refusal))
                return row;
        return rows[^1];
    }
}
