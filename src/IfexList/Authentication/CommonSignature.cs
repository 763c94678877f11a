using System.Buffers;
using System.Text;

namespace IfexList.Authentication;

/// <summary>
/// What the signatures of all copies of one text have in common: the hash of its body, its header fields in the form in which they are hashed, the greater part of each
/// DKIM-Signature field. The text itself isn't kept.
/// </summary>
public sealed class CommonSignature
{
    // RFC 6376 §5.4.1: what its reader sees, what his program sorts, threads and answers by, and what says how the body is to be read.
    private static readonly HashSet<string> Signed = new(StringComparer.OrdinalIgnoreCase)
    {
        "From", "Subject", "Date", "Message-ID", "To", "Reply-To", "In-Reply-To", "References", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
        "Content-Language", "Auto-Submitted",
    };

    // §8.15: named once more than they are there, so that nobody can add a second one.
    private static readonly string[] Sealed = ["From", "Subject", "Date", "To"];

    private readonly TimeProvider _time;
    private readonly byte[] _shared;
    private readonly DkimField[] _fields;

    internal CommonSignature(IReadOnlyList<DkimKey> keys, ReadOnlySpan<byte> text, IReadOnlyList<string> personal, TimeProvider time)
    {
        _time = time;
        var shared = new ArrayBufferWriter<byte>();
        var names = new List<string>();
        // §5.4.2: of fields with the same name the lowest counts first.
        var fields = Relaxed.Fields(text, out var body);
        foreach (var range in fields.Reverse())
        {
            var name = Encoding.ASCII.GetString(Relaxed.Name(text[range]));
            if (!Signed.Contains(name) && !name.StartsWith("List-", StringComparison.OrdinalIgnoreCase))
                continue;
            names.Add(name);
            shared.Advance(Relaxed.Field(text[range], shared.GetSpan(text[range].Length + 2)));
        }
        _shared = shared.WrittenSpan.ToArray();
        var bodyHash = Convert.ToBase64String(Relaxed.BodyHash(text[body..]));
        _fields = [.. keys.Select(key => new DkimField(key, [.. names, .. personal, .. Sealed], bodyHash))];
        Octets = _fields.Sum(field => field.Octets);
    }

    /// <summary>Of all signatures on one copy.</summary>
    public int Octets { get; }

    /// <summary>Signs one copy, with every key.</summary>
    /// <param name="personal">The fields that stand above the text, those that were announced and in that order.</param>
    /// <param name="destination">Where the signatures go, above those; <see cref="Octets"/> of them.</param>
    public void Sign(ReadOnlySpan<byte> personal, Span<byte> destination)
    {
        var now = _time.GetUtcNow();
        var fields = Relaxed.Fields(personal, out _);
        var scratch = ArrayPool<byte>.Shared.Rent(_shared.Length + personal.Length + 2 * fields.Count + _fields.Max(field => field.HashedOctets));
        _shared.CopyTo(scratch, 0);
        var length = _shared.Length;
        foreach (var range in fields)
            length += Relaxed.Field(personal[range], scratch.AsSpan(length));
        foreach (var field in _fields)
        {
            field.Sign(now, scratch, length, destination[..field.Octets]);
            destination = destination[field.Octets..];
        }
        ArrayPool<byte>.Shared.Return(scratch);
    }
}
