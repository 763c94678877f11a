using System.CommandLine;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Operations;

/// <summary><c>translators add|remove|list</c>: who translates for a list, maybe at another organisation.</summary>
public static class TranslatorsVerb
{
    public static Command Build(CommandLine line) => new("translators", "Who translates: add, remove, list")
    {
        Add(line),
        Remove(line),
        Show(line),
    };

    private static Command Add(CommandLine line)
    {
        var list = Takes.List();
        var address = Takes.Address();
        var desks = Takes.LanguageList("--desk", "A language that he translates into (may be repeated)");
        var language = Takes.OneLanguage("The language of the letters to him; without it that of his first desk");
        return line.Verb("add", "Enter a translator, or change his settings; he is called for each release that readers of his languages wait for", [list, address, desks, language], async (parsed, desk, _) =>
        {
            var of = desk.ReadersList(parsed.GetRequiredValue(list));
            var who = parsed.GetValue(address);
            var (serves, letters) = (parsed.GetValue(desks), parsed.GetValue(language));
            AdminDesk.RequireLanguages(of, serves ?? []);
            if (serves is null && !desk.Database.Read(db => Translators.Of(db, of.Name)).Any(translator => translator.Address.Key == who.Key))
                throw new VerbFailedException($"{who} is no translator of {of.Name} yet: name a language with --desk");
            var isNew = await desk.Database.WriteAsync(tx => Translators.Enter(tx, of.Name, who, serves, letters, desk.Time.Now()));
            line.Terminal.Row(isNew ? "added" : "updated", who, of.Name);
            return 0;
        });
    }

    private static Command Remove(CommandLine line)
    {
        var list = Takes.List();
        var address = Takes.Address();
        return line.Verb("remove", "A translator is called no more; what he had in hand is the whole desk's again", [list, address], async (parsed, desk, _) =>
        {
            var of = desk.List(parsed.GetRequiredValue(list));
            var who = parsed.GetValue(address);
            if (!await desk.Database.WriteAsync(tx => Translators.Remove(tx, of.Name, who)))
                throw new VerbFailedException($"{who} is no translator of {of.Name}");
            line.Terminal.Row("removed", who, of.Name);
            return 0;
        });
    }

    private static Command Show(CommandLine line)
    {
        var list = new Argument<string?>("L") { Arity = ArgumentArity.ZeroOrOne, Description = "A list's name or alias; none means all lists" };
        return line.Verb("list", "Show the translators: the language of the letters, and those that they translate into", [list], (parsed, desk, _) =>
        {
            var lists = parsed.GetValue(list) is { } name ? [desk.List(name)] : desk.Lists.All;
            foreach (var translator in lists.SelectMany(l => desk.Database.Read(db => Translators.Of(db, l.Name))))
                line.Terminal.Row(translator.List, translator.Address, translator.Letters.Code(), $"desks {Languages.Join(translator.Desks)}");
            return Task.FromResult(0);
        });
    }
}
