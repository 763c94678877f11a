using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;
using MimeKit;

namespace IfexList.Notices;

/// <summary>Writes the daemon's letters: text from the templates, envelope and headers from the address plan. Nothing is sent here.</summary>
public sealed class LetterWriter(NoticeTexts texts, AddressPlan addresses, TimeProvider time)
{
    /// <summary>A letter about a list, from its request address, whose answer goes to <paramref name="replyTo"/> (the owners where it is null).</summary>
    public NewRendering Write(
        NoticeKind kind, Language language, MailingList list, IReadOnlyDictionary<string, object?> model,
        string? from = null, string? replyTo = null, string? messageId = null, string? inReplyTo = null, MimeEntity? attached = null) =>
        Write(texts.Render(kind, language, model), list, from, replyTo, messageId, inReplyTo, attached);

    /// <summary>The same for a text that is ready.</summary>
    public NewRendering Write(
        Notice notice, MailingList list, string? from = null, string? replyTo = null, string? messageId = null, string? inReplyTo = null, MimeEntity? attached = null) =>
        new Letter(
            notice, list.TitleIn(notice.Language), from ?? addresses.Request(list), replyTo ?? addresses.Owner(list),
            addresses.Domain, time.GetUtcNow(), messageId, inReplyTo).Render(attached);
}
