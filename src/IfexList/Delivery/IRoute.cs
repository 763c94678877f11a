namespace IfexList.Delivery;

/// <summary>A way out for copies: <see cref="CourierPool"/> to the next hop, or <see cref="OutboxDirectory"/>.</summary>
public interface IRoute
{
    /// <summary>Takes copies from the backlog until stopped; ends when every copy it took has an outcome or was returned.</summary>
    /// <param name="stopping">Take nothing more; what is on the wire is finished.</param>
    /// <param name="giveUp">The time for finishing is over.</param>
    Task RunAsync(CancellationToken stopping, CancellationToken giveUp);
}
