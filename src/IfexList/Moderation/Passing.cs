using IfexList.Authentication;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Preflight;
using IfexList.Publishing;
using IfexList.Store;

namespace IfexList.Moderation;

/// <summary>
/// Whether a member's post passes without a decision, where the list lets members' posts pass. Whatever is in doubt is held: a post that was held too much
/// costs a moderator a word, one that passed too much can't be called back.
/// </summary>
public sealed class Passing(Database database, AddressPlan addresses, PostHash hash, Approval approval)
{
    /// <param name="isPersons">A person wrote it, who can be told.</param>
    /// <param name="follows">What it answers: such a mail may be meant for the desk.</param>
    public bool Lets(Briefing briefing, MailingList list, bool isPersons, Following follows) =>
        list.Source.MembersPass && list.Newsletter is null && isPersons && follows == default
        && briefing.Sender is { Verdict.Word: Credence.Genuine, Facts.Evidence.IsAlignedAsAddressed: true }
        && IsMeantForReaders(briefing, list)
        && approval.Lets(briefing.Post, list);

    // A signature stays good for ever. So that nobody sends to the list what a member once wrote to him alone, or to the list in another year: it is addressed to the
    // list, as its proof covers, and nothing came out that bears its Message-ID or reads like it.
    private bool IsMeantForReaders(Briefing briefing, MailingList list) =>
        briefing.Post.Original is var original
        && addresses.NamedIn(original).Any(to => to is Recipient.Post post && post.List == list)
        && !database.Read(db => Publication.CameOut(db, hash, list, original)) && briefing.Findings.Hints.All(hint => hint.Kind != HintKind.NearDuplicate);
}
