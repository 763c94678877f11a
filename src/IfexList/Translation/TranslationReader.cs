using IfexList.Mail;
using MimeKit;

namespace IfexList.Translation;

/// <summary>Reads what a translator's or an editor's mail says. Of the source that came back with it, nothing stays.</summary>
public static class TranslationReader
{
    /// <param name="source">What the letter showed.</param>
    /// <param name="draft">The draft that the letter showed; null where there was none.</param>
    public static TranslationReply Read(MimeMessage message, NumberedText source, string? draft) => throw new NotImplementedException();
}
