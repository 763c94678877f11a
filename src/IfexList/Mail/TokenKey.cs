using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace IfexList.Mail;

/// <summary>What a derived token is good for; the number is part of the signed bytes and never changes.</summary>
public enum TokenPurpose
{
    Bounce = 1,
    Unsubscribe = 2,
}

/// <summary>
/// Derives and checks the tokens of bounce and unsubscribe addresses: 6 bytes person id, 4 bytes rendering id, first 10 bytes of
/// HMAC-SHA256(key, purpose ‖ 0 ‖ list ‖ 0 ‖ those 10). The same across retries and restarts, and nothing about them is stored.
/// </summary>
public sealed class TokenKey(byte[] key)
{
    private const int IdBytes = 10;
    private const int TokenBytes = 20;
    private const int KeyBytes = 32;
    private const int BlindBytes = 16;

    // Kept with the key worked in, as many as are in use at once: to begin anew took most of a token's processor time, and each copy has two tokens.
    private readonly ConcurrentBag<IncrementalHash> _keyed = [];

    /// <summary>Reads the key file, or makes it, readable by its owner alone.</summary>
    public static TokenKey LoadOrCreate(string file)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            var fresh = RandomNumberGenerator.GetBytes(KeyBytes);
            using var stream = new FileStream(file, options);
            stream.Write(fresh);
            stream.Flush(flushToDisk: true);
            return new TokenKey(fresh);
        }
        catch (IOException) when (File.Exists(file))
        {
            var key = File.ReadAllBytes(file);
            return key.Length == KeyBytes ? new TokenKey(key) : throw new InvalidDataException($"{file}: the token key must have {KeyBytes} bytes");
        }
    }

    /// <summary>Writes the token's 32 characters to <paramref name="destination"/>.</summary>
    public void Derive(TokenPurpose purpose, string list, long person, long rendering, Span<byte> destination)
    {
        Span<byte> token = stackalloc byte[TokenBytes];
        BinaryPrimitives.WriteUInt32BigEndian(token, (uint)(person >> 16));
        BinaryPrimitives.WriteUInt16BigEndian(token[4..], (ushort)person);
        BinaryPrimitives.WriteUInt32BigEndian(token[6..], (uint)rendering);
        Sign(purpose, list, token[..IdBytes], token[IdBytes..]);
        Encode(token, destination);
    }

    public string Derive(TokenPurpose purpose, string list, long person, long rendering)
    {
        Span<byte> text = stackalloc byte[Token.DerivedLength];
        Derive(purpose, list, person, rendering, text);
        return Encoding.ASCII.GetString(text);
    }

    /// <summary>Whose token it is and which rendering it came with, if we made it for that purpose and list.</summary>
    public bool TryRead(TokenPurpose purpose, string list, string token, out long person, out long rendering)
    {
        person = rendering = 0;
        Span<byte> bytes = stackalloc byte[TokenBytes];
        if (!TryDecode(token, bytes))
            return false;
        Span<byte> expected = stackalloc byte[TokenBytes - IdBytes];
        Sign(purpose, list, bytes[..IdBytes], expected);
        if (!CryptographicOperations.FixedTimeEquals(expected, bytes[IdBytes..]))
            return false;
        person = (long)BinaryPrimitives.ReadUInt32BigEndian(bytes) << 16 | BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);
        rendering = BinaryPrimitives.ReadUInt32BigEndian(bytes[6..]);
        return true;
    }

    /// <summary>A keyed hash of a text that must not be stored itself: nobody without the key can tell what it was, or try addresses out.</summary>
    public byte[] Blind(string text) => HMACSHA256.HashData(key, (byte[])[0, .. Encoding.UTF8.GetBytes(text)])[..BlindBytes];

    /// <summary>A key for another purpose, of which nobody can tell this one (RFC 5869).</summary>
    public byte[] DeriveKey(string purpose, ReadOnlySpan<byte> salt)
    {
        var derived = new byte[KeyBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, derived, salt, Encoding.ASCII.GetBytes(purpose));
        return derived;
    }

    private void Sign(TokenPurpose purpose, string list, ReadOnlySpan<byte> ids, Span<byte> destination)
    {
        Span<byte> message = stackalloc byte[3 + 64 + IdBytes];
        message[0] = (byte)purpose;
        message[1] = 0;
        var length = 2 + Encoding.ASCII.GetBytes(list, message[2..]);
        message[length++] = 0;
        ids.CopyTo(message[length..]);
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!_keyed.TryTake(out var keyed))
            keyed = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        keyed.AppendData(message[..(length + IdBytes)]);
        keyed.GetHashAndReset(mac);
        _keyed.Add(keyed);
        mac[..destination.Length].CopyTo(destination);
    }

    // 20 bytes are four groups of 40 bits, eight characters each: no padding.
    private static void Encode(ReadOnlySpan<byte> bytes, Span<byte> text)
    {
        for (var group = 0; group < 4; group++)
        {
            ulong bits = 0;
            foreach (var b in bytes.Slice(group * 5, 5))
                bits = bits << 8 | b;
            for (var i = 7; i >= 0; i--, bits >>= 5)
                text[group * 8 + i] = (byte)Token.Alphabet[(int)(bits & 31)];
        }
    }

    private static bool TryDecode(string token, Span<byte> bytes)
    {
        if (token.Length != Token.DerivedLength)
            return false;
        for (var group = 0; group < 4; group++)
        {
            ulong bits = 0;
            foreach (var c in token.AsSpan(group * 8, 8))
            {
                var value = Token.Alphabet.IndexOf(char.ToLowerInvariant(c));
                if (value < 0)
                    return false;
                bits = bits << 5 | (uint)value;
            }
            for (var i = 4; i >= 0; i--, bits >>= 8)
                bytes[group * 5 + i] = (byte)bits;
        }
        return true;
    }
}
