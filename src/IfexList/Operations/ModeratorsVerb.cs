using System.CommandLine;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Operations;

/// <summary><c>moderators add|remove|suspend|list</c>: who decides about a list's posts.</summary>
public static class ModeratorsVerb
{
    public static Command Build(CommandLine line) => new("moderators", "Who decides: add, remove, suspend, list")
    {
        Add(line),
        Remove(line),
        Suspend(line),
        Show(line),
    };

    private static Command Add(CommandLine line)
    {
        var list = Takes.List();
        var address = Takes.Address();
        var language = Takes.OneLanguage("The language of her letters");
        var desks = Takes.LanguageList("--desk", "A language whose posts she decides (may be repeated); none means all");
        var also = Takes.Addresses("--also", "Another address that she answers from, as phones do (may be repeated)");
        var hours = Takes.Hours();
        return line.Verb("add", "Appoint a moderator, change her settings, or end her suspension", [list, address, language, desks, also, hours], async (parsed, desk, _) =>
        {
            var of = desk.List(parsed.GetRequiredValue(list));
            var who = parsed.GetValue(address);
            var appointment = new Appointment(parsed.GetValue(language), parsed.GetValue(desks), parsed.GetValue(also), parsed.GetValue(hours));
            var isNew = await desk.AddModeratorAsync(of, who, appointment);
            line.Terminal.Row(isNew ? "added" : "updated", who, of.Name);
            return 0;
        });
    }

    private static Command Remove(CommandLine line) =>
        ForOne(line, "remove", "A moderator decides no more", "removed", (tx, list, address, now) => Appointments.Dismiss(tx, list, address, now) ? 0 : null);

    private static Command Suspend(CommandLine line) =>
        ForOne(line, "suspend", "Stop a moderator at once (a lost phone): her open requests decide nothing; add brings her back", "suspended", Appointments.Suspend);

    private static Command ForOne(CommandLine line, string name, string does, string done, Func<Connection, string, Address, long, int?> work)
    {
        var list = Takes.List();
        var address = Takes.Address();
        return line.Verb(name, does, [list, address], async (parsed, desk, _) =>
        {
            var of = desk.List(parsed.GetRequiredValue(list));
            var who = parsed.GetValue(address);
            var givenBack = await desk.Database.WriteAsync(tx => work(tx, of.Name, who, desk.Time.Now()))
                ?? throw new VerbFailedException($"{who} is no moderator of {of.Name}");
            line.Terminal.Row(givenBack == 0 ? [done, who, of.Name] : [done, who, of.Name, $"posts given back: {givenBack}"]);
            return 0;
        });
    }

    private static Command Show(CommandLine line)
    {
        var list = new Argument<string?>("L") { Arity = ArgumentArity.ZeroOrOne, Description = "A list's name or alias; none means all lists" };
        return line.Verb("list", "Show the moderators", [list], (parsed, desk, _) =>
        {
            var lists = parsed.GetValue(list) is { } name ? [desk.List(name)] : desk.Lists.All;
            foreach (var moderator in lists.SelectMany(l => desk.Database.Read(db => Roster.Moderators(db, l.Name))))
            {
                var also = desk.Database.Read(db => Appointments.AlsoOf(db, moderator));
                var cells = new List<object> { moderator.List, moderator.Address, moderator.Language.Code() };
                if (moderator.Desks.Count > 0)
                    cells.Add($"desks {Languages.Join(moderator.Desks)}");
                if (moderator.Hours is { } hours)
                    cells.Add($"hours {hours}");
                if (also.Count > 0)
                    cells.Add($"also {string.Join(' ', also)}");
                if (moderator.Suspended)
                    cells.Add("suspended");
                line.Terminal.Row(cells);
            }
            return Task.FromResult(0);
        });
    }
}
