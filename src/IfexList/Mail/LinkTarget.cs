namespace IfexList.Mail;

/// <summary>
/// Where a link leads, as far as a reader may be told. What stands behind a <c>?</c> mostly says which copy it was clicked in: it isn't shown, save that a mailing
/// tool's detour is shortened to the address that it wraps.
/// </summary>
internal static class LinkTarget
{
    private const int Characters = 2000;

    // Detours of detours.
    private const int Detours = 4;

    /// <returns>Null where it is no address that a reader could use.</returns>
    public static string? Shown(string target)
    {
        target = target.Trim();
        if (target.Length > Characters || target.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>'))
            return null;
        return target.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? target[7..].Split('?')[0] : Page(target, 0);
    }

    /// <summary>The same as an address that a program opens.</summary>
    public static string? Address(string target) => Shown(target) is not { } shown ? null
        : !shown.Contains("://", StringComparison.Ordinal) ? $"mailto:{shown}"
        : shown.EndsWith(Left, StringComparison.Ordinal) ? shown[..^Left.Length] : shown;

    /// <summary>Whether a reader who sees the text knows the target.</summary>
    public static bool IsSaidBy(string text, string shown) => Bare(text).Equals(Bare(shown), StringComparison.OrdinalIgnoreCase)
        || shown.EndsWith(Left, StringComparison.Ordinal) && Bare(text).StartsWith(Bare(shown[..^Left.Length]), StringComparison.OrdinalIgnoreCase);

    // That something stood there.
    private const string Left = "?...";

    private static string? Page(string target, int detour)
    {
        var scheme = target.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0 || target[..scheme].ToLowerInvariant() is not ("http" or "https"))
            return null;
        var end = target.IndexOfAny(['?', '#']);
        var (page, rest) = end < 0 ? (target, "") : (target[..end], target[end..]);
        if (detour < Detours && rest.Split('?', '&', ';', '#').Select(Wrapped).OfType<string>().FirstOrDefault() is { } wrapped && Page(wrapped, detour + 1) is { } inner)
            return inner;
        var host = scheme + "://".Length;
        var slash = page.IndexOf('/', host);
        // Who opens a page by name and password is nobody's business.
        var name = page.LastIndexOf('@', slash < 0 ? page.Length - 1 : slash);
        return (name < host ? page : page[..host] + page[(name + 1)..]) + (rest.Length > 1 && rest[0] == '?' ? Left : "");
    }

    private static string? Wrapped(string parameter)
    {
        var value = Uri.UnescapeDataString(parameter[(parameter.IndexOf('=') + 1)..]);
        return value.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || value.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            ? value.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>') ? null : value
            : null;
    }

    private static string Bare(string link) => link[(link.IndexOf("://", StringComparison.Ordinal) is var at && at >= 0 ? at + 3 : 0)..].TrimEnd('/', ' ');
}
