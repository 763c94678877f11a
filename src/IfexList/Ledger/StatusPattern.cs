using IfexList.Mail;

namespace IfexList.Ledger;

/// <summary>An enhanced status (RFC 3463) of which parts may be left open: <c>5.1.*</c>, <c>*.2.2</c>; or <c>none</c>.</summary>
internal readonly record struct StatusPattern(int? Class, int? Subject, int? Detail, bool IsNone = false)
{
    public static StatusPattern Read(string text) => text.Split('.') switch
    {
        ["none"] => new StatusPattern(null, null, null, IsNone: true),
        [var c, var subject, var detail] => new StatusPattern(Part(c), Part(subject), Part(detail)),
        _ => throw new FormatException($"\"{text}\" is no pattern of a status"),
    };

    public bool Fits(EnhancedStatus? status) => status is not { } known
        ? IsNone
        : !IsNone && (Class ?? known.Class) == known.Class && (Subject ?? known.Subject) == known.Subject && (Detail ?? known.Detail) == known.Detail;

    private static int? Part(string text) => text == "*" ? null : int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
