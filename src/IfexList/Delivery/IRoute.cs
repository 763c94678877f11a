namespace IfexList.Delivery;

/// <summary>A way out for copies: <see cref="CourierPool"/> to the next hop, <see cref="OutboxDirectory"/>, or <see cref="ClosedDoor"/>.</summary>
public interface IRoute
{
    /// <summary>No two routes have the same; it may tell who a reader is, so it stands in the database alone.</summary>
    string Name { get; }

    /// <summary>What goes next.</summary>
    Backlog Backlog { get; }

    /// <summary>How long nothing can go this way.</summary>
    TimeSpan PauseLeft { get; }

    /// <summary>A copy that were here could be put to work.</summary>
    bool HasRoom { get; }

    /// <summary>Somebody is at work.</summary>
    bool IsAtWork { get; }

    /// <summary>Puts to work what waits, as far as it is worth it and the other side bears it. Called by one thread, whenever something may have changed.</summary>
    /// <param name="stopping">Take nothing more; what is on the wire is finished.</param>
    /// <param name="giveUp">The time for finishing is over.</param>
    /// <returns>False where more would be worth it than is borne: it should be asked again when a connection has ended somewhere.</returns>
    bool Work(CancellationToken stopping, CancellationToken giveUp);

    /// <summary>Ends when every copy that was taken has an outcome or was returned.</summary>
    Task EndAsync();
}
