namespace IfexList.Scenarios.Actors;

/// <summary>Lines from a socket, octets as they are.</summary>
internal sealed class WireReader(Stream stream)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>Whether the peer has sent more than was asked for.</summary>
    public bool HasMore => _end > _start;

    /// <returns>The line without its CRLF; null at the end.</returns>
    public async Task<byte[]?> LineAsync(CancellationToken cancellationToken)
    {
        byte[] begun = [];
        while (true)
        {
            var end = Array.IndexOf(_buffer, (byte)'\n', _start, _end - _start);
            if (end >= 0)
            {
                byte[] line = [.. begun, .. _buffer.AsSpan(_start, end - _start)];
                _start = end + 1;
                return line is [.., (byte)'\r'] ? line[..^1] : line;
            }
            begun = [.. begun, .. _buffer.AsSpan(_start, _end - _start)];
            _start = 0;
            _end = await stream.ReadAsync(_buffer, cancellationToken);
            if (_end == 0)
                return null;
        }
    }

    /// <returns>So many octets; null where the end comes before.</returns>
    public async Task<byte[]?> OctetsAsync(int count, CancellationToken cancellationToken)
    {
        var octets = new byte[count];
        for (var filled = 0; filled < count;)
        {
            if (!HasMore)
                (_start, _end) = (0, await stream.ReadAsync(_buffer, cancellationToken));
            if (!HasMore)
                return null;
            var piece = Math.Min(count - filled, _end - _start);
            _buffer.AsSpan(_start, piece).CopyTo(octets.AsSpan(filled));
            (_start, filled) = (_start + piece, filled + piece);
        }
        return octets;
    }
}
