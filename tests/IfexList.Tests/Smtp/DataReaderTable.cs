using System.Buffers;
using System.Text;
using IfexList.Foundation;
using IfexList.Smtp;

namespace IfexList.Tests.Smtp;

public class DataReaderTable
{
    private const string NoEnd = "(no end)";

    public static TheoryData<string, string, string, string> Rows() => new()
    {
        // what came, what the mail is, what is left over, why
        { "a\r\n.\r\n", "a\r\n", "", "a line and the end" },
        { ".\r\n", "", "", "the dot may be the first line: DATA's own CRLF is before it" },
        { "\r\n.\r\n", "\r\n", "", "an empty line is text" },
        { "..\r\n.\r\n", ".\r\n", "", "a stuffed dot in the first line" },
        { "...\r\n.\r\n", "..\r\n", "", "only one dot is taken off" },
        { ".a\r\n.\r\n", "a\r\n", "", "RFC 5321 §4.5.2: the dot goes whatever follows it" },
        { "a.\r\n.\r\n", "a.\r\n", "", "a dot elsewhere stays" },
        { "a\r\n.\r\nQUIT\r\n", "a\r\n", "QUIT\r\n", "what follows is the next command" },
        { "a\r\n.\r\n.\r\n", "a\r\n", ".\r\n", "the first end counts" },
        { "a\r\n", NoEnd, "", "no dot yet" },
        { "a\r\n.", NoEnd, "", "the dot may be the first of a line" },
        { "a\r\n.\r", NoEnd, "", "half an end" },
        { "a.\r\n", NoEnd, "", "a dot at the end of a line ends nothing" },
        { "a\r\n .\r\n", NoEnd, "", "a blank before the dot" },
        { "a\n.\r\n", NoEnd, "", "a bare LF begins no line" },
        { "a\r\n.\n", NoEnd, "", "a bare LF ends no line" },
        { "a\n.\r\n.\r\n", "BareLineEnd", "", "after it the true end still counts" },
        { "a\rb\r\n.\r\n", "BareLineEnd", "", "a bare CR" },
        { "a\r\r\n.\r\n", "BareLineEnd", "", "the first CR is bare, the second begins a line end" },
        { ".\ra\r\n.\r\n", "BareLineEnd", "", "a bare CR behind the first dot" },
        { ".\na\r\n.\r\n", "BareLineEnd", "", "a bare LF behind the first dot" },
        { "a\0\r\n.\r\n", "Nul", "", "RFC 5322 §4: NUL is obsolete" },
        { "\0a\nb\r\n.\r\n", "Nul", "", "the first fault is named" },
        { "a\x80\xff\r\n.\r\n", "a\x80\xff\r\n", "", "8BITMIME: other octets pass" },
        { "0123456789012345678\r\n.\r\n", "0123456789012345678\r\n", "", "21 octets are the limit here" },
        { "01234567890123456789\r\n.\r\nX", "TooLarge", "X", "one more is too many" },
        { ".0123456789012345678\r\n.\r\n", "0123456789012345678\r\n", "", "RFC 1870 §5: stuffed dots don't count" },
    };

    [Theory, MemberData(nameof(Rows))]
    public void Reads_in_one_piece(string input, string expected, string rest, string reason) => Read(input, expected, rest, reason, int.MaxValue);

    [Theory, MemberData(nameof(Rows))]
    public void Reads_octet_by_octet(string input, string expected, string rest, string reason) => Read(input, expected, rest, reason, 1);

    [Fact]
    public void Room_runs_out_for_all_and_comes_back_when_a_mail_is_gone()
    {
        var room = new ReceivingRoom(200 * 1024);
        var (first, second) = (new DataReader(int.MaxValue, room), new DataReader(int.MaxValue, room));
        var text = new ReadOnlySequence<byte>(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("\r\n" + new string('x', 98), 1300))));
        first.TakeChunk(text);
        second.TakeChunk(text);
        Assert.Equal(DataFault.None, first.Fault);
        Assert.Equal(DataFault.NoRoom, second.Fault);
        Assert.Equal(text.ToArray(), first.Message.ToArray());
        first.Reset();
        second.Reset();
        second.TakeChunk(text);
        Assert.Equal(DataFault.None, second.Fault);
        second.Reset();
        Assert.True(room.TryTake(200 * 1024));
    }

    [Fact]
    public void A_folded_header_of_8_MB_is_thrown_away_while_it_comes()
    {
        var room = new ReceivingRoom(Limits.ReceivingOctets);
        var reader = new DataReader(10 * 1024 * 1024, room);
        var lines = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(" folded\r\n", 1000)));
        for (var i = 0; i < 930; i++)
            reader.TakeChunk(new ReadOnlySequence<byte>(lines));
        Assert.Equal(DataFault.HeaderTooLarge, reader.Fault);
        Assert.True(reader.Message.IsEmpty);
        Assert.True(room.TryTake((int)Limits.ReceivingOctets));
    }

    private static void Read(string input, string expected, string rest, string reason, int step)
    {
        var reader = new DataReader(21, new ReceivingRoom(long.MaxValue));
        var octets = Encoding.Latin1.GetBytes(input);
        var taken = 0;
        var hasEnded = false;
        while (!hasEnded && taken < octets.Length)
        {
            var piece = new ReadOnlySequence<byte>(octets, taken, Math.Min(step, octets.Length - taken));
            var before = piece.Length;
            hasEnded = reader.TakeDotted(ref piece);
            taken += (int)(before - piece.Length);
        }
        var mail = !hasEnded ? NoEnd : reader.Fault != DataFault.None ? reader.Fault.ToString() : Encoding.Latin1.GetString(reader.Message.ToArray());
        Assert.True(expected == mail, $"{reason}: {mail}");
        Assert.Equal(rest, Encoding.Latin1.GetString(octets.AsSpan(taken)));
    }
}
