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
    public static byte[] Of(Evidence evidence, byte[] trace, byte[] message, string authservId)
    {
        var finding = Encoding.ASCII.GetBytes(evidence.ToField(authservId));
        var fields = HeaderFields.Of(message);
        var header = fields.Sum(field => field.Bytes.Length);
        var kept = fields.Where(field => !field.Is("Authentication-Results"u8)).ToList();
        var stored = new byte[finding.Length + trace.Length + kept.Sum(field => field.Bytes.Length) + message.Length - header];
        using var stream = new MemoryStream(stored);
        stream.Write(finding);
        stream.Write(trace);
        foreach (var field in kept)
            stream.Write(field.Bytes.Span);
        stream.Write(message.AsSpan(header));
        return stored;
    }
}
