using System.Net.Sockets;
using System.Text;

namespace IfexList.Scenarios.Actors;

/// <summary>One connection at the next hop.</summary>
internal sealed class HopSession(NextHop hop, Socket socket) : IDisposable
{
    private readonly NetworkStream _stream = new(socket, ownsSocket: true);
    private readonly List<string> _recipients = [];
    private readonly CancellationTokenSource _cut = new();
    private WireReader _reader = null!;
    private string _sender = "";
    private bool _saidEightBit;
    private int _mails;

    private HopHabits Habits => hop.Habits;

    /// <summary>Cuts the connection, wherever the dialogue stands.</summary>
    public void Dispose()
    {
        _cut.Cancel();
        _stream.Dispose();
    }

    public async Task PlayAsync()
    {
        _reader = new WireReader(_stream);
        try
        {
            var greeting = Habits.Greeting;
            await SayAsync(greeting);
            while (greeting.StartsWith("220", StringComparison.Ordinal) && await LineAsync() is { } line && await AnswerAsync(line))
                continue;
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The peer is gone, or we are down.
        }
        finally
        {
            await _stream.DisposeAsync();
        }
    }

    private async Task<bool> AnswerAsync(string line)
    {
        var verb = line.Split(' ')[0].ToUpperInvariant();
        if (!Habits.Pipelines && _reader.HasMore)
            hop.Liberties.Enqueue("pipelined " + line);
        switch (verb)
        {
            case "EHLO" when Habits.KnowsEhlo:
                await SayAsync(Offers());
                return true;
            case "HELO":
                await SayAsync("250 hop.example");
                return true;
            case "MAIL" when Habits.LeavesAfter > 0 && _mails >= Habits.LeavesAfter:
                await SayAsync("421 4.7.0 enough for one connection");
                return false;
            case "MAIL":
                await SayAsync(Mail(line));
                return true;
            case "RCPT":
                await SayAsync(Rcpt(PathIn(line)));
                return true;
            case "DATA" when _recipients.Count == 0:
                await SayAsync("503 5.5.1 nobody to take it for");
                return true;
            case "DATA":
                await SayAsync("354 go on");
                return await TextAsync();
            case "RSET" or "NOOP":
                await SayAsync("250 2.0.0 fine");
                return true;
            case "QUIT":
                await SayAsync("221 2.0.0 farewell");
                return false;
            default:
                await SayAsync("502 5.5.1 not here");
                return true;
        }
    }

    private string Offers()
    {
        var offers = new List<string> { "hop.example" };
        if (Habits.Pipelines)
            offers.Add("PIPELINING");
        if (Habits.TakesEightBit)
            offers.Add("8BITMIME");
        if (Habits.TakesUtf8Addresses)
            offers.Add("SMTPUTF8");
        offers.Add("ENHANCEDSTATUSCODES");
        return string.Join("\r\n", offers.Select((offer, i) => $"250{(i == offers.Count - 1 ? ' ' : '-')}{offer}"));
    }

    private string Mail(string line)
    {
        _recipients.Clear();
        _sender = PathIn(line);
        _saidEightBit = line.Contains("BODY=8BITMIME", StringComparison.OrdinalIgnoreCase);
        if (!Habits.KnowsEhlo && line.IndexOf('>', StringComparison.Ordinal) != line.Length - 1)
            return "555 5.5.4 what is that behind the path?";
        return _saidEightBit && !Habits.TakesEightBit ? "555 5.5.4 no 8BITMIME here" : "250 2.1.0 fine";
    }

    private string Rcpt(string recipient)
    {
        var tries = hop.CountTry(recipient);
        if (Habits.Refuse(recipient, tries) is { } refusal)
            return refusal;
        if (!Habits.TakesUtf8Addresses && !Ascii.IsValid(recipient))
            return "553 5.6.7 no SMTPUTF8 here";
        _recipients.Add(recipient);
        return "250 2.1.5 fine";
    }

    private async Task<bool> TextAsync()
    {
        var number = hop.CountText();
        var cuts = Habits.CutsInTextEvery > 0 && number % Habits.CutsInTextEvery == 0;
        using var text = new MemoryStream();
        for (var lines = 0; ; lines++)
        {
            if (cuts && lines == 3 || await _reader.LineAsync(CancellationToken.None) is not { } line)
                return false;
            if (line is [(byte)'.'])
                break;
            text.Write(line is [(byte)'.', ..] ? line.AsSpan(1) : line);
            text.Write("\r\n"u8);
        }
        if (Habits.Pause > TimeSpan.Zero)
            await Task.Delay(Habits.Pause, _cut.Token);
        var promised = Habits.CutsBeforePromiseEvery == 0 || number % Habits.CutsBeforePromiseEvery != 0;
        Keep(text.ToArray(), promised);
        _mails++;
        if (promised)
            await SayAsync("250 2.0.0 taken");
        return promised;
    }

    // Written down before the promise goes out: what the peer heard of is always here.
    private void Keep(byte[] bytes, bool promised)
    {
        if (!Habits.TakesEightBit && !Ascii.IsValid(bytes))
            hop.Liberties.Enqueue($"8-bit octets for {_recipients[0]}");
        foreach (var recipient in _recipients)
            hop.Take(new TakenMail(_sender, recipient, bytes, _saidEightBit, promised));
    }

    private async Task<string?> LineAsync() =>
        await _reader.LineAsync(CancellationToken.None) is { } line ? Encoding.UTF8.GetString(line) : null;

    private async Task SayAsync(string reply) => await _stream.WriteAsync(Encoding.UTF8.GetBytes(reply + "\r\n"));

    private static string PathIn(string line) =>
        line.IndexOf('<', StringComparison.Ordinal) is >= 0 and var start && line.IndexOf('>', start) is >= 0 and var end ? line[(start + 1)..end] : "";
}
