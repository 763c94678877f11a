using System.Collections.Concurrent;
using IfexList.Foundation;
using IfexList.Store;
using Microsoft.Extensions.Logging;

namespace IfexList.Delivery;

/// <summary>
/// What is kept of routes: how they were when we stopped, and what is to be written about them. A pace can't wait for the database, so the loop writes, beside the
/// copies.
/// </summary>
public sealed class RouteBook(Database database, TimeProvider time, ILogger log)
{
    private readonly ConcurrentQueue<Action<Connection>> _toWrite = [];
    private readonly ConcurrentDictionary<string, RouteState> _noted = new(database.Read(Routes.Troubled));
    private readonly IReadOnlyDictionary<string, int> _sentToday = database.Read(db => Warmth.On(db, time.GetUtcNow().UtcDay()));
    private Task _writing = Task.CompletedTask;

    public RouteState? StateOf(string route) => _noted.GetValueOrDefault(route);

    public int SentToday(string provider) => _sentToday.GetValueOrDefault(provider);

    /// <param name="state">Null: it is in order.</param>
    public void Note(string route, RouteState? state)
    {
        if (state is not null)
            _noted[route] = state;
        else
            _noted.TryRemove(route, out _);
        _toWrite.Enqueue(tx => Routes.Note(tx, route, state));
    }

    public void Learn(string domain, Way way) => _toWrite.Enqueue(tx => Routes.Learn(tx, domain, way, time.Now()));

    /// <summary>Writes what has come together, unless that is still being done.</summary>
    public void Write()
    {
        if (_writing.IsCompleted && !_toWrite.IsEmpty)
            _writing = WriteAsync();
    }

    /// <summary>Everything is written.</summary>
    public async Task EndAsync()
    {
        await _writing;
        Write();
        await _writing;
    }

    /// <summary>Routes whose trouble somebody has struck out (<c>queue retry</c>): they are tried at once.</summary>
    public IEnumerable<string> TakeForgiven()
    {
        if (_noted.IsEmpty || !_writing.IsCompleted || !_toWrite.IsEmpty)
            return [];
        var still = database.Read(Routes.Troubled);
        string[] forgiven = [.. _noted.Keys.Where(route => !still.ContainsKey(route))];
        foreach (var route in forgiven)
            _noted.TryRemove(route, out _);
        return forgiven;
    }

    // What can't be written is no loss: it only tells people more, and a restart less.
    private async Task WriteAsync()
    {
        var notes = new List<Action<Connection>>();
        while (_toWrite.TryDequeue(out var note))
            notes.Add(note);
        try
        {
            await database.WriteAsync(tx => notes.ForEach(note => note(tx)));
        }
        catch (Exception e)
        {
            log.RouteUnnoted(notes.Count, e);
        }
    }
}
