using System.Buffers.Binary;
using System.Text;

namespace IfexList.Publishing;

/// <summary>A TrueType or OpenType font within a document, with the tables that draw its letters and no others: names, licences and signatures stay behind.</summary>
internal static class FontTables
{
    private static readonly HashSet<string> Drawing = ["cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "cvt ", "fpgm", "prep", "post", "CFF ", "vhea", "vmtx", "VORG", "OS/2"];

    private const int Entry = 16;

    /// <returns>Whatever isn't such a font as it is: it has no tables.</returns>
    public static byte[] Kept(byte[] font)
    {
        if (font.Length < 12 || !font.AsSpan(0, 4).SequenceEqual("OTTO"u8) && BinaryPrimitives.ReadUInt32BigEndian(font) is not (0x00010000 or 0x74727565))
            return font;
        var tables = Enumerable.Range(0, BinaryPrimitives.ReadUInt16BigEndian(font.AsSpan(4))).Select(i => font.AsMemory(12 + i * Entry, Entry))
            .Where(entry => Drawing.Contains(Encoding.Latin1.GetString(entry.Span[..4]))).ToList();
        using var kept = new MemoryStream(font.Length);
        kept.Write(font.AsSpan(0, 4));
        kept.Write([(byte)(tables.Count >> 8), (byte)tables.Count, 0, 0, 0, 0, 0, 0]);
        var place = 12 + tables.Count * Entry;
        foreach (var table in tables)
        {
            var entry = table.ToArray();
            BinaryPrimitives.WriteInt32BigEndian(entry.AsSpan(8), place);
            kept.Write(entry);
            place += Padded(Length(table));
        }
        foreach (var table in tables)
        {
            kept.Write(font, (int)BinaryPrimitives.ReadUInt32BigEndian(table.Span[8..]), Length(table));
            kept.Write(new byte[Padded(Length(table)) - Length(table)]);
        }
        return kept.ToArray();
    }

    private static int Length(Memory<byte> entry) => checked((int)BinaryPrimitives.ReadUInt32BigEndian(entry.Span[12..]));

    private static int Padded(int length) => (length + 3) / 4 * 4;
}
