using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;
using MimeKit;

namespace IfexList.Moderation;

/// <summary>
/// Whether a member's post passes without a decision, where the list lets members' posts pass. Whatever is in doubt is held: a post that was held too much
/// costs a moderator a word, one that passed too much can't be called back.
/// </summary>
public sealed class Passing(AddressPlan addresses, Approval approval, TimeProvider time)
{
    // A clock that goes wrong by a time zone.
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    /// <param name="isPersons">A person wrote it, who can be told.</param>
    /// <param name="follows">What it answers: such a mail may be meant for the desk.</param>
    public bool Lets(Briefing briefing, MailingList list, bool isPersons, Following follows) =>
        list.Source.MembersPass && isPersons && follows == default
        && briefing.Sender is { Verdict.Word: Credence.Genuine, Facts.Evidence.IsAligned: true }
        && IsMeantForReaders(briefing.Post.Original, list)
        && approval.Lets(briefing.Post, list);

    // A signature stays good for ever. So that nobody sends to the list what a member once wrote to him alone, or to the list in another year: it is addressed to the
    // list, and not so old that it couldn't be told from its twin.
    private bool IsMeantForReaders(MimeMessage original, MailingList list) =>
        original.To.Mailboxes.Concat(original.Cc.Mailboxes).Any(to => Address.TryParse(to.Address, out var address) && addresses.Find(address) is Recipient.Post post && post.List == list)
        && original.Headers.Contains(HeaderId.Date) && time.GetUtcNow() - original.Date is var age && age < Limits.SeenTime && age > -Ahead;
}
