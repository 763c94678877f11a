using IfexList.Lists;

namespace IfexList.Publishing;

/// <summary>What the desk wants of one release beside its text.</summary>
/// <param name="Topics">What it is about, countries among them; nothing, where nobody said.</param>
/// <param name="Kind">A code of <see cref="ReleaseKinds"/>.</param>
/// <param name="IsUrgent">Its copies go before everything else.</param>
/// <param name="Author">The name to show behind the organisation; null where nobody is to be named.</param>
public sealed record ReleaseOrders(IReadOnlyList<Topic> Topics, string? Kind = null, bool IsUrgent = false, string? Author = null)
{
    public static readonly ReleaseOrders None = new([]);
}
