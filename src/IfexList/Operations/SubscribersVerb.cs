using System.CommandLine;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Operations;

/// <summary><c>subscribers add|remove|show|forgive|import|export</c>: who reads which list, from the shell.</summary>
public static class SubscribersVerb
{
    public static Command Build(CommandLine line) => new("subscribers", "Who reads a list: add, remove, show, forgive, import, export")
    {
        Add(line),
        Remove(line),
        Show(line),
        ForgiveVerb.Build(line),
        SubscriberImport.Build(line),
        Export(line),
    };

    private static Command Add(CommandLine line)
    {
        var list = Takes.List();
        var address = Takes.Address();
        var languages = Takes.LanguageList("--language", "A language he reads, best first (may be repeated)");
        return line.Verb("add", "Enter a reader, or change his languages", [list, address, languages], async (parsed, desk, _) =>
        {
            var reader = parsed.GetValue(address);
            var to = desk.ReadersList(parsed.GetRequiredValue(list));
            var outcome = await desk.SubscribeAsync(to, reader, new Preferences(parsed.GetValue(languages)));
            line.Terminal.Row(outcome.ToString().ToLowerInvariant(), reader, to.Name);
            return 0;
        });
    }

    private static Command Remove(CommandLine line)
    {
        var list = Takes.List();
        var address = Takes.Address();
        return line.Verb("remove", "End a subscription at once", [list, address], async (parsed, desk, _) =>
        {
            var reader = parsed.GetValue(address);
            var from = desk.List(parsed.GetRequiredValue(list));
            var left = await desk.Database.WriteAsync(tx =>
                Person.Find(tx, reader) is { } person && Subscriptions.Leave(tx, from.Name, person, desk.Time.Now()));
            if (!left)
                throw new VerbFailedException($"{reader} doesn't read {from.Name}");
            line.Terminal.Row("removed", reader, from.Name);
            return 0;
        });
    }

    private static Command Show(CommandLine line)
    {
        var what = new Argument<string[]>("ADDRESS or L") { Arity = new ArgumentArity(1, 2), Description = "A reader's address, a list, or both" };
        return line.Verb("show", "What an address reads, and why mail for it fails; or who reads a list", [what], (parsed, desk, _) =>
        {
            var words = parsed.GetRequiredValue(what);
            var list = words.FirstOrDefault(word => !word.Contains('@')) is { } name ? desk.List(name) : null;
            if (words.FirstOrDefault(word => word.Contains('@')) is not { } address)
                foreach (var subscriber in Readers(desk, list!).SelectMany(page => page))
                    Print(line.Terminal, subscriber);
            else
                ShowReader(line.Terminal, desk, address, list);
            return Task.FromResult(0);
        });
    }

    private static void ShowReader(Terminal terminal, AdminDesk desk, string text, MailingList? list)
    {
        if (!Address.TryParse(text, out var address))
            throw new VerbFailedException($"\"{text}\" is no mail address");
        var found = desk.Database.Read(db => Enrolment.Of(db, address)).Where(s => list is null || s.List == list.Name).ToList();
        var history = desk.Database.Read(db => Person.Find(db, address) is { } person ? SetbackHistory.Of(db, person, Foundation.Limits.SetbacksShown) : SetbackHistory.None);
        if (found.Count == 0 && (list is not null || history.IsEmpty))
            throw new VerbFailedException(list is null ? $"{address} reads no list" : $"{address} doesn't read {list.Name}");
        foreach (var subscriber in found)
            Print(terminal, subscriber);
        SetbackTable.Print(terminal, history);
    }

    private static void Print(Terminal terminal, Subscriber s)
    {
        var cells = SubscriberExport.Header.TrimEnd().Split(',').Zip(SubscriberExport.Cells(s)).ToDictionary(cell => cell.First, cell => cell.Second);
        var pause = s.PausedUntil is { } until ? [$"paused until {until:yyyy-MM-dd}"] : Array.Empty<string>();
        terminal.Row([
            s.List, s.Address, s.State.ToString().ToLowerInvariant(), cells["languages"], cells["format"], cells["rhythm"], $"since {s.Since:yyyy-MM-dd}", .. pause,
            $"topics {cells["topics"]}", $"cap {cells["cap"]}", $"wait {(cells["wait"].Length > 0 ? cells["wait"] : "as the list")}",
            $"editions {cells["editions"]}", s.Wording]);
    }

    private static Command Export(CommandLine line)
    {
        var list = Takes.List();
        return line.Verb("export", "Write a list's readers to standard output as CSV, ordered by address", [list], async (parsed, desk, cancellationToken) =>
        {
            var from = desk.ReadersList(parsed.GetRequiredValue(list));
            await line.Terminal.Out.WriteAsync(SubscriberExport.Header);
            foreach (var page in Readers(desk, from))
            {
                cancellationToken.ThrowIfCancellationRequested();
                await line.Terminal.Out.WriteAsync(SubscriberExport.Rows(page));
            }
            return 0;
        });
    }

    // Page by page: no snapshot stays open while a slow pipe drains, and memory stays bounded.
    private static IEnumerable<IReadOnlyList<Subscriber>> Readers(AdminDesk desk, MailingList list)
    {
        var after = "";
        while (desk.Database.Read(db => Enrolment.Page(db, list.Name, after, Foundation.Limits.ImportRows)) is { Count: > 0 } page)
        {
            yield return page;
            after = page[^1].Address.Key;
        }
    }
}
