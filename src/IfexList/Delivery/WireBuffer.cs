using System.Buffers;
using System.Globalization;
using System.Text;

namespace IfexList.Delivery;

/// <summary>The pooled bytes in which a connection gathers what it writes next: one write for a text and the envelope behind it.</summary>
public sealed class WireBuffer(int octets) : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(octets);
    private int _length;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    public int Room => _bytes.Length - _length;

    public void Append(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Next(bytes.Length));

    /// <summary>As UTF-8, of which ASCII is the usual part.</summary>
    public void Append(string text) => Encoding.UTF8.GetBytes(text, Next(Encoding.UTF8.GetByteCount(text)));

    public void Append(long number)
    {
        Span<byte> digits = stackalloc byte[20];
        number.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        Append(digits[..length]);
    }

    /// <summary>The next <paramref name="octets"/> octets, for the caller to fill at once.</summary>
    public Span<byte> Next(int octets)
    {
        if (octets > Room)
            Grow(octets);
        var next = _bytes.AsSpan(_length, octets);
        _length += octets;
        return next;
    }

    /// <summary>What was written behind the first <paramref name="octets"/>.</summary>
    public Span<byte> Behind(int octets) => _bytes.AsSpan(octets, _length - octets);

    public void Clear() => _length = 0;

    private void Grow(int octets)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _length + octets));
        Written.Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }

    public void Dispose()
    {
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _length = 0;
    }
}
