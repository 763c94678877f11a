using System.Diagnostics.Metrics;
using IfexList.Foundation;
using IfexList.Reception;
using IfexList.Store;

namespace IfexList.Web;

/// <summary>
/// What stands still until somebody looks: how much waits and for how long, and of what there is too little. The database is asked at most every
/// <see cref="Limits.TallyTime"/>, and more seldom where that takes long, so that looking costs hardly anything.
/// </summary>
public sealed class Gauges : IDisposable
{
    private readonly Meter _meter = new(Measures.Name);
    private readonly Lock _looking = new();
    private readonly Database _database;
    private readonly Shortages _shortages;
    private readonly TimeProvider _time;
    private Tally? _tally;
    private long _lookAgain;

    public Gauges(Database database, Shortages shortages, TimeProvider time)
    {
        (_database, _shortages, _time) = (database, shortages, time);
        _meter.CreateObservableGauge("ifexlist.queue.waiting", Waiting, "{copy}", "Copies and letters that wait, by priority, list (empty: letters) and state");
        _meter.CreateObservableGauge("ifexlist.queue.age", Ages, "s", "For how long copies that are due have waited since they were decided on: half of them, all but one in twenty, the oldest");
        _meter.CreateObservableGauge("ifexlist.inbox.waiting", () => Look().InboxWaiting, "{mail}", "Mails taken in that wait to be worked off");
        _meter.CreateObservableGauge("ifexlist.held.waiting", () => Look().Held, "{post}", "Posts that wait for a decision");
        _meter.CreateObservableGauge("ifexlist.shortage", Short, null, "1 while mail is put off with 452 for want of it");
    }

    private IEnumerable<Measurement<long>> Waiting()
    {
        foreach (var lane in Look().Lanes)
        {
            yield return Labelled(lane, "due", lane.Due);
            yield return Labelled(lane, "deferred", lane.Deferred);
        }
    }

    private static Measurement<long> Labelled(Lane lane, string state, long count) => new(count, new("priority", lane.Priority), new("list", lane.List), new("state", state));

    private IEnumerable<Measurement<double>> Ages()
    {
        var age = Look().Age;
        return [new(age.Median.TotalSeconds, Rank("p50")), new(age.Late.TotalSeconds, Rank("p95")), new(age.Oldest.TotalSeconds, Rank("oldest"))];
    }

    private static KeyValuePair<string, object?> Rank(string rank) => new("rank", rank);

    private IEnumerable<Measurement<int>> Short()
    {
        var now = _shortages.Now();
        return Shortage.All.Select(shortage => new Measurement<int>(shortage == now ? 1 : 0, new KeyValuePair<string, object?>("of", shortage.Of)));
    }

    private Tally Look()
    {
        lock (_looking)
        {
            if (_tally is { } known && _time.Now() < _lookAgain)
                return known;
            var began = _time.GetTimestamp();
            _tally = _database.Read(db => Tally.Take(db, _time.Now()));
            var dear = _time.GetElapsedTime(began) * Limits.TallyShare;
            _lookAgain = _time.After(dear > Limits.TallyTime ? dear : Limits.TallyTime);
            return _tally;
        }
    }

    public void Dispose() => _meter.Dispose();
}
