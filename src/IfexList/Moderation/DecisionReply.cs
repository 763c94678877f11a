using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;
using MimeKit;

namespace IfexList.Moderation;

/// <summary>A moderator's mail with a token of his own.</summary>
/// <param name="Subject">Of the post that it is about, or of what it became.</param>
public sealed record DecisionReply(InboxMail Mail, MailingList List, StoredToken Token, Moderator Moderator, MimeMessage Message, string Subject)
{
    /// <summary>What every letter about that post tells, and more.</summary>
    public Dictionary<string, object?> Facts(params ReadOnlySpan<(string Name, object? Value)> more)
    {
        var facts = new Dictionary<string, object?> { ["number"] = Token.Subject, ["list"] = List.Name, ["subject"] = Subject };
        foreach (var (name, value) in more)
            facts[name] = value;
        return facts;
    }

    /// <summary>The Subject of what a token is about. What is gone is remembered by the answer alone: it stands there behind the prefixes and the tag of the request.</summary>
    public static string SubjectOf(Connection db, StoredToken token, MimeMessage message)
    {
        if (HeldPosts.Find(db, token.Subject)?.Subject is { } held)
            return held;
        if (HeldPosts.Decision(db, token.Subject)?.ReleaseId is { } release && CaseFile.NewestOf(db, release) is { } edition)
            return edition.About.Subject;
        var subject = Words.PeelReplyPrefixes(HeaderText.Clean(message.Subject));
        var tag = subject.IndexOf(']');
        return tag < 0 ? subject : subject[(tag + 1)..].Trim();
    }
}
