using System.CommandLine;
using System.Text;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Store;
using Spectre.Console;

namespace IfexList.Operations;

/// <summary>What an import was asked to do.</summary>
/// <param name="From">Who wrote the file; null: recognise it.</param>
/// <param name="As">What its readers are where no line says: a rhythm, or paused.</param>
/// <param name="DryRun">Only tell.</param>
public sealed record ImportOrder(string File, SubscriberFormat? From, string? As, bool DryRun);

/// <summary>
/// <c>subscribers import L FILE</c>: streams a table of readers into a list, one transaction per <see cref="Limits.ImportRows"/> rows. The next
/// rows are read after each commit, not during it: in that pause a running daemon gets the database.
/// </summary>
public sealed class SubscriberImport(Terminal terminal, AdminDesk desk, MailingList list, ImportOrder order)
{
    private const string PausedWord = "paused";

    private readonly int[] _counts = new int[3];
    private readonly ImportForecast? _forecast = order.DryRun ? new ImportForecast(list, desk.Time.Now()) : null;
    private string _wording = "";
    private int _bad;

    public static Command Build(CommandLine line)
    {
        var list = Takes.List();
        var file = new Argument<string>("FILE") { Description = "CSV with a header line that names address, languages, format, rhythm …; or another system's file; - is standard input" };
        var from = Takes.OneOf("--from", "SYSTEM", "Who wrote it, if the file doesn't tell", Enum.GetNames<SubscriberFormat>());
        var kind = Takes.OneOf("--as", "KIND", "What all its readers are where no line says, such as paused for a file of nomail members", [.. Enum.GetNames<Rhythm>(), PausedWord]);
        var dryRun = new Option<bool>("--dry-run") { Description = "Tell what would happen, and write nothing" };
        return line.Verb("import", Purpose, [list, file, from, kind, dryRun], (parsed, desk, cancellationToken) =>
        {
            var format = parsed.GetValue(from) is { } system ? Enum.Parse<SubscriberFormat>(system, ignoreCase: true) : (SubscriberFormat?)null;
            var order = new ImportOrder(parsed.GetRequiredValue(file), format, parsed.GetValue(kind), parsed.GetValue(dryRun));
            return new SubscriberImport(line.Terminal, desk, desk.ReadersList(parsed.GetRequiredValue(list)), order).RunAsync(cancellationToken);
        });
    }

    private const string Purpose = """
        Enter or change many readers from a file

        From another system, where it runs:
          Mailman 3   mailman members --regular L >L.txt       ifexlist subscribers import L L.txt --from mailman3
                      mailman members --digest any L >L.txt    … --from mailman3 --as daily
                      mailman members --nomail any L >L.txt    … --from mailman3 --as paused
          Mailman 2   dumpdb lists/L/config.pck >L.txt         ifexlist subscribers import L L.txt
          Sympa       sympa dump L@domain                      ifexlist subscribers import L member.dump
          LISTSERV    QUERY L FOR *@* (save the answer)        ifexlist subscribers import L L.txt
        """;

    private async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var stream = order.File == "-" ? terminal.In
            : new FileStream(order.File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, FileOptions.SequentialScan);
        if (terminal.Interactive)
            await Watched(stream, cancellationToken);
        else
            await ReadInAsync(stream, () => { }, terminal.Error.WriteLine, cancellationToken);
        await ReportAsync();
        return _bad > 0 ? 1 : 0;
    }

    private async Task ReportAsync()
    {
        var bad = _bad > 0 || order.DryRun ? $", bad {_bad}" : "";
        var would = order.DryRun ? "would be " : "";
        await terminal.Out.WriteLineAsync($"{would}added {Count(Enrolled.Added)}, updated {Count(Enrolled.Updated)}, skipped {Count(Enrolled.Unchanged)}{bad}");
        foreach (var line in _forecast?.Lines() ?? [])
            await terminal.Out.WriteLineAsync(line);
    }

    private Task Watched(Stream stream, CancellationToken cancellationToken)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Error) });
        return console.Progress().AutoClear(true).StartAsync(async progress =>
        {
            var task = progress.AddTask(Markup.Escape(order.File), maxValue: stream.CanSeek ? Math.Max(1, stream.Length) : 1);
            task.IsIndeterminate = !stream.CanSeek;
            void Advance() => task.Value = stream.CanSeek ? stream.Position : 0;
            await ReadInAsync(stream, Advance, line => console.WriteLine(line), cancellationToken);
        });
    }

    private async Task ReadInAsync(Stream stream, Action advance, Action<string> complain, CancellationToken cancellationToken)
    {
        using var decoded = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true);
        using var text = new ImportText(decoded);
        var format = order.From ?? SubscriberFormats.Recognise(text, order.File);
        _wording = format == SubscriberFormat.Csv ? "imported by the administrator" : $"imported from {format} by the administrator";
        var rows = new List<ImportedReader>(Limits.ImportRows);
        foreach (var line in SubscriberFormats.Read(text, order.File, list, format))
        {
            Tell(line, complain);
            if (line is TableLine.Reader reader)
                rows.Add(Completed(reader.Who));
            if (rows.Count < Limits.ImportRows)
                continue;
            await TakeAsync(rows);
            cancellationToken.ThrowIfCancellationRequested();
            advance();
        }
        await TakeAsync(rows);
    }

    private void Tell(TableLine line, Action<string> complain)
    {
        var (number, words) = line switch
        {
            TableLine.Bad bad => (bad.Number, bad.Reason),
            TableLine.Note note => (note.Number, note.Text),
            TableLine.Reader { Unmapped: { } unmapped } reader => (reader.Number, $"entered, but {unmapped}"),
            _ => (0, ""),
        };
        _bad += line is TableLine.Bad ? 1 : 0;
        if (words.Length > 0)
            complain(Terminal.Harmless($"{order.File}: line {number}: {words}"));
    }

    private ImportedReader Completed(ImportedReader who) => order.As switch
    {
        null => who,
        PausedWord => who with { Paused = true },
        var rhythm => who with { Wish = who.Wish with { Rhythm = who.Wish.Rhythm ?? Enum.Parse<Rhythm>(rhythm, ignoreCase: true) } },
    };

    private async Task TakeAsync(List<ImportedReader> rows)
    {
        var counts = _forecast is { } forecast
            ? desk.Database.Read(db => Counted(rows, reader => forecast.Add(db, reader)))
            : await desk.Database.WriteAsync(tx =>
            {
                var now = desk.Time.Now();
                return Counted(rows, reader => Enrolment.Import(tx, list, reader, _wording, now));
            });
        for (var i = 0; i < counts.Length; i++)
            _counts[i] += counts[i];
        rows.Clear();
    }

    private int[] Counted(List<ImportedReader> rows, Func<ImportedReader, Enrolled> take)
    {
        var counts = new int[_counts.Length];
        foreach (var row in rows)
            counts[(int)take(row)]++;
        return counts;
    }

    private int Count(Enrolled outcome) => _counts[(int)outcome];
}
