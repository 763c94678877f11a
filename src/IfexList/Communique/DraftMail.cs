using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Moderation;
using IfexList.Notices;
using IfexList.Store;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace IfexList.Communique;

/// <summary>
/// An editor's answer to the draft of a number: whose token it is, whether she sent it, and what she wants. Her orders are all done or none, and she gets the draft
/// as it stands then; <c>ok</c> releases it. Robots get no answer; of a stranger with a right token the desk is told.
/// </summary>
public sealed class DraftMail(
    Database database, AddressPlan addresses, DraftLetters letters, IssueRelease releases, OnceMore onceMore, DeskLetters desk, AnswerBudget budget, TimeProvider time, ILogger<DraftMail> logger)
{
    /// <returns>False where it is somebody else's to work off.</returns>
    public async Task<bool> HandleAsync(InboxMail mail, MailingList list, StoredToken token, MimeMessage message, Automation automation)
    {
        if (token.List != list.Name)
            return false;
        var evidence = Evidence.Of(message);
        if (automation.NeverAnswer || automation.IsReaction || HeaderText.Author(message) is not { } author)
            await FinishAsync(mail);
        else if (database.Read(db => Roster.HolderOf(db, token, author)) is not { } moderator)
            await TellAsync(mail, list, token, message, isUnproven: false);
        else if (moderator.Suspended)
            await FinishAsync(mail);
        else if (evidence.LacksProof)
            await TellAsync(mail, list, token, message, isUnproven: true);
        else
            await AnswerAsync(new DecisionReply(mail, list, token, moderator, message, HeaderText.Clean(message.Subject)), evidence);
        return true;
    }

    private async Task AnswerAsync(DecisionReply reply, Evidence evidence)
    {
        var text = PlainText.Of(reply.Message);
        if (reply.Token.Expires >= time.Now() && OnceMore.IsWanted(addresses, reply.Message, reply.Token, evidence))
        {
            await onceMore.AskAsync(reply, text);
            return;
        }
        var said = DraftReply.Read(text, reply.Message.Subject ?? "");
        // False: another editor changed or released it meanwhile.
        while (!await TryAsync(reply, said))
        {
        }
    }

    private Task<bool> TryAsync(DecisionReply reply, DraftReply said)
    {
        var (to, list, cause) = (reply.Moderator, reply.List, reply.Message.MessageId);
        if (database.Read(db => IssueDrafts.Find(db, reply.Token.Subject)) is not { } draft)
            return FinishAsync(reply.Mail);
        if (draft.IsReleased)
            return AnswerAsync(reply, letters.Tell(to, list, draft.Language, draft.Number, "out", cause: cause));
        if (!draft.IsOpen || reply.Token.Expires < time.Now())
            return AnswerAsync(reply, letters.Tell(to, list, draft.Language, draft.Number, "closed", cause: cause));
        if (!database.Read(db => DraftLetters.IsEditor(db, to, list, draft.Language, time.GetUtcNow())))
            return AnswerAsync(reply, letters.Tell(to, list, draft.Language, draft.Number, "desk", cause: cause));
        if (said.Unclear is { } line)
            return AnswerAsync(reply, letters.Unclear(to, list, draft, reply.Token, line, cause));
        var current = database.Read(db => CurrentEntries.Of(db, list, draft, IssueEntries.Of(db, draft.Id), addresses));
        if (reply.Token.Version != draft.Version)
            return AnswerAsync(reply, Show(reply, draft, current, DraftOccasion.Outdated));
        var edit = DraftEdit.Of(draft, current.Entries, said.Orders);
        if (edit.Impossible is { } impossible)
            return AnswerAsync(reply, letters.Unclear(to, list, draft, reply.Token, impossible, cause));
        return said.Orders switch
        {
            var orders when orders.Any(order => order is DraftOrder.Skip) => SkipAsync(reply, draft, orders),
            var orders when orders.Any(order => order is DraftOrder.Release) =>
                // She hasn't seen what was corrected where her own words stand.
                current.ToLookAt(edit.Text is not null).Count > 0 ? ChangeAsync(reply, draft, edit, current, DraftOccasion.Corrected) : ReleaseAsync(reply, draft, edit),
            var orders when orders.All(order => order is DraftOrder.Show) => AnswerAsync(reply, Show(reply, draft, current, DraftOccasion.Shown)),
            _ => ChangeAsync(reply, draft, edit, current, DraftOccasion.Changed),
        };
    }

    private Action<Connection> Show(DecisionReply reply, IssueDraft draft, CurrentEntries current, DraftOccasion occasion) =>
        database.Read(db => letters.Show(db, reply.Moderator, reply.List, draft, current.Entries, occasion, current.ToLookAt(draft.Text is not null), reply.Message.MessageId));

    private Task<bool> ChangeAsync(DecisionReply reply, IssueDraft draft, DraftEdit edit, CurrentEntries current, DraftOccasion occasion)
    {
        var changed = draft with { Version = draft.Version + 1, Note = edit.Note, Text = edit.Text };
        var owe = Show(reply, changed, current with { Entries = edit.Entries }, occasion);
        return database.WriteAsync(tx =>
        {
            if (IssueDrafts.Find(tx, draft.Id) != draft)
                return false;
            if (!Inbox.Finish(tx, reply.Mail))
                return true;
            IssueDrafts.Change(tx, draft, edit.Note, edit.Text);
            IssueEntries.Write(tx, draft.Id, edit.Entries);
            owe(tx);
            return true;
        });
    }

    private Task<bool> ReleaseAsync(DecisionReply reply, IssueDraft draft, DraftEdit edit)
    {
        if (database.Read(db => releases.Prepare(db, reply.List, draft, edit)) is not { } ready)
            return AnswerAsync(reply, letters.Tell(reply.Moderator, reply.List, draft.Language, draft.Number, "nothing", cause: reply.Message.MessageId));
        var notes = Notes(reply, draft, "released", ready.Number, ready.Readers);
        return database.WriteAsync(tx =>
        {
            if (!releases.StillHolds(tx, ready))
                return false;
            if (!Inbox.Finish(tx, reply.Mail))
                return true;
            releases.Commit(tx, ready);
            notes.ForEach(note => note(tx));
            logger.IssueReleased(ready.Number, draft.Language, ready.Readers);
            return true;
        });
    }

    private Task<bool> SkipAsync(DecisionReply reply, IssueDraft draft, IReadOnlyList<DraftOrder> orders)
    {
        // Whoever gives it up and changes it wants one of the two.
        if (orders.Count > 1)
            return AnswerAsync(reply, letters.Unclear(reply.Moderator, reply.List, draft, reply.Token, orders.First(order => order is DraftOrder.Skip).Line, reply.Message.MessageId));
        var notes = Notes(reply, draft, "skipped");
        return database.WriteAsync(tx =>
        {
            if (IssueDrafts.Find(tx, draft.Id) != draft)
                return false;
            if (!Inbox.Finish(tx, reply.Mail))
                return true;
            IssueDrafts.Skip(tx, draft);
            notes.ForEach(note => note(tx));
            return true;
        });
    }

    // To her, and to all other editors of that desk.
    private List<Action<Connection>> Notes(DecisionReply reply, IssueDraft draft, string what, string release = "", int readers = 0) =>
        [.. database.Read(db => DraftLetters.Editors(db, reply.List, draft.Language, time.GetUtcNow())).Where(editor => editor.Person != reply.Moderator.Person)
            .Select(editor => letters.Tell(editor, reply.List, draft.Language, draft.Number, what, reply.Moderator.Address.ToString(), release, readers))
            .Prepend(letters.Tell(reply.Moderator, reply.List, draft.Language, draft.Number, what, "", release, readers, cause: reply.Message.MessageId))];

    // The right token from a wrong address, or in a mail that its domain disowns. The desk hears of it once an hour; its sender never.
    private Task TellAsync(InboxMail mail, MailingList list, StoredToken token, MimeMessage message, bool isUnproven)
    {
        if (isUnproven)
            logger.DecisionUnproven(token.Subject);
        else
            logger.TokenInStrangeHands(token.Subject);
        var facts = new Dictionary<string, object?>
        {
            ["number"] = token.Subject,
            ["list"] = list.Name,
            ["subject"] = Words.PeelReplyPrefixes(HeaderText.Clean(message.Subject)),
            ["sender"] = HeaderText.Clean(message.From.ToString()),
            ["unproven"] = isUnproven,
        };
        var owed = database.Read(db => Roster.ActiveModerators(db, list.Name)).Select(m => desk.Tell(m, list, NoticeCatalogue.DecisionStranger, facts)).ToList();
        return database.WriteAsync(tx =>
        {
            if (Inbox.Finish(tx, mail) && Person.AddressOf(tx, token.Person) is { } owner && budget.MayTell(tx, owner))
                owed.ForEach(owe => owe(tx));
        });
    }

    private Task<bool> AnswerAsync(DecisionReply reply, Action<Connection> owe) => database.WriteAsync(tx =>
    {
        if (Inbox.Finish(tx, reply.Mail))
            owe(tx);
        return true;
    });

    private Task<bool> FinishAsync(InboxMail mail) => database.WriteAsync(tx =>
    {
        Inbox.Finish(tx, mail);
        return true;
    });
}
