using System.CommandLine;
using System.Text;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Store;
using Spectre.Console;

namespace IfexList.Operations;

/// <summary>
/// <c>subscribers import L FILE.csv</c>: streams a table of readers into a list, one transaction per <see cref="Limits.ImportRows"/> rows. The next
/// rows are read after each commit, not during it: in that pause a running daemon gets the database.
/// </summary>
public sealed class SubscriberImport(Terminal terminal, AdminDesk desk, MailingList list)
{
    private readonly int[] _counts = new int[3];
    private int _bad;

    public static Command Build(CommandLine line)
    {
        var list = Takes.List();
        var file = new Argument<string>("FILE.csv") { Description = "UTF-8, with a header line that names address, languages, format, rhythm; - is standard input" };
        return line.Verb("import", "Enter or change many readers from a CSV file", [list, file], (parsed, desk, cancellationToken) =>
            new SubscriberImport(line.Terminal, desk, desk.ReadersList(parsed.GetRequiredValue(list))).RunAsync(parsed.GetRequiredValue(file), cancellationToken));
    }

    private async Task<int> RunAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = file == "-" ? terminal.In : new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, FileOptions.SequentialScan);
        if (terminal.Interactive)
            await Watched(stream, file, cancellationToken);
        else
            await ReadInAsync(stream, file, () => { }, terminal.Error.WriteLine, cancellationToken);
        var bad = _bad > 0 ? $", bad {_bad}" : "";
        await terminal.Out.WriteLineAsync($"added {Count(Enrolled.Added)}, updated {Count(Enrolled.Updated)}, skipped {Count(Enrolled.Unchanged)}{bad}");
        return _bad > 0 ? 1 : 0;
    }

    private Task Watched(Stream stream, string file, CancellationToken cancellationToken)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Error) });
        return console.Progress().AutoClear(true).StartAsync(async progress =>
        {
            var task = progress.AddTask(Markup.Escape(file), maxValue: stream.CanSeek ? Math.Max(1, stream.Length) : 1);
            task.IsIndeterminate = !stream.CanSeek;
            void Advance() => task.Value = stream.CanSeek ? stream.Position : 0;
            await ReadInAsync(stream, file, Advance, line => console.WriteLine(line), cancellationToken);
        });
    }

    private async Task ReadInAsync(Stream stream, string file, Action advance, Action<string> complain, CancellationToken cancellationToken)
    {
        using var text = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true);
        var rows = new List<TableLine.Reader>(Limits.ImportRows);
        foreach (var line in new SubscriberTable(text, file, list).Read())
        {
            if (line is TableLine.Bad bad)
            {
                _bad++;
                complain(Terminal.Harmless($"{file}: line {bad.Number}: {bad.Reason}"));
            }
            else if (line is TableLine.Reader reader)
                rows.Add(reader);
            if (rows.Count == Limits.ImportRows)
            {
                await CommitAsync(rows);
                cancellationToken.ThrowIfCancellationRequested();
                advance();
            }
        }
        await CommitAsync(rows);
    }

    private async Task CommitAsync(List<TableLine.Reader> rows)
    {
        var counts = await desk.Database.WriteAsync(tx =>
        {
            var now = desk.Time.Now();
            var entered = new int[_counts.Length];
            foreach (var row in rows)
                entered[(int)Enrolment.Enter(tx, list, row.Address, row.Wish, "imported by the administrator", now)]++;
            return entered;
        });
        for (var i = 0; i < counts.Length; i++)
            _counts[i] += counts[i];
        rows.Clear();
    }

    private int Count(Enrolled outcome) => _counts[(int)outcome];
}
