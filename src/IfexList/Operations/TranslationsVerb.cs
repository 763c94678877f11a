using System.CommandLine;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Operations;

/// <summary><c>translations</c>: the editions that are still missing.</summary>
public static class TranslationsVerb
{
    public static Command Build(CommandLine line)
    {
        var list = new Argument<string?>("L") { Arity = ArgumentArity.ZeroOrOne, Description = "A list's name or alias; none means all lists" };
        return line.Verb("translations", "One line for each edition that is missing: its ID, the release, language, how far it is, who has it, its deadline", [list], (parsed, desk, _) =>
        {
            var lists = parsed.GetValue(list) is { } name ? [desk.List(name)] : desk.Lists.All;
            foreach (var wanted in lists.SelectMany(l => desk.Database.Read(db => WantedEditions.Open(db, l.Name, since: 0))))
            {
                var (original, who) = desk.Database.Read(db => (CaseFile.NewestOf(db, wanted.Release), WhoOf(db, wanted)));
                line.Terminal.Row(
                    wanted.Id, original?.About.Number, wanted.Language.Code(), wanted.State.ToString().ToLowerInvariant(), who ?? "-", $"{Instant.Time(wanted.Deadline):yyyy-MM-dd HH:mm}Z", original?.About.Subject);
            }
            return Task.FromResult(0);
        });
    }

    private static string? WhoOf(Connection db, WantedEdition wanted) =>
        (wanted.State == WantedState.Drafted ? wanted.DraftedBy : wanted.TakenBy) is { } person ? Person.AddressOf(db, person)?.ToString() : null;
}
