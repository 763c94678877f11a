using IfexList.Authentication;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Store;
using MimeKit;

namespace IfexList.Preflight;

/// <summary>Who a mail says that it is from, what the roster and the checks at the front desk know of that, and whether he is believed.</summary>
/// <param name="Organisation">The one that his address writes for.</param>
/// <param name="IsFirst">Nothing from that address was released before.</param>
public sealed record Credentials(SenderFacts Facts, SenderShown Shown, Organisation? Organisation, bool IsFirst)
{
    public SenderVerdict Verdict { get; } = SenderVerdict.Of(Facts);

    /// <summary>What is to be warned of besides the verdict: not what it says itself.</summary>
    public Hint? Warning => Verdict.Rule is SenderRule.MixedLetters or SenderRule.OtherAddress ? null : Shown.Warning;

    /// <summary>Of a mail as it is stored; its header is enough.</summary>
    public static Credentials Of(Connection db, MimeMessage original) => Of(db, original, Evidence.Of(original));

    /// <summary>Of a held post, of which no more than the header is read.</summary>
    public static Credentials Of(Connection db, HeldPost held)
    {
        var bytes = Inbox.Header(db, held.Body) ?? throw new InvalidDataException($"held post {held.Id} has lost its body");
        return Of(db, RawMessage.Parse(bytes[..RawMessage.HeaderLength(bytes)]));
    }

    public static Credentials Of(Connection db, MimeMessage original, Evidence evidence)
    {
        var from = HeaderText.Clean(original.From.ToString());
        var shown = SenderShown.Of(from);
        var mixes = shown.Warning?.Kind == HintKind.MixedScripts;
        var other = shown.OtherAddress is { } claimed && Address.TryParse(claimed, out var address) && IsRegistered(db, address) ? address.ToString() : null;
        if (HeaderText.Author(original) is not { } author)
            return new Credentials(new SenderFacts(evidence, null, false, false, mixes, other, null, false), shown, null, IsFirst: true);
        var known = Roster.AuthorOf(db, author, from);
        var isSigned = known.Organisation is { } organisation && evidence.Signature is { Result: CheckResult.Pass } signature && MemberKeys.OrganisationOf(db, signature.Key) == organisation;
        var facts = new SenderFacts(evidence, author, known.IsRegisteredAddress, known.IsMember, mixes, other, LookAlike.Find(author.Domain, Membership.Domains(db)), isSigned);
        return new Credentials(facts, shown, known.Organisation, Person.Find(db, author) is not { } person || !Person.WasReleased(db, person));
    }

    /// <summary>The verdict in words for people.</summary>
    public string InWords(NoticeTexts texts, Language language) => texts.Render(NoticeCatalogue.Credence, language, new Dictionary<string, object?>
    {
        ["credence"] = Verdict.Word == Credence.LikelyForged ? "forged" : Verdict.Word.ToString().ToLowerInvariant(),
    }).Text.Trim();

    private static bool IsRegistered(Connection db, Address address) => Person.Find(db, address) is { } person && Roster.IsRegistered(db, person);
}
