using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace IfexList.Publishing;

/// <summary>The objects of a new PDF, and the file that they make: no information dictionary, no identifier, no time (ISO 32000-1 §7.5).</summary>
internal sealed class PdfObjects
{
    private readonly List<byte[]?> _objects = [];

    public int Count => _objects.Count;

    /// <returns>Its number, by which it may be referred to before it is written.</returns>
    public int Reserve()
    {
        _objects.Add(null);
        return _objects.Count;
    }

    public void Write(int number, string text) => _objects[number - 1] = Encoding.Latin1.GetBytes(text);

    /// <param name="entries">Of its dictionary, without length and filter.</param>
    /// <param name="filter">Null packs it; otherwise it is packed by that already.</param>
    public void Write(int number, string entries, byte[] content, string? filter = null)
    {
        var packed = filter is null ? Packed(content) : content;
        _objects[number - 1] =
        [
            .. Encoding.Latin1.GetBytes(string.Create(CultureInfo.InvariantCulture, $"<<{entries} /Filter /{filter ?? "FlateDecode"} /Length {packed.Length}>>\nstream\n")),
            .. packed, .. "\nendstream"u8,
        ];
    }

    public byte[] File(int root)
    {
        using var file = new MemoryStream();
        void Say(string text) => file.Write(Encoding.Latin1.GetBytes(text));
        Say("%PDF-1.7\n");
        var places = new List<long>();
        for (var i = 0; i < _objects.Count; i++)
        {
            places.Add(file.Position);
            Say(string.Create(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n"));
            file.Write(_objects[i] ?? "null"u8);
            Say("\nendobj\n");
        }
        var table = file.Position;
        Say(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {_objects.Count + 1}\n0000000000 65535 f \n"));
        foreach (var place in places)
            Say(string.Create(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n"));
        Say(string.Create(CultureInfo.InvariantCulture, $"trailer\n<</Size {_objects.Count + 1} /Root {root} 0 R>>\nstartxref\n{table}\n%%EOF\n"));
        return file.ToArray();
    }

    private static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal))
            zlib.Write(content);
        return packed.ToArray();
    }
}
