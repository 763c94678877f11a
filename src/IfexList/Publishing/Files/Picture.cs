using IfexList.Foundation;
using SkiaSharp;

namespace IfexList.Publishing;

/// <summary>A picture as its pixels and nothing else: decoded, turned upright, made no larger than a page shows, and encoded anew.</summary>
internal static class Picture
{
    // Nobody sees the difference to the original, and it takes half the room of 95.
    private const int Quality = 90;

    /// <returns>Null where it can't be read whole, or is larger than we open.</returns>
    public static byte[]? Clean(byte[] content, SKEncodedImageFormat format)
    {
        using var data = SKData.CreateCopy(content);
        using var codec = SKCodec.Create(data);
        if (codec is null || !IsModest(codec.Info.Width, codec.Info.Height))
            return null;
        // Where the format can, it is decoded no larger than it is needed: two thirds of the time, and of the memory.
        var size = codec.GetScaledDimensions(Math.Min(1f, (float)Limits.PictureSide / Math.Max(codec.Info.Width, codec.Info.Height)));
        // The default colour space: what the picture's own profile says of its camera isn't carried over, the colours are.
        using var bitmap = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb()));
        return codec.GetPixels(bitmap.Info, bitmap.GetPixels()) == SKCodecResult.Success ? Encode(bitmap, codec.EncodedOrigin, format) : null;
    }

    public static bool IsModest(int width, int height) => width > 0 && height > 0 && (long)width * height <= Limits.PicturePixels;

    /// <summary>Draws it upright on white paper (a JPEG knows no glass), as large as readers need it.</summary>
    public static byte[]? Encode(SKBitmap bitmap, SKEncodedOrigin origin, SKEncodedImageFormat format)
    {
        var isTurned = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var (width, height) = isTurned ? (bitmap.Height, bitmap.Width) : (bitmap.Width, bitmap.Height);
        var scale = Math.Min(1f, (float)Limits.PictureSide / Math.Max(width, height));
        using var upright = new SKBitmap(new SKImageInfo(
            Math.Max(1, (int)(width * scale)), Math.Max(1, (int)(height * scale)), SKColorType.Rgba8888, format == SKEncodedImageFormat.Jpeg ? SKAlphaType.Opaque : SKAlphaType.Premul));
        using (var canvas = new SKCanvas(upright))
        using (var image = SKImage.FromBitmap(bitmap))
        {
            canvas.Clear(format == SKEncodedImageFormat.Jpeg ? SKColors.White : SKColors.Transparent);
            canvas.Scale((float)upright.Width / width, (float)upright.Height / height);
            canvas.Concat(Upright(origin, width, height));
            canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, scale < 1 ? SKMipmapMode.Linear : SKMipmapMode.None));
        }
        using var encoded = upright.Encode(format, Quality);
        return encoded?.ToArray();
    }

    // Exif's eight orientations, from stored to upright.
    private static SKMatrix Upright(SKEncodedOrigin origin, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, width, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, width, -1, 0, height, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, height, 0, 0, 1),
        _ => SKMatrix.Identity,
    };
}
