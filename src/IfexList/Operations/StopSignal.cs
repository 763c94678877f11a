using System.Runtime.InteropServices;

namespace IfexList.Operations;

/// <summary>
/// SIGTERM from the program's first line on. The library that reads the command line listens only once a verb is at work, some tenths of a second later, and until then
/// a stop would end us with 143: a failure to whoever started us.
/// </summary>
public sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration _registration;

    public StopSignal() => _registration = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

    public CancellationToken Token => _stop.Token;

    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        _stop.Cancel();
    }

    /// <summary>The token's source stays open: a signal that came just before still runs on its own thread, and would end us on a source that is closed.</summary>
    public void Dispose() => _registration.Dispose();
}
