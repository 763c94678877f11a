using IfexList.Mail;

namespace IfexList.Notices;

/// <summary>A plural category of the Unicode CLDR.</summary>
public enum PluralCategory
{
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

/// <summary>
/// Which form of a noun stands behind a whole number: the cardinal rules of CLDR 44 (plurals.xml) for our five languages. French and
/// Spanish have a form for exact millions as well; we count readers.
/// </summary>
public static class Plural
{
    public static PluralCategory Of(long count, Language language)
    {
        var n = Math.Abs(count);
        return language switch
        {
            Language.Fr => n <= 1 ? PluralCategory.One : PluralCategory.Other,
            Language.Ru => Russian(n % 10, n % 100),
            Language.Ar => Arabic(n, n % 100),
            _ => n == 1 ? PluralCategory.One : PluralCategory.Other,
        };
    }

    private static PluralCategory Russian(long ones, long tens) => (ones, tens) switch
    {
        (1, not 11) => PluralCategory.One,
        ( >= 2 and <= 4, not (>= 12 and <= 14)) => PluralCategory.Few,
        _ => PluralCategory.Many,
    };

    private static PluralCategory Arabic(long n, long hundreds) => (n, hundreds) switch
    {
        (0, _) => PluralCategory.Zero,
        (1, _) => PluralCategory.One,
        (2, _) => PluralCategory.Two,
        (_, >= 3 and <= 10) => PluralCategory.Few,
        (_, >= 11) => PluralCategory.Many,
        _ => PluralCategory.Other,
    };
}
