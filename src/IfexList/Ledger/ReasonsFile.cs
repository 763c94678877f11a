namespace IfexList.Ledger;

/// <summary>The table as it is written.</summary>
internal sealed record ReasonsFile
{
    public IReadOnlyList<ReasonSection> Sections { get; init; } = [];

    public IEnumerable<ReasonRow> Read() => Sections.SelectMany(section => section.Rows.Select(row => row.Read(section)));
}

/// <summary>Rows that stand together for one reason, and mean the same.</summary>
/// <param name="Class">What they say of the reader.</param>
internal sealed record ReasonSection(ReturnClass Class)
{
    /// <summary>They hold under these statuses only; a part may be <c>*</c>, and <c>none</c> is a refusal without a status.</summary>
    public IReadOnlyList<string> Status { get; init; } = [];

    /// <summary>They don't hold under these.</summary>
    public IReadOnlyList<string> ButNot { get; init; } = [];
    public IReadOnlyList<WrittenRow> Rows { get; init; } = [];
}

/// <summary>One row: it fits where all that it names is found; of several statuses, codes, words or marks any one.</summary>
internal sealed record WrittenRow(string Rule, string Sample)
{
    public IReadOnlyList<string> Status { get; init; } = [];
    public IReadOnlyList<string> Code { get; init; } = [];
    public IReadOnlyList<string> Words { get; init; } = [];
    public IReadOnlyList<string> Marks { get; init; } = [];

    public ReasonRow Read(ReasonSection section) => new(
        new Reason(section.Class, Rule),
        [.. section.Status.Concat(Status).Select(StatusPattern.Read)],
        [.. section.ButNot.Select(StatusPattern.Read)],
        [.. Code],
        [.. Words.Select(RefusalPhrase.Read)],
        [.. Marks.Select(mark => mark.ToLowerInvariant())],
        Sample);
}
