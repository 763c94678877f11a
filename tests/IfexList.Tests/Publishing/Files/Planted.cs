using System.IO.Compression;
using System.Text;

namespace IfexList.Tests.Publishing;

/// <summary>What a made file tells of its source, always by this word, so that one look finds whatever is left of it.</summary>
public static class Planted
{
    public const string Word = "amelsecret";

    public static string Of(string what) => $"{Word}-{what}";

    public static byte[] Bytes(string what) => Encoding.ASCII.GetBytes(Of(what));

    /// <summary>In no byte as they are, in nothing that unpacks, in none of the usual encodings.</summary>
    public static void IsNowhereIn(byte[] file, string what)
    {
        Assert.True(Reachable(file).All(bytes => !Says(bytes)), $"{what} still tells its source");
    }

    public static bool IsIn(byte[] file) => Reachable(file).Any(Says);

    private static bool Says(byte[] bytes) => new[] { Encoding.ASCII, Encoding.Unicode, Encoding.BigEndianUnicode }
        .Any(encoding => bytes.AsSpan().IndexOf(encoding.GetBytes(Word)) >= 0)
        || Encoding.Latin1.GetString(bytes).Contains(Convert.ToHexString(Encoding.ASCII.GetBytes(Word)), StringComparison.OrdinalIgnoreCase);

    /// <summary>The bytes, the entries of a zip and theirs, and whatever begins with a zlib header.</summary>
    private static IEnumerable<byte[]> Reachable(byte[] file, int depth = 0)
    {
        yield return file;
        if (depth > 3)
            yield break;
        if (file.AsSpan().StartsWith("PK"u8))
        {
            using var zip = new ZipArchive(new MemoryStream(file));
            foreach (var entry in zip.Entries)
            {
                using var packed = entry.Open();
                yield return Encoding.UTF8.GetBytes(entry.FullName + entry.Comment);
                foreach (var inner in Reachable(All(packed), depth + 1))
                    yield return inner;
            }
        }
        for (var i = 0; i + 2 < file.Length; i++)
            if (file[i] == 0x78 && (file[i] * 256 + file[i + 1]) % 31 == 0 && Inflated(file, i) is { Length: > 0 } inflated)
                foreach (var inner in Reachable(inflated, depth + 1))
                    yield return inner;
    }

    private static byte[] Inflated(byte[] file, int from)
    {
        try
        {
            using var packed = new ZLibStream(new MemoryStream(file, from, file.Length - from), CompressionMode.Decompress);
            return All(packed);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return [];
        }
    }

    private static byte[] All(Stream stream)
    {
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }
}
