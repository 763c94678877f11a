using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IfexList.Foundation;

namespace IfexList.Authentication;

/// <summary>
/// The DKIM-Signature field of one key on one text (RFC 6376 §3.5): all of it but the times and the signature is the same on every copy, and so is its length.
/// </summary>
internal sealed class DkimField
{
    // RFC 5322 §2.1.1.
    private const int LineCharacters = 78;

    // Of the signature's own lines.
    private const int SignatureCharacters = 72;

    // Seconds have ten digits until the year 2286.
    private const int TimeDigits = 10;

    private readonly DkimKey _key;
    private readonly byte[] _unsigned;
    private readonly int _madeAt;
    private readonly int _endsAt;

    /// <param name="signed">The names of <c>h=</c>.</param>
    public DkimField(DkimKey key, IReadOnlyList<string> signed, string bodyHash)
    {
        _key = key;
        var (field, column) = (new StringBuilder("DKIM-Signature:"), "DKIM-Signature:".Length);
        foreach (var tag in new[] { "v=1;", $"a={key.Kind}-sha256;", "c=relaxed/relaxed;", $"d={key.Domain};", $"s={key.Selector};" })
            Put(" ", tag);
        Put(" ", "t=0000000000;");
        _madeAt = field.Length - 1 - TimeDigits;
        Put(" ", "x=0000000000;");
        _endsAt = field.Length - 1 - TimeDigits;
        for (var i = 0; i < signed.Count; i++)
            Put(i == 0 ? " " : "", (i == 0 ? "h=" : "") + signed[i] + (i == signed.Count - 1 ? ';' : ':'));
        Put(" ", $"bh={bodyHash};");
        // Last, so that what is hashed of this field is its beginning.
        field.Append("\r\n b=");
        _unsigned = Encoding.ASCII.GetBytes(field.ToString());

        void Put(string between, string word)
        {
            var fits = column + between.Length + word.Length <= LineCharacters;
            field.Append(fits ? between : "\r\n ").Append(word);
            column = (fits ? column + between.Length : 1) + word.Length;
        }
    }

    public int Octets => _unsigned.Length + Base64Characters + (Base64Characters - 1) / SignatureCharacters * "\r\n ".Length + "\r\n".Length;

    private int Base64Characters => (_key.SignatureOctets + 2) / 3 * 4;

    /// <summary>The octets of scratch room that signing takes.</summary>
    public int HashedOctets => _unsigned.Length + 2;

    /// <param name="scratch">Begins with the header fields that are signed, <paramref name="length"/> octets of them; there is room for this field behind them.</param>
    public void Sign(DateTimeOffset now, Span<byte> scratch, int length, Span<byte> destination)
    {
        _unsigned.CopyTo(destination);
        Write(now, destination[_madeAt..]);
        Write(now + Limits.SignatureTime, destination[_endsAt..]);
        // RFC 6376 §3.7: this field comes last, without its signature and its line end.
        length += Relaxed.Field(destination[.._unsigned.Length], scratch[length..]) - 2;
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(scratch[..length], digest);
        Span<byte> text = stackalloc byte[Base64Characters];
        _key.Sign(digest, text[.._key.SignatureOctets]);
        Base64.EncodeToUtf8InPlace(text, _key.SignatureOctets, out _);
        Fold(text, destination[_unsigned.Length..]);
    }

    private static void Fold(ReadOnlySpan<byte> text, Span<byte> to)
    {
        for (; text.Length > SignatureCharacters; text = text[SignatureCharacters..])
        {
            text[..SignatureCharacters].CopyTo(to);
            "\r\n "u8.CopyTo(to[SignatureCharacters..]);
            to = to[(SignatureCharacters + 3)..];
        }
        text.CopyTo(to);
        "\r\n"u8.CopyTo(to[text.Length..]);
    }

    private static void Write(DateTimeOffset time, Span<byte> to) => time.ToUnixTimeSeconds().TryFormat(to, out _, "D10", CultureInfo.InvariantCulture);
}
