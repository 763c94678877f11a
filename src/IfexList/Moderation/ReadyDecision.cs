using IfexList.Store;

namespace IfexList.Moderation;

/// <summary>What comes of a wish as things stand, whether they still stand so, and the deed; all letters are written.</summary>
internal sealed record ReadyDecision(DecisionResult Result, Func<Connection, bool> StillHolds, Action<Connection> CarryOut)
{
    public static ReadyDecision NothingDone(DecisionResult result) => new(result, _ => true, _ => { });

    /// <summary>A deed on a post that must still be what was read.</summary>
    public static ReadyDecision On(HeldPost post, DecisionResult result, Action<Connection> deed) => new(result, tx => HeldPosts.Find(tx, post.Id) == post, deed);
}
