using System.Text.RegularExpressions;
using IfexList.Mail;

namespace IfexList.Delivery;

/// <summary>What a reply that isn't a yes says about our pace: a closed set, read off <see cref="ReplyConcerns"/>.</summary>
public enum ReplyConcern
{
    /// <summary>It is about this reader or this text: a full mailbox, greylisting, no such user. Others are none the worse for it.</summary>
    Reader,

    /// <summary>This connection has served its time; the next one may be opened at once.</summary>
    Connection,

    /// <summary>There are too many connections.</summary>
    Connections,

    /// <summary>We are too fast, or it is too busy.</summary>
    Pace,

    /// <summary>We are sent away, and not told why: less of us for a while, if it isn't the connection alone.</summary>
    Away,

    /// <summary>Nothing that a slower pace would mend.</summary>
    Other,
}

/// <summary>The table by which a reply is understood: the first row that is found in its code, status and text.</summary>
public static class ReplyConcerns
{
    private static readonly IReadOnlyList<(ReplyConcern Concern, Regex Reply)> Table =
    [
        // Postgrey, milter-greylist, rspamd, SQLgrey, mail.ru, Exchange: they let the next try in, some minutes later.
        Row(ReplyConcern.Reader, "gr[ae]y[- ]?list|postgrey|first[- ]time sender"),
        // Connections are counted before messages: "too many messages on this connection" speaks of both.
        Row(ReplyConcern.Connection, @"(messages|mails|recipients|transactions|deliveries)\b.{0,30}\b(connection|session)\b|\bMI:DMC|\bRP:DRC"),
        Row(ReplyConcern.Connection, @"^421 4\.4\.2 |\bidle\b|timed out|time-?out"),
        Row(ReplyConcern.Connections, @"too many (\S+ ){0,3}(connections|sessions)|too much connections|(maximum|limit|number) (\S+ ){0,3}(connections|sessions)|concurrent connections|connection limit"),
        // Microsoft; Orange; Netease.
        Row(ReplyConcern.Connections, @"^451 4\.7\.652 |trop de connexions|OFR004_104|\bHL:ICC"),
        // RFC 3463: x.1 is the address, x.2 the mailbox. Google's "receiving mail at a rate that prevents" is 4.2.1: one reader who gets too much.
        Row(ReplyConcern.Reader, @"^\d{3} [45]\.[12]\.\d"),
        Row(ReplyConcern.Pace, @"\brate\b|ratelimit|throttl|too (fast|quickly|frequent)|too many (messages|mails|e-?mails)|too much mail|slow down|frequency limited|exceeded its quota"),
        // Yahoo; Netease; Google, Microsoft and others for "busy".
        Row(ReplyConcern.Pace, @"unexpected volume|\[TSS?\d\d\]|\bHL:IFC|\bMI:SFQ|server (is )?(too )?busy"),
        // A server that is being stopped or restarted (RFC 3463 §3.4).
        Row(ReplyConcern.Away, @"^421 4\.3\.2 "),
        // Google 4.7.28, Microsoft's statuses of throttling, and a system that takes nothing now (RFC 3463 §3.4, §3.5: 4.3.1, 4.3.2, 4.4.5).
        Row(ReplyConcern.Pace, @"^4\d\d 4\.(7\.28|7\.[5-6]\d\d|3\.1|3\.2|4\.5) "),
        // OpenBSD's spamd, rspamd, many others: greylisting that doesn't say its name.
        Row(ReplyConcern.Reader, @"^45[01] (4\.7\.1 )?.*(try|come) .*(again|later|back)"),
        // RFC 5321 §3.8
        Row(ReplyConcern.Away, "^421 "),
    ];

    public static ReplyConcern Of(SmtpReply reply)
    {
        var text = reply.ToString();
        foreach (var (concern, pattern) in Table)
            if (pattern.IsMatch(text))
                return concern;
        return ReplyConcern.Other;
    }

    // Without backtracking: the text is a stranger's.
    private static (ReplyConcern, Regex) Row(ReplyConcern concern, string pattern) =>
        (concern, new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant));
}
