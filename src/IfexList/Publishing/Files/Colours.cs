using System.Globalization;

namespace IfexList.Publishing;

/// <summary>Whether a colour hides words: pale ones on paper, dark ground behind dark words. Made anew, such words would show.</summary>
internal static class Colours
{
    private const double Pale = 230;
    private const double Dark = 64;

    public static bool IsPale(string? colour) => Brightness(colour) >= Pale;

    public static bool IsDark(string? colour) => Brightness(colour) is { } brightness && brightness <= Dark;

    private static double? Brightness(string? colour) => int.TryParse(colour?.TrimStart('#'), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var rgb) && colour!.TrimStart('#').Length == 6
        ? 0.299 * (rgb >> 16) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255)
        : null;
}
