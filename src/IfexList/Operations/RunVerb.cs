using System.CommandLine;

namespace IfexList.Operations;

/// <summary><c>run</c>: the daemon. SIGTERM or a service stop finishes what is on the wire, commits, and ends with 0.</summary>
public static class RunVerb
{
    public static Command Build(CommandLine line) => line.Verb("run", "The daemon: receives, moderates, delivers until it is stopped", [], async (_, desk, cancellationToken) =>
    {
        // A signal is heard from the first moment that the verb doesn't run in its caller's hands; before that, SIGTERM would end us on the spot.
        await Task.Yield();
        WorkerThreads.Start();
        await Daemon.RunAsync(desk.Settings, cancellationToken);
        return 0;
    });
}
