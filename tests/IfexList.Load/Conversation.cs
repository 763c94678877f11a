using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace IfexList.Load;

/// <summary>What people write to the daemon here: a member's alert of 5 KB, and the moderator's one word.</summary>
public static partial class Conversation
{
    public const string DeskDomain = "desk.example";
    public const string Moderator = "marie@" + DeskDomain;
    public const string Member = "tendai@member.example";
    public const string Organisation = "Savanna Press Watch";

    private const int AlertOctets = 5000;

    /// <summary>A mail to the list, as many different ones as wanted.</summary>
    public static NumberedMail Post(string author, string list = "alerts")
    {
        var header = $"""
            From: <{author}>
            To: <{list}@{RunningDaemon.Domain}>
            Subject: ALERT ########: printing plates of a weekly seized
            Date: {DateTimeOffset.UtcNow.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture)}
            Message-ID: <{Guid.NewGuid():N}.########@{author.Split('@')[1]}>
            MIME-Version: 1.0
            Content-Type: text/plain; charset=us-ascii

            Report no. ########.

            """;
        var text = new StringBuilder(header);
        for (var paragraph = 1; text.Length < AlertOctets * 97 / 100; paragraph++)
            text.Append(CultureInfo.InvariantCulture, $"""

                {paragraph}. On the night of 11 March four men entered the printing works and took
                the plates of the next edition. They showed no warrant and gave no names. The
                editor was told by telephone that the paper would not appear this week.

                """);
        return new NumberedMail(author, $"{list}@{RunningDaemon.Domain}", text.ToString().ReplaceLineEndings("\r\n"));
    }

    /// <summary>Answers a moderation request, or another letter to the moderator; ends when the daemon has said 250.</summary>
    /// <param name="word">Whatever stands in the answer.</param>
    public static Task<Run> ApproveAsync(IPEndPoint daemon, string request, CancellationToken cancellationToken, string word = "ok")
    {
        var replyTo = ReplyTo().Match(request);
        if (!replyTo.Success)
            throw new LoadException($"the letter to the moderator names no address to answer to:\n{request[..Math.Min(request.Length, 2000)]}");
        var address = replyTo.Groups[1].Value;
        var answer = $"From: <{Moderator}>\r\nTo: <{address}>\r\nSubject: Re: your request\r\nMessage-ID: <{Guid.NewGuid():N}@{DeskDomain}>\r\n"
            + $"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{word}\r\n";
        return new LeanClient(daemon, 1, rides: false).SendAsync(new NumberedMail(Moderator, address, answer), 0, 1, cancellationToken);
    }

    [GeneratedRegex(@"^Reply-To:\s*(?:[^<\r\n]*<)?([^>\s]+)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex ReplyTo();
}
