using IfexList.Delivery;
using IfexList.Mail;

namespace IfexList.Tests.Delivery;

public sealed class ReplyConcernTests
{
    // Replies as providers and servers word them, with documentation addresses.
    [Theory]
    [InlineData("Pace", "421 4.7.28 [203.0.113.1] Our system has detected an unusual rate of unsolicited mail originating from your IP address", "Google")]
    [InlineData("Away", "421 4.7.0 Try again later, closing connection", "Google")]
    [InlineData("Pace", "421 4.4.5 Server busy, try again later.", "Google")]
    [InlineData("Reader", "450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages from being delivered", "Google: one reader")]
    [InlineData("Reader", "452 4.2.2 The recipient's inbox is out of storage space and inactive", "Google")]
    [InlineData("Pace", "451 4.7.650 The mail server [203.0.113.1] has been temporarily rate limited due to IP reputation (S775)", "Microsoft")]
    [InlineData("Connections", "451 4.7.652 The mail server has exceeded the maximum number of connections. (S3115)", "Microsoft")]
    [InlineData("Pace", "451 4.7.500 Server busy. Please try again later from [203.0.113.1]. (S77714)", "Microsoft")]
    [InlineData("Pace", "421 4.7.0 [TSS04] Messages from 203.0.113.1 temporarily deferred due to unexpected volume or user complaints", "Yahoo")]
    [InlineData("Pace", "421 4.7.1 [TS03] All messages from 203.0.113.1 will be permanently deferred; Retrying will NOT succeed", "Yahoo")]
    [InlineData("Connections", "421 mwinf5c04 ME Trop de connexions, veuillez verifier votre configuration. Too many connections, slow down. OFR004_104", "Orange: it is the connections")]
    [InlineData("Pace", "421 web.de (mxweb113) Nemesis ESMTP Service not available Too many messages have been received in a short period of time", "web.de")]
    [InlineData("Pace", "550 Connection frequency limited", "QQ says 550 and means for now")]
    [InlineData("Pace", "421 HL:IFC 163 mx4, 203.0.113.1", "Netease")]
    [InlineData("Connections", "421 HL:ICC 163 mx4, 203.0.113.1", "Netease")]
    [InlineData("Connection", "450 MI:DMC 163 mx4, 203.0.113.1", "Netease counts the messages of a connection")]
    [InlineData("Connections", "421 4.7.0 mx.example.net Error: too many connections from 203.0.113.1", "Postfix")]
    [InlineData("Connections", "421 4.3.2 Too many open connections.", "sendmail")]
    [InlineData("Pace", "421 4.3.2 Connection rate limit exceeded.", "sendmail")]
    [InlineData("Connections", "421 Too many concurrent SMTP connections; please try again later.", "Exim")]
    [InlineData("Connection", "421 too many messages in this connection", "Exim")]
    [InlineData("Connection", "421 4.4.2 mx.example.net Error: timeout exceeded", "Postfix")]
    [InlineData("Connection", "421 4.7.0 Too many messages for this session, please reconnect", "an appliance")]
    [InlineData("Pace", "454 4.7.0 Throttling failure: Maximum sending rate exceeded.", "a relay for hire")]
    [InlineData("Pace", "452 4.3.1 Insufficient system storage", "it takes nothing from anybody")]
    [InlineData("Away", "421 4.3.2 Service not available, closing transmission channel", "Exchange")]
    [InlineData("Away", "421 Service not available", "what sends us away without a reason")]
    [InlineData("Reader", "450 4.2.0 <reader@example.net>: Recipient address rejected: Greylisted, see http://postgrey.example/", "Postgrey")]
    [InlineData("Reader", "451 4.7.1 Greylisting in action, please come back in 00:04:59", "milter-greylist")]
    [InlineData("Reader", "451 4.7.1 Try again later", "rspamd")]
    [InlineData("Reader", "451 Temporary failure, please try again later.", "OpenBSD's spamd")]
    [InlineData("Reader", "450 4.7.1 Graylisted for 5 minutes (14)", "SQLgrey, and how Americans write it")]
    [InlineData("Reader", "550 5.1.1 User unknown", "no such reader")]
    [InlineData("Reader", "552 5.2.2 Mailbox full", "a full mailbox")]
    [InlineData("Other", "554 5.7.1 Message rejected as spam", "a slower pace mends nothing")]
    [InlineData("Other", "451 4.3.0 Internal error", "its own trouble with this one")]
    [InlineData("Reader", "450 4.1.8 Sender address rejected: Domain not found", "an address")]
    public void A_reply_is_understood(string concern, string line, string whose) =>
        Assert.Equal((concern, whose), (ReplyConcerns.Of(Parse(line)).ToString(), whose));

    [Fact]
    public void A_reply_of_any_length_is_understood_at_once()
    {
        var reply = new SmtpReply(451, null, string.Concat(Enumerable.Repeat("too many too many maximum number ", 10_000)));
        Assert.Equal(ReplyConcern.Other, ReplyConcerns.Of(reply));
    }

    internal static SmtpReply Parse(string line)
    {
        var parts = line.Split(' ', 3);
        return EnhancedStatus.TryParse(parts[1], out var status)
            ? new SmtpReply(int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), status, parts.ElementAtOrDefault(2) ?? "")
            : new SmtpReply(int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), null, line[4..]);
    }
}
