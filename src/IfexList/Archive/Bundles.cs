using System.Globalization;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Store;

namespace IfexList.Archive;

/// <summary>
/// The archive in files that any HTTP client can mirror, one for each month of UTC in which editions came out, so that it outlives this server. What was written stays as it is,
/// octet for octet, unless something in it was withdrawn, redacted or corrected.
/// </summary>
public sealed class Bundles(Database database, ListCatalogue lists, PublicText publicText, Settings settings, TimeProvider time)
{
    /// <summary>Such as <c>2026-11.jsonl</c>.</summary>
    public static string FileOf(string month) => $"{month}.jsonl";

    /// <summary>Writes a month's file anew, its beginning as it was. A crash at any point only has it written once more.</summary>
    public async Task WriteAsync(string month)
    {
        var putOffTo = time.After(Limits.BundleRetry);
        // Not simply done at the end: what changes while the file is written owes it once more.
        await database.WriteAsync(tx => Due.Set(tx, Due.Bundle, month, putOffTo));
        var before = database.Read(db => BundleRows.Find(db, month));
        var written = Write(month, before);
        if (written is not null || before is not null)
            BundleIndex.Write(settings, database.Read(BundleRows.All), month, written, time.GetUtcNow());
        await database.WriteAsync(tx =>
        {
            if (written is null)
                BundleRows.Remove(tx, month);
            else
                BundleRows.Set(tx, written, time.Now());
            Due.DoneSince(tx, Due.Bundle, month, putOffTo);
        });
    }

    /// <summary>Owes the months whose file isn't there, or has not as many lines as everybody may read: a list may have become public since, or ceased to be.</summary>
    public void Plan(Connection tx)
    {
        var (shelf, written) = (Shelf.Months(tx, lists), BundleRows.All(tx).ToDictionary(row => row.Month));
        foreach (var month in shelf.Keys.Union(written.Keys))
            if (!written.TryGetValue(month, out var row) || row.Lines != shelf.GetValueOrDefault(month) || !File.Exists(Path.Combine(settings.Archive, FileOf(month))))
                Due.OweBy(tx, Due.Bundle, month, time.Now());
    }

    // Null where nobody may read anything of that month.
    private BundleRow? Write(string month, BundleRow? before)
    {
        var from = DateTimeOffset.ParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        var editions = database.Read(db => Shelf.Issued(db, lists, from, from.AddMonths(1)));
        var (path, unfinished) = (Path.Combine(settings.Archive, FileOf(month)), Path.Combine(settings.Archive, FileOf(month) + ".new"));
        if (editions.Count == 0)
        {
            foreach (var gone in (string[])[path, unfinished])
                if (File.Exists(gone))
                    File.Delete(gone);
            return null;
        }
        PrivateDirectory.Create(settings.Archive);
        BundleRow row;
        using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
        {
            row = Write(stream, month, editions, before);
            stream.Flush(flushToDisk: true);
        }
        File.Move(unfinished, path, overwrite: true);
        return row;
    }

    private BundleRow Write(FileStream stream, string month, IReadOnlyList<long> editions, BundleRow? before)
    {
        var (chain, isKept) = (new Chain(FileOf(month)), before is null);
        foreach (var some in editions.Chunk(Limits.BundledTogether))
            foreach (var edition in database.Read(db => Shelf.ByIds(db, Shelf.Everybody(lists), some)))
            {
                var line = LineOf(edition, chain.Previous);
                stream.Write(line);
                stream.WriteByte((byte)'\n');
                chain.Add(line);
                isKept |= chain.Lines == before?.Lines && chain.Head.AsSpan().SequenceEqual(before.Head);
            }
        return new BundleRow(month, chain.Lines, stream.Position, chain.Head, (before?.Reissued ?? 0) + (isKept ? 0 : 1));
    }

    private byte[] LineOf(ArchivedEdition edition, string previous)
    {
        var (files, isUnlisted) = database.Read(db => (edition.Withdrawn is null ? EditionFiles.Of(db, edition.Id) : [], Shelf.IsUnlisted(db, edition.Case)));
        return BundleLine.Of(publicText.Whole(edition), files, previous, isUnlisted).ToOctets();
    }
}
