using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Notices;
using IfexList.Store;
using Microsoft.Extensions.Logging;

namespace IfexList.Moderation;

/// <summary>Whoever decides: a moderator by reply, or the administrator from the shell (no person, no letter).</summary>
public sealed record Decider(long? Person);

/// <summary>What somebody wants to become of one held post.</summary>
public sealed record Wish(long Held, int Version, ModeratorReply Verdict);

/// <summary>
/// Decides held posts, each once. The held row is the lock: whoever deletes it has decided, in the same commit as the release and its rows (M3),
/// the poster's letter and the death of all open tokens. All that is rendered is rendered before.
/// </summary>
public sealed class Decision(
    Database database, ListCatalogue lists, AddressPlan addresses, Approval approval, DeskDeeds deeds, Settlement settlement, PosterLetters posters, DeskLetters desk,
    TimeProvider time, ILogger<Decision> logger)
{
    public async Task<DecisionResult> DecideAsync(Wish wish, Decider by) => (await DecideAsync([wish], by, _ => _ => true))[0];

    /// <summary>Decides several posts of one list in one commit.</summary>
    /// <param name="conclude">
    /// Makes, from the results, what else belongs to the decision: the end of the mail that made it, and its answer. It is done in the same commit;
    /// where it says no, nothing is decided.
    /// </param>
    /// <returns>Nothing where <paramref name="conclude"/> said no.</returns>
    public Task<IReadOnlyList<DecisionResult>> DecideAsync(
        IReadOnlyList<Wish> wishes, Decider by, Func<IReadOnlyList<DecisionResult>, Func<Connection, bool>> conclude) =>
        CarryOutAsync(() => Prepare(wishes, by), [.. wishes.Select(w => w.Held)], conclude);

    /// <summary>Due: an approved post leaves; where its list isn't configured, it waits for that.</summary>
    /// <param name="subject">The due row's.</param>
    public async Task ReleaseDueAsync(string kind, string subject)
    {
        var post = database.Read(db => HeldTime.Find(db, subject));
        if (post is not { State: HeldState.Waiting } || lists.Find(post.List) is not { } list)
            await database.WriteAsync(tx => Due.Done(tx, kind, subject, post is { State: HeldState.Waiting } ? time.After(Limits.ReturnPause) : null));
        else
            await CarryOutAsync(() => [Leaving(post.Id, list)], [post.Id], _ => tx =>
            {
                // It may have been recalled since we looked, and approved for another time.
                if (!Due.IsDue(tx, kind, subject, time.Now()))
                    return false;
                Due.Done(tx, kind, subject, null);
                return true;
            });
    }

    private ReadyDecision Leaving(long held, MailingList list) => database.Read(db => HeldPosts.Find(db, held)) is { State: HeldState.Waiting } post
        ? approval.PrepareDue(post, list)
        : ReadyDecision.NothingDone(new DecisionResult.Late(null));

    private async Task<IReadOnlyList<DecisionResult>> CarryOutAsync(
        Func<List<ReadyDecision>> prepare, IReadOnlyList<long> held, Func<IReadOnlyList<DecisionResult>, Func<Connection, bool>> conclude)
    {
        while (true)
        {
            var ready = prepare();
            DecisionResult[] results = [.. ready.Select(r => r.Result)];
            var conclusion = conclude(results);
            // Null: something was decided, released or subscribed meanwhile, and what was made ready is no longer true.
            var decided = await database.WriteAsync(tx => ready.All(r => r.StillHolds(tx)) ? Carry(tx, conclusion, ready) : (bool?)null);
            if (decided is null)
                continue;
            for (var i = 0; decided is true && i < results.Length; i++)
                Log(held[i], results[i]);
            return decided is true ? results : [];
        }
    }

    private static bool Carry(Connection tx, Func<Connection, bool> conclusion, List<ReadyDecision> ready)
    {
        if (!conclusion(tx))
            return false;
        foreach (var decision in ready)
            decision.CarryOut(tx);
        return true;
    }

    // Releases of one commit are numbered one behind the other.
    private List<ReadyDecision> Prepare(IReadOnlyList<Wish> wishes, Decider by)
    {
        var ready = new List<ReadyDecision>();
        foreach (var wish in wishes)
        {
            var next = Prepare(wish, by, ready.Count(r => r.Result is DecisionResult.Released));
            // Of two corrections of one text the second was written without the first: it stays held.
            var isCorrected = next.Result is DecisionResult.Released { Number: var number } && ready.Exists(r => r.Result is DecisionResult.Released before && before.Number == number);
            ready.Add(isCorrected ? ReadyDecision.NothingDone(new DecisionResult.Outdated(database.Read(db => HeldPosts.Find(db, wish.Held))!)) : next);
        }
        return ready;
    }

    private ReadyDecision Prepare(Wish wish, Decider by, int releasesBefore)
    {
        var post = database.Read(db => HeldPosts.Find(db, wish.Held));
        if (post is null or { State: HeldState.Returned } || lists.Find(post.List) is not { } list)
            return ReadyDecision.NothingDone(new DecisionResult.Late(database.Read(db => HeldPosts.Decision(db, wish.Held))));
        // What stops a release is done whichever letter it answers.
        if (post.Version != wish.Version && !(post.State == HeldState.Waiting && wish.Verdict is ModeratorReply.Recall))
            return ReadyDecision.NothingDone(new DecisionResult.Outdated(post));
        return wish.Verdict switch
        {
            ModeratorReply.Approve approve => approval.Prepare(post, list, approve, by, releasesBefore),
            ModeratorReply.Reject reject => Rejection(post, list, reject.Reason, by),
            ModeratorReply.Discard => Discarding(post, list, by),
            ModeratorReply.Take => deeds.Take(post, list, by),
            ModeratorReply.PutOff => deeds.PutOff(post, list, by),
            ModeratorReply.Ask ask => deeds.Ask(post, list, ask.Question, by),
            ModeratorReply.Original => deeds.Original(post, by),
            ModeratorReply.Recall => deeds.Recall(post, list, by),
            _ => throw new ArgumentException("only what a held post is for", nameof(wish)),
        };
    }

    private ReadyDecision Rejection(HeldPost post, MailingList list, string reason, Decider by)
    {
        var letter = posters.Prepare(post, list, NoticeCatalogue.Rejected, new Dictionary<string, object?>
        {
            ["reason"] = reason,
            ["post_address"] = addresses.Post(list),
        });
        return Ending(post, list, "rejected", by, new DecisionResult.Rejected(), Deed.Rejected, DeskEvent.Rejected, settlement.Seal(post), letter);
    }

    private ReadyDecision Discarding(HeldPost post, MailingList list, Decider by) =>
        Ending(post, list, "discarded", by, new DecisionResult.Discarded(), Deed.Discarded, DeskEvent.Discarded, original: null, _ => { });

    private ReadyDecision Ending(
        HeldPost post, MailingList list, string verdict, Decider by, DecisionResult result, Deed deed, DeskEvent what, SealedOriginal? original, Action<Connection> letter)
    {
        var notes = desk.TellOthers(post, list, by, post.Version, what);
        return ReadyDecision.On(post, result, tx =>
        {
            settlement.Settle(tx, post, verdict, by, deed, original);
            letter(tx);
            foreach (var note in notes)
                note(tx);
        });
    }

    private void Log(long held, DecisionResult result)
    {
        if (result is not DecisionResult.Released released)
        {
            logger.Decided(held, result.GetType().Name);
            return;
        }
        logger.Released(held, released.Number, released.Readers);
        Measures.Released();
    }
}
