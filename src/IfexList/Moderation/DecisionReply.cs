using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;
using MimeKit;

namespace IfexList.Moderation;

/// <summary>A moderator's mail with a token of his own.</summary>
public sealed record DecisionReply(InboxMail Mail, MailingList List, StoredToken Token, Moderator Moderator, MimeMessage Message)
{
    /// <summary>What every letter about that post tells, and more.</summary>
    public Dictionary<string, object?> Facts(params ReadOnlySpan<(string Name, object? Value)> more)
    {
        var facts = new Dictionary<string, object?> { ["number"] = Token.Subject, ["list"] = List.Name, ["subject"] = SubjectOf(Message) };
        foreach (var (name, value) in more)
            facts[name] = value;
        return facts;
    }

    /// <summary>The post's own Subject stands in the answer's, behind the prefixes and the tag of the request.</summary>
    public static string SubjectOf(MimeMessage message)
    {
        var subject = Words.PeelReplyPrefixes(HeaderText.Clean(message.Subject));
        var tag = subject.IndexOf(']');
        return tag < 0 ? subject : subject[(tag + 1)..].Trim();
    }
}
