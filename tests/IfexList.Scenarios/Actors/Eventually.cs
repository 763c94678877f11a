namespace IfexList.Scenarios.Actors;

/// <summary>Waiting for what another process does: look again and again, until a deadline that says what was missing.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(25);

    public static Task HoldsAsync(string what, Func<bool> holds, TimeSpan? patience = null) =>
        SeesAsync(what, () => Task.FromResult(holds() ? "yes" : null), patience);

    public static Task<T> SeesAsync<T>(string what, Func<T?> look, TimeSpan? patience = null)
        where T : class => SeesAsync(what, () => Task.FromResult(look()), patience);

    public static async Task<T> SeesAsync<T>(string what, Func<Task<T?>> look, TimeSpan? patience = null)
        where T : class
    {
        var deadline = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (await look() is { } seen)
                return seen;
            if (TimeProvider.System.GetElapsedTime(deadline) > (patience ?? Patience))
                throw new TimeoutException($"not seen within {(patience ?? Patience).TotalSeconds} s: {what}");
            await Task.Delay(Glance, TestContext.Current.CancellationToken);
        }
    }
}
