using IfexList.Lists;

namespace IfexList.Operations;

/// <summary>One line of a table of readers: the closed set that the readers of all its formats give. Lines are counted from 1, as editors do.</summary>
public abstract record TableLine
{
    private TableLine() { }

    /// <summary>A reader. <c>Unmapped</c>: what else the line says of him that has no place here; he is entered without it.</summary>
    public sealed record Reader(long Number, ImportedReader Who, string? Unmapped = null) : TableLine;

    /// <summary>Nobody can be entered by it.</summary>
    public sealed record Bad(long Number, string Reason) : TableLine;

    /// <summary>Something about the table that the administrator should know.</summary>
    public sealed record Note(long Number, string Text) : TableLine;
}
