namespace IfexList.Mail;

/// <summary>The languages the daemon speaks, and in which editions are made. Named by ISO 639-1 codes on every surface.</summary>
public enum Language
{
    En,
    Fr,
    Es,
    Ru,
    Ar,
}

/// <summary>Codes and properties of a <see cref="Language"/>.</summary>
public static class Languages
{
    public static readonly IReadOnlyList<Language> All = [Language.En, Language.Fr, Language.Es, Language.Ru, Language.Ar];

    private static readonly string[] Codes = ["en", "fr", "es", "ru", "ar"];

    public static string Code(this Language language) => Codes[(int)language];

    public static bool IsRightToLeft(this Language language) => language == Language.Ar;

    /// <summary>Takes a code, also with a region behind it (<c>fr-CA</c>, RFC 5646), in any case.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Language language)
    {
        var end = text.IndexOfAny('-', '_');
        var primary = end < 0 ? text : text[..end];
        for (var i = 0; i < Codes.Length; i++)
        {
            if (!primary.Equals(Codes[i], StringComparison.OrdinalIgnoreCase))
                continue;
            language = (Language)i;
            return true;
        }
        language = default;
        return false;
    }

    public static Language Parse(string code) =>
        TryParse(code, out var language) ? language : throw new FormatException($"\"{code}\" is none of {string.Join(" ", Codes)}");

    /// <summary>Languages as the database and CSV files hold them: best first, separated by semicolons.</summary>
    public static string Join(IEnumerable<Language> languages) => string.Join(';', languages.Select(Code));

    public static IReadOnlyList<Language> Split(string codes) =>
        [.. codes.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parse)];
}
