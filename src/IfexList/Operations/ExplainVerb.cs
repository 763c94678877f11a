using System.CommandLine;
using System.Text.Json;
using IfexList.Authentication;
using IfexList.Bounces;
using IfexList.Foundation;
using Microsoft.Extensions.DependencyInjection;

namespace IfexList.Operations;

/// <summary><c>explain FILE.eml…</c>: what the daemon would make of mails, by the rules that it would apply. Nothing is changed and nothing is sent.</summary>
public static class ExplainVerb
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Command Build(CommandLine line)
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "Mails as they came in, one a file", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "For programs: one line for each file" };
        return line.Verb("explain", "What would be made of a mail: its kind, whether its sender is believed, whom it says what of if it came back, and each rule that says so", [files, json], async (parsed, desk, cancellationToken) =>
        {
            await using var house = new ServiceCollection().AddLogging().AddHouse(desk.Settings).AddSingleton(desk.Time).AddSingleton<Explanations>().BuildServiceProvider();
            var broken = 0;
            foreach (var file in parsed.GetValue(files)!)
            {
                var (explained, trouble) = await ExplainAsync(house.GetRequiredService<Explanations>(), file, cancellationToken);
                broken += trouble is null ? 0 : 1;
                if (trouble is not null)
                    line.Terminal.Complain($"{file}: {trouble}");
                if (parsed.GetValue(json))
                    line.Terminal.Out.WriteLine(JsonSerializer.Serialize(Facts(file, explained), Json));
                else
                    Show(line.Terminal, file, explained);
            }
            return broken == 0 ? 0 : 1;
        });
    }

    // One file that can't be read, or that a rule of ours stumbles over, doesn't keep the others from being explained.
    private static async Task<(Explanation Explained, string? Trouble)> ExplainAsync(Explanations explanations, FileInfo file, CancellationToken cancellationToken)
    {
        try
        {
            return file.Exists
                ? (await explanations.OfAsync(await File.ReadAllBytesAsync(file.FullName, cancellationToken), cancellationToken), null)
                : (new Explanation("none", "", null, "no-such-file", []), "there is no such file");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return (new Explanation("none", "", null, "unreadable", []), $"it can't be read: {e.Message}");
        }
    }

    private static object Facts(FileInfo file, Explanation explained) => new
    {
        File = file.ToString(),
        explained.Kind,
        explained.Authentication,
        explained.Rule,
        Recipients = explained.Recipients.Select(recipient => new
        {
            Address = recipient.Address ?? recipient.Alias ?? "",
            Class = ClassOf(recipient),
            Status = recipient.Status?.ToString() ?? "",
        }),
    };

    private static string ClassOf(ReturnedRecipient recipient) => recipient.Reason.Class.ToString().ToLowerInvariant();

    private static void Show(Terminal terminal, FileInfo file, Explanation explained)
    {
        terminal.Row(file);
        terminal.Row("  kind:", explained.Kind, explained.To);
        if (explained.Sender is { } sender)
        {
            terminal.Row("  from:", sender.Shown.Text, sender.Organisation?.Name, sender.Facts.IsRegistered ? "registered" : "not registered");
            foreach (var found in sender.Facts.Evidence.ToField("found").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Skip(1))
                terminal.Row("  found:", found.TrimEnd(';'));
            foreach (var (rule, fits, then) in SenderVerdict.LookedAt(sender.Facts))
                terminal.Row("  rule:", SenderVerdict.CodeOf(rule), fits ? $"yes: {Explanation.InWords(then)}" : "no");
        }
        terminal.Row("  authentication:", explained.Authentication);
        foreach (var recipient in explained.Recipients)
        {
            terminal.Row("  recipient:", recipient.Address, recipient.Alias is { } alias ? $"written to as {alias}" : null, ClassOf(recipient), (object?)recipient.Status ?? recipient.Code, recipient.Reason.Rule);
            terminal.Row("  says:", recipient.Text.Length > Limits.SetbackCharacters ? recipient.Text[..Limits.SetbackCharacters] : recipient.Text);
        }
        foreach (var (rule, fits) in explained.Screening)
            terminal.Row("  screening:", rule, fits ? "yes" : "no");
        terminal.Row("  comes to:", explained.Rule);
    }
}
