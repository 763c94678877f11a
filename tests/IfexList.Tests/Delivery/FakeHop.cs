using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace IfexList.Tests.Delivery;

/// <summary>A next hop on a loopback socket that misbehaves as told.</summary>
internal sealed class FakeHop : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private int _connections;
    private int _open;
    private int _mostOpen;
    private int _served;

    public sealed record Mail(string From, string Recipient, string Parameters, byte[] Content)
    {
        public string Text => Encoding.Latin1.GetString(Content);
    }

    public string Banner { get; init; } = "220 fake.example ESMTP";
    public Func<int, string>? BannerOf { get; init; }
    public bool Ehlo { get; init; } = true;
    public bool Pipelining { get; init; } = true;
    public bool EightBitMime { get; init; } = true;
    public bool SmtpUtf8 { get; init; } = true;
    public string? Auth { get; init; }
    public bool StartTls { get; init; }
    public string InjectBehindStartTls { get; init; } = "";
    public bool Slow { get; init; }
    public bool Chunking { get; init; }

    /// <summary>Whether it still offers PIPELINING behind STARTTLS.</summary>
    public bool PipeliningInTls { get; init; } = true;

    /// <summary>Ends the connection where the TLS handshake should begin.</summary>
    public bool TlsIsBroken { get; init; }

    /// <summary>What it shows; null: a new one for each connection.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Its replies wait until it has read all that is there, and leave together.</summary>
    public bool Glues { get; init; }

    /// <summary>Its answer to a command behind which others have come already; null: it can follow.</summary>
    public string? OnTogether { get; init; }

    /// <summary>The answer to every command whatsoever.</summary>
    public string? AlwaysSays { get; init; }

    /// <summary>So many connections it serves at once; to one more it says <see cref="TooMany"/>.</summary>
    public int Most { get; init; } = int.MaxValue;
    public string TooMany { get; init; } = "421 4.7.0 too many connections";

    /// <summary>How long it thinks about a text.</summary>
    public TimeSpan Thinks { get; init; }

    /// <summary>Its answer to BDAT where no recipient was taken.</summary>
    public string OnBdatForNobody { get; init; } = "554 5.5.1 no valid recipients";

    /// <summary>
    /// Replies by what was asked; null is the usual one. A reply "drop" ends the connection instead, "half ..." leaves the line unfinished and ends it, "stuck ..." leaves it so.
    /// </summary>
    public Func<string, string?> OnMail { get; init; } = _ => null;
    public Func<string, string?> OnRcpt { get; init; } = _ => null;
    public Func<string, string?> OnData { get; init; } = _ => null;
    public Func<string, string?> OnDot { get; init; } = _ => null;

    /// <summary>Whether the connection ends after the first lines of that recipient's text.</summary>
    public Func<string, bool> DropInText { get; init; } = _ => false;

    public ConcurrentQueue<Mail> Taken { get; } = [];
    public ConcurrentQueue<string> Commands { get; } = [];
    public ConcurrentQueue<string> Violations { get; } = [];
    public ConcurrentQueue<(string User, string Password)> LoggedIn { get; } = [];
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;
    public int Connections => _connections;
    public int MostOpen => _mostOpen;
    public int Served => _served;
    public ConcurrentQueue<IPAddress> Peers { get; } = [];

    /// <summary>Of each TLS handshake, the octets that it cost this side: one that is resumed is short, since no certificate is sent.</summary>
    public ConcurrentQueue<long> TlsOctets { get; } = [];

    public FakeHop Start()
    {
        _listener.Start();
        _ = AcceptAsync();
        return this;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = ServeAsync(client, Interlocked.Increment(ref _connections));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end of the test.
        }
    }

    private async Task ServeAsync(TcpClient client, int number)
    {
        using var _ = client;
        var open = Interlocked.Increment(ref _open);
        InterlockedMax(ref _mostOpen, open);
        Peers.Enqueue(((IPEndPoint)client.Client.RemoteEndPoint!).Address);
        var served = Interlocked.Increment(ref _served);
        try
        {
            client.NoDelay = true;
            await new Dialogue(this, client, served > Most ? TooMany : BannerOf?.Invoke(number) ?? Banner).RunAsync(_stop.Token);
        }
        catch (DroppedException)
        {
            // What it has said arrives: a socket closed over unread bytes would take that back.
            client.Client.Shutdown(SocketShutdown.Send);
            while (await client.Client.ReceiveAsync(new byte[4096]) > 0)
                continue;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Either side has hung up.
        }
        finally
        {
            Interlocked.Decrement(ref _served);
            Interlocked.Decrement(ref _open);
        }
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
            Interlocked.CompareExchange(ref target, value, seen);
    }

    public static X509Certificate2 NewCertificate()
    {
        // Not RSA: its keys take a tenth of a second each, and most connections want a new one.
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=fake.example", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
    }

    private sealed class DroppedException() : IOException("dropped on purpose");

    private sealed class Dialogue(FakeHop hop, TcpClient client, string banner)
    {
        private readonly byte[] _one = new byte[1];
        private readonly List<byte> _unsaid = [];
        private Stream _stream = client.GetStream();
        private string _from = "";
        private string _recipient = "";
        private string _parameters = "";
        private bool _mailIsOpen;
        private bool _recipientIsOpen;

        public async Task RunAsync(CancellationToken cancel)
        {
            await SayAsync(banner, cancel);
            while (await ReadLineAsync(cancel) is { } line)
            {
                hop.Commands.Enqueue(line);
                if (!hop.Pipelining && client.Available > 0)
                    hop.Violations.Enqueue($"more behind: {line}");
                var verb = line.Split(' ')[0].ToUpperInvariant();
                if ((hop.AlwaysSays ?? (client.Available > 0 ? hop.OnTogether : null)) is { } always)
                {
                    await SayAsync(always, cancel);
                    continue;
                }
                if (verb == "QUIT")
                {
                    await SayAsync("221 bye", cancel);
                    return;
                }
                await AnswerAsync(verb, line, cancel);
            }
        }

        private Task AnswerAsync(string verb, string line, CancellationToken cancel) => verb switch
        {
            "EHLO" => SayAsync(hop.Ehlo ? Offers() : "502 5.5.1 what?", cancel),
            "HELO" => SayAsync("250 fake.example", cancel),
            "STARTTLS" => StartTlsAsync(cancel),
            "AUTH" => AuthAsync(line.Split(' '), cancel),
            "RSET" => ResetAsync(cancel),
            "MAIL" => MailAsync(line, cancel),
            "RCPT" => RcptAsync(line, cancel),
            "DATA" => DataAsync(cancel),
            "BDAT" => BdatAsync(line.Split(' '), cancel),
            _ => SayAsync("500 5.5.2 unknown", cancel),
        };

        private string Offers()
        {
            var offers = new List<string> { "fake.example greets you", "ENHANCEDSTATUSCODES", "SIZE 10485760" };
            if (hop.Pipelining && (hop.PipeliningInTls || _stream is not SslStream))
                offers.Add("PIPELINING");
            if (hop.Chunking)
                offers.Add("CHUNKING");
            if (hop.EightBitMime)
                offers.Add("8BITMIME");
            if (hop.SmtpUtf8)
                offers.Add("SMTPUTF8");
            if (hop.StartTls && _stream is not SslStream)
                offers.Add("STARTTLS");
            if (hop.Auth is { } auth)
                offers.Add("AUTH " + auth);
            return string.Join("\r\n", offers.Select((offer, i) => (i == offers.Count - 1 ? "250 " : "250-") + offer));
        }

        private async Task ResetAsync(CancellationToken cancel)
        {
            _mailIsOpen = _recipientIsOpen = false;
            await SayAsync("250 2.0.0 reset", cancel);
        }

        private async Task MailAsync(string line, CancellationToken cancel)
        {
            if (_mailIsOpen)
                hop.Violations.Enqueue("nested MAIL");
            if (hop.Auth is not null && hop.LoggedIn.IsEmpty)
            {
                await SayAsync("530 5.7.0 log in first", cancel);
                return;
            }
            _from = Between(line, "<", ">");
            _parameters = line[(line.IndexOf('>', StringComparison.Ordinal) + 1)..].Trim();
            var reply = hop.OnMail(_from) ?? "250 2.1.0 ok";
            _mailIsOpen = reply.StartsWith('2');
            await SayAsync(reply, cancel);
        }

        private async Task RcptAsync(string line, CancellationToken cancel)
        {
            _recipient = Between(line, "<", ">");
            var reply = !_mailIsOpen ? "503 5.5.1 MAIL first" : hop.OnRcpt(_recipient) ?? "250 2.1.5 ok";
            _recipientIsOpen = reply.StartsWith('2');
            await SayAsync(reply, cancel);
        }

        private async Task DataAsync(CancellationToken cancel)
        {
            // Some answer 354 to a DATA without recipients (RFC 2920 §3.1 names them); so does this one, if told.
            var reply = hop.OnData(_recipient) ?? (_recipientIsOpen ? "354 go on" : "554 5.5.1 no valid recipients");
            await SayAsync(reply, cancel);
            if (!reply.StartsWith("354", StringComparison.Ordinal))
                return;
            var content = await ReadTextAsync(cancel);
            if (!_recipientIsOpen)
            {
                if (content.Length > 0)
                    hop.Violations.Enqueue("a text for nobody");
                _mailIsOpen = false;
                await SayAsync("554 5.5.1 no valid recipients", cancel);
                return;
            }
            await TakeAsync(content, cancel);
        }

        // As a strict hop would: what is refused is read all the same, and leaves the transaction open.
        private async Task BdatAsync(string[] words, CancellationToken cancel)
        {
            var content = new byte[int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture)];
            await _stream.ReadExactlyAsync(content, cancel);
            if (words is not [_, _, "LAST"])
                hop.Violations.Enqueue("a piece of a text");
            if (_recipientIsOpen)
                await TakeAsync(content, cancel);
            else
                await SayAsync(hop.OnBdatForNobody, cancel);
        }

        private async Task TakeAsync(byte[] content, CancellationToken cancel)
        {
            await Task.Delay(hop.Thinks, cancel);
            var final = hop.OnDot(_recipient) ?? "250 2.0.0 taken";
            if (final.StartsWith('2') || final == "drop")
                hop.Taken.Enqueue(new Mail(_from, _recipient, _parameters, content));
            _mailIsOpen = _recipientIsOpen = false;
            await SayAsync(final, cancel);
        }

        private async Task<byte[]> ReadTextAsync(CancellationToken cancel)
        {
            var text = new MemoryStream();
            for (var lines = 0; await ReadLineAsync(cancel) is var line && line != "."; lines++)
            {
                if (line is null)
                    throw new IOException("hung up in a text");
                if (lines == 2 && hop.DropInText(_recipient))
                    throw new DroppedException();
                text.Write(Encoding.Latin1.GetBytes((line.StartsWith('.') ? line[1..] : line) + "\r\n"));
            }
            return text.ToArray();
        }

        private async Task StartTlsAsync(CancellationToken cancel)
        {
            await SayAsync("220 2.0.0 go on" + (hop.InjectBehindStartTls.Length > 0 ? "\r\n" + hop.InjectBehindStartTls : ""), cancel);
            if (hop.TlsIsBroken)
                throw new DroppedException();
            var counted = new CountedStream(_stream);
            var tls = new SslStream(counted);
            _stream = tls;
            await tls.AuthenticateAsServerAsync(hop.Certificate ?? NewCertificate());
            hop.TlsOctets.Enqueue(counted.Octets);
        }

        private async Task AuthAsync(string[] words, CancellationToken cancel)
        {
            var (user, password) = words[1] switch
            {
                "PLAIN" => FakePasswords.Plain(words[2]),
                "LOGIN" => (words.Length > 2 ? FakePasswords.Decode(words[2]) : await AskAsync("Username:", cancel), await AskAsync("Password:", cancel)),
                "CRAM-MD5" => FakePasswords.CramMd5(await AskAsync(FakePasswords.Challenge, cancel)),
                _ => ("", ""),
            };
            var isKnown = user == "lists" && password == "s3cret";
            if (isKnown)
                hop.LoggedIn.Enqueue((user, password));
            await SayAsync(isKnown ? "235 2.7.0 welcome" : "535 5.7.8 no", cancel);
        }

        private async Task<string> AskAsync(string question, CancellationToken cancel)
        {
            await SayAsync("334 " + Convert.ToBase64String(Encoding.ASCII.GetBytes(question)), cancel);
            return FakePasswords.Decode(await ReadLineAsync(cancel) ?? "");
        }

        private async Task SayAsync(string reply, CancellationToken cancel)
        {
            var isHalf = reply == "drop" || reply.StartsWith("half ", StringComparison.Ordinal);
            var isStuck = reply.StartsWith("stuck ", StringComparison.Ordinal);
            _unsaid.AddRange(Encoding.Latin1.GetBytes(isHalf ? reply["drop".Length..].TrimStart() : isStuck ? reply[6..] : reply + "\r\n"));
            var isLast = isHalf || isStuck || reply.StartsWith("421", StringComparison.Ordinal);
            if (hop.Glues && client.Available > 0 && !isLast)
                return;
            byte[] bytes = [.. _unsaid];
            _unsaid.Clear();
            for (var i = 0; hop.Slow && i < bytes.Length - 1; i++)
                await _stream.WriteAsync(bytes.AsMemory(i, 1), cancel);
            await _stream.WriteAsync(hop.Slow ? bytes.AsMemory(bytes.Length - 1) : bytes, cancel);
            if (isStuck)
                await Task.Delay(Timeout.Infinite, cancel);
            if (isLast)
                throw new DroppedException();
        }

        private async Task<string?> ReadLineAsync(CancellationToken cancel)
        {
            var line = new StringBuilder();
            while (await _stream.ReadAsync(_one, cancel) == 1)
            {
                line.Append((char)_one[0]);
                if (line.Length >= 2 && line[^1] == '\n' && line[^2] == '\r')
                    return line.ToString(0, line.Length - 2);
            }
            return null;
        }

        private static string Between(string line, string open, string close)
        {
            var start = line.IndexOf(open, StringComparison.Ordinal) + open.Length;
            return Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(line[start..line.IndexOf(close, StringComparison.Ordinal)]));
        }
    }
}
