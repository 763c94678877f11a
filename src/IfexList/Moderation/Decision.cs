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

    /// <summary>Approval isn't possible: <c>encrypted</c>, <c>desk</c> or <c>empty</c>.</summary>
    public sealed record Refused(string Reason) : DecisionResult;

    /// <summary>The list has no edition in that language.</summary>
    public sealed record NoSuchLanguage : DecisionResult;
}

/// <summary>
/// Decides a held post once. The held row is the lock: whoever deletes it has decided, in the same commit as the release and its rows (M3),
/// the poster's letter and the death of all open tokens.
/// </summary>
public sealed class Decision(Database database, ListCatalogue lists, AddressPlan addresses, Publication publication, LetterWriter letters, TimeProvider time, ILogger<Decision> logger)
{
    public async Task<DecisionResult> DecideAsync(long held, int version, ModeratorReply verdict, Decider by)
    {
        var result = await TryDecideAsync(held, version, verdict, by);
        if (result is DecisionResult.Released released)
            logger.Released(held, released.Number, released.Readers);
        else
            logger.Decided(held, result.GetType().Name);
        return result;
    }

    private Task<DecisionResult> TryDecideAsync(long held, int version, ModeratorReply verdict, Decider by)
    {
        var post = database.Read(db => HeldPosts.Find(db, held));
        if (post is null || post.Version != version || lists.Find(post.List) is not { } list)
            return Task.FromResult<DecisionResult>(Late(held));
        return verdict switch
        {
            ModeratorReply.Approve approve => ApproveAsync(post, list, approve.Language ?? post.Language, by),
            ModeratorReply.Reject reject => RejectAsync(post, list, reject.Reason, by),
            ModeratorReply.Discard => DiscardAsync(post, by),
            _ => throw new ArgumentException("only a decision decides", nameof(verdict)),
        };
    }

    private async Task<DecisionResult> ApproveAsync(HeldPost post, MailingList list, Language language, Decider by)
    {
        if (!list.Languages.Contains(language))
            return new DecisionResult.NoSuchLanguage();
        var original = RawMessage.Parse(database.Read(db => Inbox.Body(db, post.Body)) ?? throw new InvalidDataException($"held post {post.Id} has lost its body"));
        var clean = Cleansing.Of(original);
        if (clean.IsEncrypted)
            return new DecisionResult.Refused("encrypted");
        if (list.Kind == ListKind.Desk)
            return new DecisionResult.Refused("desk");
        if (clean.Text.Length == 0)
            return new DecisionResult.Refused("empty");
        var organisation = post.Organisation is { } id ? database.Read(db => Roster.OrganisationName(db, id)) : null;
        while (true)
        {
            var ready = database.Read(db => publication.Prepare(db, list, language, organisation, post.Organisation, original));
            var thanks = Released(post, list, ready.Release.Number);
            if (await database.WriteAsync(tx => Release(tx, post, ready, by, thanks)) is { } result)
                return result;
        }
    }

    /// <returns>Null when the release's number went to another one meanwhile: prepare anew.</returns>
    private DecisionResult? Release(Connection tx, HeldPost post, ReadyEdition ready, Decider by, Func<int, NewRendering> thanks)
    {
        if (HeldPosts.Find(tx, post.Id)?.Version != post.Version)
            return Late(tx, post.Id);
        if (!publication.TryCommit(tx, ready, out var release, out var readers))
            return null;
        HeldPosts.Decide(tx, post, "approved", by.Person, release, time.Now());
        Tokens.UseAll(tx, post.Id, time.Now());
        if (post is { Kind: HeldKind.Post, Poster: { } poster })
            Letters.Owe(tx, post.List, poster, thanks(readers), time.Now());
        return new DecisionResult.Released(ready.Release.Number, readers);
    }

    private Task<DecisionResult> RejectAsync(HeldPost post, MailingList list, string reason, Decider by)
    {
        var letter = Rejected(post, list, reason);
        return database.WriteAsync<DecisionResult>(tx =>
        {
            if (!HeldPosts.Decide(tx, post, "rejected", by.Person, null, time.Now()))
                return Late(tx, post.Id);
            Tokens.UseAll(tx, post.Id, time.Now());
            if (post is { Kind: not HeldKind.Stranger, Poster: { } poster })
                Letters.Owe(tx, post.List, poster, letter, time.Now());
            return new DecisionResult.Rejected();
        });
    }

    private Task<DecisionResult> DiscardAsync(HeldPost post, Decider by) => database.WriteAsync<DecisionResult>(tx =>
    {
        if (!HeldPosts.Decide(tx, post, "discarded", by.Person, null, time.Now()))
            return Late(tx, post.Id);
        Tokens.UseAll(tx, post.Id, time.Now());
        return new DecisionResult.Discarded();
    });

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

    private DecisionResult.Late Late(long held) => database.Read(db => Late(db, held));

    private static DecisionResult.Late Late(Connection db, long held) => new(HeldPosts.Decision(db, held));
}
