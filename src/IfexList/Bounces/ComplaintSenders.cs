using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Mail;
using MimeKit;

namespace IfexList.Bounces;

/// <summary>
/// Whose complaint counts for whom where it encloses no token: the form (RFC 5965) proves nothing. The sender's domain must have shown that the mail is its own (DMARC).
/// Then it counts from a feedback loop that the configuration names, or from a provider about its own users. Whoever else has an address there is a stranger.
/// </summary>
public sealed class ComplaintSenders(Settings settings)
{
    // Names that providers keep for themselves: postmaster by RFC 5321 §4.5.1, abuse by RFC 2142 §4, the others by what feedback loops use.
    private static readonly HashSet<string> Roles = new(StringComparer.OrdinalIgnoreCase)
    {
        "postmaster", "abuse", "staff", "feedback", "fbl", "feedbackloop", "feedback-loop", "complaint", "complaints", "noreply", "no-reply",
    };

    /// <returns>For which readers this mail's sender may complain.</returns>
    public Func<Address, bool> Vouches(MimeMessage message) =>
        !Evidence.Of(message).IsAligned || HeaderText.Author(message) is not { } author ? _ => false
        : IsLoop(author) ? _ => true
        : reader => Roles.Contains(author.LocalPart) && IsAt(author.Domain, reader.Domain);

    private bool IsLoop(Address author) => settings.Bounces.FeedbackLoops.Any(loop => loop.StartsWith('@')
        ? Address.TryParse("a" + loop, out var any) && any.Domain == author.Domain
        : Address.TryParse(loop, out var named) && named.Key == author.Key);

    // The reader's own domain or one above it: who has a name in the DNS has all below it. One below it may be anybody's whom the provider has given it to.
    private static bool IsAt(string domain, string readers) => readers == domain || domain.Contains('.', StringComparison.Ordinal) && readers.EndsWith("." + domain, StringComparison.Ordinal);
}
