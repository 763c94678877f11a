using IfexList.Authentication;

namespace IfexList.Delivery;

/// <summary>A text in one of the forms in which it leaves.</summary>
/// <param name="Bytes">With dots doubled, ending in CRLF; the final dot is yet to come.</param>
/// <param name="Whole">
/// For BDAT (RFC 3030): with its dots as they are, the same array where no line begins with one. Null where the text is too large to be sent before the hop has said that
/// it takes it.
/// </param>
/// <param name="Signature">What the signatures of all its copies have in common; null where we don't sign.</param>
/// <param name="IsEightBit">What the bytes themselves say: a hop must never get 8-bit text that it didn't offer to take.</param>
public sealed record WireForm(byte[] Bytes, byte[]? Whole, CommonSignature? Signature, bool IsEightBit);
