using System.CommandLine;
using IfexList.Foundation;
using Spectre.Console;

namespace IfexList.Operations;

/// <summary><c>top</c>: what comes, waits and goes, looked at anew each second until q is pressed.</summary>
public static class TopVerb
{
    private const int Width = 80;

    public static Command Build(CommandLine line)
    {
        var once = new Option<bool>("--once") { Description = "One picture as plain text, after a second of looking" };
        return line.Verb("top", "A live view of routes, rates and what waits; q ends it", [once], async (parsed, desk, cancellationToken) =>
        {
            using var web = new DaemonWeb(desk.Settings.Http);
            var first = await TopLook.TakeAsync(desk, web, cancellationToken);
            if (parsed.GetValue(once) || !line.Terminal.Interactive)
                await PrintAsync(line.Terminal, desk, web, first, cancellationToken);
            else
                await WatchAsync(line.Terminal, desk, web, first, cancellationToken);
            return 0;
        });
    }

    private static async Task PrintAsync(Terminal terminal, AdminDesk desk, DaemonWeb web, TopLook first, CancellationToken cancellationToken)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(terminal.Out) });
        console.Profile.Width = Width;
        // Without a daemon that tells counts there are no rates to wait for.
        if (first.Samples.Count > 0)
            await Task.Delay(Limits.TopTime, TimeProvider.System, cancellationToken);
        console.Write(new TopFrame(desk.Settings.Domain, first, await TopLook.TakeAsync(desk, web, cancellationToken)).Render());
    }

    private static async Task WatchAsync(Terminal terminal, AdminDesk desk, DaemonWeb web, TopLook before, CancellationToken cancellationToken)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Out) });
        await console.Live(Text.Empty).AutoClear(true).StartAsync(async live =>
        {
            while (!cancellationToken.IsCancellationRequested && !IsToEnd())
            {
                var now = await TopLook.TakeAsync(desk, web, cancellationToken);
                live.UpdateTarget(new TopFrame(desk.Settings.Domain, before, now).Render());
                before = now;
                await Task.Delay(Limits.TopTime, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        });
    }

    private static bool IsToEnd()
    {
        while (!Console.IsInputRedirected && Console.KeyAvailable)
            if (Console.ReadKey(intercept: true).Key is ConsoleKey.Q or ConsoleKey.Escape)
                return true;
        return false;
    }
}
