using System.Globalization;
using IfexList.Foundation;
using IfexList.Mail;

namespace IfexList.Web;

/// <summary>What a browser would like to read (Accept-Language, RFC 9110 §12.5.4), of the five that we write.</summary>
public static class AcceptedLanguage
{
    public static Language Of(string header)
    {
        var (best, weight) = (Language.En, 0.0);
        foreach (var range in header.Split(',', Limits.AcceptedLanguages, StringSplitOptions.TrimEntries))
        {
            var parts = range.Split(';', StringSplitOptions.TrimEntries);
            // Of two that are wanted alike the first one counts.
            if (Languages.TryParse(parts[0], out var language) && Weight(parts) is var wanted && wanted > weight)
                (best, weight) = (language, wanted);
        }
        return best;
    }

    private static double Weight(string[] parts)
    {
        if (parts.Skip(1).FirstOrDefault(part => part.StartsWith("q=", StringComparison.OrdinalIgnoreCase)) is not { } quality)
            return 1;
        return double.TryParse(quality[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight) ? Math.Min(weight, 1) : 0;
    }
}
