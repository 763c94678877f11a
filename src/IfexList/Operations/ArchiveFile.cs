using System.CommandLine;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Publishing;
using IfexList.Store;

namespace IfexList.Operations;

/// <summary><c>archive file L FILE</c>: puts a report, an article or a link on record; nobody is sent it.</summary>
public static class ArchiveFile
{
    private const string Purpose = """
        Put a report, an article or a link on record, without sending it to anybody

        FILE is a text (UTF-8) or a mail (.eml), whose files come along as the list's "Attachments" says. Desks do the same by mail. It prints the number.
        """;

    private static readonly string[] Keys = ["title", "country", "case", "date", "source", "link", "number"];

    public static Command Build(CommandLine line)
    {
        var (list, file) = (Takes.List(), new Argument<string>("FILE") { Description = "A text, or a mail that ends in .eml" });
        var keys = Keys.Select(key => new Option<string?>("--" + key) { HelpName = key.ToUpperInvariant(), Description = Meaning(key) }).ToList();
        var kind = new Option<string>("--kind") { HelpName = "KIND", Description = "report, article, link, event …", DefaultValueFactory = _ => "report" };
        var language = Takes.OneLanguage("Of the text; without it it is guessed");
        return line.Verb("file", Purpose, [list, file, kind, language, .. keys], async (parsed, desk, cancellationToken) =>
        {
            var into = desk.List(parsed.GetRequiredValue(list));
            var post = await PostAsync(parsed.GetRequiredValue(file), cancellationToken);
            // As a desk would write it, so that both are read alike.
            var lines = keys.Select(key => (Key: key.Name.TrimStart('-'), Value: parsed.GetValue(key))).Where(pair => pair.Value is not null).Select(pair => $"{pair.Key}: {pair.Value}");
            var order = FilingOrder.Read($"file {parsed.GetValue(kind)} {into.Name}\n{string.Join('\n', lines)}\n\n{post.Text}", desk.Lists)
                ?? throw new VerbFailedException($"\"{parsed.GetValue(kind)}\" is no kind of text, or {into.Name} is no list with readers");
            order = order with { Language = parsed.GetValue(language) ?? order.Language };
            var filing = new Filing(new AddressPlan(desk.Lists, desk.Settings.HostName), desk.Time);
            if (desk.Database.Read(db => Filing.Refusal(db, order, post)) is { } refusal)
                throw new VerbFailedException(refusal == "faults" ? $"not understood: {string.Join("; ", order.Faults)}" : $"not filed: {Why(refusal)}");
            var ready = desk.Database.Read(db => filing.Prepare(db, order, post));
            line.Terminal.Row("filed", await desk.Database.WriteAsync(tx => filing.Commit(tx, ready, person: null)));
            return 0;
        });
    }

    private static string Why(string refusal) => refusal switch
    {
        "empty" => "there is neither a text nor a link, or the text is too long or encrypted",
        "case" => "there is no such case on that list",
        _ => "by that number nothing was filed on that list",
    };

    private static string Meaning(string key) => key switch
    {
        "title" => "Its headline; without it a mail's Subject or the text's first line",
        "country" => "What it is about: countries, regions, themes, commas between",
        "case" => "The number of a case that it belongs to",
        "date" => "Its day, as 2026-03-01; without it today",
        "source" => "The organisation that it is by",
        "link" => "Where it stands on the web",
        _ => "Of what was filed before: its new text, or in another language a translation",
    };

    private static async Task<CleanPost> PostAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            if (!file.EndsWith(".eml", StringComparison.OrdinalIgnoreCase))
            {
                var text = await File.ReadAllTextAsync(file, cancellationToken);
                return Cleansing.Edited(Publication.Blank, text.TrimStart().Split('\n')[0], text);
            }
            using var message = RawMessage.Parse(await File.ReadAllBytesAsync(file, cancellationToken));
            return Cleansing.Of(message, PlainText.Of(message));
        }
        catch (IOException e)
        {
            throw new VerbFailedException(e.Message);
        }
    }
}
