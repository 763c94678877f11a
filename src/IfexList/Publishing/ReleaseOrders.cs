using IfexList.Lists;

namespace IfexList.Publishing;

/// <summary>What the desk wants of one release beside its text.</summary>
/// <param name="Topics">What it is about, countries among them; nothing, where nobody said.</param>
/// <param name="Kind">A code of <see cref="ReleaseKinds"/>.</param>
/// <param name="IsUrgent">Its copies go before everything else.</param>
/// <param name="Author">The name to show behind the organisation; null where nobody is to be named.</param>
/// <param name="Case">The number of the case that it continues; null where it begins one.</param>
/// <param name="ToMembers">Only the registered members get it.</param>
public sealed record ReleaseOrders(IReadOnlyList<Topic> Topics, string? Kind = null, bool IsUrgent = false, string? Author = null, string? Case = null, bool ToMembers = false)
{
    public static readonly ReleaseOrders None = new([]);
}
