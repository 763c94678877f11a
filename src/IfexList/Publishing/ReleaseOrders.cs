using IfexList.Lists;

namespace IfexList.Publishing;

/// <summary>What the desk wants of one release beside its text.</summary>
/// <param name="Topics">What it is about, countries among them; nothing, where nobody said.</param>
/// <param name="Kind">A code of <see cref="ReleaseKinds"/>.</param>
/// <param name="IsUrgent">Its copies go before everything else.</param>
/// <param name="Author">The name to show behind the organisation; null where nobody is to be named.</param>
/// <param name="Case">The number of the case that it continues, one that its list has; null leaves it to what its mail answers.</param>
/// <param name="ToMembers">Only the registered members get it.</param>
/// <param name="BeginsCase">It begins a case, whatever its mail answers.</param>
public sealed record ReleaseOrders(
    IReadOnlyList<Topic> Topics, string? Kind = null, bool IsUrgent = false, string? Author = null, string? Case = null, bool ToMembers = false, bool BeginsCase = false)
{
    public static readonly ReleaseOrders None = new([]);
}
