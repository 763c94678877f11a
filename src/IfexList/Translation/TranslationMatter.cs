using IfexList.Store;

namespace IfexList.Translation;

/// <summary>What somebody's mail is about, as it stands while it is worked on.</summary>
/// <param name="Said">What he says.</param>
/// <param name="Was">If it has changed by the commit, it is looked at anew.</param>
internal sealed record TranslationMatter(InboxMail Mail, string? MessageId, DeskHand Hand, TranslationReply Said, TranslationCase Of, WantedEdition Was)
{
    public bool MayRelease => Of.Desk.MayRelease(Hand);

    public bool StillHolds(Connection tx) => WantedEditions.Find(tx, Was.Id) == Was && Of.StillHolds(tx);
}
