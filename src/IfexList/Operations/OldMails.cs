using System.IO.Compression;
using System.Runtime.CompilerServices;
using IfexList.Foundation;

namespace IfexList.Operations;

/// <summary>The mails of an older archive, wherever they lie: an mbox, packed or not, or a Maildir.</summary>
internal static class OldMails
{
    public static IAsyncEnumerable<OldMail> ReadAsync(string path, Action<long> advance, CancellationToken cancellationToken) =>
        IsMaildir(path) ? MaildirAsync(path, advance, cancellationToken)
        : Directory.Exists(path) ? throw new VerbFailedException($"{path}: is a folder, and no Maildir: it has neither cur nor new")
        : MboxAsync(path, advance, cancellationToken);

    /// <summary>What <c>advance</c> counts up to: octets, or mails.</summary>
    public static long Size(string path) => IsMaildir(path) ? FilesOf(path).Count() : new FileInfo(path).Length;

    private static bool IsMaildir(string path) => Directory.Exists(Path.Combine(path, "cur")) || Directory.Exists(Path.Combine(path, "new"));

    private static async IAsyncEnumerable<OldMail> MboxAsync(string path, Action<long> advance, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, FileOptions.SequentialScan);
        await using var stream = IsPacked(file) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        await foreach (var mail in Mbox.ReadAsync(stream, cancellationToken))
        {
            advance(file.Position);
            yield return mail;
        }
    }

    private static async IAsyncEnumerable<OldMail> MaildirAsync(string path, Action<long> advance, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var done = 0L;
        foreach (var file in FilesOf(path))
        {
            advance(++done);
            yield return new OldMail(Path.GetFileName(file), new FileInfo(file).Length > Limits.OldMailOctets ? null : WithCarriageReturns(await File.ReadAllBytesAsync(file, cancellationToken)), null);
        }
    }

    // A Maildir's names begin with the second in which a mail came in.
    private static IEnumerable<string> FilesOf(string path) => ((string[])["cur", "new"]).Select(folder => Path.Combine(path, folder)).Where(Directory.Exists)
        .SelectMany(Directory.EnumerateFiles).OrderBy(Path.GetFileName, StringComparer.Ordinal);

    // RFC 1952 §2.3.1.
    private static bool IsPacked(FileStream file)
    {
        var isPacked = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        return isPacked;
    }

    private static byte[] WithCarriageReturns(byte[] octets)
    {
        var ended = new MemoryStream(octets.Length + octets.Length / 32);
        for (ReadOnlySpan<byte> rest = octets; !rest.IsEmpty;)
        {
            var end = rest.IndexOf((byte)'\n');
            ended.Write((end < 0 ? rest : rest[..end]).TrimEnd((byte)'\r'));
            ended.Write("\r\n"u8);
            rest = end < 0 ? [] : rest[(end + 1)..];
        }
        return ended.ToArray();
    }
}
