using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Store;

namespace IfexList.Archive;

/// <summary>What a rebuild has come to.</summary>
public sealed record RebuiltFigures(long Added, long There, IReadOnlyList<string> Taken);

/// <summary>
/// Puts back from a mirror what this house doesn't have, some lines in each commit; nothing that it has is touched. It may be run again after whatever ended it. The texts are those
/// of the mirror, so addresses that were hidden there stay so.
/// </summary>
public sealed class Rebuilding(Database database, ListCatalogue lists, TimeProvider time)
{
    private readonly List<MirroredLine> _early = [];
    private readonly HashSet<string> _waiting = [];
    private readonly List<string> _taken = [];
    private long _added, _there;

    /// <param name="mirror">Verified.</param>
    /// <param name="advance">Hears how many lines are done.</param>
    /// <exception cref="InvalidDataException">A line can't be put back, with file and line; what stands before it has been.</exception>
    public async Task<RebuiltFigures> RunAsync(Mirror mirror, Action<long> advance, CancellationToken cancellationToken)
    {
        var (lines, octets, done) = (new List<MirroredLine>(Limits.OldMailsTogether), 0L, 0L);
        await foreach (var line in mirror.ReadAsync(cancellationToken))
        {
            if (lists.Find(line.Line.List) is null)
                throw new InvalidDataException($"{line.Place}: is of the list \"{line.Line.List}\", which the configuration doesn't name");
            lines.Add(line);
            octets += line.Octets;
            if (lines.Count < Limits.OldMailsTogether && octets < Limits.OldMailsTogetherOctets)
                continue;
            await PutAsync(lines);
            advance(done += lines.Count);
            lines.Clear();
            octets = 0;
        }
        await PutAsync(lines);
        await PutEarlyAsync();
        if (_added > 0)
            await database.WriteAsync(tx => Restoration.Log(tx, "rebuilt", _added, time.Now()));
        return new RebuiltFigures(_added, _there, _taken);
    }

    // An original that was corrected stands in the month of its correction, behind the translations of what it said first.
    private async Task PutEarlyAsync()
    {
        var early = _early.ToList();
        _early.Clear();
        _waiting.Clear();
        foreach (var lines in early.Chunk(Limits.BundledTogether))
            await PutAsync(lines);
        if (_early is [var orphan, ..])
            throw new InvalidDataException($"{orphan.Place}: the original of {orphan.Line.Number} is in no bundle");
    }

    private async Task PutAsync(IReadOnlyList<MirroredLine> lines)
    {
        var outcomes = await database.WriteAsync(tx => lines.Select(line => Put(tx, line)).ToList());
        foreach (var (line, outcome) in lines.Zip(outcomes))
            Count(line, outcome);
    }

    private Restored Put(Connection tx, MirroredLine line)
    {
        try
        {
            // What stands behind one that waits does so too, so that languages keep their order.
            var outcome = !line.Line.Original && _waiting.Contains(line.Line.Number) ? Restored.Early : Restoration.Put(tx, line.Line.ToEdition(), line.Line.ToFiles(), line.Line.Unlisted, time.Now());
            if (outcome == Restored.Early)
                _waiting.Add(line.Line.Number);
            return outcome;
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"{line.Place}: {e.Message}", e);
        }
    }

    private void Count(MirroredLine line, Restored outcome)
    {
        switch (outcome)
        {
            case Restored.Added:
                _added++;
                break;
            case Restored.There:
                _there++;
                break;
            case Restored.Taken:
                _taken.Add($"{line.Place}: {line.Line.Number} in {line.Line.Language} is something else here");
                break;
            case Restored.Early:
                _early.Add(line);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
