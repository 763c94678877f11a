namespace IfexList.Foundation;

/// <summary>
/// Wakes whoever waits for a change. Take <see cref="Next"/> first, look at the state, then wait for it: so no change is missed.
/// </summary>
public sealed class Pulse
{
    private TaskCompletionSource _next = New();

    public Task Next => Volatile.Read(ref _next).Task;

    public void Beat() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    /// <summary>Ends at the beat, after <paramref name="limit"/> or at cancellation; which of them, the caller sees by looking.</summary>
    public static async Task WaitAsync(Task beat, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken) =>
        await beat.WaitAsync(limit, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
