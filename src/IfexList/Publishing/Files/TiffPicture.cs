using BitMiracle.LibTiff.Classic;
using SkiaSharp;

namespace IfexList.Publishing;

/// <summary>A scan or fax of one page, as a JPEG. One of several pages would lose all but the first, so it isn't cleaned.</summary>
internal static class TiffPicture
{
    // Where it isn't told otherwise, the reader writes what it finds in a damaged file to the daemon's own error output.
    static TiffPicture() => Tiff.SetErrorHandler(new Silence());

    public static byte[]? Clean(byte[] content)
    {
        using var tiff = Tiff.ClientOpen("scan", "r", new MemoryStream(content), new TiffStream());
        if (tiff is null || tiff.NumberOfDirectories() != 1)
            return null;
        var (width, height) = (tiff.GetField(TiffTag.IMAGEWIDTH)?[0].ToInt() ?? 0, tiff.GetField(TiffTag.IMAGELENGTH)?[0].ToInt() ?? 0);
        if (!Picture.IsModest(width, height))
            return null;
        var pixels = new int[width * height];
        if (!tiff.ReadRGBAImageOriented(width, height, pixels, Orientation.TOPLEFT, stopOnError: true))
            return null;
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        System.Runtime.InteropServices.Marshal.Copy(pixels, 0, bitmap.GetPixels(), pixels.Length);
        return Picture.Encode(bitmap, SKEncodedOrigin.TopLeft, SKEncodedImageFormat.Jpeg);
    }

    private sealed class Silence : TiffErrorHandler
    {
        public override void ErrorHandler(Tiff tif, string method, string format, params object[] args) { }

        public override void ErrorHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args) { }

        public override void WarningHandler(Tiff tif, string method, string format, params object[] args) { }

        public override void WarningHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args) { }
    }
}
