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
public sealed class OutboxDirectory(
    string folder, Backlog backlog, PreparedTexts texts, PersonalHeaders headers, OutcomeRecorder recorder, TimeProvider time, ILogger log) : IRoute
{
    private readonly RoutePace _pace = new("directory", time, log);

    public async Task RunAsync(CancellationToken stopping, CancellationToken giveUp)
    {
        using var buffer = new WireBuffer(Limits.WireBufferOctets);
        while (!stopping.IsCancellationRequested)
        {
            var beat = backlog.Changed;
            while (!stopping.IsCancellationRequested && _pace.PauseLeft == TimeSpan.Zero && backlog.TryTake(out var row))
                Deliver(row, buffer);
            await Pulse.WaitAsync(beat, _pace.PauseLeft is var left && left > TimeSpan.Zero ? left : Timeout.InfiniteTimeSpan, time, stopping);
        }
    }

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

    private void Deliver(OwedCopy row, WireBuffer buffer)
    {
        try
        {
            if (texts.Find(row.Rendering) is { } text)
            {
                Write(row, text, buffer);
                recorder.Record(row, Outcome.Delivered.Instance, Measures.Directory);
                _pace.Succeeded();
                return;
            }
            log.CopyUnprepared(row.Id, row.Rendering, null);
            recorder.Record(row, new Outcome.Deferred(SmtpReply.OurFault), Measures.Directory);
        }
        catch (Exception e)
        {
            _pace.Failed(e.GetType().Name);
            backlog.Return(row);
        }
    }

    private void Write(OwedCopy row, PreparedText text, WireBuffer buffer)
    {
        buffer.Clear();
        buffer.Append("Return-Path: <"u8);
        headers.WriteSender(buffer, row, text.List);
        buffer.Append(">\r\nDelivered-To: "u8);
        buffer.Append(row.Address);
        buffer.Append("\r\n"u8);
        headers.Write(buffer, row, text.List, text.IsLetter, text.ForWire(eightBitMime: true).Signature);
        Directory.CreateDirectory(folder);
        var name = row.Id.ToString("D8", CultureInfo.InvariantCulture);
        var unfinished = Path.Combine(folder, name + ".tmp");
        using (var file = File.OpenHandle(unfinished, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(file, buffer.Written.Span, 0);
            RandomAccess.Write(file, text.Raw, buffer.Written.Length);
        }
        File.Move(unfinished, Path.Combine(folder, name + ".eml"), overwrite: true);
    }
}
