using System.Text.Encodings.Web;
using System.Text.Json;
using IfexList.Foundation;
using IfexList.Store;

namespace IfexList.Archive;

/// <summary>A bundle as the index tells of it.</summary>
/// <param name="Head">SHA-256 of its last line, in hexadecimal digits; by the chain it vouches for all of them.</param>
/// <param name="Reissued">How often its beginning has changed: a mirror fetches it whole when this rises.</param>
public sealed record BundleFact(string Month, string File, long Lines, long Octets, string Head, int Reissued);

/// <summary>
/// Which bundles there are: <c>index.json</c>, with our signature beside it in <c>index.json.sig</c> and the key in <c>key.pub</c>. Whoever trusts the key needs nothing of this
/// server to know that a mirror is whole and true.
/// </summary>
public sealed record BundleIndex(string Format, DateTime Written, IReadOnlyList<BundleFact> Bundles)
{
    public const string FileName = "index.json", SignatureName = "index.json.sig", KeyName = "key.pub";

    /// <summary>Another one means that lines are to be read otherwise.</summary>
    public const string KnownFormat = "ifexlist-archive/1";

    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes and signs it.</summary>
    /// <param name="rows">The bundles so far.</param>
    /// <param name="changed">What has become of that month's; null: it is gone.</param>
    internal static void Write(Settings settings, IReadOnlyList<BundleRow> rows, string month, BundleRow? changed, DateTimeOffset now)
    {
        var all = rows.Where(row => row.Month != month).Concat(changed is null ? [] : [changed]).OrderBy(row => row.Month, StringComparer.Ordinal);
        var index = new BundleIndex(KnownFormat, now.UtcDateTime, [.. all.Select(row => new BundleFact(
            row.Month, Archive.Bundles.FileOf(row.Month), row.Lines, row.Octets, Convert.ToHexStringLower(row.Head), row.Reissued))]);
        var key = ArchiveKey.LoadOrCreate(settings.ArchiveKeyFile);
        var octets = JsonSerializer.SerializeToUtf8Bytes(index, Plain);
        PrivateDirectory.Create(settings.Archive);
        Put(settings, KeyName, System.Text.Encoding.ASCII.GetBytes(key.Public.Pem));
        Put(settings, FileName, octets);
        Put(settings, SignatureName, key.Sign(octets));
    }

    /// <exception cref="InvalidDataException">It isn't there, or the key doesn't vouch for it.</exception>
    public static BundleIndex Read(string folder, ArchivePublicKey key)
    {
        var octets = Whole(folder, FileName);
        if (!key.Vouches(Whole(folder, SignatureName), octets))
            throw new InvalidDataException($"{FileName}: its signature {SignatureName} is not by that key, or it was changed since");
        try
        {
            return JsonSerializer.Deserialize<BundleIndex>(octets, Plain) is { Format: KnownFormat, Bundles: not null } index
                ? index : throw new InvalidDataException($"{FileName}: is no {KnownFormat}");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{FileName}: {e.Message}", e);
        }
    }

    private static byte[] Whole(string folder, string name)
    {
        var file = new FileInfo(Path.Combine(folder, name));
        return !file.Exists ? throw new InvalidDataException($"{name}: isn't there")
            : file.Length > Limits.BundleIndexOctets ? throw new InvalidDataException($"{name}: is longer than any index")
            : File.ReadAllBytes(file.FullName);
    }

    private static void Put(Settings settings, string name, byte[] octets)
    {
        var path = Path.Combine(settings.Archive, name);
        if (File.Exists(path) && octets.AsSpan().SequenceEqual(File.ReadAllBytes(path)))
            return;
        using (var stream = new FileStream(path + ".new", FileMode.Create, FileAccess.Write, FileShare.None))
        {
            stream.Write(octets);
            stream.Flush(flushToDisk: true);
        }
        File.Move(path + ".new", path, overwrite: true);
    }
}
