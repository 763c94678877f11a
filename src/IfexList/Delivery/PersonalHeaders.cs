using System.Text;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Delivery;

/// <summary>
/// The few bytes of a copy that belong to one reader, written in front of the text that all share: of an edition's copy the personal
/// List-Unsubscribe (RFC 2369 §3.2), of a letter the To. And the envelope sender that leads a bounce back to him.
/// </summary>
public sealed class PersonalHeaders(TokenKey key, string domain)
{
    // RFC 5322 §2.1.1: lines should have no more than 78 characters.
    private const int LineCharacters = 78;

    private readonly byte[] _atDomain = Encoding.ASCII.GetBytes("@" + domain.ToLowerInvariant());

    /// <summary><c>L-bounces+T@D</c>, without brackets.</summary>
    public void WriteSender(WireBuffer to, OwedCopy copy, string list)
    {
        to.Append(list);
        to.Append("-bounces+"u8);
        key.Derive(TokenPurpose.Bounce, list, copy.Person, copy.Rendering, to.Next(Token.DerivedLength));
        to.Append(_atDomain);
    }

    public void Write(WireBuffer to, OwedCopy copy, string list, bool isLetter)
    {
        if (isLetter)
            WriteTo(to, copy.Address);
        else
            WriteUnsubscribe(to, copy, list);
    }

    /// <summary>What <see cref="Write"/> will write, for SIZE (RFC 1870).</summary>
    public int Octets(OwedCopy copy, string list, bool isLetter) => isLetter
        ? "To: <>\r\n".Length + (IsLong(copy.Address) ? 2 : 0) + Encoding.UTF8.GetByteCount(copy.Address)
        : "List-Unsubscribe: <mailto:-unsubscribe+?subject=unsubscribe>\r\n".Length + list.Length + Token.DerivedLength + _atDomain.Length;

    private void WriteUnsubscribe(WireBuffer to, OwedCopy copy, string list)
    {
        to.Append("List-Unsubscribe: <mailto:"u8);
        to.Append(list);
        to.Append("-unsubscribe+"u8);
        key.Derive(TokenPurpose.Unsubscribe, list, copy.Person, copy.Rendering, to.Next(Token.DerivedLength));
        to.Append(_atDomain);
        to.Append("?subject=unsubscribe>\r\n"u8);
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
