using IfexList.Foundation;
using IfexList.Store;

namespace IfexList.Moderation;

/// <summary>
/// The end of a held post: its one fate, the death of all open tokens and of its clocks, a line of the desk's log. Its original is gone in clear with the same commit;
/// what was written on the disk goes when the file is written anew.
/// </summary>
public sealed class Settlement(Database database, Seals seals, TimeProvider time)
{
    /// <summary>Its untouched original, closed before the transaction; null where the post is gone already.</summary>
    internal SealedOriginal? Seal(HeldPost post) => database.Read(db => Inbox.Body(db, post.Body)) is { } original ? seals.Close(post, original) : null;

    /// <param name="original">Null where nothing is kept of it: of spam, of a moderator's correction.</param>
    /// <exception cref="InvalidOperationException">It has another fate already: the caller didn't look.</exception>
    internal void Settle(Connection tx, HeldPost post, string verdict, Decider by, Deed deed, SealedOriginal? original, long? release = null, string detail = "")
    {
        if (!HeldPosts.Decide(tx, HeldPosts.Find(tx, post.Id) ?? post, verdict, by.Person, release, time.Now()))
            throw new InvalidOperationException($"held post {post.Id} is decided twice in one commit");
        if (original is not null)
            SealedOriginals.Add(tx, original);
        Due.Owe(tx, Due.Scrub, "", time.After(Limits.ScrubPause));
        Tokens.UseAll(tx, post, time.Now());
        DeskLog.Note(tx, post, by.Person, deed, time.Now(), detail);
    }
}
