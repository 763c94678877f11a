using IfexList.Store;

namespace IfexList.Moderation;

/// <summary>The end of a held post: its one fate, the death of all open tokens and of its clocks, a line of the desk's log.</summary>
public sealed class Settlement(TimeProvider time)
{
    /// <exception cref="InvalidOperationException">It has another fate already: the caller didn't look.</exception>
    internal void Settle(Connection tx, HeldPost post, string verdict, Decider by, Deed deed, long? release = null, string detail = "")
    {
        if (!HeldPosts.Decide(tx, HeldPosts.Find(tx, post.Id) ?? post, verdict, by.Person, release, time.Now()))
            throw new InvalidOperationException($"held post {post.Id} is decided twice in one commit");
        Tokens.UseAll(tx, post, time.Now());
        DeskLog.Note(tx, post, by.Person, deed, time.Now(), detail);
    }
}
