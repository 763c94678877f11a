using System.Collections;
using IfexList.Lists;

namespace IfexList.Moderation;

/// <summary>Topics as an order names them; two orders with the same topics are the same order.</summary>
public sealed class TopicSet(IEnumerable<Topic> topics) : IReadOnlyCollection<Topic>, IEquatable<TopicSet>
{
    private readonly List<Topic> _topics = [.. topics.Distinct()];

    public int Count => _topics.Count;

    public bool Equals(TopicSet? other) => other is not null && _topics.ToHashSet().SetEquals(other._topics);

    public override bool Equals(object? obj) => Equals(obj as TopicSet);

    public override int GetHashCode() => _topics.Aggregate(0, (hash, topic) => hash ^ topic.GetHashCode());

    public override string ToString() => string.Join(',', _topics);

    public IEnumerator<Topic> GetEnumerator() => _topics.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
