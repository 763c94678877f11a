using IfexList.Foundation;
using IfexList.Mail;

namespace IfexList.Delivery;

/// <summary>The route of a domain that takes no mail, or doesn't exist: each copy is refused without being sent.</summary>
internal sealed class ClosedDoor(string domain, SmtpReply reply, Depot depot) : IRoute
{
    public string Name => $"{domain}: {reply}";

    public Backlog Backlog { get; } = depot.NewBacklog(new RoutePace(Ways.Elsewhere, depot.Time, depot.Log));

    public TimeSpan PauseLeft => TimeSpan.Zero;

    public bool HasRoom => true;

    public bool IsAtWork => false;

    public bool Work(CancellationToken stopping, CancellationToken giveUp)
    {
        while (!stopping.IsCancellationRequested && Backlog.TryTake(out var copy))
            depot.Recorder.Record(copy, new Outcome.Refused(reply), Ways.Elsewhere);
        return true;
    }

    public Task EndAsync() => Task.CompletedTask;
}
