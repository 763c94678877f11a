using System.CommandLine;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Operations;

/// <summary><c>archive withdraw|redact|unlist|list|log</c>: what is taken off the record, and the audit of it.</summary>
public static class ArchiveRetraction
{
    private const string Replacement = "[…]";
    private const int MostRows = 1_000;

    private const string RedactPurpose = """
        Take a person's name out of everything on record

        Whole words; case, accents and Arabic forms make no difference, inflected forms do: give each as a name of its own, with a semicolon between. Posts that are still held, and
        files that came out with a text, aren't looked into; the numbers of texts with files are printed. Bundles of all months concerned are written anew.
        """;

    public static IEnumerable<Command> Build(CommandLine line) => [Withdraw(line), Redact(line), Unlist(line), List(line), Log(line)];

    private static Command Withdraw(CommandLine line)
    {
        var (number, reason) = (Number("2026-1130-01, or 2026-1130-01/fr for one language"), Reason());
        return line.Verb("withdraw", "Replace a text by a reason: its number stays, all else of it is gone for good", [number, reason], async (parsed, desk, _) =>
        {
            var (named, language) = ReleaseNumbers.Split(parsed.GetRequiredValue(number));
            var texts = await desk.Database.WriteAsync(tx => Retractions.Withdraw(tx, named, language, parsed.GetRequiredValue(reason), person: null, desk.Time.Now()));
            if (texts == 0)
                throw new VerbFailedException($"there is no text by the number \"{parsed.GetRequiredValue(number)}\"");
            line.Terminal.Row("withdrawn", parsed.GetRequiredValue(number), $"{texts} texts");
            return 0;
        });
    }

    private static Command Redact(CommandLine line)
    {
        var names = new Argument<string>("NAME") { Description = "As \"Rose Kadiri\"; several spellings as \"Rose Kadiri;Роза Кадири\"" };
        var inCase = new Option<string?>("--case") { HelpName = "NUMBER", Description = "Only in that case" };
        var replacement = new Option<string>("--replacement") { HelpName = "TEXT", Description = "What stands in its place", DefaultValueFactory = _ => Replacement };
        var dryRun = new Option<bool>("--dry-run") { Description = "Print the numbers of the texts that hold it, and change nothing" };
        var reason = Reason();
        return line.Verb("redact", RedactPurpose, [names, inCase, replacement, dryRun, reason], async (parsed, desk, _) =>
        {
            var patterns = parsed.GetRequiredValue(names).Split(';').Select(NamePattern.Of).OfType<NamePattern>().ToList();
            if (patterns.Count == 0)
                throw new VerbFailedException("NAME holds no word");
            var where = parsed.GetValue(inCase);
            var done = parsed.GetValue(dryRun)
                ? new Redacted(desk.Database.Read(db => Redaction.Find(db, patterns, where)), [])
                : await desk.Database.WriteAsync(tx => Redaction.Redact(tx, patterns, parsed.GetRequiredValue(replacement), where, parsed.GetRequiredValue(reason), desk.Time.Now()));
            foreach (var number in done.Numbers)
                line.Terminal.Row(parsed.GetValue(dryRun) ? "holds it" : "redacted", number);
            foreach (var number in done.Files)
                line.Terminal.Row("has files", number);
            return 0;
        });
    }

    private static Command Unlist(CommandLine line) => Listed(line, "unlist", "Ask search engines to leave a case alone", Unlisted.Add);

    private static Command List(CommandLine line) => Listed(line, "list", "Let search engines find a case again", Unlisted.Remove);

    private static Command Listed(CommandLine line, string name, string purpose, Func<Connection, string, long, bool> change)
    {
        var number = Number("The case's, as 2026-1130-01");
        return line.Verb(name, purpose, [number], async (parsed, desk, _) =>
        {
            var named = parsed.GetRequiredValue(number);
            if (!Releases.IsNumber(named))
                throw new VerbFailedException($"\"{named}\" is no number such as 2026-1130-01");
            line.Terminal.Row(await desk.Database.WriteAsync(tx => change(tx, named, desk.Time.Now())) ? $"{name}ed" : "was so before", named);
            return 0;
        });
    }

    private static Command Log(CommandLine line)
    {
        var json = Takes.Json();
        return line.Verb("log", "What was done to the record, newest first: time, deed, number, texts, who (- for the shell), reason", [json], (parsed, desk, _) =>
        {
            var log = desk.Database.Read(db => ArchiveLog.All(db, MostRows));
            if (parsed.GetValue(json))
                line.Terminal.Json(log.Select(row => new { At = Instant.Iso(row.Deed.At), row.Deed.Deed, row.Deed.Number, row.Deed.Editions, row.Who, row.Deed.Reason }));
            else
                foreach (var (deed, who) in log)
                    line.Terminal.Row($"{Instant.Time(deed.At):yyyy-MM-dd HH:mm:ss}Z", deed.Deed, deed.Number ?? "-", deed.Editions, who.Length > 0 ? who : "-", deed.Reason ?? "");
            return Task.FromResult(0);
        });
    }

    private static Argument<string> Number(string what) => new("NUMBER") { Description = what };

    private static Option<string> Reason() => new("--reason") { HelpName = "TEXT", Description = "Which stands in the log; of a withdrawal everybody may read it", Required = true };
}
