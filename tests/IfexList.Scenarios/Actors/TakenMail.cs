using System.Text;
using IfexList.Mail;
using MimeKit;

namespace IfexList.Scenarios.Actors;

/// <summary>One mail as the next hop took it, for one recipient.</summary>
/// <param name="Promised">Whether the hop said its 250; a mail that it took and never answered for is no copy.</param>
internal sealed record TakenMail(string Sender, string Recipient, byte[] Bytes, bool SaidEightBit, bool Promised)
{
    private readonly Lazy<MimeMessage> _message = new(() => RawMessage.Parse(Bytes));

    /// <summary>When the hop had all of it.</summary>
    public DateTimeOffset At { get; } = DateTimeOffset.UtcNow;

    public MimeMessage Message => _message.Value;

    public string Subject => Message.Subject ?? "";

    /// <summary>All text, decoded.</summary>
    public string Text => PlainText.Of(Message);

    /// <summary>A copy of a release, not a letter of the daemon.</summary>
    public bool IsCopy => Message.Headers.Contains(HeaderId.ListId);

    public bool IsLetter => !IsCopy;

    /// <summary>The first address of Reply-To.</summary>
    public string ReplyTo => Message.ReplyTo.Mailboxes.First().Address;

    /// <summary>The address of the personal List-Unsubscribe.</summary>
    public string LeaveAddress => Message.Headers[HeaderId.ListUnsubscribe]!.Split(':', '?')[1];

    /// <summary>The fields of the header block; MimeKit keeps those that describe the content with the content.</summary>
    public IEnumerable<Header> Fields => Message.Headers.Concat(Message.Body?.Headers ?? []);

    public string? Field(string name) => Fields.FirstOrDefault(field => field.Field.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;

    public string Headers
    {
        get
        {
            var text = Encoding.Latin1.GetString(Bytes);
            return text[..text.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
        }
    }
}
