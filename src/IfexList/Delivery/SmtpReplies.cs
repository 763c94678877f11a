using System.Buffers;
using System.Globalization;
using System.Text;
using IfexList.Foundation;
using IfexList.Mail;

namespace IfexList.Delivery;

/// <summary>The next hop says what is no SMTP, or more than we listen to: the connection is worth nothing any more.</summary>
public sealed class HopProtocolException : IOException
{
    public HopProtocolException(string message) : base(message) { }
    public HopProtocolException(string message, Exception inner) : base(message, inner) { }
    public HopProtocolException() { }
}

/// <summary>
/// Reads the next hop's replies (RFC 5321 §4.2), several in one segment or one in many. Strict: three digits, CRLF, one code through all
/// lines of a reply, no more than <see cref="Limits.ReplyOctets"/>.
/// </summary>
internal sealed class SmtpReplies : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Limits.ReplyOctets);
    private int _start;
    private int _line;
    private int _end;
    private string[] _lines = [];

    /// <summary>Whether the hop has sent more than was asked for.</summary>
    public bool HasMore => _end > _start;

    /// <summary>The lines of the last reply without their codes; only where <c>withLines</c> was asked for.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Where the next read goes.</summary>
    public Memory<byte> Free()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _line -= _start;
            _end -= _start;
            _start = 0;
        }
        return _end < Limits.ReplyOctets ? _buffer.AsMemory(_end, Limits.ReplyOctets - _end) : throw new HopProtocolException("a reply without end");
    }

    public void Filled(int octets) => _end += octets;

    /// <summary>
    /// The next reply if it is there as a whole. Positive replies come without their text, which nobody reads: a send of 100,000 copies
    /// has 400,000 of them.
    /// </summary>
    public bool TryRead(bool withLines, out SmtpReply reply)
    {
        reply = default;
        while (_buffer.AsSpan(_line, _end - _line).IndexOf((byte)'\n') is >= 0 and var length)
        {
            var line = Check(_buffer.AsSpan(_line, length + 1));
            if (Code(line) != Code(_buffer.AsSpan(_start)))
                throw new HopProtocolException("two codes in one reply");
            _line += length + 1;
            if (line.Length > 3 && line[3] == '-')
                continue;
            reply = Make(_buffer.AsSpan(_start, _line - _start), withLines);
            _start = _line;
            return true;
        }
        return false;
    }

    private static ReadOnlySpan<byte> Check(ReadOnlySpan<byte> line)
    {
        if (!line.EndsWith("\r\n"u8))
            throw new HopProtocolException("a reply's line ends without CRLF");
        line = line[..^2];
        var isReply = line.Length >= 3 && line[0] is >= (byte)'2' and <= (byte)'5' && char.IsAsciiDigit((char)line[1]) && char.IsAsciiDigit((char)line[2])
            && (line.Length == 3 || line[3] is (byte)' ' or (byte)'-');
        return isReply ? line : throw new HopProtocolException("no reply of SMTP");
    }

    private static int Code(ReadOnlySpan<byte> line) => (line[0] - '0') * 100 + (line[1] - '0') * 10 + line[2] - '0';

    private SmtpReply Make(ReadOnlySpan<byte> reply, bool withLines)
    {
        var code = Code(reply);
        if (code is >= 200 and < 300 or 354 && !withLines)
            return new SmtpReply(code, null, "");
        _lines = [.. Encoding.UTF8.GetString(reply[..^2]).Split("\r\n").Select(line => line.Length > 4 ? line[4..] : "")];
        return Make(code, _lines);
    }

    private static SmtpReply Make(int code, string[] lines)
    {
        EnhancedStatus? status = null;
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            var (own, rest) = SplitStatus(code, line);
            status ??= own;
            if (text.Length < Limits.StoredReplyCharacters)
                text.Append(text.Length > 0 ? " " : "").Append(rest);
        }
        return new SmtpReply(code, status, Printable(text));
    }

    // RFC 2034 §4: the enhanced status stands first in each line, and its class is that of the code.
    private static (EnhancedStatus?, string) SplitStatus(int code, string line)
    {
        var end = line.IndexOf(' ', StringComparison.Ordinal) is >= 0 and var space ? space : line.Length;
        return EnhancedStatus.TryParse(line.AsSpan(0, end), out var status) && status.Class == code / 100
            ? (status, line[end..].TrimStart())
            : (null, line);
    }

    // It goes into the database and onto terminals: nothing there may move a cursor.
    private static string Printable(StringBuilder text)
    {
        text.Length = Math.Min(text.Length, Limits.StoredReplyCharacters);
        for (var i = 0; i < text.Length; i++)
            if (CharUnicodeInfo.GetUnicodeCategory(text[i]) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                text[i] = '?';
        return text.ToString();
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }
}
