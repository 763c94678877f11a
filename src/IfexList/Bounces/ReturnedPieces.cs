using IfexList.Foundation;
using IfexList.Mail;
using MimeKit;

namespace IfexList.Bounces;

/// <summary>A returned mail taken apart: what its robot says to people, what it says to machines, and what it returns.</summary>
internal sealed class ReturnedPieces
{
    private static readonly HashSet<string> Addressed = new(StringComparer.OrdinalIgnoreCase) { "Return-Path", "List-Unsubscribe", "From", "To", "X-Original-To", "Delivered-To", "Envelope-To" };

    private readonly List<string> _told = [];
    private int _parts;

    private ReturnedPieces() { }

    /// <summary>The words for people, up to where a pasted copy begins; LF line ends.</summary>
    public string Told { get; private set; } = "";

    /// <summary>Delivery statuses (RFC 3464 §2.1, RFC 6533 §4) as text, wherever they stood.</summary>
    public List<string> Statuses { get; } = [];

    /// <summary>Header fields of the mail that came back.</summary>
    public IReadOnlyList<(string Name, string Value)> Original { get; private set; } = [];

    /// <summary>Whole mails that are enclosed; a bounce may be one of them.</summary>
    public List<MimeMessage> Enclosed { get; } = [];

    /// <summary>What is seen of the mail that came back.</summary>
    public ReturnedOriginal Returned => new(
        Original.Where(each => each.Name.Equals("Message-ID", StringComparison.OrdinalIgnoreCase)).Select(each => each.Value.Trim().Trim('<', '>')).FirstOrDefault(id => id.Length > 0),
        [.. Original.Where(each => Addressed.Contains(each.Name)).SelectMany(each => AddressText.In(each.Value)).Select(seen => seen.Address).Distinct().Take(Limits.ReturnedRecipients)]);

    public static ReturnedPieces Of(MimeMessage message)
    {
        var pieces = new ReturnedPieces();
        if (message.Body is { } body)
            pieces.Walk(body, 0);
        pieces.Finish(BounceWords.IsMailSystem(message) || !BounceWords.IsAnswer(message));
        return pieces;
    }

    private void Walk(MimeEntity entity, int depth)
    {
        if (depth > Limits.ReturnedDepth || ++_parts > Limits.ReturnedParts)
            return;
        switch (entity)
        {
            case MessagePart { Message: { } inner }:
                Enclose(inner);
                break;
            case Multipart multipart:
                WalkAll(multipart, depth);
                break;
            case MimePart part:
                Read(part);
                break;
        }
    }

    private void WalkAll(Multipart multipart, int depth)
    {
        // A boundary that is lost leaves everything before the first part.
        if (multipart.Count == 0)
            Add(multipart.Preamble ?? multipart.Epilogue ?? "");
        var isAlternative = multipart is MultipartAlternative && multipart.Any(part => part is TextPart { IsPlain: true } plain && ReportParts.Text(plain).AsSpan().Trim().Length > 0);
        foreach (var part in multipart)
            if (!isAlternative || part is not TextPart { IsHtml: true })
                Walk(part, depth + 1);
    }

    private void Enclose(MimeMessage inner)
    {
        if (Enclosed.Count >= Limits.ReturnedParts)
            return;
        Enclosed.Add(inner);
        if (Original.Count == 0)
            Original = [.. inner.Headers.Take(Limits.ReportFields).Select(header => (header.Field, header.Value))];
    }

    private void Read(MimePart part)
    {
        var type = part.ContentType;
        if (type.IsMimeType("message", "delivery-status") || type.IsMimeType("message", "global-delivery-status"))
            Statuses.Add(ReportParts.Text(part));
        else if (type.IsMimeType("text", "rfc822-headers") || type.IsMimeType("message", "rfc822-headers") || type.IsMimeType("message", "global-headers")
            || type.IsMimeType("message", "global") || type.IsMimeType("message", "rfc822"))
            Original = Original.Count > 0 ? Original : PastedOriginal.Fields(ReportParts.Text(part), Limits.ReportFields);
        else if (part is TextPart { IsHtml: true } html)
            Add(HtmlText.Of(Charsets.DecodeHtml(ReportParts.Octets(html), type.Charset), Limits.ReturnedCharacters));
        else if (type.MediaType.Equals("text", StringComparison.OrdinalIgnoreCase) || type.MediaType.Equals("message", StringComparison.OrdinalIgnoreCase))
            Add(ReportParts.Text(part));
        else if (ReportParts.Text(part) is var text && text.Contains("Final-Recipient:", StringComparison.OrdinalIgnoreCase))
            Statuses.Add(text);
    }

    private void Add(string text)
    {
        if (_told.Sum(each => each.Length) < Limits.ReturnedCharacters)
            _told.Add(text);
    }

    /// <param name="mayTell">Whether a status among the words would be its own, and not one that a person asks about.</param>
    private void Finish(bool mayTell)
    {
        var text = string.Join("\n\n", _told);
        var (told, original) = PastedOriginal.Split(text.Length > Limits.ReturnedCharacters ? text[..Limits.ReturnedCharacters] : text);
        Told = told;
        if (Original.Count == 0 && original.Length > 0)
            Original = PastedOriginal.Fields(original, Limits.ReportFields);
        if (mayTell && Statuses.Count == 0 && StatusGroups.AreIn(told))
            Statuses.Add(told);
    }
}
