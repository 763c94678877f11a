using IfexList.Foundation;
using IfexList.Store;
using Microsoft.Extensions.Logging;

namespace IfexList.Delivery;

/// <summary>What all routes share: the copies in hand, their texts, where outcomes go, and how many connections there may be.</summary>
/// <param name="Signs">Copies carry our signature.</param>
public sealed record Depot(
    InHand Hand, PreparedTexts Texts, PersonalHeaders Headers, OutcomeRecorder Recorder, ConnectionCount Connections, string HostName, bool Signs, TimeProvider Time,
    ILogger Log)
{
    public Backlog NewBacklog(int page = Limits.RowsRead) => new(Hand, page);
}
