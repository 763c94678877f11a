using System.Buffers.Binary;
using System.Text;
using BitMiracle.LibTiff.Classic;
using SkiaSharp;

namespace IfexList.Tests.Publishing;

/// <summary>Pictures as cameras and programs make them: position, owner, thumbnail, captions, comments, and something behind the end.</summary>
public static class LeakyPictures
{
    public const int Width = 60;
    public const int Height = 40;

    /// <summary>Turned a quarter by its Exif, red above and blue below as it is stored.</summary>
    public static byte[] Jpeg()
    {
        var plain = Drawn(SKEncodedImageFormat.Jpeg);
        return
        [
            0xFF, 0xD8, .. Segment(0xE1, [.. "Exif\0\0"u8, .. Exif(Drawn(SKEncodedImageFormat.Jpeg))]),
            .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Planted.Bytes("<x:xmpmeta>xmp")]),
            .. Segment(0xED, [.. "Photoshop 3.0\0"u8, .. Planted.Bytes("iptc")]),
            .. Segment(0xE2, [.. "ICC_PROFILE\0\u0001\u0001"u8, .. Planted.Bytes("icc")]),
            .. Segment(0xEF, Planted.Bytes("app15")), .. Segment(0xFE, Planted.Bytes("comment")),
            .. plain.AsSpan(2), .. Planted.Bytes("trailer"), .. Drawn(SKEncodedImageFormat.Jpeg), .. Planted.Bytes("second"),
        ];
    }

    public static byte[] Png()
    {
        var plain = Drawn(SKEncodedImageFormat.Png);
        // Signature and IHDR come first.
        return
        [
            .. plain.AsSpan(0, 33), .. Chunk("tEXt", Planted.Bytes("Author\0text")), .. Chunk("iTXt", [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. Planted.Bytes("itxt")]),
            .. Chunk("eXIf", Exif([])), .. Chunk("prVt", Planted.Bytes("private")), .. Chunk("tIME", [7, 0xEA, 3, 12, 8, 0, 0]), .. plain.AsSpan(33), .. Planted.Bytes("trailer"),
        ];
    }

    public static byte[] WebP()
    {
        var image = Drawn(SKEncodedImageFormat.Webp).AsSpan(12).ToArray();
        byte[] extended = [.. Riff("VP8X", [0x0C, 0, 0, 0, Width - 1, 0, 0, Height - 1, 0, 0]), .. image, .. Riff("EXIF", Exif([])), .. Riff("XMP ", Planted.Bytes("xmp"))];
        byte[] size = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(size, extended.Length + 4);
        return [.. "RIFF"u8, .. size, .. "WEBP"u8, .. extended, .. Planted.Bytes("trailer")];
    }

    /// <summary>One dot, with a comment and an application's block.</summary>
    public static byte[] Gif() =>
    [
        .. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 255, 0, 0, 0, 0, 255, 0x21, 0xFE, (byte)Planted.Bytes("comment").Length, .. Planted.Bytes("comment"), 0,
        0x21, 0xFF, 11, .. "XMP DataXMP"u8, (byte)Planted.Bytes("xmp").Length, .. Planted.Bytes("xmp"), 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B, .. Planted.Bytes("trailer"),
    ];

    public static byte[] Tiff(int pages = 1)
    {
        using var file = new MemoryStream();
        using (var tiff = BitMiracle.LibTiff.Classic.Tiff.ClientOpen("made", "w", file, new TiffStream()))
            for (var page = 0; page < pages; page++)
            {
                foreach (var (tag, value) in new (TiffTag, object)[]
                {
                    (TiffTag.IMAGEWIDTH, Width), (TiffTag.IMAGELENGTH, Height), (TiffTag.BITSPERSAMPLE, 8), (TiffTag.SAMPLESPERPIXEL, 3), (TiffTag.ROWSPERSTRIP, Height),
                    (TiffTag.PHOTOMETRIC, Photometric.RGB), (TiffTag.PLANARCONFIG, PlanarConfig.CONTIG), (TiffTag.COMPRESSION, Compression.LZW),
                    (TiffTag.ARTIST, Planted.Of("artist")), (TiffTag.HOSTCOMPUTER, Planted.Of("host")), (TiffTag.IMAGEDESCRIPTION, Planted.Of("description")),
                })
                    tiff.SetField(tag, value);
                for (var row = 0; row < Height; row++)
                    tiff.WriteScanline([.. Enumerable.Repeat((byte)200, Width * 3)], row);
                tiff.WriteDirectory();
            }
        return [.. file.ToArray(), .. Planted.Bytes("trailer")];
    }

    /// <summary>A picture without anything planted.</summary>
    public static byte[] Drawn(SKEncodedImageFormat format, int width = Width, int height = Height)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(SKColors.Blue);
        bitmap.Erase(SKColors.Red, new SKRectI(0, 0, width, height / 2));
        return bitmap.Encode(format, 90).ToArray();
    }

    // Owner, turned a quarter, position, and a smaller picture of the same.
    private static byte[] Exif(byte[] thumbnail)
    {
        var owner = Planted.Bytes("owner\0");
        const int ifd = 8, entries = 3;
        const int data = ifd + 2 + entries * 12 + 4;
        return
        [
            .. "MM\0*"u8, .. Long(ifd), .. Short(entries),
            .. Short(0x0112), .. Short(3), .. Long(1), .. Short(6), 0, 0,
            .. Short(0x013B), .. Short(2), .. Long(owner.Length), .. Long(data),
            .. Short(0x8825), .. Short(4), .. Long(1), .. Long(data + owner.Length),
            .. Long(0), .. owner, .. Short(1), .. Short(0x001D), .. Short(2), .. Long(11), .. Long(data + owner.Length + 18), .. Long(0), .. Planted.Bytes("gps"), .. thumbnail,
        ];
    }

    private static byte[] Segment(byte marker, byte[] content) => [0xFF, marker, .. Short(content.Length + 2), .. content];

    private static byte[] Chunk(string type, byte[] content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. content];
        return [.. Long(content.Length), .. named, .. Long(Crc(named))];
    }

    private static int Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var i = 0; i < 8; i++)
                crc = (crc >> 1) ^ ((crc & 1) == 1 ? 0xEDB88320 : 0);
        }
        return (int)~crc;
    }

    private static byte[] Riff(string type, byte[] content)
    {
        var size = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(size, content.Length);
        return [.. Encoding.ASCII.GetBytes(type), .. size, .. content, .. content.Length % 2 == 0 ? Array.Empty<byte>() : [0]];
    }

    private static byte[] Short(int value) => [(byte)(value >> 8), (byte)value];

    private static byte[] Long(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
