using System.Net;
using System.Text.RegularExpressions;

namespace IfexList.Mail;

/// <summary>Who handed a mail over, as the server that took it wrote into its Received line (RFC 5321 §4.4). Believe only a server of your own.</summary>
/// <param name="Helo">What he called himself.</param>
public sealed partial record ReceivedFrom(IPAddress Client, string Helo)
{
    /// <summary>
    /// Null where the address can't be read for sure. Each server has its own form; in all of them the peer chooses his HELO name, so an address is looked for
    /// only where none of them writes that name.
    /// </summary>
    public static ReceivedFrom? Of(string field)
    {
        var line = Fold().Replace(field, " ").Trim();
        foreach (var form in Forms)
            if (form.Match(line) is { Success: true } match)
                return IPAddress.TryParse(match.Groups["ip"].Value, out var client)
                    ? new ReceivedFrom(client.IsIPv4MappedToIPv6 ? client.MapToIPv4() : client, match.Groups["helo"].Value)
                    : null;
        return null;
    }

    private static readonly Regex[] Forms = [Exim(), EximWithoutName(), Qmail(), Postfix(), Exchange()];

    // A word of the line: what a peer says of himself has no space and no parenthesis in it, or the servers below write "?" for it.
    private const string Word = @"[^\s()]+";
    private const string Ip = @"(?:IPv6:)?(?<ip>[0-9A-Fa-f:.]+)";

    // from mail.a.example ([192.0.2.1]:2525 helo=a.example)
    [GeneratedRegex($@"^from (?<helo>{Word}) \(\[{Ip}\](?::\d+)?(?: helo=(?<helo>{Word}))?[ )]", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Exim();

    // from [192.0.2.1] (helo=a.example); CommuniGate Pro: from [192.0.2.1] (HELO a.example)
    [GeneratedRegex($@"^from \[{Ip}\](?::\d+)? \(helo[= ](?<helo>{Word})\) by ", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex EximWithoutName();

    // from unknown (HELO a.example) (user@192.0.2.1)
    [GeneratedRegex($@"^from {Word} \((HELO|EHLO) (?<helo>{Word})\) \((?:{Word}@)?\[?{Ip}\]?\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Qmail();

    // from a.example (mail.a.example [192.0.2.1]); Sendmail and OpenSMTPD, too
    [GeneratedRegex($@"^from (?<helo>{Word}) \({Word} \[{Ip}\][ )]", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Postfix();

    // from a.example (192.0.2.1); qmail, where name and HELO are the same, too
    [GeneratedRegex($@"^from (?<helo>{Word}) \((?:{Word}@)?\[?{Ip}\]?\) by ", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Exchange();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Fold();
}
