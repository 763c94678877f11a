using System.Text;
using IfexList.Authentication;
using IfexList.Mail;

namespace IfexList.Reception;

/// <summary>
/// The bytes that are kept of a mail: what was found out about its sender, our trace, and the mail as it came. What others say they found out is left out
/// (RFC 8601 §5): anybody can write it under our name.
/// </summary>
public static class StoredOriginal
{
    /// <returns>Its pieces in their order: a large mail is nowhere in memory once more.</returns>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Of(Evidence evidence, byte[] trace, byte[] message, string authservId)
    {
        var fields = HeaderFields.Of(message);
        var kept = fields.Where(field => !field.Is("Authentication-Results"u8)).Select(field => field.Bytes);
        return [Encoding.ASCII.GetBytes(evidence.ToField(authservId)), trace, .. kept, message.AsMemory(fields.Sum(field => field.Bytes.Length))];
    }
}
