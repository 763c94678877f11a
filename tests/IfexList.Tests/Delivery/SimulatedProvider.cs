using IfexList.Delivery;
using IfexList.Mail;
using Microsoft.Extensions.Time.Testing;

namespace IfexList.Tests.Delivery;

/// <summary>
/// A provider in memory that keeps to its limits and counts who doesn't: connections at once, messages a minute. Complaints in three different minutes of an hour, and it
/// sends everybody away for a day.
/// </summary>
internal sealed class SimulatedProvider(FakeTimeProvider time, int connections, int perMinute)
{
    private const int Strikes = 3;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(100);
    private static readonly SmtpReply TooFast = SmtpReply.Say(421, 7, 0, "Rate limit exceeded, slow down");

    private readonly Queue<DateTimeOffset> _taken = [];
    private readonly HashSet<DateTimeOffset> _complaints = [];
    private DateTimeOffset _suspendedUntil;

    public int Refused { get; private set; }
    public int Complaints { get; private set; }
    public bool HasSuspended => _suspendedUntil > default(DateTimeOffset);

    /// <summary>Sends as the delivery loop does, until 95 of 100 are taken; says how long that took. What is deferred comes again after five minutes.</summary>
    public TimeSpan Take(int messages, RoutePace pace)
    {
        var (start, goal, taken) = (time.GetUtcNow(), messages * 95 / 100, 0);
        var seats = new List<Seat>();
        var deferred = new Queue<DateTimeOffset>();
        while (taken < goal && time.GetUtcNow() - start < TimeSpan.FromDays(2))
        {
            while (deferred.TryPeek(out var due) && due <= time.GetUtcNow())
            {
                deferred.Dequeue();
                messages++;
            }
            foreach (var seat in seats.Where(seat => seat.FreeAt <= time.GetUtcNow()).ToList())
                Serve(seat);
            while (messages > 0 && pace.TryOpen())
                Open();
            time.Advance(Tick);
        }
        return time.GetUtcNow() - start;

        void Open()
        {
            if (time.GetUtcNow() >= _suspendedUntil && seats.Count < connections)
            {
                seats.Add(new Seat { FreeAt = time.GetUtcNow() + 3 * RoundTrip });
                return;
            }
            Refused++;
            pace.Closed();
            if (seats.Count == 0)
                pace.Failed("refused");
            else
                pace.TooMany(seats.Count);
        }

        void Serve(Seat seat)
        {
            if (pace.IsCrowded || seat.Carried == pace.Shape.MessagesPerConnection)
            {
                Close(seat);
                return;
            }
            if (messages == 0 || !pace.TrySend(out _))
                return;
            messages--;
            if (Answer() is { } refusal)
            {
                deferred.Enqueue(time.GetUtcNow() + TimeSpan.FromMinutes(5));
                pace.Answered(refusal);
                Close(seat);
                return;
            }
            taken++;
            pace.Succeeded();
            (seat.Carried, seat.FreeAt) = (seat.Carried + 1, time.GetUtcNow() + RoundTrip);
        }

        void Close(Seat seat)
        {
            seats.Remove(seat);
            pace.Closed();
        }
    }

    private SmtpReply? Answer()
    {
        var now = time.GetUtcNow();
        while (_taken.TryPeek(out var first) && now - first >= TimeSpan.FromMinutes(1))
            _taken.Dequeue();
        if (now >= _suspendedUntil && _taken.Count < perMinute)
        {
            _taken.Enqueue(now);
            return null;
        }
        Complaints++;
        _complaints.RemoveWhere(minute => now - minute >= TimeSpan.FromHours(1));
        _complaints.Add(new DateTimeOffset(now.Ticks - now.Ticks % TimeSpan.TicksPerMinute, TimeSpan.Zero));
        if (_complaints.Count >= Strikes)
            _suspendedUntil = now + TimeSpan.FromDays(1);
        return TooFast;
    }

    private sealed class Seat
    {
        public DateTimeOffset FreeAt { get; set; }
        public int Carried { get; set; }
    }
}
