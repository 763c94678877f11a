using System.Buffers.Binary;

namespace IfexList.Publishing;

/// <summary>A JPEG within a document, without decoding it: its tables and its picture by an allow-list, so that its colours stay those that the document means.</summary>
internal static class JpegSegments
{
    private const byte Adobe = 0xEE;

    public static byte[] Kept(byte[] jpeg)
    {
        if (jpeg is not [0xFF, 0xD8, ..])
            throw new DoubtException("no JPEG");
        using var kept = new MemoryStream(jpeg.Length);
        kept.Write([0xFF, 0xD8]);
        for (var at = 2; ;)
        {
            while (at + 1 < jpeg.Length && jpeg[at] == 0xFF && jpeg[at + 1] == 0xFF)
                at++;
            if (at + 1 < jpeg.Length && jpeg[at] == 0xFF && jpeg[at + 1] == 0xD9)
                break;
            if (at + 4 > jpeg.Length || jpeg[at] != 0xFF)
                throw new DoubtException("no segment");
            var end = at + 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(at + 2));
            if (end > jpeg.Length)
                throw new DoubtException("a segment without an end");
            Keep(kept, jpeg[at + 1], jpeg.AsSpan(at, end - at));
            at = jpeg[at + 1] == 0xDA ? Scan(kept, jpeg, end) : end;
        }
        kept.Write([0xFF, 0xD9]);
        return kept.ToArray();
    }

    // Quantisation, frame (baseline, extended, progressive), Huffman tables, restart interval, scan. Adobe's says how colours are turned, in its first octets.
    private static void Keep(MemoryStream kept, byte marker, ReadOnlySpan<byte> segment)
    {
        if (marker is 0xDB or 0xC0 or 0xC1 or 0xC2 or 0xC4 or 0xDD or 0xDA)
            kept.Write(segment);
        else if (marker == Adobe && segment.Length >= 16 && segment[4..9].SequenceEqual("Adobe"u8))
            kept.Write([0xFF, Adobe, 0, 14, .. "Adobe"u8, 0, 100, 0, 0, 0, 0, segment[15]]);
        else if (marker < 0xE0)
            throw new DoubtException("a segment that we don't know");
    }

    private static int Scan(MemoryStream kept, byte[] jpeg, int from)
    {
        var at = from;
        while (at + 1 < jpeg.Length && (jpeg[at] != 0xFF || jpeg[at + 1] is 0 or (>= 0xD0 and <= 0xD7)))
            at++;
        kept.Write(jpeg, from, at - from);
        // A picture that was cut off ends here.
        return at + 1 < jpeg.Length ? at : throw new DoubtException("no end");
    }
}
