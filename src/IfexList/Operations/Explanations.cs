using System.Text.Json;
using System.Net;
using System.Text;
using IfexList.Authentication;
using IfexList.Bounces;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Moderation;
using IfexList.Preflight;
using IfexList.Publishing;
using IfexList.Reception;
using IfexList.Store;
using MimeKit;
using MimeKit.Cryptography;

namespace IfexList.Operations;

/// <summary>What would be made of a mail.</summary>
/// <param name="Kind">post, commands, decision, bounce, complaint or auto-reply.</param>
/// <param name="To">The address of ours that it was read as being for; empty where it names none.</param>
/// <param name="Sender">Null where nobody looks at it: it would be refused before, or it came back.</param>
/// <param name="Rule">What decided: of screening, else what its recipient or its robot's signs mean.</param>
/// <param name="Screening">The rules for posts that were looked at, in order.</param>
public sealed record Explanation(string Kind, string To, Credentials? Sender, string Rule, IReadOnlyList<(string Rule, bool Fits)> Screening)
{
    /// <summary>Whom a mail that came back speaks of.</summary>
    public IReadOnlyList<ReturnedRecipient> Recipients { get; init; } = [];

    public string Authentication => Sender is null ? "none" : InWords(Sender.Verdict.Word);

    public static string InWords(Credence credence) => credence switch
    {
        Credence.Genuine => "GENUINE",
        Credence.Unsure => "UNSURE",
        _ => "LIKELY FORGED",
    };
}

/// <summary>
/// Reads mails as the front desk and triage would, without their consequences. What our front desk once found stands on a stored original; of any other mail it is
/// found out anew, as far as its topmost Received and its Return-Path tell who brought it.
/// </summary>
public sealed class Explanations(Settings settings, Database database, PostHash hash, ListCatalogue lists, AddressPlan addresses, SenderCheck check)
{
    private static readonly string[] RecipientFields = ["Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc"];

    public async Task<Explanation> OfAsync(byte[] file, CancellationToken cancellationToken)
    {
        var bytes = WithLineEnds(file);
        if (RawMessage.Refusal(bytes) is { } refusal)
            return new Explanation("post", "", null, $"refused: {refusal}", []);
        var message = Parse(bytes);
        var automation = Automation.Of(message, ReturnPath(message) is { Length: 0 }, addresses.Domain, address => Meaning(address) is not null);
        var (to, means) = Recipients(message).Select(address => (address, Meaning(address))).FirstOrDefault(r => r.Item2 is not null);
        // Who sent what came back is asked of nobody.
        if (MayBeReturned(means, automation) && ReturnReader.Read(message) is { Kind: not ReturnKind.None } report && !(report.Kind == ReturnKind.Bounce && IsSentOn(means, message, automation)))
            return Returned(to ?? "", report);
        var evidence = IsStoredHere(message) ? Evidence.Of(message) : await FoundAsync(message, bytes, cancellationToken);
        var sender = database.Read(db => Credentials.Of(db, message, evidence));
        return Explain(to ?? "", means, message, automation, sender);
    }

    // The front desk puts lines of its own before a mail: so it has a header, whatever it is.
    private static MimeMessage Parse(byte[] bytes)
    {
        try
        {
            return RawMessage.Parse(bytes);
        }
        catch (FormatException)
        {
            return RawMessage.Parse([.. "X-Taken: in\r\n"u8, .. bytes]);
        }
    }

    // What a person writes to an address of ours is no report, whatever he quotes.
    private static bool MayBeReturned(Recipient? means, Automation automation) =>
        means is null or Recipient.Bounce or Recipient.Postmaster or Recipient.Abuse or Recipient.Owner || automation.NeverAnswer;

    // A bounce within a person's mail to the people who run the house.
    private static bool IsSentOn(Recipient? means, MimeMessage message, Automation automation) =>
        means is Recipient.Postmaster or Recipient.Abuse or Recipient.Owner && !automation.NeverAnswer && !BounceWords.IsMailSystem(message);

    private static Explanation Returned(string to, ReturnReport report)
    {
        var kind = report.Kind switch
        {
            ReturnKind.Bounce => "bounce",
            ReturnKind.Complaint => "complaint",
            _ => "auto-reply",
        };
        var most = report.Recipients.MaxBy(recipient => recipient.Reason.Class);
        return new Explanation(kind, to, null, most is null ? report.Rule : $"{report.Rule}, {most.Reason.Rule}", []) { Recipients = report.Recipients };
    }

    private Explanation Explain(string to, Recipient? means, MimeMessage message, Automation automation, Credentials sender)
    {
        if (IsComplaint(message))
            return new Explanation("complaint", to, sender, "feedback-report", []);
        if (automation.Signs.HasFlag(RobotSigns.Report))
            return new Explanation("bounce", to, sender, "report", []);
        if (means is not Recipient.Post and not null && automation.NeverAnswer)
            return new Explanation(means is Recipient.Bounce && !IsAnswer(automation) ? "bounce" : "auto-reply", to, sender, Code(automation.Signs.ToString()), []);
        return means switch
        {
            Recipient.Decision => new Explanation("decision", to, sender, DecisionRule(sender.Facts.Evidence), []),
            Recipient.Bounce => new Explanation("bounce", to, sender, "bounces-address", []),
            Recipient.Request or Recipient.Subscribe or Recipient.Unsubscribe or Recipient.Confirm => new Explanation("commands", to, sender, Code(means.GetType().Name), []),
            Recipient.Answer => new Explanation("post", to, sender, "answer-of-a-poster", []),
            Recipient.Owner or Recipient.Postmaster or Recipient.Abuse => new Explanation("post", to, sender, "forwarded-to-owners", []),
            _ => Screened(to, (means as Recipient.Post)?.List ?? lists.All[0], message, automation, sender),
        };
    }

    // As if it came for the first time.
    private Explanation Screened(string to, MailingList list, MimeMessage message, Automation automation, Credentials sender)
    {
        var facts = PostLook.Of(database, hash, lists, addresses, list, message, automation).Facts with { CameBefore = false };
        var seen = Screening.LookedAt(facts).Select(rule => (Code(rule.Then.ToString()), rule.Fits)).ToList();
        var kind = Screening.Of(facts) switch
        {
            Moderation.Screened.Drop => automation.Signs.HasFlag(RobotSigns.NullSender) && !IsAnswer(automation) ? "bounce" : "auto-reply",
            Moderation.Screened.DecisionAttempt => "decision",
            Moderation.Screened.Answer => "commands",
            _ => "post",
        };
        return new Explanation(kind, to, sender, seen[^1].Item1, seen);
    }

    private static string DecisionRule(Evidence evidence) => evidence.LacksProof ? "unproven" : OnceMore.IsWantedOf(evidence) ? "once-more" : "by-its-token";

    private static bool IsAnswer(Automation automation) => (automation.Signs & (RobotSigns.OutOfOffice | RobotSigns.AutoSubmitted)) != 0;

    private static bool IsComplaint(MimeMessage message) => message.Body is Multipart { ContentType: var type } && type.IsMimeType("multipart", "report")
        && "feedback-report".Equals(type.Parameters["report-type"], StringComparison.OrdinalIgnoreCase);

    private async Task<Evidence> FoundAsync(MimeMessage message, byte[] bytes, CancellationToken cancellationToken)
    {
        var peer = message.Headers[HeaderId.Received] is { } received ? ReceivedFrom.Of(received) : null;
        var sender = Address.TryParse(ReturnPath(message), out var address) ? address : (Address?)null;
        var envelope = new Envelope(sender, peer?.Client ?? IPAddress.None, peer?.Helo ?? "unknown", "ESMTP", SmtpUtf8: false);
        var inquiry = await check.AskAsync(envelope, bytes.AsMemory(0, RawMessage.HeaderLength(bytes)), cancellationToken);
        // Nobody knows who brought it: then nothing is known of him.
        return check.Judge(peer is null ? inquiry with { Spf = new SpfEvidence(CheckResult.None, inquiry.Spf.Domain) } : inquiry, bytes);
    }

    // Our two lines on top of it, one under the other.
    private bool IsStoredHere(MimeMessage message) =>
        message.Headers is [{ Id: HeaderId.AuthenticationResults } results, { Id: HeaderId.Received } trace, ..]
        && AuthenticationResults.TryParse(results.RawValue, out var read) && settings.HostName.Equals(read.AuthenticationServiceIdentifier, StringComparison.OrdinalIgnoreCase)
        && trace.Value.Contains($"by {settings.HostName} with", StringComparison.OrdinalIgnoreCase);

    private static string? ReturnPath(MimeMessage message) => message.Headers[HeaderId.ReturnPath]?.Trim().Trim('<', '>');

    private static IEnumerable<string> Recipients(MimeMessage message) => RecipientFields
        .SelectMany(field => message.Headers.Where(header => header.Field.Equals(field, StringComparison.OrdinalIgnoreCase)))
        .SelectMany(header => InternetAddressList.TryParse(header.Value, out var list) ? list.Mailboxes.Select(mailbox => mailbox.Address) : []);

    private Recipient? Meaning(string text) => Address.TryParse(text, out var address) ? addresses.Find(address) : null;

    // Octets, not characters: 85, which is a line's end in Latin-1, is half of an Arabic letter in UTF-8.
    private static byte[] WithLineEnds(byte[] file) =>
        file.AsSpan().IndexOf("\r\n"u8) >= 0 ? file : Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(file).Replace('\r', '\n').Replace("\n", "\r\n", StringComparison.Ordinal));

    // Signs may be several.
    private static string Code(string names) => string.Join(", ", names.Split(", ").Select(JsonNamingPolicy.KebabCaseLower.ConvertName));
}
