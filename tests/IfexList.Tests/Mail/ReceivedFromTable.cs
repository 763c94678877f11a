using System.Net;
using IfexList.Mail;

namespace IfexList.Tests.Mail;

/// <summary>Received lines as servers write them. The peer chooses his HELO name: what he puts there must never be taken for his address.</summary>
public sealed class ReceivedFromTable
{
    [Theory]
    [InlineData("from a.example (mail.a.example [192.0.2.1]) by mx.example (Postfix) with ESMTPS", "192.0.2.1", "a.example")]
    [InlineData("from a.example (unknown [IPv6:2001:db8::1])\r\n\t(using TLSv1.3 with cipher X)\r\n\tby mx.example (Postfix) with ESMTPS", "2001:db8::1", "a.example")]
    [InlineData("from [203.0.113.9] (mail.a.example [192.0.2.1]) by mx.example (Postfix)", "192.0.2.1", "[203.0.113.9]")]
    [InlineData("from a.example (mail.a.example [192.0.2.1] (may be forged)) by mx.example (8.17/8.17) with ESMTP", "192.0.2.1", "a.example")]
    [InlineData("from mail.a.example ([192.0.2.1]) by mx.example with esmtps (Exim 4.97)", "192.0.2.1", "mail.a.example")]
    [InlineData("from mail.a.example ([192.0.2.1]:2525 helo=a.example) by mx.example with esmtp (Exim 4.97)", "192.0.2.1", "a.example")]
    [InlineData("from mail.a.example ([192.0.2.1] helo=[203.0.113.9]) by mx.example with esmtp", "192.0.2.1", "[203.0.113.9]")]
    [InlineData("from [192.0.2.1] (helo=a.example) by mx.example with esmtp", "192.0.2.1", "a.example")]
    [InlineData("from [192.0.2.1] (helo=[203.0.113.9]) by mx.example with esmtp", "192.0.2.1", "[203.0.113.9]")]
    [InlineData("from [192.0.2.1] (HELO a.example) by mx.example (CommuniGate Pro SMTP)", "192.0.2.1", "a.example")]
    [InlineData("from unknown (HELO a.example) (192.0.2.1) by 0 with SMTP", "192.0.2.1", "a.example")]
    [InlineData("from mail.a.example (EHLO a.example) (ident@192.0.2.1) by 0 with SMTP", "192.0.2.1", "a.example")]
    [InlineData("from unknown (HELO 203.0.113.9) (192.0.2.1) by 0 with SMTP", "192.0.2.1", "203.0.113.9")]
    [InlineData("from mail.a.example (192.0.2.1) by 0 with SMTP; 12 Mar 2026", "192.0.2.1", "mail.a.example")]
    [InlineData("from a.example (192.0.2.1) by srv.example (10.0.0.2) with Microsoft SMTP Server (version=TLS1_2)", "192.0.2.1", "a.example")]
    [InlineData("from a.example (2001:db8::1) by srv.example (2001:db8::2) with Microsoft SMTP Server", "2001:db8::1", "a.example")]
    [InlineData("from a.example (mail.a.example [::ffff:192.0.2.1]) by mx.example", "192.0.2.1", "a.example")]
    public void A_line_names(string line, string client, string helo) => Assert.Equal(new ReceivedFrom(IPAddress.Parse(client), helo), ReceivedFrom.Of(line));

    [Theory]
    [InlineData("from a.example by mx.example with SMTP")]
    [InlineData("from [203.0.113.9] by mx.example with SMTP")]
    [InlineData("by mx.example (Postfix, from userid 1000)")]
    [InlineData("from a.example (mail.a.example) by mx.example")]
    [InlineData("from a.example (mail.a.example [300.0.2.1]) by mx.example")]
    [InlineData("from (a.example [192.0.2.1]) by mx.example")]
    [InlineData("(qmail 1234 invoked by uid 89); 12 Mar 2026")]
    [InlineData("")]
    public void A_line_that_does_not_is_believed_in_nothing(string line) => Assert.Null(ReceivedFrom.Of(line));
}
