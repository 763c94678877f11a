using System.Buffers;
using IfexList.Foundation;

namespace IfexList.Archive;

/// <summary>A line of a mirror, and where it stands.</summary>
public sealed record MirroredLine(string File, long Number, BundleLine Line, int Octets)
{
    public string Place => $"{File}, line {Number}";
}

/// <summary>
/// A folder of bundles that somebody has mirrored. Nothing of it counts that its signed index doesn't vouch for: a bundle is read as far as the index tells, and what a
/// server has written behind since then is left out.
/// </summary>
public sealed class Mirror(string folder, BundleIndex index)
{
    private static readonly SearchValues<char> MonthSigns = SearchValues.Create("0123456789-");

    public BundleIndex Index => index;

    public long Lines => index.Bundles.Sum(bundle => bundle.Lines);

    /// <summary>Holds every bundle against the index.</summary>
    /// <exception cref="InvalidDataException">Something was changed, with file and line.</exception>
    public async Task VerifyAsync(CancellationToken cancellationToken)
    {
        foreach (var bundle in index.Bundles)
        {
            // The name goes into a path.
            if (bundle.Month.Length != 7 || bundle.Month.AsSpan().ContainsAnyExcept(MonthSigns))
                throw new InvalidDataException($"{BundleIndex.FileName}: \"{bundle.Month}\" is no month");
            await foreach (var _ in OctetsAsync(bundle, cancellationToken)) { }
        }
    }

    /// <summary>All lines, oldest first, each held against the chain as it is read.</summary>
    public async IAsyncEnumerable<MirroredLine> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var bundle in index.Bundles)
        {
            var number = 0L;
            await foreach (var octets in OctetsAsync(bundle, cancellationToken))
                yield return Read(Bundles.FileOf(bundle.Month), ++number, octets.Span);
        }
    }

    private static MirroredLine Read(string file, long number, ReadOnlySpan<byte> octets)
    {
        try
        {
            return new MirroredLine(file, number, BundleLine.Read(octets), octets.Length);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{file}, line {number}: {e.Message}", e);
        }
    }

    // What a line says of the one before is looked at as octets: nothing is parsed that nobody vouches for yet.
    private async IAsyncEnumerable<ReadOnlyMemory<byte>> OctetsAsync(BundleFact bundle, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var name = Bundles.FileOf(bundle.Month);
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
            throw new InvalidDataException($"{name}: isn't there, and the index names it");
        var chain = new Chain(name);
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1, FileOptions.SequentialScan);
        var lines = new OctetLines(stream, Limits.BundleLineOctets);
        while (chain.Lines < bundle.Lines)
        {
            if (await lines.NextAsync(cancellationToken) is not { } line)
                throw new InvalidDataException($"{name}, line {chain.Lines + 1}: {(lines.IsCut ? "has no end" : $"isn't there; the index tells of {bundle.Lines}")}");
            if (!line.Span.StartsWith(Link(chain)))
                throw new InvalidDataException(chain.Lines == 0
                    ? $"{name}, line 1: doesn't begin the chain of that file" : $"{name}, line {chain.Lines + 1}: doesn't follow line {chain.Lines}; one of the two was changed");
            chain.Add(line.Span);
            yield return line;
        }
        if (Convert.ToHexStringLower(chain.Head) != bundle.Head)
            throw new InvalidDataException($"{name}, line {chain.Lines}: isn't the last line that the index vouches for; fetch the file and {BundleIndex.FileName} once more");
    }

    private static byte[] Link(Chain chain) => System.Text.Encoding.ASCII.GetBytes($"{{\"previous\":\"{chain.Previous}\",");
}
