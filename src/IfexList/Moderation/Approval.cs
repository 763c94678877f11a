using System.Globalization;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Preflight;
using IfexList.Publishing;
using IfexList.Store;

namespace IfexList.Moderation;

/// <summary>
/// What an approval comes to: the release at once; at its time (an embargo, the grace to recall it); or first a second editor, where the list wants two.
/// What waits rests in the held row, its orders as a moderator would write them, and is made ready anew when its time has come.
/// </summary>
public sealed class Approval(
    Database database, Publication publication, IssuePublication issues, ModerationRequest request, PosterLetters posters, DeskLetters desk, Settlement settlement, TimeProvider time)
{
    internal ReadyDecision Prepare(HeldPost held, MailingList list, ModeratorReply.Approve approve, Decider by, int releasesBefore)
    {
        if (held.State == HeldState.Waiting)
            return ReadyDecision.NothingDone(new DecisionResult.Standing(database.Read(db => HeldTime.Leaves(db, held)) ?? time.GetUtcNow()));
        var post = database.Read(db => Submission.Read(db, held));
        var edit = approve.Returned is { } returned && !post.Clean.IsEncrypted ? TextEdit.Of(returned, post.Clean) : new TextEdit.None();
        if (edit is TextEdit.Doubtful doubtful)
            return ReadyDecision.NothingDone(new DecisionResult.Doubtful(doubtful));
        if (edit is TextEdit.Changed changed)
            post = post.With(new EditedText(changed.Subject, changed.Text));
        // A second editor approves what the first one ordered, and may order more; a time that has come meanwhile orders nothing.
        var orders = Standing(held, list) is { } first ? approve.Over(MomentOf(list, first) is null ? first with { At = null } : first) : approve;
        if (Obstacle(post, list, orders) is { } obstacle)
            return ReadyDecision.NothingDone(obstacle);
        if (NeedsSecond(post, list, orders, by, edit is TextEdit.Changed))
            return LayBeforeSecond(post, list, orders, by, edit is TextEdit.Changed);
        return MomentOf(list, orders) is { } at && at > time.GetUtcNow() ? Schedule(post, list, orders, at, by) : Release(post, list, orders, by, releasesBefore);
    }

    /// <summary>Whether a plain approval would release it, and one is enough.</summary>
    internal bool Lets(Submission post, MailingList list) => Obstacle(post, list, ModeratorReply.Approve.Plain) is null && !AreTwoWanted(post, list, ModeratorReply.Approve.Plain);

    /// <summary>Its time has come. What can't be released any more as it was ordered is laid before the desk again.</summary>
    internal ReadyDecision PrepareDue(HeldPost held, MailingList list)
    {
        var post = database.Read(db => Submission.Read(db, held));
        if (Standing(held, list) is { } orders && Obstacle(post, list, orders) is null)
            return Release(post, list, orders, new Decider(held.Approval?.By), 0, tellsDecider: true);
        var open = held with { State = HeldState.Open, Approval = null, Version = held.Version + 1 };
        return LayBefore(held, post with { Held = open }, list, null, RequestOccasion.Recalled, new DecisionResult.Recalled(), tx =>
        {
            HeldPosts.Reopen(tx, held, keepsText: true);
            DeskLog.Note(tx, held, null, Deed.Recalled, time.Now());
            HeldTime.RemindAt(tx, held, time.After(Escalation.Interval(held, list)));
        });
    }

    private static ModeratorReply.Approve? Standing(HeldPost held, MailingList list) =>
        held.Approval is { } approval ? ApprovalLine.Read(approval.Orders, list)?.Orders : null;

    private DecisionResult? Obstacle(Submission post, MailingList list, ModeratorReply.Approve orders)
    {
        if (orders.Language is { } language && !list.Languages.Contains(language))
            return new DecisionResult.NoSuchLanguage(language);
        var clean = post.Clean;
        if (clean.IsEncrypted || list.Kind == ListKind.Desk || clean.Text.Length == 0 || clean.IsCut)
            return new DecisionResult.Refused(clean.IsEncrypted ? "encrypted" : list.Kind == ListKind.Desk ? "desk" : clean.Text.Length == 0 ? "empty" : "too_long");
        if (orders.NamesAuthor && Cleansing.AuthorName(post.Original) is null)
            return new DecisionResult.Nameless();
        if (orders.Case is { } number and not ModeratorReply.NewCase && !database.Read(db => Releases.IsCase(db, list.Name, number)))
            return new DecisionResult.NoSuchCase(number);
        return orders.At is not null && MomentOf(list, orders) is null ? new DecisionResult.NoSuchTime(At(orders.At)) : null;
    }

    private static string At(EmbargoTime embargo) => string.Create(CultureInfo.InvariantCulture, $"at {embargo.Time:HH:mm} {embargo.Zone?.Id}").Trim();

    // Urgent is at once, unless its editor names a time.
    private DateTimeOffset? MomentOf(MailingList list, ModeratorReply.Approve orders) =>
        orders.At is { } embargo ? embargo.Moment(time.GetUtcNow(), list.Zone)
        : orders.IsUrgent ? null
        : time.GetUtcNow() + list.Desk.RecallGrace;

    private static bool NeedsSecond(Submission post, MailingList list, ModeratorReply.Approve orders, Decider by, bool isEdited)
    {
        var isSeconded = post.Held.Approval is { By: { } first } && first != by.Person && !isEdited;
        return !isSeconded && by.Person is not null && AreTwoWanted(post, list, orders);
    }

    // What one editor says of the kind, in his orders or his text, is no way around the other one: what the post said of itself counts as well. A correction is
    // held only where two are wanted, and what has been laid before a second one stays before him.
    private static bool AreTwoWanted(Submission post, MailingList list, ModeratorReply.Approve orders)
    {
        if (list.Desk.TwoEditors.Contains("first") && post.IsFirst || post.Held.Corrects is not null || post.Held.Approval is not null)
            return true;
        // Where no rule is, the mail isn't read again for its heading.
        return list.Desk.TwoEditors.Count > 0 && (list.Desk.WantsTwo(KindOf(post, list, orders)) || list.Desk.WantsTwo(FirstLook.StatedIn(post.AsItCame(), list).Kind));
    }

    private ReadyDecision LayBeforeSecond(Submission post, MailingList list, ModeratorReply.Approve orders, Decider by, bool isEdited)
    {
        var held = post.Held;
        if (held.Approval is { By: { } first } && first == by.Person && !isEdited)
            return ReadyDecision.NothingDone(new DecisionResult.Seconding(IsFirst: false));
        var line = ApprovalLine.Write(orders) + (orders.At is { } embargo && embargo.Moment(time.GetUtcNow(), list.Zone) is { } at ? $" at {Trace.Minute(at)}" : "");
        var approval = new StandingApproval(line.Trim(), by.Person);
        var laid = held with { State = HeldState.Seconding, Approval = approval, Version = held.Version + 1 };
        return LayBefore(post.AtRest, post with { Held = laid }, list, by.Person, RequestOccasion.Seconding, new DecisionResult.Seconding(IsFirst: true), tx =>
        {
            HeldPosts.Stand(tx, held, HeldState.Seconding, approval, held.Edited);
            HeldTime.RemindAt(tx, held, time.After(Escalation.Interval(held, list)));
            DeskLog.Note(tx, held, by.Person, Deed.Approved, time.Now(), approval.Orders);
        });
    }

    // Those who were asked before, without the one who has just spoken; where nobody else was, everybody else.
    private ReadyDecision LayBefore(
        HeldPost was, Submission post, MailingList list, long? butNot, RequestOccasion occasion, DecisionResult result, Action<Connection> deed)
    {
        var asked = database.Read(db => Asked.Of(db, was.Id));
        var others = database.Read(db => Roster.ActiveModerators(db, list.Name)).Where(m => m.Person != butNot).ToList();
        var whom = others.Where(m => asked.Contains(m.Person)).ToList() is { Count: > 0 } known ? known : others;
        var briefing = database.Read(db => Briefing.Of(db, post, list));
        var asks = whom.Select(m => request.Prepare(briefing, list, m, whom, occasion)).ToList();
        return ReadyDecision.On(was, result, tx =>
        {
            deed(tx);
            asks.ForEach(ask => ask(tx));
        });
    }

    private ReadyDecision Schedule(Submission post, MailingList list, ModeratorReply.Approve orders, DateTimeOffset at, Decider by)
    {
        var held = post.Held;
        var approval = new StandingApproval(ApprovalLine.Write(orders), by.Person);
        var notes = desk.TellOthers(held, list, by, held.Version + 1, DeskEvent.Scheduled, at: at);
        return ReadyDecision.On(post.AtRest, new DecisionResult.Scheduled(at), tx =>
        {
            HeldPosts.Stand(tx, held, HeldState.Waiting, approval, held.Edited);
            HeldTime.LeaveAt(tx, held, at.ToUnixTimeMilliseconds(), isNamed: orders.At is not null);
            DeskLog.Note(tx, held, by.Person, Deed.Scheduled, time.Now(), $"{approval.Orders} at {Trace.Minute(at)}".Trim());
            foreach (var note in notes)
                note(tx);
        });
    }

    private ReadyDecision Release(Submission post, MailingList list, ModeratorReply.Approve orders, Decider by, int releasesBefore, bool tellsDecider = false)
    {
        var held = post.Held;
        if (held.Corrects is { } edition)
            return Correct(post, list, edition, by, tellsDecider);
        if (list.Newsletter is not null && Masthead.Read(post.Clean.Subject, post.Clean.Text) is { } masthead)
            return ReleaseIssue(post, list, orders, masthead, by, releasesBefore, tellsDecider);
        var clean = FileCleaner.Clean(FilePlan.Of(post.Clean, list), list.Source.AttachmentOctets);
        var ready = database.Read(db => publication.Prepare(
            db, list, orders.Language ?? held.Language, post.Organisation, post.Original, post.Clean, OrdersOf(db, post, list, orders), releasesBefore, clean.Files));
        var thanks = posters.Released(held, list, ready.Release.Number, ready.Readers, clean.Notes);
        var released = new DecisionResult.Released(ready.Release.Number, ready.Readers, !orders.ToMembers || list.Kind == ListKind.Members || list.Desk.WantsTwo(KindOf(post, list, orders)));
        var notes = Notes(held, list, by, released, tellsDecider);
        var original = settlement.Seal(held);
        return new ReadyDecision(
            released,
            tx => HeldPosts.Find(tx, held.Id) == post.AtRest && Publication.StillHolds(tx, ready),
            tx =>
            {
                settlement.Settle(tx, held, "approved", by, Deed.Released, original, publication.Commit(tx, ready), ready.Release.Number);
                if (held.Poster is { } poster)
                    Person.NoteRelease(tx, poster, time.Now());
                thanks(tx);
                foreach (var note in notes)
                    note(tx);
            });
    }

    // A newsletter's: all languages of its number are editions of one release.
    private ReadyDecision ReleaseIssue(Submission post, MailingList list, ModeratorReply.Approve orders, Masthead masthead, Decider by, int releasesBefore, bool tellsDecider)
    {
        var held = post.Held;
        var clean = FileCleaner.Clean(FilePlan.Of(post.Clean, list), list.Source.AttachmentOctets);
        if (database.Read(db => issues.Prepare(
            db, list, orders.Language ?? held.Language, masthead, post.Organisation, post.Original, post.Clean, releasesBefore, clean.Files)) is not { } ready)
            return ReadyDecision.NothingDone(new DecisionResult.Refused("empty"));
        var thanks = posters.Released(held, list, ready.Number, ready.Readers, ready is ReadyIssue.First ? clean.Notes : []);
        var released = new DecisionResult.Released(ready.Number, ready.Readers);
        var notes = Notes(held, list, by, released, tellsDecider);
        var original = settlement.Seal(held);
        return new ReadyDecision(
            released,
            tx => HeldPosts.Find(tx, held.Id) == post.AtRest && issues.StillHolds(tx, ready),
            tx =>
            {
                settlement.Settle(tx, held, "approved", by, ready is ReadyIssue.Again ? Deed.Corrected : Deed.Released, original, issues.Commit(tx, ready), ready.Number);
                thanks(tx);
                foreach (var note in notes)
                    note(tx);
            });
    }

    private List<Action<Connection>> Notes(HeldPost held, MailingList list, Decider by, DecisionResult.Released released, bool tellsDecider) =>
        [.. desk.TellOthers(held, list, by, held.Version, DeskEvent.Released, released.Number), .. tellsDecider ? TellDecider(held, list, by, released) : []];

    // He has the letter that he would have had at once, had it left at once.
    private IEnumerable<Action<Connection>> TellDecider(HeldPost held, MailingList list, Decider by, DecisionResult.Released released) =>
        database.Read(db => Roster.ActiveModerators(db, list.Name)).Where(m => m.Person == by.Person).Select(m => desk.Ask(
            m, list, held.Id, held.Version + 1, NoticeCatalogue.DecisionDone, new Dictionary<string, object?>
            {
                ["number"] = held.Id,
                ["list"] = list.Name,
                ["subject"] = held.Subject,
                ["verdict"] = "approved",
                ["release"] = released.Number,
                ["readers"] = released.Readers,
                ["for_all"] = released.IsForAll,
                ["at"] = "",
            }));

    // A correction that a second editor has approved.
    private ReadyDecision Correct(Submission post, MailingList list, long edition, Decider by, bool tellsDecider)
    {
        var held = post.Held;
        if (database.Read(db => publication.PrepareCorrection(db, edition, post.Clean.Subject, post.Clean.Text)) is not { } ready)
            return ReadyDecision.NothingDone(new DecisionResult.Refused("empty"));
        var number = ready.Wrong.About.Number;
        var released = new DecisionResult.Released(number, ready.Readers, !ready.Wrong.About.ToMembers || list.Kind == ListKind.Members);
        var notes = Notes(held, list, by, released, tellsDecider);
        return new ReadyDecision(
            released,
            tx => HeldPosts.Find(tx, held.Id) == post.AtRest && Publication.StillHolds(tx, ready),
            tx =>
            {
                publication.Commit(tx, ready);
                settlement.Settle(tx, held, "approved", by, Deed.Corrected, original: null, ready.Wrong.Release, number);
                foreach (var note in notes)
                    note(tx);
            });
    }

    // What its own heading says holds, where nobody says otherwise; what we only guess doesn't.
    private static string? KindOf(Submission post, MailingList list, ModeratorReply.Approve orders) => orders.Kind ?? IssueLook.KindOf(post.Clean, list) ?? FirstLook.StatedIn(post.Clean, list).Kind;

    private static IReadOnlyList<Topic> About(Submission post, MailingList list, ModeratorReply.Approve orders) =>
        orders.Countries is null ? [.. orders.About, .. FirstLook.StatedIn(post.Clean, list).Topics] : orders.About;

    private static ReleaseOrders OrdersOf(Connection db, Submission post, MailingList list, ModeratorReply.Approve orders) => new(
        About(post, list, orders), KindOf(post, list, orders), orders.IsUrgent, orders.NamesAuthor ? Cleansing.AuthorName(post.Original) : null,
        orders.Case is ModeratorReply.NewCase ? null : orders.Case ?? (post.Held.Continues is { } release ? Releases.CaseOf(db, release) : null), orders.ToMembers,
        orders.Case is ModeratorReply.NewCase);
}
