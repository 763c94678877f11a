using System.Text;
using IfexList.Authentication;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Delivery;

/// <summary>
/// The few bytes of a copy that belong to one reader, written in front of the text that all share: of an edition's copy the personal
/// List-Unsubscribe (RFC 2369 §3.2), with one click where we are reached by https (RFC 8058), of a letter the To; and our signature over both. And the envelope sender that
/// leads a bounce back to him.
/// </summary>
/// <param name="oneClickUrl">What the token is set behind; null where one click isn't offered.</param>
public sealed class PersonalHeaders(TokenKey key, string domain, string? oneClickUrl)
{
    // RFC 5322 §2.1.1: lines should have no more than 78 characters.
    private const int LineCharacters = 78;

    private readonly byte[] _atDomain = Encoding.ASCII.GetBytes("@" + domain.ToLowerInvariant());
    private readonly byte[] _oneClickUrl = Encoding.ASCII.GetBytes(oneClickUrl ?? "");

    /// <summary><c>L-bounces+T@D</c>, without brackets.</summary>
    public void WriteSender(WireBuffer to, OwedCopy copy, string list)
    {
        to.Append(list);
        to.Append("-bounces+"u8);
        key.Derive(TokenPurpose.Bounce, list, copy.Person, copy.Rendering, to.Next(Token.DerivedLength));
        to.Append(_atDomain);
    }

    /// <summary>The fields that a copy, or a letter, may have of its own, as they stand.</summary>
    public static IReadOnlyList<string> Names(bool isLetter) => isLetter ? ["To"] : ["List-Unsubscribe", "List-Unsubscribe-Post"];

    /// <param name="signature">Of the form in which the text goes out; null where we don't sign.</param>
    public void Write(WireBuffer to, OwedCopy copy, string list, bool isLetter, CommonSignature? signature)
    {
        var start = to.Written.Length;
        var room = signature?.Octets ?? 0;
        to.Next(room);
        if (isLetter)
            WriteTo(to, copy.Address);
        else
            WriteUnsubscribe(to, copy, list);
        signature?.Sign(to.Behind(start + room), to.Behind(start)[..room]);
    }

    /// <summary>What <see cref="Write"/> will write, for SIZE (RFC 1870).</summary>
    public int Octets(OwedCopy copy, string list, bool isLetter, CommonSignature? signature) => (signature?.Octets ?? 0) + (isLetter
        ? "To: <>\r\n".Length + (IsLong(copy.Address) ? 2 : 0) + Encoding.UTF8.GetByteCount(copy.Address)
        : "List-Unsubscribe: <mailto:-unsubscribe+?subject=unsubscribe>\r\n".Length + list.Length + Token.DerivedLength + _atDomain.Length + OneClickOctets);

    private int OneClickOctets => _oneClickUrl.Length == 0 ? 0
        : ",\r\n <>List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n".Length + _oneClickUrl.Length + Token.DerivedLength;

    // Each URI has a line of its own: it can't be broken, so the first one reaches beyond the 78 characters.
    private void WriteUnsubscribe(WireBuffer to, OwedCopy copy, string list)
    {
        Span<byte> token = stackalloc byte[Token.DerivedLength];
        key.Derive(TokenPurpose.Unsubscribe, list, copy.Person, copy.Rendering, token);
        to.Append("List-Unsubscribe: <mailto:"u8);
        to.Append(list);
        to.Append("-unsubscribe+"u8);
        to.Append(token);
        to.Append(_atDomain);
        to.Append("?subject=unsubscribe>"u8);
        if (_oneClickUrl.Length > 0)
        {
            to.Append(",\r\n <"u8);
            to.Append(_oneClickUrl);
            to.Append(token);
            to.Append(">\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click"u8);
        }
        to.Append("\r\n"u8);
    }

    // An address beyond ASCII stands here as it is (RFC 6532 §3.2): it only goes to a hop that offers SMTPUTF8.
    private static void WriteTo(WireBuffer to, string address)
    {
        to.Append(IsLong(address) ? "To:\r\n <"u8 : "To: <"u8);
        to.Append(address);
        to.Append(">\r\n"u8);
    }

    private static bool IsLong(string address) => address.Length + "To: <>".Length > LineCharacters;
}
