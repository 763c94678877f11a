namespace IfexList.Archive;

/// <summary>The lines of a stream as octets, each without its line feed; one at a time in memory, and none longer than it may be.</summary>
public sealed class OctetLines(Stream stream, int most)
{
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;

    /// <summary>Whether the stream has ended within a line, or a line was longer than it may be.</summary>
    public bool IsCut { get; private set; }

    /// <summary>At the end: what stands behind the last line feed.</summary>
    public ReadOnlySpan<byte> Rest => _buffer.AsSpan(_start, _end - _start);

    /// <returns>Good until the next call; null at the end.</returns>
    public async ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken cancellationToken)
    {
        var seen = 0;
        while (!IsCut)
        {
            if (_buffer.AsSpan(_start + seen, _end - _start - seen).IndexOf((byte)'\n') is >= 0 and var found)
            {
                var line = _buffer.AsMemory(_start, seen + found);
                _start += seen + found + 1;
                return line;
            }
            seen = _end - _start;
            MakeRoom();
            var read = seen > most ? 0 : await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            _end += read;
            if (read > 0)
                continue;
            IsCut = seen > 0;
            break;
        }
        return null;
    }

    private void MakeRoom()
    {
        if (_start > 0)
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, 2 * _buffer.Length);
    }
}
