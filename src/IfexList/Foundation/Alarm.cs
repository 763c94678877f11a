namespace IfexList.Foundation;

/// <summary>Wakes one loop that sleeps until there is work; several calls before it wakes are one.</summary>
public sealed class Alarm : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0, 1);

    public void Ring()
    {
        try
        {
            _rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is ringing already.
        }
    }

    /// <summary>Returns when rung, or after <paramref name="longest"/>: the command line changes the database without ringing.</summary>
    public async Task SleepAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        try
        {
            await _rung.WaitAsync(longest, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The loop looks at the token itself.
        }
    }

    public void Dispose() => _rung.Dispose();
}
