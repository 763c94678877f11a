using System.Net.Sockets;
using System.Text;

namespace IfexList.Load.World;

/// <summary>One connection to an <see cref="Exchange"/>: as much SMTP as a sender needs, with PIPELINING, each answer as slow as the provider is.</summary>
internal sealed class ExchangeSession(Exchange exchange, Socket socket)
{
    private readonly byte[] _buffer = new byte[256 * 1024];
    private readonly StringBuilder _answers = new();
    private int _end;
    private int _taken;
    private int _accepted;
    private bool _hasRecipient;
    private bool _inText;
    private bool _isOver;

    public async Task RunAsync()
    {
        await AnswerAsync("220 mx.example ESMTP\r\n", exchange.Provider.Answer);
        while (!_isOver && await socket.ReceiveAsync(_buffer.AsMemory(_end)) is > 0 and var octets)
        {
            _end += octets;
            var hasText = Read();
            var answers = _answers.ToString();
            _answers.Clear();
            if (answers.Length > 0)
                // Who leaves isn't kept waiting: his place is for the next.
                await AnswerAsync(answers, _isOver && !hasText ? TimeSpan.Zero : exchange.Provider.Answer);
        }
    }

    private async Task AnswerAsync(string text, TimeSpan after)
    {
        if (after > TimeSpan.Zero)
            await Task.Delay(after);
        for (; _accepted > 0; _accepted--)
            exchange.Accept();
        await socket.SendAsync(Encoding.ASCII.GetBytes(text));
    }

    // All that is there; what isn't whole stays. True where a text ended.
    private bool Read()
    {
        var (start, hasText) = (0, false);
        while (!_isOver)
        {
            var rest = _buffer.AsSpan(start, _end - start);
            var length = _inText ? TextLength(rest) : rest.IndexOf("\r\n"u8) + 2;
            if (length < 2)
                break;
            if (_inText)
            {
                (_inText, _hasRecipient, hasText) = (false, false, true);
                _accepted++;
                _taken++;
                _answers.Append("250 2.0.0 Taken\r\n");
            }
            else
                Command(Encoding.ASCII.GetString(rest[..(length - 2)]));
            start += length;
        }
        _buffer.AsSpan(start, _end - start).CopyTo(_buffer);
        _end -= start;
        return hasText;
    }

    private static int TextLength(ReadOnlySpan<byte> rest) => rest.StartsWith(".\r\n"u8) ? 3 : rest.IndexOf("\r\n.\r\n"u8) is >= 0 and var end ? end + 5 : 0;

    private void Command(string line)
    {
        switch (line.Split(' ', ':')[0].ToUpperInvariant())
        {
            case "EHLO":
                _answers.Append("250-mx.example\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SIZE 52428800\r\n250 ENHANCEDSTATUSCODES\r\n");
                break;
            case "MAIL" when _taken >= exchange.Provider.MessagesPerConnection:
                exchange.Outstay();
                _answers.Append("421 4.7.0 Too many messages on this connection\r\n");
                _isOver = true;
                break;
            case "RCPT":
                var refusal = exchange.Refusal(line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)]);
                _hasRecipient = refusal is null;
                _isOver = refusal?.StartsWith("421", StringComparison.Ordinal) ?? false;
                _answers.Append(refusal ?? "250 2.1.5 Fine").Append("\r\n");
                break;
            case "DATA":
                _inText = _hasRecipient;
                _answers.Append(_hasRecipient ? "354 Go on\r\n" : "554 5.5.1 For nobody\r\n");
                break;
            case "QUIT":
                _answers.Append("221 2.0.0 Bye\r\n");
                _isOver = true;
                break;
            default:
                _hasRecipient = false;
                _answers.Append("250 2.0.0 Fine\r\n");
                break;
        }
    }
}
