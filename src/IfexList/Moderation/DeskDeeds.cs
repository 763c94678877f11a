using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Notices;
using IfexList.Store;

namespace IfexList.Moderation;

/// <summary>What a moderator does with a held post short of deciding it: takes it in hand, puts it off, asks its poster, looks at the original, recalls.</summary>
public sealed class DeskDeeds(Database database, PosterLetters posters, DeskLetters desk, ModerationRequest request, TimeProvider time)
{
    internal ReadyDecision Take(HeldPost post, MailingList list, Decider by)
    {
        var notes = desk.TellOthers(post, list, by, VersionOf(post), DeskEvent.Taken);
        return ReadyDecision.On(post, new DecisionResult.Taken(VersionOf(post)), tx =>
        {
            Stop(tx, post, by);
            HeldPosts.Take(tx, post.Id, by.Person);
            HeldTime.RemindAt(tx, post, time.After(Escalation.Interval(post, list)));
            Note(tx, post, by, Deed.Taken, notes);
        });
    }

    internal ReadyDecision PutOff(HeldPost post, MailingList list, Decider by)
    {
        var until = time.GetUtcNow() + Limits.PutOffTime;
        var notes = desk.TellOthers(post, list, by, VersionOf(post), DeskEvent.PutOff, at: until);
        return ReadyDecision.On(post, new DecisionResult.PutOff(until, VersionOf(post)), tx =>
        {
            Stop(tx, post, by);
            HeldTime.RemindAt(tx, post, time.After(Limits.PutOffTime));
            Note(tx, post, by, Deed.PutOff, notes);
        });
    }

    internal ReadyDecision Ask(HeldPost post, MailingList list, string question, Decider by)
    {
        if (post is not { Kind: not HeldKind.Stranger, Poster: not null })
            return ReadyDecision.NothingDone(new DecisionResult.NobodyToAsk());
        var letter = posters.Prepare(post, list, NoticeCatalogue.Question, new Dictionary<string, object?> { ["text"] = question });
        var notes = desk.TellOthers(post, list, by, VersionOf(post), DeskEvent.Questioned);
        return ReadyDecision.On(post, new DecisionResult.Questioned(VersionOf(post)), tx =>
        {
            Stop(tx, post, by);
            Remarks.Add(tx, post.Id, new Remark(IsQuestion: true, question, time.Now()));
            letter(tx);
            HeldTime.RemindAt(tx, post, time.After(Limits.PutOffTime));
            Note(tx, post, by, Deed.Questioned, notes);
        });
    }

    internal ReadyDecision Original(HeldPost post, Decider by)
    {
        var mail = database.Read(db => Submission.Read(db, post)).Original;
        return ReadyDecision.On(post, new DecisionResult.Original(mail), tx => Note(tx, post, by, Deed.Original, []));
    }

    /// <summary>What was approved, and hasn't left, is to be decided again.</summary>
    internal ReadyDecision Recall(HeldPost post, MailingList list, Decider by)
    {
        if (post.State is not (HeldState.Waiting or HeldState.Seconding))
            return ReadyDecision.NothingDone(new DecisionResult.NothingToRecall());
        var notes = desk.TellOthers(post, list, by, post.Version + 1, DeskEvent.Recalled);
        var again = Reopened(post, list, by);
        return ReadyDecision.On(post, new DecisionResult.Recalled(), tx =>
        {
            HeldPosts.Reopen(tx, post, keepsText: true);
            HeldTime.RemindAt(tx, post, time.After(Escalation.Interval(post, list)));
            again(tx);
            Note(tx, post, by, Deed.Recalled, notes);
        });
    }

    // Whoever recalls it has to decide it, or leave it to others: he gets it as it is now.
    private Action<Connection> Reopened(HeldPost post, MailingList list, Decider by)
    {
        var moderator = database.Read(db => Roster.ActiveModerators(db, list.Name)).FirstOrDefault(m => m.Person == by.Person);
        var open = post with { State = HeldState.Open, Approval = null, Version = post.Version + 1 };
        return moderator is null ? _ => { } : request.Prepare(database.Read(db => Briefing.Read(db, open, list)), list, moderator, database.Read(db => Roster.AskedAbout(db, open)), RequestOccasion.Recalled);
    }

    // What somebody takes, puts off or asks about doesn't leave meanwhile: all letters about it say that it is still held. An approval by one editor of two stands.
    private void Stop(Connection tx, HeldPost post, Decider by)
    {
        if (post.State != HeldState.Waiting)
            return;
        HeldPosts.Reopen(tx, post, keepsText: true);
        DeskLog.Note(tx, post, by.Person, Deed.Recalled, time.Now());
    }

    private static int VersionOf(HeldPost stopped) => stopped.State == HeldState.Waiting ? stopped.Version + 1 : stopped.Version;

    private void Note(Connection tx, HeldPost post, Decider by, Deed deed, IEnumerable<Action<Connection>> notes)
    {
        DeskLog.Note(tx, post, by.Person, deed, time.Now());
        foreach (var note in notes)
            note(tx);
    }
}
