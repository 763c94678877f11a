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
    private static readonly FormatOptions Wire = MakeWireFormat();

    /// <summary>Headers are ASCII, the text is UTF-8 as it stands; a hop that can't take that gets it recoded.</summary>
    public NewRendering Render(MimeEntity? attached = null)
    {
        using var stream = new MemoryStream();
        var text = Encoding.UTF8.GetBytes(Notice.Text.ReplaceLineEndings("\r\n"));
        if (attached is null)
        {
            var (encoding, bytes) = TransferEncoding.Of(text, sevenBit: false);
            Headers("text/plain; charset=utf-8", encoding).WriteTo(Wire, stream);
            stream.Write("\r\n"u8);
            stream.Write(bytes);
            return new NewRendering(stream.ToArray(), encoding == "8bit");
        }
        return WithAttachment(stream, attached);
    }

    private NewRendering WithAttachment(MemoryStream stream, MimeEntity attached)
    {
        var mixed = new Multipart("mixed") { new TextPart("plain") { Text = Notice.Text }, attached };
        var headers = Headers(mixed.ContentType.MimeType, null);
        headers.Remove(HeaderId.ContentType);
        headers.WriteTo(Wire, stream);
        mixed.WriteTo(Wire, stream);
        var bytes = stream.ToArray();
        return new NewRendering(bytes, !Ascii.IsValid(bytes));
    }

    private HeaderList Headers(string contentType, string? encoding)
    {
        var headers = new HeaderList
        {
            { HeaderId.Date, Trace.Date(At) },
            { HeaderId.MessageId, $"<{MessageId ?? $"{Token.NewRandom()}@{Domain}"}>" },
            { HeaderId.From, Encoding.UTF8, HeaderText.Mailbox(FromName, FromAddress) },
            { HeaderId.ReplyTo, $"<{ReplyTo}>" },
            { HeaderId.Subject, Encoding.UTF8, Notice.Subject },
        };
        if (InReplyTo is { } cause)
        {
            headers.Add(HeaderId.InReplyTo, $"<{cause}>");
            headers.Add(HeaderId.References, $"<{cause}>");
        }
        headers.Add(HeaderId.AutoSubmitted, InReplyTo is null ? "auto-generated" : "auto-replied");
        // Never "All", which would suppress bounces as well.
        headers.Add("X-Auto-Response-Suppress", "OOF, AutoReply, RN, NRN");
        headers.Add("Content-Language", Notice.Language.Code());
        headers.Add(HeaderId.MimeVersion, "1.0");
        headers.Add(HeaderId.ContentType, contentType);
        if (encoding is not null)
            headers.Add(HeaderId.ContentTransferEncoding, encoding);
        return headers;
    }

    private static FormatOptions MakeWireFormat()
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        return format;
    }
}
