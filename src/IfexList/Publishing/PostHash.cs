using System.Security.Cryptography;
using System.Text;
using IfexList.Lists;
using MimeKit;

namespace IfexList.Publishing;

/// <summary>By which the same post is recognised when it comes twice: list, author, subject and text.</summary>
public static class PostHash
{
    // An encrypted or empty text is told apart by its Message-ID and date.
    public static byte[] Of(MailingList list, MimeMessage message, string text)
    {
        var content = new StringBuilder().Append(list.Name).Append('\0').Append(message.From).Append('\0').Append(message.Subject).Append('\0').Append(text);
        if (text.Trim().Length == 0)
            content.Append('\0').Append(message.MessageId).Append('\0').Append(message.Date.ToUnixTimeSeconds());
        return SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString()));
    }
}
