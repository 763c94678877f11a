namespace IfexList.Store;

/// <summary>
/// One row of <c>deliveries</c>: a copy of a rendering owed to one person (M3). It is owed until the commit that records its outcome deletes it.
/// </summary>
/// <param name="Priority">Lower goes first.</param>
/// <param name="Stream">The list whose copy it is; empty for a letter. Of equal priority, streams take turns.</param>
/// <param name="Attempts">Tries that ended in a deferral.</param>
public sealed record OwedCopy(
    long Id, long Rendering, long Person, string Address, int Priority, string Stream, long NextAt, int Attempts, long Since);

/// <summary>What waits in one line: the copies of a stream with one priority.</summary>
/// <param name="Domain">Those of readers in that domain; null: all of them.</param>
public sealed record OwedLane(int Priority, string Stream, string? Domain = null);

/// <summary>A place in the order of a lane, behind which the next page is read.</summary>
public readonly record struct OwedMark(long NextAt, long Id)
{
    public static readonly OwedMark Start = new(long.MinValue, 0);

    public static OwedMark At(OwedCopy copy) => new(copy.NextAt, copy.Id);
}

/// <summary>What Delivery needs of a rendering: finished bytes with CRLF, the same for all its readers.</summary>
public sealed record RenderingText(long Id, string List, bool IsLetter, byte[] Bytes);
