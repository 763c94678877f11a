using MimeKit;

namespace IfexList.Bounces;

/// <summary>
/// Services that let nobody through who doesn't answer or click: they are known by the field or the address that they write from, also where they dress the
/// challenge up as a report of delivery. A sender that is a list answers none of them.
/// </summary>
internal static class ChallengeServices
{
    // Fields of their own, whatever the value.
    private static readonly string[] Fields =
    [
        "X-TMDA-Fingerprint", "X-TMDA-Confirm-Done", "X-SpamArrest", "X-Boxbe-Notice", "X-ASK-Info", "X-ASK-Auth", "X-Mailinblack",
        "X-Mailinblack-Challenge", "X-Challenge-Response", "X-Sendio-Challenge", "X-BlueBottle-Request", "X-Spamenmoins", "X-ChoiceMail",
    ];

    private static readonly string[] Domains =
    [
        "boxbe.com", "spamarrest.com", "mailinblack.com", "bluebottle.com", "sendio.com", "ipermitmail.com", "ipermail.com", "digiportal.com",
        "spamenmoins.com", "vaderetro.com", "knowspam.net", "mailblocks.com", "cleanmail.ch", "spamfighter.com", "quicksilvermail.net",
    ];

    // Folded. A service's domain alone may be where a person has his mailbox.
    private static readonly string[] Asking =
    [
        "approv", "verif", "confirm", "guest list", "allow", "autoris", "authentif", "identif", "valid", "human", "click", "clique", "waiting",
        "pending", "en attente", "quarantin", "подтверд", "تاكيد",
    ];

    public static bool Wrote(MimeMessage message, string text) => Fields.Any(message.Headers.Contains)
        || message.From.Mailboxes.Take(1).Any(from => Domains.Any(domain => IsAt(from.Address, domain))) && Asking.Any(word => text.Contains(word, StringComparison.Ordinal))
        || ReportParts.Of(message).OfType<MimePart>().Any(part => part.Is("message", "delivery-status") && ReportParts.Text(part).Contains("X-Boxbe-Notice", StringComparison.OrdinalIgnoreCase));

    private static bool IsAt(string address, string domain) =>
        address.EndsWith(domain, StringComparison.OrdinalIgnoreCase) && address.Length > domain.Length && address[^(domain.Length + 1)] is '@' or '.';
}
