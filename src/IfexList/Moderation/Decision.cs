using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Publishing;
using IfexList.Store;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace IfexList.Moderation;

/// <summary>Whoever decides: a moderator by reply, or the administrator from the shell (no person, no letter).</summary>
public sealed record Decider(long? Person);

/// <summary>How an attempt to decide a held post ended.</summary>
public abstract record DecisionResult
{
    private DecisionResult() { }

    public sealed record Released(string Number, int Readers) : DecisionResult;
    public sealed record Rejected : DecisionResult;
    public sealed record Discarded : DecisionResult;

    /// <summary>Somebody else was first, or the post is gone.</summary>
    public sealed record Late(Decided? Earlier) : DecisionResult;

    /// <summary>Approval isn't possible: <c>encrypted</c>, <c>desk</c>, <c>empty</c> or <c>too_long</c>.</summary>
    public sealed record Refused(string Reason) : DecisionResult;

    /// <summary>The list has no edition in that language.</summary>
    public sealed record NoSuchLanguage(Language Language) : DecisionResult;

    /// <summary>Its author is to be named and has given no name.</summary>
    public sealed record Nameless : DecisionResult;

    /// <summary>The text that came back may not be all that he sent: he must be asked.</summary>
    public sealed record Doubtful(TextEdit.Doubtful Edit) : DecisionResult;
}

/// <summary>What somebody wants to become of one held post.</summary>
public sealed record Wish(long Held, int Version, ModeratorReply Verdict);

/// <summary>
/// Decides held posts, each once. The held row is the lock: whoever deletes it has decided, in the same commit as the release and its rows (M3),
/// the poster's letter and the death of all open tokens. All that is rendered is rendered before.
/// </summary>
public sealed class Decision(Database database, ListCatalogue lists, AddressPlan addresses, Publication publication, LetterWriter letters, TimeProvider time, ILogger<Decision> logger)
{
    public async Task<DecisionResult> DecideAsync(Wish wish, Decider by) => (await DecideAsync([wish], by, _ => _ => true))[0];

    /// <summary>Decides several posts of one list in one commit.</summary>
    /// <param name="conclude">
    /// Makes, from the results, what else belongs to the decision: the end of the mail that made it, and its answer. It is done in the same commit;
    /// where it says no, nothing is decided.
    /// </param>
    /// <returns>Nothing where <paramref name="conclude"/> said no.</returns>
    public async Task<IReadOnlyList<DecisionResult>> DecideAsync(
        IReadOnlyList<Wish> wishes, Decider by, Func<IReadOnlyList<DecisionResult>, Func<Connection, bool>> conclude)
    {
        while (true)
        {
            var ready = Prepare(wishes, by);
            DecisionResult[] results = [.. ready.Select(r => r.Result)];
            var conclusion = conclude(results);
            // Null: something was decided, released or subscribed meanwhile, and what was made ready is no longer true.
            var decided = await database.WriteAsync(tx => ready.All(r => r.StillHolds(tx)) ? Carry(tx, conclusion, ready) : (bool?)null);
            if (decided is null)
                continue;
            for (var i = 0; decided is true && i < results.Length; i++)
                Log(wishes[i].Held, results[i]);
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

    // What comes of a wish as things stand, whether they still stand so, and the deed.
    private sealed record ReadyDecision(DecisionResult Result, Func<Connection, bool> StillHolds, Action<Connection> CarryOut);

    // Releases of one commit are numbered one behind the other.
    private List<ReadyDecision> Prepare(IReadOnlyList<Wish> wishes, Decider by)
    {
        var ready = new List<ReadyDecision>();
        foreach (var wish in wishes)
            ready.Add(Prepare(wish, by, ready.Count(r => r.Result is DecisionResult.Released)));
        return ready;
    }

    private ReadyDecision Prepare(Wish wish, Decider by, int releasesBefore)
    {
        var post = database.Read(db => HeldPosts.Find(db, wish.Held));
        if (post is null || post.Version != wish.Version || lists.Find(post.List) is not { } list)
            return NothingDone(new DecisionResult.Late(database.Read(db => HeldPosts.Decision(db, wish.Held))));
        return wish.Verdict switch
        {
            ModeratorReply.Approve approve => Approval(post, list, approve, by, releasesBefore),
            ModeratorReply.Reject reject => Rejection(post, list, reject.Reason, by),
            ModeratorReply.Discard => new ReadyDecision(new DecisionResult.Discarded(), tx => IsHeld(tx, post), tx => Settle(tx, post, "discarded", by, null)),
            _ => throw new ArgumentException("only a decision decides", nameof(wish)),
        };
    }

    private static ReadyDecision NothingDone(DecisionResult result) => new(result, _ => true, _ => { });

    private ReadyDecision Approval(HeldPost post, MailingList list, ModeratorReply.Approve approve, Decider by, int releasesBefore)
    {
        var language = approve.Language ?? post.Language;
        if (!list.Languages.Contains(language))
            return NothingDone(new DecisionResult.NoSuchLanguage(language));
        var original = RawMessage.Parse(database.Read(db => Inbox.Body(db, post.Body)) ?? throw new InvalidDataException($"held post {post.Id} has lost its body"));
        var clean = Cleansing.Of(original, PlainText.Of(original));
        var edit = approve.Returned is { } returned && !clean.IsEncrypted ? TextEdit.Of(returned, clean) : new TextEdit.None();
        if (edit is TextEdit.Doubtful doubtful)
            return NothingDone(new DecisionResult.Doubtful(doubtful));
        if (edit is TextEdit.Changed changed)
            clean = Cleansing.Edited(clean, changed.Subject, changed.Text);
        if (Obstacle(list, clean) is { } obstacle)
            return NothingDone(new DecisionResult.Refused(obstacle));
        var author = approve.NamesAuthor ? Cleansing.AuthorName(original) : null;
        if (approve.NamesAuthor && author is null)
            return NothingDone(new DecisionResult.Nameless());
        var orders = new ReleaseOrders(approve.About, approve.Kind, approve.IsUrgent, author);
        var ready = database.Read(db => publication.Prepare(
            db, list, language, Roster.Organisation(db, post.Organisation), original, clean, orders, releasesBefore));
        var thanks = Released(post, list, ready);
        return new ReadyDecision(
            new DecisionResult.Released(ready.Release.Number, ready.Readers),
            tx => IsHeld(tx, post) && Publication.StillHolds(tx, ready),
            tx =>
            {
                Settle(tx, post, "approved", by, publication.Commit(tx, ready));
                if (post is { Kind: HeldKind.Post, Poster: { } poster })
                    Letters.Owe(tx, post.List, poster, thanks, time.Now());
            });
    }

    private static string? Obstacle(MailingList list, CleanPost post) =>
        post.IsEncrypted ? "encrypted" : list.Kind == ListKind.Desk ? "desk" : post.Text.Length == 0 ? "empty" : post.IsCut ? "too_long" : null;

    private ReadyDecision Rejection(HeldPost post, MailingList list, string reason, Decider by)
    {
        var letter = Rejected(post, list, reason);
        return new ReadyDecision(new DecisionResult.Rejected(), tx => IsHeld(tx, post), tx =>
        {
            Settle(tx, post, "rejected", by, null);
            if (post is { Kind: not HeldKind.Stranger, Poster: { } poster })
                Letters.Owe(tx, post.List, poster, letter, time.Now());
        });
    }

    private static bool IsHeld(Connection tx, HeldPost post) => HeldPosts.Find(tx, post.Id)?.Version == post.Version;

    private void Settle(Connection tx, HeldPost post, string verdict, Decider by, long? release)
    {
        if (!HeldPosts.Decide(tx, post, verdict, by.Person, release, time.Now()))
            throw new InvalidOperationException($"held post {post.Id} is decided twice in one commit");
        Tokens.UseAll(tx, post.Id, time.Now());
    }

    private void Log(long held, DecisionResult result)
    {
        if (result is DecisionResult.Released released)
            logger.Released(held, released.Number, released.Readers);
        else
            logger.Decided(held, result.GetType().Name);
    }

    private NewRendering Released(HeldPost post, MailingList list, ReadyEdition ready)
    {
        var spoken = PosterLanguage(post);
        return letters.Write(NoticeCatalogue.Released, spoken, list, new Dictionary<string, object?>
        {
            ["number"] = post.Id,
            ["list"] = list.Name,
            ["release"] = ready.Release.Number,
            ["subject"] = post.Subject,
            ["list_title"] = list.TitleIn(spoken),
            ["readers"] = ready.Readers,
        });
    }

    private NewRendering Rejected(HeldPost post, MailingList list, string reason)
    {
        var spoken = PosterLanguage(post);
        return letters.Write(NoticeCatalogue.Rejected, spoken, list, new Dictionary<string, object?>
        {
            ["number"] = post.Id,
            ["subject"] = post.Subject,
            ["list_title"] = list.TitleIn(spoken),
            ["reason"] = reason,
            ["list"] = list.Name,
            ["post_address"] = addresses.Post(list),
        });
    }

    private Language PosterLanguage(HeldPost post) =>
        post.Poster is { } poster && database.Read(db => Roster.LanguageOf(db, poster)) is { } known ? known : post.Language;
}
