using System.Text;

namespace IfexList.Authentication;

/// <summary>A tag list, such as DKIM and DMARC write (RFC 6376 §3.2): <c>v=1; d=a.example</c>. White space within a value means nothing in any tag that we read.</summary>
public static class TagList
{
    /// <summary>Null where a tag stands twice: which of them was meant nobody knows.</summary>
    public static IReadOnlyDictionary<string, string>? Read(string text)
    {
        var tags = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';'))
            if (part.IndexOf('=', StringComparison.Ordinal) is var equals and > 0 && !tags.TryAdd(part[..equals].Trim(), Dense(part.AsSpan(equals + 1))))
                return null;
        return tags;
    }

    private static string Dense(ReadOnlySpan<char> value)
    {
        value = value.Trim();
        if (value.IndexOfAny(" \t\r\n") < 0)
            return value.ToString();
        var dense = new StringBuilder(value.Length);
        foreach (var c in value)
            if (!char.IsWhiteSpace(c))
                dense.Append(c);
        return dense.ToString();
    }
}
