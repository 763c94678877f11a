using IfexList.Mail;
using MimeKit;

namespace IfexList.Lists;

/// <summary>
/// The plan of our addresses, both ways: what a local part means, and how each is written. Local parts match without regard to case.
/// A token stands behind the last <c>+</c>, 26 or 32 characters of <c>a-z2-7</c>.
/// </summary>
public sealed class AddressPlan(ListCatalogue lists, string hostName)
{
    public string Domain => lists.Domain;

    /// <summary>Null where nobody of that name lives here.</summary>
    public Recipient? Find(Address address) => IsOurs(address.Domain) ? Find(address.LocalPart) : null;

    /// <summary>What those of our addresses mean that a mail names in To or Cc.</summary>
    public IEnumerable<Recipient> NamedIn(MimeMessage message) => message.To.Mailboxes.Concat(message.Cc.Mailboxes)
        .Select(mailbox => Address.TryParse(mailbox.Address, out var address) ? Find(address) : null).OfType<Recipient>();

    /// <summary>Whether mail for that domain is ours to take at all.</summary>
    public bool IsOurs(string domain) =>
        domain.Equals(lists.Domain, StringComparison.OrdinalIgnoreCase) || domain.Equals(hostName, StringComparison.OrdinalIgnoreCase);

    private Recipient? Find(string localPart)
    {
        var (name, token) = SplitToken(localPart.ToLowerInvariant());
        if (token is { } t && !Token.IsWellFormed(t))
            return null;
        if (token is null && name is "postmaster" or "abuse")
            return name == "abuse" ? new Recipient.Abuse() : new Recipient.Postmaster();
        if (token is null && lists.Find(name) is { } whole)
            return new Recipient.Post(whole, null);
        var dash = name.LastIndexOf('-');
        return dash < 0 ? null : FindBySuffix(name[..dash], name[(dash + 1)..], token);
    }

    private Recipient? FindBySuffix(string stem, string suffix, string? token)
    {
        if (lists.Find(stem) is { } list)
            return BySuffix(list, suffix, token);
        // L-subscribe-fr: a language behind the suffix.
        var dash = stem.LastIndexOf('-');
        return token is null && dash > 0 && stem[(dash + 1)..] is "subscribe" or "join"
            && suffix.Length == 2 && Languages.TryParse(suffix, out var language) && lists.Find(stem[..dash]) is { } named && named.Languages.Contains(language)
            ? new Recipient.Subscribe(named, language)
            : null;
    }

    private static Recipient? BySuffix(MailingList list, string suffix, string? token) => suffix switch
    {
        "unsubscribe" => new Recipient.Unsubscribe(list, token),
        "confirm" => new Recipient.Confirm(list, token),
        "moderate" => new Recipient.Decision(list, token),
        "answer" => new Recipient.Answer(list, token),
        "bounces" => new Recipient.Bounce(list, token),
        _ when token is not null => null,
        "request" => new Recipient.Request(list),
        "subscribe" or "join" => new Recipient.Subscribe(list, null),
        "leave" => new Recipient.Unsubscribe(list, null),
        "owner" => new Recipient.Owner(list),
        _ when suffix.Length == 2 && Languages.TryParse(suffix, out var language) && list.Languages.Contains(language) => new Recipient.Post(list, language),
        _ => null,
    };

    private static (string Name, string? Token) SplitToken(string localPart)
    {
        var plus = localPart.LastIndexOf('+');
        return plus < 0 ? (localPart, null) : (localPart[..plus], localPart[(plus + 1)..]);
    }

    public string Post(MailingList list) => $"{list.Name}@{Domain}";
    public string Request(MailingList list) => $"{list.Name}-request@{Domain}";
    public string Subscribe(MailingList list) => $"{list.Name}-subscribe@{Domain}";
    public string Owner(MailingList list) => $"{list.Name}-owner@{Domain}";
    public string Confirm(MailingList list, string token) => $"{list.Name}-confirm+{token}@{Domain}";
    public string Moderate(MailingList list) => $"{list.Name}-moderate@{Domain}";
    public string Moderate(MailingList list, string token) => $"{list.Name}-moderate+{token}@{Domain}";
    public string Answer(MailingList list, string token) => $"{list.Name}-answer+{token}@{Domain}";
    public string Unsubscribe(MailingList list) => $"{list.Name}-unsubscribe@{Domain}";
    public string Unsubscribe(string list, string token) => $"{list}-unsubscribe+{token}@{Domain}";
    public string Bounces(string list, string token) => $"{list}-bounces+{token}@{Domain}";
}
