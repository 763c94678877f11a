using System.CommandLine;
using IfexList.Store;

namespace IfexList.Operations;

/// <summary><c>inbox list|retry|drop</c>: mails taken in and not yet worked off, those set aside with the stage and the error.</summary>
public static class InboxVerb
{
    public static Command Build(CommandLine line) => new("inbox", "Mails taken in and not yet worked off: list, retry, drop")
    {
        List(line),
        ForOne(line, "retry", "Give a mail a fresh start", "waiting", InboxDesk.Retry),
        ForOne(line, "drop", "Throw a mail away", "dropped", (tx, id, _) => InboxDesk.Drop(tx, id)),
    };

    private static Command List(CommandLine line) => line.Verb("list", "One line for each mail, its ID first", [], (_, desk, _) =>
    {
        foreach (var mail in desk.Database.Read(InboxDesk.All))
            line.Terminal.Row(mail.Id, mail.Aside ? "aside" : "waiting", mail.Recipient, $"from {mail.Sender ?? "<>"}", $"{mail.At:yyyy-MM-dd HH:mm}Z",
                $"{mail.Attempts} turns", mail.Stage, mail.Error);
        return Task.FromResult(0);
    });

    private static Command ForOne(CommandLine line, string name, string does, string done, Func<Connection, long, long, bool> work)
    {
        var id = Takes.Id();
        return line.Verb(name, does, [id], async (parsed, desk, _) =>
        {
            var which = parsed.GetValue(id);
            if (!await desk.Database.WriteAsync(tx => work(tx, which, desk.Time.Now())))
                throw new VerbFailedException($"the inbox has no mail {which}");
            line.Terminal.Row(which, done);
            return 0;
        });
    }
}
