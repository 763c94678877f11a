using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace IfexList.Scenarios.Actors;

/// <summary>One connection at the next hop.</summary>
internal sealed class HopSession(NextHop hop, Socket socket) : IDisposable
{
    private Stream _stream = new NetworkStream(socket, ownsSocket: true);
    private readonly List<string> _recipients = [];
    private readonly CancellationTokenSource _cut = new();
    private readonly MemoryStream _chunks = new();
    private WireReader _reader = null!;
    private string _sender = "";
    private bool _saidEightBit;
    private int _mails;

    private HopHabits Habits => hop.Habits;

    private bool Offers(bool habit) => habit && !(Habits.TakesBackOverTls && _stream is SslStream);

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
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException
            or System.Security.Authentication.AuthenticationException)
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
        if (!Offers(Habits.Pipelines) && verb != "BDAT" && _reader.HasMore)
            hop.Liberties.Enqueue("pipelined " + line);
        switch (verb)
        {
            case "EHLO" when Habits.KnowsEhlo:
                return await AnswerAsync(verb, Offered());
            case "STARTTLS" when Habits.Certificate is not null:
                return await SecureAsync();
            case "HELO":
                return await AnswerAsync(verb, "250 hop.example");
            case "MAIL" when Habits.LeavesAfter > 0 && _mails >= Habits.LeavesAfter:
                await SayAsync("421 4.7.0 too many messages on this connection");
                return false;
            case "MAIL":
                return await AnswerAsync(verb, Mail(line));
            case "RCPT":
                return await AnswerAsync(verb, Rcpt(PathIn(line)));
            case "BDAT":
                return await ChunkAsync(line.Split(' '));
            case "DATA" when _recipients.Count == 0:
                return await AnswerAsync(verb, "503 5.5.1 nobody to take it for");
            case "DATA":
                return await AnswerAsync(verb, "354 go on") && await TextAsync();
            case "RSET" or "NOOP":
                return await AnswerAsync(verb, "250 2.0.0 fine");
            case "QUIT":
                await SayAsync("221 2.0.0 farewell");
                return false;
            default:
                return await AnswerAsync(verb, "502 5.5.1 not here");
        }
    }

    private async Task<bool> AnswerAsync(string verb, string usual)
    {
        var instead = await Habits.Instead(verb, hop.Count(verb)).WaitAsync(_cut.Token);
        await WriteAsync(instead ?? usual + "\r\n");
        return instead is null;
    }

    private async Task<bool> SecureAsync()
    {
        if (!await AnswerAsync("STARTTLS", "220 2.0.0 go on"))
            return false;
        var tls = new SslStream(_stream);
        _stream = tls;
        await tls.AuthenticateAsServerAsync(Habits.Certificate!);
        _reader = new WireReader(tls);
        return true;
    }

    private string Offered()
    {
        var offers = new List<string> { "hop.example" };
        if (Offers(Habits.Pipelines))
            offers.Add("PIPELINING");
        if (Offers(Habits.TakesChunks))
            offers.Add("CHUNKING");
        if (Habits.Certificate is not null && _stream is not SslStream)
            offers.Add("STARTTLS");
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
        _chunks.SetLength(0);
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
        return await PromiseAsync(text.ToArray());
    }

    // RFC 3030 §4.2: the octets come whatever was said to the envelope.
    private async Task<bool> ChunkAsync(string[] words)
    {
        if (await _reader.OctetsAsync(int.Parse(words[1], CultureInfo.InvariantCulture), CancellationToken.None) is not { } chunk)
            return false;
        if (_recipients.Count == 0)
            return await AnswerAsync("BDAT", "503 5.5.1 nobody to take it for");
        _chunks.Write(chunk);
        if (words.Length < 3)
            return await AnswerAsync("BDAT", "250 2.0.0 and then?");
        hop.CountText();
        return await PromiseAsync(_chunks.ToArray());
    }

    private async Task<bool> PromiseAsync(byte[] text)
    {
        if (Habits.Pause > TimeSpan.Zero)
            await Task.Delay(Habits.Pause, _cut.Token);
        var instead = await Habits.Instead(".", hop.Count(".")).WaitAsync(_cut.Token);
        Keep(text, instead is null);
        _recipients.Clear();
        _mails++;
        await WriteAsync(instead ?? "250 2.0.0 taken\r\n");
        return instead is null;
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

    private Task SayAsync(string reply) => WriteAsync(reply + "\r\n");

    private async Task WriteAsync(string words)
    {
        var octets = Encoding.UTF8.GetBytes(words);
        if (Habits.Stutter == TimeSpan.Zero)
        {
            await _stream.WriteAsync(octets);
            return;
        }
        foreach (var octet in octets)
        {
            await _stream.WriteAsync(new[] { octet });
            await Task.Delay(Habits.Stutter, _cut.Token);
        }
    }

    private static string PathIn(string line) =>
        line.IndexOf('<', StringComparison.Ordinal) is >= 0 and var start && line.IndexOf('>', start) is >= 0 and var end ? line[(start + 1)..end] : "";
}
