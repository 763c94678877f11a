using System.Text;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;
using MimeKit;

namespace IfexList.Notices;

/// <summary>
/// Makes the finished bytes of one of the daemon's own letters. The To line is written on the wire: a letter's stored bytes name nobody.
/// </summary>
/// <param name="FromAddress">An address of the list.</param>
/// <param name="ReplyTo">Where an answer belongs.</param>
/// <param name="MessageId">Without angle brackets; null makes one.</param>
/// <param name="InReplyTo">The Message-ID of the mail that it answers, without angle brackets.</param>
public sealed record Letter(
    Notice Notice, string FromName, string FromAddress, string ReplyTo, string Domain, DateTimeOffset At, string? MessageId = null, string? InReplyTo = null)
{
    /// <summary>Headers are ASCII, the text is UTF-8 as it stands; a hop that can't take that gets it recoded.</summary>
    public NewRendering Render(MimeEntity? attached = null)
    {
        if (attached is not null)
            return WithAttachment(attached);
        var (encoding, bytes) = TransferEncoding.Of(Encoding.UTF8.GetBytes(Notice.Text.ReplaceLineEndings("\r\n")), sevenBit: false);
        var headers = Headers();
        headers.Add(HeaderId.ContentType, "text/plain; charset=utf-8");
        headers.Add(HeaderId.ContentTransferEncoding, encoding);
        return new NewRendering(Wire.Compose(headers, bytes), encoding == "8bit");
    }

    private NewRendering WithAttachment(MimeEntity attached)
    {
        var bytes = Wire.Compose(Headers(), new Multipart("mixed") { new TextPart("plain") { Text = Notice.Text }, attached });
        return new NewRendering(bytes, !Ascii.IsValid(bytes));
    }

    private HeaderList Headers()
    {
        var headers = new HeaderList
        {
            { HeaderId.Date, Trace.Date(At) },
            { "Message-ID", $"<{MessageId ?? $"{Token.NewRandom()}@{Domain}"}>" },
            { HeaderId.From, HeaderText.Mailbox(FromName, FromAddress) },
            { HeaderId.ReplyTo, $"<{ReplyTo}>" },
            HeaderText.Field("Subject", Notice.Subject),
        };
        if (InReplyTo is { } cause && HeaderText.IsMessageId(cause))
        {
            headers.Add(HeaderId.InReplyTo, $"<{cause}>");
            headers.Add(HeaderId.References, $"<{cause}>");
        }
        headers.Add(HeaderId.AutoSubmitted, InReplyTo is null ? "auto-generated" : "auto-replied");
        // Never "All", which would suppress bounces as well.
        headers.Add("X-Auto-Response-Suppress", "OOF, AutoReply, RN, NRN");
        headers.Add("Content-Language", Notice.Language.Code());
        headers.Add(HeaderId.MimeVersion, "1.0");
        return headers;
    }
}
