using System.Buffers;
using IfexList.Foundation;

namespace IfexList.Smtp;

/// <summary>Why a mail is refused whatever its recipients are; the first reason found stays.</summary>
public enum DataFault
{
    None,

    /// <summary>A CR or LF that is no part of a CRLF (RFC 5321 §2.3.8): what SMTP smuggling is made of.</summary>
    BareLineEnd,
    Nul,
    LineTooLong,
    HeaderTooLarge,
    TooLarge,

    /// <summary>All sessions together hold as much as they may.</summary>
    NoRoom,
}

/// <summary>
/// Decodes one mail after DATA (RFC 5321 §4.1.1.4, dots undone as in §4.5.2) or BDAT (RFC 3030) into memory. Only CRLF ends a line and only
/// CRLF.CRLF ends DATA. Every octet is counted as it comes. A mail with a fault is read to its real end and thrown away, so that nothing
/// in it is ever taken for a command.
/// </summary>
public sealed class DataReader(int maxOctets, ReceivingRoom room)
{
    private const byte Cr = (byte)'\r';
    private const byte Lf = (byte)'\n';
    private const byte Dot = (byte)'.';
    private const byte Nul = 0;

    private static readonly SearchValues<byte> LineEndsAndNul = SearchValues.Create(Cr, Lf, Nul);

    private readonly MessageBuffer _buffer = new(room);
    private At _at;
    private bool _inHeader = true;
    private long _octets;
    private long _lineOctets;
    private long _headerOctets;

    // What the next octet follows.
    private enum At
    {
        LineStart,
        Text,
        Cr,
        Dot,
        DotCr,
    }

    public DataFault Fault { get; private set; }

    /// <summary>Far more came than we take: time to hang up.</summary>
    public bool HasOverrun => _octets > (long)maxOctets * Limits.DiscardedMultiple;

    /// <summary>Empty when there is a fault. Valid until <see cref="Reset"/>.</summary>
    public ReadOnlySequence<byte> Message => _buffer.Octets;

    /// <summary>Reads on after DATA.</summary>
    /// <param name="input">What came; afterwards, what lies behind the mail.</param>
    /// <returns>True once CRLF.CRLF was seen.</returns>
    public bool TakeDotted(ref ReadOnlySequence<byte> input)
    {
        while (!input.IsEmpty)
        {
            var ended = Decode(input.FirstSpan, dotted: true, out var read);
            input = input.Slice(read);
            if (ended)
                return true;
        }
        return false;
    }

    /// <summary>Reads on within a BDAT chunk: dots mean nothing there.</summary>
    public void TakeChunk(ReadOnlySequence<byte> input)
    {
        foreach (var piece in input)
            Decode(piece.Span, dotted: false, out _);
    }

    /// <summary>
    /// The last chunk is in. A last line without CRLF gets one: DKIM hashes both alike (RFC 6376 §3.4.3), and no hop behind us must guess.
    /// </summary>
    public void EndChunks()
    {
        if (_at == At.Cr)
            Refuse(DataFault.BareLineEnd);
        else if (_at == At.Text && _lineOctets > 0)
            Keep("\r\n"u8);
    }

    public void Reset()
    {
        _buffer.Clear();
        (_at, _inHeader, Fault) = (At.LineStart, true, DataFault.None);
        (_octets, _lineOctets, _headerOctets) = (0, 0, 0);
    }

    // Text is kept in runs of as many lines as lie together; only a stuffed dot breaks a run.
    private bool Decode(ReadOnlySpan<byte> input, bool dotted, out int read)
    {
        var kept = 0;
        for (read = 0; read < input.Length;)
        {
            var next = input[read];
            switch (_at)
            {
                case At.LineStart when next == Dot && dotted:
                    Keep(input[kept..read]);
                    kept = ++read;
                    _at = At.Dot;
                    break;
                case At.LineStart:
                    _at = At.Text;
                    break;
                case At.Text:
                    read += TakeText(input[read..]);
                    break;
                case At.Cr when next == Lf:
                    read++;
                    EndLine();
                    break;
                case At.Cr:
                    Refuse(DataFault.BareLineEnd);
                    _at = At.Text;
                    break;
                case At.Dot when next == Cr:
                    kept = ++read;
                    _at = At.DotCr;
                    break;
                case At.Dot:
                    _at = At.Text;
                    break;
                case At.DotCr when next == Lf:
                    read++;
                    return true;
                default:
                    Refuse(DataFault.BareLineEnd);
                    _at = At.Text;
                    break;
            }
        }
        Keep(input[kept..]);
        return false;
    }

    private int TakeText(ReadOnlySpan<byte> input)
    {
        var length = input.IndexOfAny(LineEndsAndNul);
        var taken = length < 0 ? input.Length : length + 1;
        _lineOctets += taken;
        if (_lineOctets > Limits.TextLineOctets)
            Refuse(DataFault.LineTooLong);
        if (length < 0)
            return taken;
        if (input[length] == Cr)
            _at = At.Cr;
        else
            Refuse(input[length] == Nul ? DataFault.Nul : DataFault.BareLineEnd);
        return taken;
    }

    private void EndLine()
    {
        if (++_lineOctets > Limits.TextLineOctets)
            Refuse(DataFault.LineTooLong);
        if (_inHeader)
        {
            _headerOctets += _lineOctets;
            _inHeader = _lineOctets > 2;
            if (_headerOctets > Limits.HeaderOctets)
                Refuse(DataFault.HeaderTooLarge);
        }
        (_at, _lineOctets) = (At.LineStart, 0);
    }

    private void Keep(ReadOnlySpan<byte> text)
    {
        _octets += text.Length;
        if (Fault != DataFault.None)
            return;
        if (_octets > maxOctets)
            Refuse(DataFault.TooLarge);
        else if (!_buffer.TryAppend(text))
            Refuse(DataFault.NoRoom);
    }

    private void Refuse(DataFault fault)
    {
        if (Fault != DataFault.None)
            return;
        Fault = fault;
        _buffer.Clear();
    }
}
