namespace IfexList.Store;

/// <summary>Why a copy hasn't left, and when something will come of it.</summary>
public abstract record CopyWait
{
    private CopyWait() { }

    /// <summary>Null where it is now, or can't be said.</summary>
    public virtual long? Next => null;

    /// <summary>It was put off, and its own time hasn't come.</summary>
    public sealed record TriedAgain(long At, int Attempts) : CopyWait
    {
        public override long? Next => At;
    }

    /// <summary>Its route takes up one after the other, now or when its rest is over.</summary>
    /// <param name="Route">Empty where the way of its domain isn't known yet.</param>
    /// <param name="Trouble">Null where the route is in order.</param>
    /// <param name="RestsUntil">Null where it doesn't rest.</param>
    /// <param name="Ahead">Copies before it.</param>
    public sealed record InTurn(string Route, RouteState? Trouble, long? RestsUntil, long Ahead) : CopyWait
    {
        public override long? Next => RestsUntil;
    }

    /// <summary>Its reader gets parcels.</summary>
    public sealed record NextParcel(long? At) : CopyWait
    {
        public override long? Next => At;
    }

    /// <summary>Its reader wants nothing for a while; without an end, until he says so.</summary>
    public sealed record Paused(long? Until) : CopyWait
    {
        public override long? Next => Until;
    }

    /// <summary>Whom it waits for reads the list no more.</summary>
    public sealed record NotReading : CopyWait;
}
