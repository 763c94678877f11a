using System.Net;
using MailKit.Net.Smtp;
using MimeKit;

namespace IfexList.Scenarios.Actors;

/// <summary>Members, moderators and readers who write mail: a well-behaved client that is nobody of ours (MailKit).</summary>
internal sealed class Sender(int port)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Posts a small alert.</summary>
    public Task PostAsync(string from, string subject, string text = "The printing plates were seized last night.", string to = "alerts@" + ListHost.Domain) =>
        SendAsync(from, to, Message(from, to, subject, text));

    /// <summary>Replies, as a mail program does, to the Reply-To of a letter.</summary>
    public Task ReplyAsync(string from, TakenMail letter, string text) => ReplyAsync(from, letter, text, letter.ReplyTo);

    public Task ReplyAsync(string from, TakenMail letter, string text, string to) => SendAsync(from, to, Reply(from, letter, text, to));

    /// <summary>The same reply, not sent yet.</summary>
    public static MimeMessage Reply(string from, TakenMail letter, string text, string to)
    {
        var quoted = letter.Text.ReplaceLineEndings("\n").Replace("\n", "\n> ", StringComparison.Ordinal);
        var message = Message(from, to, "Re: " + letter.Subject, $"{text}\n\n> {quoted}");
        message.InReplyTo = letter.Message.MessageId;
        message.References.Add(letter.Message.MessageId!);
        return message;
    }

    /// <summary>Returns once the 250 is heard.</summary>
    /// <exception cref="SmtpCommandException">It was refused.</exception>
    public async Task SendAsync(string from, string to, MimeMessage message)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds, CheckCertificateRevocation = false };
        await client.ConnectAsync(IPAddress.Loopback.ToString(), port, useSsl: false, cancellation);
        await client.SendAsync(message, MailboxAddress.Parse(from), [MailboxAddress.Parse(to)], cancellation);
        await client.DisconnectAsync(quit: true, cancellation);
    }

    public static MimeMessage Message(string from, string to, string subject, string text)
    {
        var message = new MimeMessage { Subject = subject, Body = new TextPart("plain") { Text = text } };
        message.From.Add(MailboxAddress.Parse(from));
        message.To.Add(MailboxAddress.Parse(to));
        return message;
    }
}
