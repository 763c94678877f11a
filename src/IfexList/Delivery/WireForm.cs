using IfexList.Authentication;

namespace IfexList.Delivery;

/// <summary>A text in one of the forms in which it leaves.</summary>
/// <param name="Bytes">With dots doubled, ending in CRLF; the final dot is yet to come.</param>
/// <param name="Signature">What the signatures of all its copies have in common; null where we don't sign.</param>
/// <param name="IsEightBit">What the bytes themselves say: a hop must never get 8-bit text that it didn't offer to take.</param>
public sealed record WireForm(byte[] Bytes, CommonSignature? Signature, bool IsEightBit);
