using System.Diagnostics.CodeAnalysis;
using IfexList.Foundation;
using IfexList.Store;

namespace IfexList.Delivery;

/// <summary>
/// The copies that go out next by one route, in lanes: the better priority first, and of equal priority each stream in turn, so that no list waits until
/// another one has been served. Memory holds some pages of each lane, however many rows wait.
/// </summary>
/// <param name="page">Rows read in one go; a lane is low below half of that.</param>
/// <param name="pace">How fast they may go.</param>
public sealed class Backlog(InHand hand, int page, RoutePace pace, TimeProvider time)
{
    private readonly SortedList<(int Priority, string Stream), Lane> _lanes = new(Comparer<(int Priority, string Stream)>.Create(ByPriority));
    private readonly Pulse _changed = new();
    private long _turns;
    private long _notBefore;

    internal int Page => page;

    /// <summary>How long nothing may be taken, whatever waits, since it would be too fast.</summary>
    internal TimeSpan Wait => time.Until(Volatile.Read(ref _notBefore));

    /// <summary>Ends when a copy may have become takeable.</summary>
    internal Task Changed => _changed.Next;

    internal void Beat() => _changed.Beat();

    public int Waiting
    {
        get { lock (hand.Gate) return Count(); }
    }

    /// <summary>Of those waiting, how many could be taken now.</summary>
    internal int Takeable
    {
        get { lock (hand.Gate) return Wait > TimeSpan.Zero ? 0 : hand.Room(this, Count()); }
    }

    /// <summary>Nothing waits here, and nothing is left to be read.</summary>
    internal bool IsEmpty
    {
        get { lock (hand.Gate) return _lanes.Values.All(lane => lane.Waiting.Count == 0 && lane.Unread.Count == 0); }
    }

    /// <summary>The best priority of what waits or is to be read.</summary>
    internal int Best
    {
        get { lock (hand.Gate) return _lanes.Values.FirstOrDefault(lane => lane.Waiting.Count > 0 || lane.Unread.Count > 0)?.Priority ?? int.MaxValue; }
    }

    /// <summary>There may be rows of this lane that weren't read: it is read from its beginning, and what is known is passed over.</summary>
    internal void Expect(OwedLane owed)
    {
        lock (hand.Gate)
            Find(owed.Priority, owed.Stream).Unread[owed] = OwedMark.Start;
    }

    /// <summary>
    /// What to read next, and from where; null while enough waits. Lanes behind a better one that is well filled are left in the database.
    /// </summary>
    internal (OwedLane Lane, OwedMark From)? Hungriest()
    {
        lock (hand.Gate)
        {
            var ahead = 0;
            for (var i = 0; i < _lanes.Count; i++)
            {
                var lane = _lanes.GetValueAtIndex(i);
                if (ahead >= page / 2 && lane.Priority > _lanes.GetValueAtIndex(i - 1).Priority)
                    return null;
                if (lane.Waiting.Count < page / 2 && lane.Unread.Count > 0)
                {
                    var (owed, mark) = lane.Unread.First();
                    return (owed, mark);
                }
                ahead += lane.Waiting.Count;
            }
            return null;
        }
    }

    /// <summary>Takes in the rows that are new here.</summary>
    internal void Offer(OwedLane owed, IReadOnlyList<OwedCopy> rows)
    {
        lock (hand.Gate)
        {
            var lane = Find(owed.Priority, owed.Stream);
            if (rows.Count < page)
                lane.Unread.Remove(owed);
            else
                lane.Unread[owed] = OwedMark.At(rows[^1]);
            foreach (var copy in rows)
                if (hand.Admit(copy))
                    lane.Add(copy);
        }
        Beat();
    }

    internal bool TryTake([NotNullWhen(true)] out OwedCopy? copy)
    {
        copy = null;
        if (!pace.TrySend(out var wait))
        {
            Volatile.Write(ref _notBefore, time.In(wait));
            return false;
        }
        bool isLow;
        lock (hand.Gate)
            copy = Dequeue(out isLow);
        if (copy is null)
            pace.NotSent();
        if (isLow)
            hand.Stir(this);
        return copy is not null;
    }

    /// <summary>Taken, but never tried: it waits again as if nothing had been.</summary>
    internal void Return(OwedCopy copy)
    {
        lock (hand.Gate)
        {
            hand.Count(-1);
            Find(copy.Priority, copy.Stream).Add(copy);
        }
        pace.NotSent();
        Beat();
        hand.Stir(this);
    }

    /// <summary>Nothing goes this way for now: what waits rests in the database alone, and costs nothing until it is read anew.</summary>
    internal void LetGo()
    {
        lock (hand.Gate)
        {
            foreach (var (copy, _) in _lanes.Values.SelectMany(lane => lane.Waiting.UnorderedItems))
                hand.Forget(copy);
            _lanes.Clear();
        }
    }

    private int Count()
    {
        var count = 0;
        for (var i = 0; i < _lanes.Count; i++)
            count += _lanes.GetValueAtIndex(i).Waiting.Count;
        return count;
    }

    private OwedCopy? Dequeue(out bool isLow)
    {
        isLow = false;
        if (Next() is not { } lane || hand.Room(this, 1) == 0)
            return null;
        var copy = lane.Waiting.Dequeue();
        lane.LastTurn = ++_turns;
        hand.Count(1);
        isLow = lane.Waiting.Count == page / 2 - 1;
        return copy;
    }

    // Of the best priority, the lane whose turn is longest ago. There are a handful.
    private Lane? Next()
    {
        Lane? next = null;
        for (var i = 0; i < _lanes.Count; i++)
        {
            var lane = _lanes.GetValueAtIndex(i);
            if (lane.Waiting.Count == 0)
                continue;
            if (next is not null && lane.Priority > next.Priority)
                break;
            if (next is null || lane.LastTurn < next.LastTurn)
                next = lane;
        }
        return next;
    }

    // Octet by octet: two streams that some language writes alike are two.
    private static int ByPriority((int Priority, string Stream) one, (int Priority, string Stream) other) =>
        one.Priority != other.Priority ? one.Priority.CompareTo(other.Priority) : string.CompareOrdinal(one.Stream, other.Stream);

    private Lane Find(int priority, string stream)
    {
        if (!_lanes.TryGetValue((priority, stream), out var lane))
            _lanes.Add((priority, stream), lane = new Lane(priority));
        return lane;
    }

    /// <summary>What waits of one stream with one priority, and from where to read on.</summary>
    private sealed class Lane(int priority)
    {
        public int Priority => priority;
        public PriorityQueue<OwedCopy, OwedMark> Waiting { get; } = new(Comparer<OwedMark>.Create(Order));

        // Of each domain, or of all of them, how far it was read; no entry where it was read to its end.
        public Dictionary<OwedLane, OwedMark> Unread { get; } = [];
        public long LastTurn { get; set; }

        public void Add(OwedCopy copy) => Waiting.Enqueue(copy, OwedMark.At(copy));

        // How long they have been due.
        private static int Order(OwedMark one, OwedMark other) => one.NextAt != other.NextAt ? one.NextAt.CompareTo(other.NextAt) : one.Id.CompareTo(other.Id);
    }
}
