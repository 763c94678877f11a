using IfexList.Foundation;
using IfexList.Store;
using Microsoft.Extensions.Logging;

namespace IfexList.Delivery;

/// <summary>What all routes share: the copies in hand, their texts, where outcomes go, and how many connections there may be.</summary>
/// <param name="Book">What is kept of routes.</param>
/// <param name="Signs">Copies carry our signature.</param>
public sealed record Depot(
    InHand Hand, PreparedTexts Texts, PersonalHeaders Headers, OutcomeRecorder Recorder, RouteBook Book, ConnectionCount Connections, string HostName, bool Signs, TimeProvider Time,
    ILogger Log)
{
    public Backlog NewBacklog(RoutePace pace, int page = Limits.RowsRead) => new(Hand, page, pace, Time);

    public RoutePace NewPace(Shape shape) => new(shape, Time, Log, Book.StateOf(shape.Provider), Book.SentToday(shape.Provider), state => Book.Note(shape.Provider, state));
}
