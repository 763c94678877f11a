using System.CommandLine;
using System.Text.Json;
using IfexList.Authentication;
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
        return line.Verb("explain", "What would be made of a mail: its kind, whether its sender is believed, and each rule that says so", [files, json], async (parsed, desk, cancellationToken) =>
        {
            await using var house = new ServiceCollection().AddLogging().AddHouse(desk.Settings).AddSingleton(desk.Time).AddSingleton<Explanations>().BuildServiceProvider();
            foreach (var file in parsed.GetValue(files)!)
            {
                if (!file.Exists)
                    throw new VerbFailedException($"there is no file {file}");
                var explained = await house.GetRequiredService<Explanations>().OfAsync(await File.ReadAllBytesAsync(file.FullName, cancellationToken), cancellationToken);
                if (parsed.GetValue(json))
                    line.Terminal.Out.WriteLine(JsonSerializer.Serialize(new { File = file.ToString(), explained.Kind, explained.Authentication, explained.Rule, Recipients = Array.Empty<object>() }, Json));
                else
                    Show(line.Terminal, file, explained);
            }
            return 0;
        });
    }

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
        foreach (var (rule, fits) in explained.Screening)
            terminal.Row("  screening:", rule, fits ? "yes" : "no");
        terminal.Row("  comes to:", explained.Rule);
    }
}
