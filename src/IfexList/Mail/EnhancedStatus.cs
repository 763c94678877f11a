namespace IfexList.Mail;

/// <summary>An enhanced mail system status code (RFC 3463): class 2, 4 or 5, subject, detail.</summary>
public readonly record struct EnhancedStatus(int Class, int Subject, int Detail)
{
    public override string ToString() => $"{Class}.{Subject}.{Detail}";

    public static bool TryParse(ReadOnlySpan<char> text, out EnhancedStatus status)
    {
        status = default;
        Span<Range> parts = stackalloc Range[4];
        if (text.Split(parts, '.') != 3 || !IsNumber(text[parts[0]], out var c) || !IsNumber(text[parts[1]], out var s) || !IsNumber(text[parts[2]], out var d))
            return false;
        if (c is not (2 or 4 or 5))
            return false;
        status = new EnhancedStatus(c, s, d);
        return true;
    }

    // RFC 3463 §2: at most three digits, no sign.
    private static bool IsNumber(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        return text.Length is > 0 and <= 3 && int.TryParse(text, System.Globalization.NumberStyles.None, null, out number);
    }
}
