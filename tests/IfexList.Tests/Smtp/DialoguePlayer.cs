using System.Globalization;
using System.IO.Enumeration;
using System.Text;

namespace IfexList.Tests.Smtp;

/// <summary>
/// Plays a conversation that is written down as text against a server, and says at which line it went another way.
/// </summary>
/// <remarks>
/// <code>
/// # a comment            S: 250 2.*       the next reply, all its lines joined by "|"; * is any text
/// C: EHLO x              a line and its CRLF, after which the player goes on at once
/// C+ MAIL FROM:&lt;a@x&gt;    the same, sent together with what follows
/// C\ a\r\n\0\xff         exactly these octets
/// C* 3000 x              that text so many times, no line end
/// W                      what follows comes in whole writes even where every octet comes alone
/// T                      the TLS handshake
/// X                      the server has closed the connection
/// M: Subject: x\r\n      the next mail that the postbox has taken in; mails without such a line are a failure
/// E: a@x ESMTP           sender and protocol of that mail
/// </code>
/// </remarks>
internal sealed class DialoguePlayer(Server server, int octetsPerSegment)
{
    private readonly StringBuilder _unsent = new();
    private int _octetsPerSegment = octetsPerSegment;
    private int _mails;

    public async Task PlayAsync(string file)
    {
        await using var peer = await server.ConnectAsync();
        var number = 0;
        foreach (var line in await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (await StepAsync(peer, line) is { } complaint)
                Assert.Fail($"{Path.GetFileName(file)}:{number}: {line}\n{complaint}");
        }
        Assert.True(server.Postbox.Mails.Count == _mails, $"{server.Postbox.Mails.Count} mails were taken in, {_mails} expected");
    }

    private async Task<string?> StepAsync(Peer peer, string line)
    {
        var text = line.Length > 3 ? line[3..] : "";
        switch (line[..Math.Min(2, line.Length)])
        {
            case "C:":
                _unsent.Append(Latin1(text)).Append("\r\n");
                await SendAsync(peer);
                return null;
            case "C+":
                _unsent.Append(Latin1(text)).Append("\r\n");
                return null;
            case @"C\":
                _unsent.Append(Unescape(text));
                await SendAsync(peer);
                return null;
            case "C*":
                var space = text.IndexOf(' ', StringComparison.Ordinal);
                _unsent.Insert(_unsent.Length, Unescape(text[(space + 1)..]), int.Parse(text[..space], CultureInfo.InvariantCulture));
                await SendAsync(peer);
                return null;
            case "S:":
                return Differs(text, (await peer.ReplyAsync()).Replace('\n', '|'));
            case "W":
                _octetsPerSegment = int.MaxValue;
                return null;
            case "T":
                await peer.SecureAsync();
                return null;
            case "X":
                return await peer.ReplyAsync() is { Length: > 0 } more ? $"the server went on: {more}" : null;
            case "M:":
                return Differs(Unescape(text), server.Postbox.Mails.ElementAtOrDefault(_mails++)?.Message ?? "no mail");
            case "E:":
                var envelope = server.Postbox.Mails[_mails - 1].Envelope;
                return Differs(text, $"{envelope.Sender?.ToString() ?? "<>"} {envelope.Protocol}");
            default:
                return "what is this?";
        }
    }

    private async Task SendAsync(Peer peer)
    {
        var octets = Encoding.Latin1.GetBytes(_unsent.ToString());
        _unsent.Clear();
        // Long stretches would take minutes octet by octet and prove nothing more.
        var step = octets.Length > 2000 ? Math.Max(_octetsPerSegment, 997) : _octetsPerSegment;
        try
        {
            for (var i = 0; i < octets.Length; i += step)
                await peer.SendAsync(octets.AsMemory(i, Math.Min(step, octets.Length - i)));
        }
        catch (IOException)
        {
            // Closed under our hands: the next line of the dialogue says whether that was right.
        }
    }

    private static string? Differs(string expected, string heard) =>
        expected == heard || FileSystemName.MatchesSimpleExpression(expected.Replace('\\', '/'), heard.Replace('\\', '/'), ignoreCase: false)
            ? null : $"but it was: {heard}";

    // Dialogues are UTF-8; on the wire each octet is one Latin-1 character.
    private static string Latin1(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private static string Unescape(string text)
    {
        var octets = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
            octets.Append(text[i] != '\\' ? Latin1(text[i].ToString()) : text[++i] switch
            {
                'r' => "\r",
                'n' => "\n",
                '0' => "\0",
                'x' => ((char)Convert.ToByte(text[++i..(++i + 1)], 16)).ToString(),
                var other => other.ToString(),
            });
        return octets.ToString();
    }
}
