using System.Globalization;

namespace IfexList.Load.WayOut;

/// <summary>What a figure should be.</summary>
public sealed record Target(double Bound, bool IsLeast)
{
    public static Target AtLeast(double bound) => new(bound, true);

    public static Target AtMost(double bound) => new(bound, false);

    public bool IsMetBy(double figure) => IsLeast ? figure >= Bound : figure <= Bound;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsLeast ? '≥' : '≤')} {Bound:0.##}");
}
