using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Text;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Smtp;
using Microsoft.AspNetCore.Builder;

namespace IfexList.Load;

/// <summary>
/// The remote world, played by our own SMTP server with a postbox that forgets. It sees each arrival: when the first and the last copy came, whether
/// each reader was served once and each under a sender of his own; and it keeps the last letter to the desk, for the moderator to answer.
/// </summary>
public sealed class OwnSink : IPostbox, IAsyncDisposable
{
    public const string ReaderDomain = "reader.example";
    public const string UrgentDomain = "urgent.example";

    private readonly Lock _gate = new();
    private readonly HashSet<string> _readers = [];
    private readonly HashSet<string> _senders = [];
    private readonly List<long> _urgentAt = [];
    private readonly List<string> _deskLetters = [];
    private TaskCompletionSource<string> _deskLetter = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication? _host;
    private int _withoutHeader;
    private int _arrived;
    private int _copies;
    private long _octets;

    public static async Task<OwnSink> StartAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        var sink = new OwnSink();
        var settings = new SmtpSettings { Listen = [endpoint.ToString()], MaxSessionsPerAddress = 1000 };
        (sink._host, _) = await SmtpHosting.StartAsync(settings, "sink.example", sink, TimeProvider.System, cancellationToken);
        return sink;
    }

    /// <summary>As <see cref="Stopwatch.GetTimestamp"/> counts; zero while nothing has come.</summary>
    public long FirstCopyAt { get; private set; }
    public long LastCopyAt { get; private set; }

    /// <summary>One copy as it came.</summary>
    public string Sample { get; private set; } = "";

    /// <summary>Of all copies together.</summary>
    public long Octets
    {
        get { lock (_gate) return _octets; }
    }

    public int Taken
    {
        get { lock (_gate) return _arrived; }
    }

    public int Copies
    {
        get { lock (_gate) return _copies; }
    }

    /// <summary>When each copy for <see cref="UrgentDomain"/> came, as <see cref="Stopwatch.GetTimestamp"/> counts.</summary>
    public IReadOnlyList<long> UrgentAt
    {
        get { lock (_gate) return [.. _urgentAt]; }
    }

    /// <summary>The next letter to anybody who is no reader.</summary>
    public Task<string> DeskLetterAsync(TimeSpan patience) => _deskLetter.Task.WaitAsync(patience);

    /// <summary>All letters to anybody who is no reader.</summary>
    public IReadOnlyList<string> DeskLetters
    {
        get { lock (_gate) return [.. _deskLetters]; }
    }

    /// <summary>What was wrong with the copies; null when nothing was.</summary>
    public string? Complaint(int readers)
    {
        lock (_gate)
            return (_copies == readers, _readers.Count == readers, _senders.Count == readers, _withoutHeader == 0) switch
            {
                (true, true, true, true) => null,
                _ => $"{_copies} copies for {_readers.Count} of {readers} readers from {_senders.Count} senders, {_withoutHeader} without List-Unsubscribe",
            };
    }

    public void Forget()
    {
        lock (_gate)
        {
            _readers.Clear();
            _senders.Clear();
            _urgentAt.Clear();
            _deskLetters.Clear();
            (_copies, _octets, _withoutHeader, _arrived, FirstCopyAt, LastCopyAt) = (0, 0, 0, 0, 0, 0);
            _deskLetter = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public ValueTask<SmtpReply> MayWriteToAsync(Envelope envelope, Address recipient, CancellationToken cancellationToken) => new(SmtpReply.RecipientOk);

    public ValueTask<SmtpReply> TakeInAsync(
        Envelope envelope, IReadOnlyList<Address> recipients, ReadOnlySequence<byte> message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recipients);
        if (recipients[0].Domain == ReaderDomain)
            TakeCopy(envelope, recipients[0], message);
        else if (recipients[0].Domain == UrgentDomain)
            lock (_gate)
                _urgentAt.Add(Stopwatch.GetTimestamp());
        else if (recipients[0].Domain == Conversation.DeskDomain)
            TakeLetter(Encoding.UTF8.GetString(message));
        lock (_gate)
            _arrived++;
        return new(SmtpReply.Ok("Forgotten"));
    }

    private void TakeLetter(string letter)
    {
        lock (_gate)
        {
            _deskLetters.Add(letter);
            _deskLetter.TrySetResult(letter);
        }
    }

    private void TakeCopy(Envelope envelope, Address recipient, ReadOnlySequence<byte> message)
    {
        var hasHeader = message.FirstSpan.IndexOf("List-Unsubscribe: "u8) >= 0;
        lock (_gate)
        {
            LastCopyAt = Stopwatch.GetTimestamp();
            _octets += message.Length;
            if (_copies++ == 0)
                (FirstCopyAt, Sample) = (LastCopyAt, Encoding.UTF8.GetString(message));
            _readers.Add(recipient.LocalPart);
            _senders.Add(envelope.Sender?.LocalPart ?? "");
            _withoutHeader += hasHeader ? 0 : 1;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
    }
}
