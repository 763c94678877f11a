using System.Text;
using IfexList.Lists;
using IfexList.Mail;
using MimeKit;

namespace IfexList.Publishing;

/// <summary>
/// By which the same post is recognised when it comes twice (list, author, subject and text) and its thread is found (its Message-ID). Keyed: else whoever has the database could try
/// out who wrote a text that everybody has, or which mail on a wire it was.
/// </summary>
public sealed class PostHash(TokenKey key)
{
    // An encrypted or empty text is told apart by its Message-ID and date.
    public byte[] Of(MailingList list, MimeMessage message, string text)
    {
        var content = new StringBuilder().Append(list.Name).Append('\0').Append(message.From).Append('\0').Append(message.Subject).Append('\0').Append(text);
        if (text.Trim().Length == 0)
            content.Append('\0').Append(message.MessageId).Append('\0').Append(message.Date.ToUnixTimeSeconds());
        return key.Blind(content.Insert(0, "post\0").ToString());
    }

    public byte[] OfId(string messageId) => key.Blind($"message\0{messageId}");
}
