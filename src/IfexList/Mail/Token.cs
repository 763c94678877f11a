using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace IfexList.Mail;

/// <summary>
/// The alphabet and the making of tokens. Random ones (26 characters, 130 bits) are stored hashed and used once; derived ones are <see cref="TokenKey"/>'s.
/// </summary>
public static class Token
{
    public const int RandomLength = 26;
    public const int DerivedLength = 32;

    // RFC 4648 §6, in lower-case: local parts are matched without regard to case.
    internal const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    private static readonly SearchValues<char> Letters = SearchValues.Create(Alphabet);

    public static string NewRandom() => RandomNumberGenerator.GetString(Alphabet, RandomLength);

    /// <summary>What the database keeps of a random token.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token.ToLowerInvariant()));

    public static bool IsWellFormed(ReadOnlySpan<char> token) =>
        token.Length is RandomLength or DerivedLength && !token.ContainsAnyExcept(Letters);
}
