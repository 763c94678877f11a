using System.Collections.Concurrent;
using IfexList.Mail;
using IfexList.Scenarios.Actors;
using MimeKit;

namespace IfexList.Scenarios.Editions;

/// <summary>What arrived at readers: of each copy its name alone is kept, since there are more of them than fit.</summary>
internal sealed class Copies
{
    private readonly ConcurrentDictionary<string, string> _names = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _boxes = new();
    private int _count;

    public int Count => _count;

    public IEnumerable<string> Of(string address) => _boxes.TryGetValue(address, out var box) ? box : [];

    public IEnumerable<string> Addresses => _boxes.Keys;

    /// <summary>Takes a copy down; a letter is left to whoever reads it.</summary>
    public bool Take(TakenMail mail)
    {
        var id = MessageIdOf(mail.Headers);
        if (!_names.TryGetValue(id, out var name))
        {
            if (!mail.IsCopy)
                return false;
            _names[id] = name = NameOf(mail, id);
        }
        _boxes.GetOrAdd(mail.Recipient, _ => new()).Enqueue(name);
        Interlocked.Increment(ref _count);
        return true;
    }

    private static string MessageIdOf(string headers)
    {
        var at = headers.IndexOf("Message-ID: <", StringComparison.OrdinalIgnoreCase) + "Message-ID: <".Length;
        return headers[at..headers.IndexOf('>', at)];
    }

    // yyyy-mmdd-nn.fr@…; the first correction of it is .c2.
    private static string NameOf(TakenMail mail, string id)
    {
        var language = Languages.Parse(mail.Field("Content-Language")!.Trim());
        var version = id.IndexOf(".c", StringComparison.Ordinal) is >= 0 and var at ? int.Parse(id[(at + 2)..id.IndexOf('@', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture) - 1 : 0;
        var code = mail.Message.Headers[HeaderId.ListId]!.Contains("communique", StringComparison.Ordinal) ? "C" : Tale.CodeIn(mail.Subject)!;
        return Mailboxes.Name(code, language, version);
    }
}
