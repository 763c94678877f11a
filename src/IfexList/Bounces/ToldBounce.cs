using IfexList.Foundation;
using IfexList.Mail;
using MimeKit;

namespace IfexList.Bounces;

/// <summary>What a bounce says to people, and whom it may speak of: never whom it was sent to, nor those who run the other side.</summary>
internal sealed class ToldBounce
{
    private static readonly string[] Staff =
    [
        "postmaster", "mailer-daemon", "abuse", "hostmaster", "webmaster", "support", "helpdesk", "help", "mailmaster", "noreply", "no-reply", "root", "daemon",
        "mail-daemon", "mdaemon",
    ];

    // The longest word that points at an address is shorter, folded or not.
    private const int PointerCharacters = 60;

    private readonly IReadOnlyList<(string Name, string Value)> _original;
    private readonly List<string> _lines;
    private readonly HashSet<string> _others = new(StringComparer.OrdinalIgnoreCase);

    public ToldBounce(MimeMessage message, ReturnedPieces pieces)
    {
        _original = pieces.Original;
        _lines = [.. pieces.Told.Split('\n').Take(Limits.ReturnedLines).Select(line => (line.Length > Limits.ReturnedWords ? line[..Limits.ReturnedWords] : line).TrimEnd())];
        Failed = [.. message.Headers.Where(header => header.Field.Equals("X-Failed-Recipients", StringComparison.OrdinalIgnoreCase)).SelectMany(header => AddressText.In(header.Value)).Select(seen => seen.Address)];
        // Somebody may have written to himself.
        string[] to = [.. AddressesOf("To"), .. AddressesOf("Cc")];
        _others.UnionWith(((string[])["From", "Return-Path", "Sender", "Reply-To"]).SelectMany(AddressesOf).Except(to, StringComparer.OrdinalIgnoreCase));
        _others.UnionWith(message.To.Mailboxes.Concat(message.From.Mailboxes).Concat(message.ReplyTo.Mailboxes).Select(mailbox => mailbox.Address));
        WrittenTo = [.. to.Where(address => !_others.Contains(address)).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Exim's field; others have taken it over.</summary>
    public IReadOnlyList<string> Failed { get; }

    /// <summary>Those to whom the returned mail says it is.</summary>
    public IReadOnlyList<string> WrittenTo { get; }

    /// <summary>The one that it can only be.</summary>
    public string? Only => Failed is [var failed] ? failed : Named is [var named] ? named : WrittenTo is [var to] ? to : null;

    /// <summary>How it begins: a person's reply has its own words there.</summary>
    public string Beginning => Cut(string.Join('\n', Lines.Where(line => line.Length > 0).Take(30)));

    /// <summary>All that it says, bounded.</summary>
    public string Words => Cut(string.Join('\n', Lines));

    /// <summary>Addresses in its words, whatever is said of them.</summary>
    public IReadOnlyList<string> Named => field ??= [.. Lines.SelectMany(line => AddressText.In(line).Take(Limits.ReturnedAddressesALine)).Select(seen => seen.Address).Where(MayBe).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Whether a failure may be about that address at all.</summary>
    public bool MayBe(string address) => !_others.Contains(address)
        && (WrittenTo.Contains(address, StringComparer.OrdinalIgnoreCase) || !IsStaff(address.Split('@')[0]));

    /// <summary>The address of which only the local part was said.</summary>
    public string? Complete(string localPart) =>
        Failed.Concat(WrittenTo).Concat(Named).FirstOrDefault(address => address.Split('@')[0].Equals(localPart, StringComparison.OrdinalIgnoreCase));

    /// <summary>What is said where that address stands: its line and those below it, up to the next address.</summary>
    public string Beside(string? address)
    {
        var at = address is null ? -1 : _lines.FindIndex(line => line.Contains(address, StringComparison.OrdinalIgnoreCase));
        if (at < 0)
            return Words;
        var below = Lines.Skip(at + 1).Take(8).TakeWhile(line => !AddressText.In(line).Any(seen => MayBe(seen.Address) && !AddressText.Same(seen.Address, address)));
        return Cut(string.Join('\n', below.Prepend(Lines[at])));
    }

    /// <summary>Those whom its words say it couldn't reach.</summary>
    public IReadOnlyList<string> CouldNotBeReached()
    {
        if (Failed.Count > 0)
            return [.. Failed.Distinct(StringComparer.OrdinalIgnoreCase)];
        var (pointed, mentioned) = (new List<string>(), new List<string>());
        foreach (var line in Lines)
            foreach (var seen in AddressText.In(line).Take(Limits.ReturnedAddressesALine).Where(seen => MayBe(seen.Address) && !IsAside(line, seen)))
                (PointsAt(line, seen) && !IsFact(line) ? pointed : mentioned).Add(seen.Address);
        var known = pointed.Concat(mentioned).Where(address => WrittenTo.Contains(address, StringComparer.OrdinalIgnoreCase)).ToList();
        var found = pointed.Count > 0 ? pointed : known.Count > 0 ? known : mentioned.Take(1).ToList();
        if (found.Count == 0)
            found = [.. WrittenTo.Where(to => Lines.Any(line => HasWord(line, to.Split('@')[0])))];
        if (found.Count == 0 && WrittenTo is [var only])
            found = [only];
        return [.. found.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Whom we had written to, where it isn't the one that failed.</summary>
    public string? AliasOf(string address) => WrittenTo is [var to] && !AddressText.Same(to, address) ? to : null;

    // "To: ..." among what is said of our own mail.
    private static bool IsFact(string line) => line.TrimStart().TrimStart('>', ' ') is var begins && (begins.StartsWith("To:", StringComparison.OrdinalIgnoreCase) || begins.StartsWith("Cc:", StringComparison.OrdinalIgnoreCase));

    // At the start of a line but for signs, or behind a word that says what it is.
    private static bool PointsAt(string line, SeenAddress seen)
    {
        var before = line[..seen.Start].Trim(' ', '\t', '<', '"', '\'', '*', '-', '(', '[', '=', '>', '.', ':', '`', '·', '•');
        var word = IfexList.Mail.Words.Fold(before.Length > PointerCharacters ? before[^PointerCharacters..] : before);
        return before.Length == 0 || Pointers.Any(pointer => word.EndsWith(pointer, StringComparison.Ordinal));
    }

    // "From", "contact": about somebody else.
    private static bool IsAside(string line, SeenAddress seen)
    {
        var before = IfexList.Mail.Words.Fold(line[..seen.Start]);
        return seen.Start > 7 && before.EndsWith("mailto:", StringComparison.Ordinal) || Asides.Any(aside => before.Contains(aside, StringComparison.Ordinal));
    }

    private static bool HasWord(string line, string word) =>
        line.IndexOf(word, StringComparison.OrdinalIgnoreCase) is >= 0 and var at && (at == 0 || !char.IsLetterOrDigit(line[at - 1])) && (at + word.Length == line.Length || !char.IsLetterOrDigit(line[at + word.Length]));

    private static readonly string[] Pointers =
    [
        "rcpt to", "rcpt to:", "recipient", "recipients", "to", "user", "address", "addressed", "mailbox", "account", "list", "for", "addressee", "failed", "unknown",
        "destinataire", "destinatario", "empfanger", "an", "адрес", "адресат", "получател", "получателю", "пользовател", "收件人", "宛先", "あて先",
        "email", "e-mail", "smtp", "rfc822;", "reached", "delivered", "deliver", "undeliverable", "person", "following", "name",
    ];

    private static bool IsStaff(string local) => Staff.Contains(local, StringComparer.OrdinalIgnoreCase) || StaffSuffixes.Any(suffix => local.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));

    private static readonly string[] StaffSuffixes = ["-request", "-owner", "-admin", "-bounces", "-help", "-ctl", "-subscribe", "-unsubscribe"];

    private static readonly string[] Asides =
    [
        "from:", "from <", "mail from", "sender", "message-id", "message id", "contact", "reply-to", "reply to", "send mail to", "send a mail to", "write to",
        "assistance", "please e-mail", "please email", "for help", "http", "complain", "report this", "e.g.", "try ", "questions", "x-envelope", "return-path",
    ];

    private IEnumerable<string> AddressesOf(string name) => _original.Where(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        .SelectMany(field => AddressText.In(field.Value)).Select(seen => seen.Address).Take(Limits.ReturnedRecipients);

    private static string Cut(string text) => text.Length > Limits.ReturnedWords ? text[..Limits.ReturnedWords] : text;
}
