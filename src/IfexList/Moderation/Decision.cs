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
}

/// <summary>
/// Decides a held post once. The held row is the lock: whoever deletes it has decided, in the same commit as the release and its rows (M3),
/// the poster's letter and the death of all open tokens.
/// </summary>
public sealed class Decision(Database database, ListCatalogue lists, AddressPlan addresses, Publication publication, LetterWriter letters, TimeProvider time, ILogger<Decision> logger)
{
    /// <param name="conclude">What else belongs to the decision, such as the end of the mail that made it: done in the same commit, whatever the result.</param>
    public async Task<DecisionResult> DecideAsync(long held, int version, ModeratorReply verdict, Decider by, Action<Connection, DecisionResult>? conclude = null)
    {
        while (true)
        {
            var act = Prepare(held, version, verdict, by);
            var result = await database.WriteAsync(tx =>
            {
                var outcome = act(tx);
                if (outcome is not null)
                    conclude?.Invoke(tx, outcome);
                return outcome;
            });
            // Null: the release's number went to another one meanwhile.
            if (result is null)
                continue;
            Log(held, result);
            return result;
        }
    }

    /// <summary>Does what can be done before the transaction, and returns what is done in it.</summary>
    private Func<Connection, DecisionResult?> Prepare(long held, int version, ModeratorReply verdict, Decider by)
    {
        var post = database.Read(db => HeldPosts.Find(db, held));
        if (post is null || post.Version != version || lists.Find(post.List) is not { } list)
            return tx => Late(tx, held);
        return verdict switch
        {
            ModeratorReply.Approve approve => Approval(post, list, approve.Language ?? post.Language, by),
            ModeratorReply.Reject reject => Rejection(post, list, reject.Reason, by),
            ModeratorReply.Discard => tx => Settle(tx, post, "discarded", by, null) ? new DecisionResult.Discarded() : Late(tx, held),
            _ => throw new ArgumentException("only a decision decides", nameof(verdict)),
        };
    }

    private Func<Connection, DecisionResult?> Approval(HeldPost post, MailingList list, Language language, Decider by)
    {
        if (!list.Languages.Contains(language))
            return _ => new DecisionResult.NoSuchLanguage(language);
        var original = RawMessage.Parse(database.Read(db => Inbox.Body(db, post.Body)) ?? throw new InvalidDataException($"held post {post.Id} has lost its body"));
        var clean = Cleansing.Of(original, PlainText.Of(original));
        if (Obstacle(list, clean) is { } obstacle)
            return _ => new DecisionResult.Refused(obstacle);
        var ready = database.Read(db => publication.Prepare(db, list, language, Roster.Organisation(db, post.Organisation), original, clean));
        var thanks = Released(post, list, ready.Release.Number);
        return tx => Release(tx, post, ready, by, thanks);
    }

    private static string? Obstacle(MailingList list, CleanPost post) =>
        post.IsEncrypted ? "encrypted" : list.Kind == ListKind.Desk ? "desk" : post.Text.Length == 0 ? "empty" : post.IsCut ? "too_long" : null;

    private DecisionResult? Release(Connection tx, HeldPost post, ReadyEdition ready, Decider by, Func<int, NewRendering> thanks)
    {
        if (HeldPosts.Find(tx, post.Id)?.Version != post.Version)
            return Late(tx, post.Id);
        if (!publication.TryCommit(tx, ready, out var release, out var readers))
            return null;
        Settle(tx, post, "approved", by, release);
        if (post is { Kind: HeldKind.Post, Poster: { } poster })
            Letters.Owe(tx, post.List, poster, thanks(readers), time.Now());
        return new DecisionResult.Released(ready.Release.Number, readers);
    }

    private Func<Connection, DecisionResult?> Rejection(HeldPost post, MailingList list, string reason, Decider by)
    {
        var letter = Rejected(post, list, reason);
        return tx =>
        {
            if (!Settle(tx, post, "rejected", by, null))
                return Late(tx, post.Id);
            if (post is { Kind: not HeldKind.Stranger, Poster: { } poster })
                Letters.Owe(tx, post.List, poster, letter, time.Now());
            return new DecisionResult.Rejected();
        };
    }

    private bool Settle(Connection tx, HeldPost post, string verdict, Decider by, long? release)
    {
        if (!HeldPosts.Decide(tx, post, verdict, by.Person, release, time.Now()))
            return false;
        Tokens.UseAll(tx, post.Id, time.Now());
        return true;
    }

    private void Log(long held, DecisionResult result)
    {
        if (result is DecisionResult.Released released)
            logger.Released(held, released.Number, released.Readers);
        else
            logger.Decided(held, result.GetType().Name);
    }

    private Func<int, NewRendering> Released(HeldPost post, MailingList list, string number)
    {
        var spoken = PosterLanguage(post);
        return readers => letters.Write(NoticeCatalogue.Released, spoken, list, new Dictionary<string, object?>
        {
            ["number"] = post.Id,
            ["list"] = list.Name,
            ["release"] = number,
            ["subject"] = post.Subject,
            ["list_title"] = list.TitleIn(spoken),
            ["readers"] = readers,
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

    private static DecisionResult.Late Late(Connection db, long held) => new(HeldPosts.Decision(db, held));
}
