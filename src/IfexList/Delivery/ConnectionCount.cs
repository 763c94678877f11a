namespace IfexList.Delivery;

/// <summary>Connections to all hops together, of which there are at most so many.</summary>
public sealed class ConnectionCount(int most)
{
    private int _open;

    /// <summary>Some route would have one more: whoever has nothing to carry should leave.</summary>
    public bool IsShort { get; set; }

    public bool HasRoom => Volatile.Read(ref _open) < most;

    public bool TryTake()
    {
        if (Interlocked.Increment(ref _open) <= most)
            return true;
        Interlocked.Decrement(ref _open);
        return false;
    }

    public void Give() => Interlocked.Decrement(ref _open);
}
