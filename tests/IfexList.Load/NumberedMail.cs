using System.Globalization;
using System.Text;

namespace IfexList.Load;

/// <summary>
/// One mail in as many variants as wanted: wherever the pattern says <c>########</c> stands its number. The envelope's commands and the text
/// with its final dot are kept as bytes, so that whoever pushes them does nothing but push.
/// </summary>
public sealed class NumberedMail
{
    private const string Hole = "########";

    private readonly byte[] _envelope;
    private readonly byte[] _text;

    /// <param name="text">With CRLF line ends, dots already stuffed, without the final dot.</param>
    public NumberedMail(string from, string to, string text)
    {
        _envelope = Encoding.ASCII.GetBytes($"MAIL FROM:<{from}>\r\nRCPT TO:<{to}>\r\nDATA\r\n");
        _text = Encoding.UTF8.GetBytes(text + ".\r\n");
    }

    /// <summary>Octets of the text.</summary>
    public int Octets => _text.Length - 3;

    public NumberedBytes Envelope() => new(_envelope);

    public NumberedBytes Text() => new(_text);

    /// <summary>The text of one mail and, behind its dot, the envelope of another.</summary>
    public (NumberedBytes Text, NumberedBytes Envelope, byte[] Joined) Riding()
    {
        byte[] joined = [.. _text, .. _envelope];
        return (new NumberedBytes(joined, 0, _text.Length), new NumberedBytes(joined, _text.Length, _envelope.Length), joined);
    }

    /// <summary>Bytes with holes for a number.</summary>
    public sealed class NumberedBytes
    {
        private readonly byte[] _bytes;
        private readonly int[] _holes;
        private readonly int _start;
        private readonly int _length;

        internal NumberedBytes(byte[] pattern) : this([.. pattern], 0, pattern.Length) { }

        internal NumberedBytes(byte[] bytes, int start, int length)
        {
            (_bytes, _start, _length) = (bytes, start, length);
            var hole = Encoding.ASCII.GetBytes(Hole);
            var holes = new List<int>();
            for (var i = start; i + hole.Length <= start + length; i++)
                if (bytes.AsSpan(i, hole.Length).SequenceEqual(hole))
                    holes.Add(i);
            _holes = [.. holes];
        }

        public ReadOnlyMemory<byte> With(int number)
        {
            Span<byte> digits = stackalloc byte[8];
            number.TryFormat(digits, out _, "D8", CultureInfo.InvariantCulture);
            foreach (var hole in _holes)
                digits.CopyTo(_bytes.AsSpan(hole));
            return _bytes.AsMemory(_start, _length);
        }
    }
}
