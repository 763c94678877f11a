using System.Buffers;

namespace IfexList.Smtp;

/// <summary>The octets of one mail in reception, in pooled chunks: no copy when it grows, and no large arrays for small mails.</summary>
public sealed class MessageBuffer(ReceivingRoom room)
{
    // Most mails fit the first chunk; a large one needs few of the others, which stay below the large object heap.
    private const int FirstChunkOctets = 8 * 1024;
    private const int FurtherChunkOctets = 64 * 1024;

    private Chunk? _first;
    private Chunk? _last;

    public ReadOnlySequence<byte> Octets =>
        _first is null ? ReadOnlySequence<byte>.Empty : new ReadOnlySequence<byte>(_first, 0, _last!, _last!.Memory.Length);

    /// <returns>False if there is no room left for it; then nothing sensible is in the buffer any more.</returns>
    public bool TryAppend(ReadOnlySpan<byte> octets)
    {
        while (!octets.IsEmpty)
        {
            if (_last is not { FreeOctets: > 0 } && !TryGrow())
                return false;
            octets = octets[_last!.Append(octets)..];
        }
        return true;
    }

    public void Clear()
    {
        for (var chunk = _first; chunk is not null; chunk = chunk.Following)
        {
            room.GiveBack(chunk.Rented.Length);
            ArrayPool<byte>.Shared.Return(chunk.Rented);
        }
        (_first, _last) = (null, null);
    }

    private bool TryGrow()
    {
        var rented = ArrayPool<byte>.Shared.Rent(_first is null ? FirstChunkOctets : FurtherChunkOctets);
        if (!room.TryTake(rented.Length))
        {
            ArrayPool<byte>.Shared.Return(rented);
            return false;
        }
        _last = new Chunk(rented, _last);
        _first ??= _last;
        return true;
    }

    private sealed class Chunk : ReadOnlySequenceSegment<byte>
    {
        public Chunk(byte[] rented, Chunk? before)
        {
            Rented = rented;
            if (before is null)
                return;
            RunningIndex = before.RunningIndex + before.Memory.Length;
            before.Next = this;
        }

        public byte[] Rented { get; }
        public int FreeOctets => Rented.Length - Memory.Length;
        public Chunk? Following => (Chunk?)Next;

        public int Append(ReadOnlySpan<byte> octets)
        {
            var used = Memory.Length;
            var taken = Math.Min(octets.Length, FreeOctets);
            octets[..taken].CopyTo(Rented.AsSpan(used));
            Memory = Rented.AsMemory(0, used + taken);
            return taken;
        }
    }
}
