using System.Security.Cryptography;
using MimeKit;

namespace IfexList.Moderation;

/// <summary>The Message-IDs of moderation requests, by which an answer is recognised wherever it was sent. They carry no token.</summary>
public static class RequestReference
{
    private const string Prefix = "held.";

    /// <summary>A fresh one for each letter about that held post, without angle brackets.</summary>
    public static string MessageId(long held, string domain) => $"{Prefix}{held}.{RandomNumberGenerator.GetHexString(12, lowercase: true)}@{domain}";

    public static bool IsNamedBy(MimeMessage message, string domain) =>
        message.References.Append(message.InReplyTo).OfType<string>()
            .Any(id => id.StartsWith(Prefix, StringComparison.Ordinal) && id.EndsWith("@" + domain, StringComparison.OrdinalIgnoreCase));
}
