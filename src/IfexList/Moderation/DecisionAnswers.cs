using IfexList.Mail;
using IfexList.Notices;
using IfexList.Store;
using MimeKit;

namespace IfexList.Moderation;

/// <summary>What a moderator says about a held post is done, and he gets one short answer in the same commit.</summary>
public sealed class DecisionAnswers(Database database, Decision decision, ModerationRequest request, DeskLetters desk)
{
    /// <param name="isOpen">His token still decides.</param>
    internal Task HandleAsync(DecisionReply reply, ModeratorReply said, bool isOpen)
    {
        // Expired, or ended with its moderator's suspension while the post is still held.
        if (!isOpen)
            return FinishAsync(reply, desk.Tell(reply.Moderator, reply.List, NoticeCatalogue.DecisionRefused, reply.Facts(("reason", "expired")), reply.Message.MessageId));
        if (said is ModeratorReply.Unclear or ModeratorReply.Edited or ModeratorReply.Correct or ModeratorReply.Suspend)
            return FinishAsync(reply, AskOnce(reply, Unclear(reply, (said as ModeratorReply.Unclear)?.LineRead ?? "", edited: said is ModeratorReply.Edited or ModeratorReply.Correct)));
        return decision.DecideAsync([new Wish(reply.Token.Subject, reply.Token.Version, said)], new Decider(reply.Moderator.Person), results =>
        {
            var owe = Answer(reply, results[0]);
            return tx => Ends(tx, reply, owe);
        });
    }

    /// <summary>The post is gone: somebody was first.</summary>
    internal Task LateAsync(DecisionReply reply) => FinishAsync(reply, Late(reply, database.Read(db => HeldPosts.Decision(db, reply.Token.Subject))));

    private Action<Connection> Answer(DecisionReply reply, DecisionResult result) => result switch
    {
        DecisionResult.Released done => Done(reply, "approved", release: done.Number, readers: done.Readers, isForAll: done.IsForAll),
        DecisionResult.Scheduled done => Done(reply, "scheduled", at: done.At),
        DecisionResult.Rejected => Done(reply, "rejected"),
        DecisionResult.Discarded => Done(reply, "discarded"),
        DecisionResult.Late late => Late(reply, late.Earlier),
        DecisionResult.Outdated outdated => AskAgain(reply, outdated.Post, RequestOccasion.Outdated),
        // He has been asked anew already.
        DecisionResult.Recalled => _ => { }
        ,
        DecisionResult.Taken taken => StillHeld(reply, "taken", version: taken.Version),
        DecisionResult.PutOff put => StillHeld(reply, "putoff", put.Until, version: put.Version),
        DecisionResult.Questioned questioned => StillHeld(reply, "questioned", version: questioned.Version),
        DecisionResult.NobodyToAsk => StillHeld(reply, "nobodytoask"),
        DecisionResult.Seconding { IsFirst: true } => StillHeld(reply, "seconding", version: reply.Token.Version + 1),
        DecisionResult.Seconding => StillHeld(reply, "secondingagain"),
        DecisionResult.Standing standing => StillHeld(reply, "standing", standing.At),
        DecisionResult.NothingToRecall => StillHeld(reply, "nothingtorecall"),
        DecisionResult.Original original => StillHeld(reply, "original", attached: new MessagePart { Message = original.Mail }),
        DecisionResult.Refused refused => desk.Tell(reply.Moderator, reply.List, NoticeCatalogue.DecisionRefused, reply.Facts(("reason", refused.Reason)), reply.Message.MessageId),
        DecisionResult.NoSuchLanguage none => AskOnce(reply, Unclear(reply, $"ok {none.Language.Code()}")),
        DecisionResult.NoSuchCase none => AskOnce(reply, Unclear(reply, $"case={none.Number}")),
        DecisionResult.NoSuchTime none => AskOnce(reply, Unclear(reply, none.Line)),
        DecisionResult.Nameless => AskOnce(reply, Unclear(reply, "by=name")),
        DecisionResult.Doubtful { Edit: var edit } => AskOnce(reply, Unclear(reply, "", edited: true, edit.IsUnended, edit.Difference)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    // What has gone out can be corrected, what waits recalled: such an answer can be answered.
    private Action<Connection> Done(DecisionReply reply, string verdict, string release = "", int readers = 0, bool isForAll = true, DateTimeOffset? at = null)
    {
        var facts = reply.Facts(("verdict", verdict), ("release", release), ("readers", readers), ("for_all", isForAll), ("at", at is { } moment ? Trace.Minute(moment) : ""));
        return verdict is "approved" or "scheduled"
            ? desk.Ask(reply.Moderator, reply.List, reply.Token.Subject, reply.Token.Version + 1, NoticeCatalogue.DecisionDone, facts, reply.Message.MessageId)
            : desk.Tell(reply.Moderator, reply.List, NoticeCatalogue.DecisionDone, facts, reply.Message.MessageId);
    }

    private Action<Connection> StillHeld(DecisionReply reply, string what, DateTimeOffset? at = null, int? version = null, MimeEntity? attached = null) => desk.Ask(
        reply.Moderator, reply.List, reply.Token.Subject, version ?? reply.Token.Version, NoticeCatalogue.DeskDone,
        reply.Facts(("event", what), ("at", at is { } moment ? Trace.Minute(moment) : "")), reply.Message.MessageId, attached);

    private Action<Connection> AskAgain(DecisionReply reply, HeldPost post, RequestOccasion occasion) =>
        request.Prepare(database.Read(db => Briefing.Read(db, post, reply.List)), reply.List, reply.Moderator, database.Read(db => Roster.AskedAbout(db, post)), occasion);

    private Action<Connection> Late(DecisionReply reply, Decided? earlier) => desk.Tell(reply.Moderator, reply.List, NoticeCatalogue.DecisionLate, reply.Facts(
        ("verdict", earlier?.Verdict ?? "discarded"),
        ("at", Trace.Minute(Instant.Time(earlier?.At ?? reply.Token.Expires))),
        ("by_you", earlier?.Moderator == reply.Moderator.Person)), reply.Message.MessageId);

    private static Dictionary<string, object?> Unclear(DecisionReply reply, string line, bool edited = false, bool unended = false, string diff = "") =>
        reply.Facts(("line", line), ("edited", edited), ("unended", unended), ("diff", diff));

    // Asked once: the letter that asks again carries a new token for the same version, and no answer to it asks a third time.
    private Action<Connection> AskOnce(DecisionReply reply, Dictionary<string, object?> facts)
    {
        var owe = desk.Ask(reply.Moderator, reply.List, reply.Token, NoticeCatalogue.DecisionUnclear, facts, reply.Message.MessageId);
        return tx =>
        {
            if (Tokens.AskOnce(tx, reply.Token))
                owe(tx);
        };
    }

    private Task FinishAsync(DecisionReply reply, Action<Connection> owe) => database.WriteAsync(tx => { Ends(tx, reply, owe); });

    private static bool Ends(Connection tx, DecisionReply reply, Action<Connection> owe)
    {
        if (!Inbox.Finish(tx, reply.Mail))
            return false;
        owe(tx);
        return true;
    }
}
