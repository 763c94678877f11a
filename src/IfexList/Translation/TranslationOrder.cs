using IfexList.Moderation;

namespace IfexList.Translation;

/// <summary>What a translator's or an editor's first line orders, in the moderators' words: Take; Recall (he gives it back); Approve and Edited; Reject (no edition).</summary>
/// <param name="Reason">What stands behind it.</param>
internal readonly record struct TranslationOrder(DecisionWord Word, string Reason);
