using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;
using IfexList.Foundation;

namespace IfexList.Publishing;

/// <summary>The parts of an office document, read with a bound on what they unpack to.</summary>
internal sealed class OfficePackage(byte[] content) : IDisposable
{
    private readonly ZipArchive _zip = new(new MemoryStream(content), ZipArchiveMode.Read);
    private int _room = Limits.DocumentOctets;

    /// <returns>Null where there is no such part.</returns>
    public XElement? Xml(string name)
    {
        if (Bytes(name) is not { } bytes)
            return null;
        using var reader = XmlReader.Create(new MemoryStream(bytes), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true });
        return XElement.Load(reader, LoadOptions.PreserveWhitespace);
    }

    /// <summary>A picture within the document, made anew as every picture is.</summary>
    public Inline.Image Image(string name, long width, long height)
    {
        var bytes = Bytes(name) ?? throw new DoubtException("a picture is missing");
        var kind = FileKinds.Of(bytes);
        if (!kind.IsPicture() || FileCleaner.Clean(bytes, kind) is not { } clean)
            throw new DoubtException("a picture can't be cleaned");
        return new Inline.Image(clean, kind.Cleaned().Extension, Math.Max(1, width), Math.Max(1, height));
    }

    private byte[]? Bytes(string name)
    {
        if (_zip.GetEntry(name) is not { } entry)
            return null;
        using var unpacked = new MemoryStream();
        using var packed = entry.Open();
        var buffer = new byte[64 * 1024];
        for (int read; (read = packed.Read(buffer)) > 0; unpacked.Write(buffer, 0, read))
            if ((_room -= read) < 0)
                throw new DoubtException("it unpacks to too much");
        return unpacked.ToArray();
    }

    public void Dispose() => _zip.Dispose();
}
