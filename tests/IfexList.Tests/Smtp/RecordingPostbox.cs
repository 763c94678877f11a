using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using IfexList.Mail;
using IfexList.Smtp;

namespace IfexList.Tests.Smtp;

/// <summary>Takes what is for a handful of names at its own domains, keeps it, and fails on request by the recipient's name.</summary>
internal sealed class RecordingPostbox : IPostbox
{
    private readonly ConcurrentQueue<Taken> _taken = new();

    internal sealed record Taken(Envelope Envelope, IReadOnlyList<Address> Recipients, string Message);

    public IReadOnlyList<Taken> Mails => [.. _taken];

    /// <summary>A mail to <c>slow</c> is taken in once this is set.</summary>
    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SemaphoreSlim Entered { get; } = new(0);

    public ValueTask<SmtpReply> MayWriteToAsync(Envelope envelope, Address recipient, CancellationToken cancellationToken) => new(recipient switch
    {
        { Domain: not ("lists.example.org" or "mx.example.org") } => SmtpReply.RelayDenied,
        { LocalPart: "odd" } => SmtpReply.Say(550, 1, 1, "no\r\n250 but né\0"),
        { LocalPart: "crash" } => throw new InvalidOperationException("as ordered"),
        { LocalPart: "alerts" or "slow" or "full" or "broken" or "postmaster" or "алерт" } => SmtpReply.RecipientOk,
        _ => SmtpReply.UnknownRecipient,
    });

    public async ValueTask<SmtpReply> TakeInAsync(
        Envelope envelope, IReadOnlyList<Address> recipients, ReadOnlySequence<byte> message, CancellationToken cancellationToken)
    {
        Entered.Release();
        var text = Encoding.Latin1.GetString(message.ToArray());
        switch (recipients[0].LocalPart)
        {
            case "full": return SmtpReply.StorageFull;
            case "broken": throw new IOException("as ordered");
            case "slow": await Gate.Task.WaitAsync(cancellationToken); break;
        }
        _taken.Enqueue(new Taken(envelope, recipients, text));
        return SmtpReply.Ok("Taken");
    }
}
