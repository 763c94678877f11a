using System.CommandLine;
using IfexList.Store;

namespace IfexList.Operations;

/// <summary><c>subscribers forgive ADDRESS</c>: what was counted against a reader counts no more, and what was paused because of it he reads again.</summary>
public static class ForgiveVerb
{
    public static Command Build(CommandLine line)
    {
        var address = Takes.Address();
        return line.Verb("forgive", "Mail for an address works again: what failed counts no more, and what was paused because of it is read again", [address], async (parsed, desk, _) =>
        {
            var reader = parsed.GetValue(address);
            var forgiven = await desk.Database.WriteAsync(tx => Person.Find(tx, reader) is { } person ? Forgiveness.Forgive(tx, person) : null);
            if (forgiven is null or { IsNothing: true })
                throw new VerbFailedException($"nothing is held against {reader}");
            line.Terminal.Row("forgiven", reader, SetbackTable.Points(forgiven.Score ?? 0), $"{forgiven.Setbacks} {(forgiven.Setbacks == 1 ? "setback counts" : "setbacks count")} no more",
                forgiven.Resumed.Count > 0 ? $"reads again {string.Join(", ", forgiven.Resumed)}" : "nothing was paused because of it");
            return 0;
        });
    }
}
