using System.CommandLine;

namespace IfexList.Operations;

/// <summary><c>demo</c>: the whole main job on this machine, with no set-up.</summary>
public static class DemoVerb
{
    public static Command Build(CommandLine line) => line.Verb("demo", "Shows the whole job on this machine with no set-up, and ends by itself", [], async (_, _, cancellationToken) =>
    {
        var folder = Directory.CreateTempSubdirectory("ifexlist-demo-").FullName;
        var silent = new CommandLine(line.Terminal with { Out = TextWriter.Null }, TimeProvider.System);
        return await new Demo(line.Terminal.Out, folder, arguments => silent.InvokeAsync(arguments, cancellationToken)).RunAsync(cancellationToken);
    });
}
