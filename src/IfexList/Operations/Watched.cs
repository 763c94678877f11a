using Spectre.Console;

namespace IfexList.Operations;

/// <summary>Work that takes its time: whoever watches sees how far it is.</summary>
public static class Watched
{
    /// <param name="work">Is given what it tells its progress to, out of <paramref name="all"/>.</param>
    public static Task<T> RunAsync<T>(Terminal terminal, string name, long all, Func<Action<long>, Task<T>> work)
    {
        if (!terminal.Interactive)
            return work(_ => { });
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Error) });
        return console.Progress().AutoClear(true).StartAsync(progress =>
        {
            var task = progress.AddTask(Markup.Escape(name), maxValue: Math.Max(1, all));
            return work(done => task.Value = done);
        });
    }
}
