using System.Globalization;
using System.Text;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Store;
using Microsoft.Extensions.Logging;

namespace IfexList.Delivery;

/// <summary>
/// The route for trying out: one <c>.eml</c> file for each copy, named by its delivery so that a second try overwrites the first. The envelope
/// stands above the mail as Return-Path (RFC 5321 §4.4) and Delivered-To (RFC 9228).
/// </summary>
public sealed class OutboxDirectory : IRoute
{
    private readonly string _folder;
    private readonly Depot _depot;
    private readonly RoutePace _pace;
    private Task _work = Task.CompletedTask;

    public OutboxDirectory(string folder, Depot depot)
    {
        (_folder, _depot, _pace) = (folder, depot, depot.NewPace(Shape.OfNextHop("directory", 1)));
        Backlog = depot.NewBacklog(_pace);
    }

    public string Name => "directory";

    public Backlog Backlog { get; }

    public TimeSpan PauseLeft => _pace.PauseLeft;

    public bool HasRoom => true;

    public bool IsAtWork => !_work.IsCompleted;

    public bool Work(CancellationToken stopping, CancellationToken giveUp)
    {
        if (_work.IsCompleted && Backlog.Takeable > 0)
        {
            _work = Task.Run(() => Write(stopping), CancellationToken.None);
            _work.ContinueWith(_ => _depot.Hand.Stir(Backlog), TaskScheduler.Default);
        }
        return true;
    }

    public Task EndAsync() => _work;

    /// <summary>Takes away what was written to an address, or names it.</summary>
    public static void Forget(string folder, Address address)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var file in Directory.EnumerateFiles(folder, "*.eml"))
            if (Names(File.ReadAllBytes(file), address))
                File.Delete(file);
    }

    // As it stands, or in a header or text that is encoded.
    private static bool Names(byte[] mail, Address address)
    {
        if (address.IsNamedIn(Encoding.UTF8.GetString(mail)))
            return true;
        var message = RawMessage.Parse(mail);
        return message.Headers.Select(header => header.Value).Append(PlainText.Of(message)).Any(address.IsNamedIn);
    }

    private void Write(CancellationToken stopping)
    {
        using var buffer = new WireBuffer(Limits.WireBufferOctets);
        while (!stopping.IsCancellationRequested && _pace.PauseLeft == TimeSpan.Zero && Backlog.TryTake(out var row))
            Deliver(row, buffer);
    }

    private void Deliver(OwedCopy row, WireBuffer buffer)
    {
        try
        {
            if (_depot.Texts.Find(row.Rendering) is { } text)
            {
                Write(row, text, buffer);
                _depot.Recorder.Record(row, Outcome.Delivered.Instance, _pace.Shape);
                _pace.Succeeded();
                return;
            }
            _depot.Log.CopyUnprepared(row.Id, row.Rendering, null);
            _depot.Recorder.Record(row, new Outcome.Deferred(SmtpReply.OurFault), _pace.Shape);
        }
        catch (Exception e)
        {
            _pace.Failed(e.GetType().Name);
            Backlog.Return(row);
        }
    }

    private void Write(OwedCopy row, PreparedText text, WireBuffer buffer)
    {
        buffer.Clear();
        buffer.Append("Return-Path: <"u8);
        _depot.Headers.WriteSender(buffer, row, text.List);
        buffer.Append(">\r\nDelivered-To: "u8);
        buffer.Append(row.Address);
        buffer.Append("\r\n"u8);
        _depot.Headers.Write(buffer, row, text.List, text.IsLetter, text.ForWire(eightBitMime: true).Signature);
        Directory.CreateDirectory(_folder);
        var name = row.Id.ToString("D8", CultureInfo.InvariantCulture);
        var unfinished = Path.Combine(_folder, name + ".tmp");
        using (var file = File.OpenHandle(unfinished, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(file, buffer.Written.Span, 0);
            RandomAccess.Write(file, text.Raw, buffer.Written.Length);
        }
        File.Move(unfinished, Path.Combine(_folder, name + ".eml"), overwrite: true);
    }
}
