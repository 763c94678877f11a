using System.Diagnostics.CodeAnalysis;
using IfexList.Foundation;
using IfexList.Store;

namespace IfexList.Delivery;

/// <summary>
/// The copies that are next, in order, and those that are out: taken by a courier and not yet committed. Only the daemon delivers, so a claim is
/// an entry here and costs no write; after a crash every row is simply due again.
/// </summary>
/// <remarks>
/// At most <see cref="Limits.UncommittedOutcomes"/> copies are out at once, counted from the taking to the commit: that is the bound on second
/// copies after a crash. A better copy displaces the worst waiting one, so that an urgent letter overtakes a send in progress.
/// </remarks>
public sealed class Backlog
{
    private const int Capacity = 2 * Limits.RowsRead;

    private readonly Lock _gate = new();
    private readonly SortedSet<OwedCopy> _waiting = new(Comparer<OwedCopy>.Create(Order));
    private readonly HashSet<long> _known = [];
    private readonly HashSet<long> _settledSinceRead = [];

    // Of each priority, how many wait.
    private readonly SortedList<int, int> _counts = [];
    private readonly Pulse _takeable = new();
    private readonly Pulse _low = new();
    private int _readTo = int.MaxValue;
    private int _out;
    private bool _held;

    /// <summary>Ends when a copy may have become takeable, or a courier has ended.</summary>
    internal Task Changed => _takeable.Next;

    /// <summary>Ends when <see cref="IsLow"/> has become true.</summary>
    internal Task Low => _low.Next;

    public int Waiting
    {
        get { lock (_gate) return _waiting.Count; }
    }

    /// <summary>Copies taken and not yet committed.</summary>
    public int Out
    {
        get { lock (_gate) return _out; }
    }

    /// <summary>
    /// Few wait of the priorities that were read last. Those of a later priority don't count, however many were here before: the rest of an urgent send must not wait
    /// until they are gone.
    /// </summary>
    internal bool IsLow
    {
        get { lock (_gate) return Ahead() < Limits.RowsRead / 2; }
    }

    /// <summary>Of those waiting, how many could be taken now.</summary>
    internal int Takeable
    {
        get { lock (_gate) return _held ? 0 : Math.Min(_waiting.Count, Limits.UncommittedOutcomes - _out); }
    }

    /// <summary>
    /// To be called before a page is read: a row whose outcome is committed while the page is being read may stand in that page still, and
    /// must not be taken for a new one.
    /// </summary>
    internal void BeginRead()
    {
        lock (_gate)
            _settledSinceRead.Clear();
    }

    /// <summary>Takes in the rows that are new here, as far as there is room.</summary>
    internal void Offer(IReadOnlyList<OwedCopy> page)
    {
        if (page.Count == 0)
            return;
        lock (_gate)
        {
            _readTo = page[^1].Priority;
            foreach (var copy in page)
                if (!_settledSinceRead.Contains(copy.Id) && !_known.Contains(copy.Id) && HasRoomFor(copy))
                    Add(copy);
        }
        _takeable.Beat();
    }

    internal bool TryTake([NotNullWhen(true)] out OwedCopy? copy)
    {
        bool isLow;
        lock (_gate)
        {
            copy = _held || _out >= Limits.UncommittedOutcomes ? null : _waiting.Min;
            if (copy is null)
                return false;
            Remove(copy);
            _out++;
            isLow = copy.Priority <= _readTo && Ahead() == Limits.RowsRead / 2 - 1;
        }
        if (isLow)
            _low.Beat();
        return true;
    }

    /// <summary>Taken, but never tried: it waits again as if nothing had been.</summary>
    internal void Return(OwedCopy copy)
    {
        lock (_gate)
        {
            _out--;
            Wait(copy);
        }
        _takeable.Beat();
    }

    /// <summary>The outcomes of these are committed.</summary>
    internal void Settle(IEnumerable<OwedCopy> copies)
    {
        lock (_gate)
            foreach (var copy in copies)
            {
                _out--;
                _known.Remove(copy.Id);
                _settledSinceRead.Add(copy.Id);
            }
        _takeable.Beat();
    }

    /// <summary>While outcomes can't be committed, nothing more goes out.</summary>
    internal void Hold(bool held)
    {
        lock (_gate)
            _held = held;
        _takeable.Beat();
    }

    /// <summary>A courier has ended: whoever counts them should look.</summary>
    internal void Wake() => _takeable.Beat();

    private bool HasRoomFor(OwedCopy copy)
    {
        if (_waiting.Count < Capacity)
            return true;
        var worst = _waiting.Max!;
        if (Order(worst, copy) <= 0)
            return false;
        Remove(worst);
        _known.Remove(worst.Id);
        return true;
    }

    // Priority, then how long they have been due.
    private static int Order(OwedCopy one, OwedCopy other)
    {
        if (one.Priority != other.Priority)
            return one.Priority.CompareTo(other.Priority);
        return one.NextAt != other.NextAt ? one.NextAt.CompareTo(other.NextAt) : one.Id.CompareTo(other.Id);
    }

    private void Add(OwedCopy copy)
    {
        Wait(copy);
        _known.Add(copy.Id);
    }

    private void Wait(OwedCopy copy)
    {
        if (_waiting.Add(copy))
            _counts[copy.Priority] = _counts.GetValueOrDefault(copy.Priority) + 1;
    }

    private void Remove(OwedCopy copy)
    {
        if (_waiting.Remove(copy))
            _counts[copy.Priority]--;
    }

    // How many wait of the priorities that were read last, or better ones. There are four or five priorities.
    private int Ahead()
    {
        var ahead = 0;
        for (var i = 0; i < _counts.Count && _counts.GetKeyAtIndex(i) <= _readTo; i++)
            ahead += _counts.GetValueAtIndex(i);
        return ahead;
    }
}
