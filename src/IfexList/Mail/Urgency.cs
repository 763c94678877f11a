using MimeKit;

namespace IfexList.Mail;

/// <summary>Whether a poster says that his mail can't wait: by the fields that mail programs have for it, or by the first word of his Subject.</summary>
public static class Urgency
{
    private static readonly HashSet<string> FirstWords = [.. "urgent urgente urgentissime срочно срочное عاجل عاجلة".Split(' ').Select(Words.Fold)];

    public static bool Of(MimeMessage message) =>
        message.Importance == MessageImportance.High || message.Priority == MessagePriority.Urgent || message.XPriority is XMessagePriority.High or XMessagePriority.Highest
        || Words.Split(Words.PeelReplyPrefixes(message.Subject ?? "")).FirstOrDefault() is { } first && FirstWords.Contains(first);
}
