using IfexList.Foundation;
using IfexList.Store;

namespace IfexList.Delivery;

/// <summary>
/// Every copy that is in memory, over all routes: waiting in the backlog of its route, or out, that is taken by a courier and not yet committed.
/// Only the daemon delivers, so a claim is an entry here and costs no write; after a crash every row is simply due again.
/// </summary>
/// <remarks>
/// At most <see cref="Limits.UncommittedOutcomes"/> copies are out at once, counted from the taking to the commit: that is the bound on second
/// copies after a crash.
/// </remarks>
public sealed class InHand(TimeProvider time)
{
    private readonly HashSet<long> _known = [];
    private readonly HashSet<long> _settledSinceRead = [];

    // Those that had something to give out while too much was out.
    private readonly HashSet<Backlog> _starved = [];
    private readonly HashSet<Backlog> _stirred = [];
    private readonly Pulse _bell = new();
    private int _out;
    private long _givesWayUntil;
    private bool _held;

    /// <summary>Copies taken and not yet committed.</summary>
    public int Out
    {
        get { lock (Gate) return _out; }
    }

    /// <summary>How many may be out at once.</summary>
    internal int Most => time.Elapsed() < Volatile.Read(ref _givesWayUntil) ? Limits.OutcomesGivingWay : Limits.UncommittedOutcomes;

    /// <summary>Held by whoever moves copies: they move between backlogs and here at once.</summary>
    internal Lock Gate { get; } = new();

    /// <summary>Ends when <see cref="TakeStirred"/> may bring something.</summary>
    internal Task Stirred => _bell.Next;

    /// <summary>There may be something to read for that route, or to put to work.</summary>
    internal void Stir(Backlog backlog)
    {
        lock (_stirred)
            if (!_stirred.Add(backlog))
                return;
        _bell.Beat();
    }

    internal IReadOnlyList<Backlog> TakeStirred()
    {
        lock (_stirred)
        {
            Backlog[] stirred = [.. _stirred];
            _stirred.Clear();
            return stirred;
        }
    }

    /// <summary>
    /// To be called before a page is read: a row whose outcome is committed while the page is being read may stand in that page still, and
    /// must not be taken for a new one.
    /// </summary>
    internal void BeginRead()
    {
        lock (Gate)
            _settledSinceRead.Clear();
    }

    /// <summary>With the gate held: false where it is known here already, or was settled since the page was read.</summary>
    internal bool Admit(OwedCopy copy) => !_settledSinceRead.Contains(copy.Id) && _known.Add(copy.Id);

    /// <summary>With the gate held: it rests in the database alone.</summary>
    internal void Forget(OwedCopy copy) => _known.Remove(copy.Id);

    /// <summary>With the gate held: how many more may go out, of <paramref name="wanted"/>. Where it is fewer, the backlog hears of it when that is over.</summary>
    internal int Room(Backlog backlog, int wanted)
    {
        var room = _held ? 0 : Math.Max(0, Most - _out);
        if (wanted > room)
            _starved.Add(backlog);
        return Math.Min(wanted, room);
    }

    /// <summary>Takes a copy that won't be sent, only given up; false where it is known here already.</summary>
    internal bool TryTakeOverdue(OwedCopy copy)
    {
        lock (Gate)
        {
            if (_held || _out >= Limits.UncommittedOutcomes || !Admit(copy))
                return false;
            _out++;
            return true;
        }
    }

    /// <summary>With the gate held: one has gone out, or has come back untried.</summary>
    internal void Count(int gone) => _out += gone;

    /// <summary>The outcomes of these are committed.</summary>
    internal void Settle(IEnumerable<OwedCopy> copies)
    {
        lock (Gate)
            foreach (var copy in copies)
            {
                _out--;
                _known.Remove(copy.Id);
                _settledSinceRead.Add(copy.Id);
            }
        Feed();
    }

    /// <summary>For a moment fewer copies are out, so that the commits of their outcomes are short and others' come between them.</summary>
    internal void GiveWay() => Volatile.Write(ref _givesWayUntil, time.In(Limits.GiveWayTime));

    /// <summary>While outcomes can't be committed, nothing more goes out.</summary>
    internal void Hold(bool held)
    {
        lock (Gate)
        {
            if (_held == held)
                return;
            _held = held;
        }
        Feed();
    }

    private void Feed()
    {
        Backlog[] starved;
        lock (Gate)
        {
            if (_starved.Count == 0)
                return;
            starved = [.. _starved];
            _starved.Clear();
        }
        foreach (var backlog in starved)
            backlog.Beat();
        foreach (var backlog in starved)
            Stir(backlog);
    }
}
