using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Store;

namespace IfexList.Moderation;

/// <summary>
/// One moderator suspends another by mail, because her mailbox is in strange hands: her open tokens die at once, what she had approved and hasn't left is
/// to be decided again. All others and the owners are told; only the shell appoints her anew.
/// </summary>
public sealed class Suspensions(Database database, LetterWriter letters, DeskLetters desk, TimeProvider time)
{
    internal async Task HandleAsync(DecisionReply reply, Address whom)
    {
        // False: moderators came or went while the letters were written; two who suspend each other leave one.
        while (!await TryAsync(reply, whom))
        {
        }
    }

    private Task<bool> TryAsync(DecisionReply reply, Address whom)
    {
        var (list, by) = (reply.List, reply.Moderator);
        var active = database.Read(db => Roster.ActiveModerators(db, list.Name));
        var she = database.Read(db => Roster.ModeratorsOf(db, list.Name, whom)).FirstOrDefault(m => !m.Suspended);
        // Somebody must be left who decides.
        var isDone = she is not null && active.Count > 1;
        var facts = new Dictionary<string, object?>
        {
            ["list"] = list.Name,
            ["event"] = she is null ? "unknown" : isDone ? "suspended" : "last",
            ["who"] = by.Address.ToString(),
            ["whom"] = (she?.Address ?? whom).ToString(),
        };
        var answer = desk.Ask(by, list, reply.Token.Subject, reply.Token.Version, NoticeCatalogue.Suspended, facts, reply.Message.MessageId);
        var others = isDone ? active.Where(m => m.Person != by.Person && m.Person != she!.Person).Select(m => desk.Tell(m, list, NoticeCatalogue.Suspended, facts)).ToList() : [];
        var owners = letters.Write(NoticeCatalogue.Suspended, list.Languages[0], list, facts);
        return database.WriteAsync(tx =>
        {
            if (!DutyRoster.IsUnchanged(active, Roster.ActiveModerators(tx, list.Name)))
                return false;
            if (!Inbox.Finish(tx, reply.Mail))
                return true;
            if (isDone && Appointments.Suspend(tx, list.Name, she!.Address, time.Now()) is not null)
            {
                DeskLog.Note(tx, new DeskEntry(list.Name, reply.Token.Subject, list.Languages[0], by.Person, Deed.Suspended, "", time.Now()));
                others.ForEach(tell => tell(tx));
                foreach (var owner in list.Owners)
                    Letters.Owe(tx, list.Name, Person.Know(tx, owner, time.Now()), owners, time.Now());
            }
            answer(tx);
            return true;
        });
    }
}
