using System.Security.Cryptography;

namespace IfexList.Mail;

/// <summary>
/// Encrypts what only the house may read again: AES-256-GCM under a key of its own, derived by HKDF from the token key and a salt that stands before the text. Whoever has
/// the database and not the key file has nothing.
/// </summary>
public sealed class HouseSeal(TokenKey key)
{
    private const int SaltBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int HeadBytes = SaltBytes + NonceBytes + TagBytes;

    /// <returns>Salt ‖ nonce ‖ tag ‖ what was encrypted.</returns>
    public byte[] Close(ReadOnlySpan<byte> clear)
    {
        var closed = new byte[HeadBytes + clear.Length];
        RandomNumberGenerator.Fill(closed.AsSpan(0, SaltBytes + NonceBytes));
        using var cipher = Cipher(closed);
        cipher.Encrypt(Nonce(closed), clear, closed.AsSpan(HeadBytes), Tag(closed));
        return closed;
    }

    /// <returns>Null where it was closed with another key, or isn't whole.</returns>
    public byte[]? Open(byte[] closed)
    {
        if (closed.Length < HeadBytes)
            return null;
        var clear = new byte[closed.Length - HeadBytes];
        try
        {
            using var cipher = Cipher(closed);
            cipher.Decrypt(Nonce(closed), closed.AsSpan(HeadBytes), Tag(closed), clear);
            return clear;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private AesGcm Cipher(byte[] closed) => new(key.DeriveKey("sealed original", closed.AsSpan(0, SaltBytes)), TagBytes);

    private static Span<byte> Nonce(byte[] closed) => closed.AsSpan(SaltBytes, NonceBytes);

    private static Span<byte> Tag(byte[] closed) => closed.AsSpan(SaltBytes + NonceBytes, TagBytes);
}
