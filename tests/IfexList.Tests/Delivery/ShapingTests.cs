using IfexList.Delivery;
using IfexList.Foundation;

namespace IfexList.Tests.Delivery;

public sealed class ShapingTests
{
    private const string Two = """
        { "Default": { "Connections": 3, "PerMinute": 30, "Rules": [ { "Reply": "everybody" } ] },
          "Providers": [
            { "Name": "big", "Exchanges": [ "*.mx.big.example" ], "MessagesPerConnection": 7, "PerMinute": 0, "Rules": [ { "Reply": "big only" } ] },
            { "Name": "hosted", "Domains": [ "exact.example", "*.below.example" ], "Connections": 9 } ],
          "WarmUp": { "Since": "2026-12-01", "PerDay": [ 10, 20 ] } }
        """;

    [Theory]
    [InlineData("a.mx.big.example", "reader.example", "big", true, "below the pattern")]
    [InlineData("A.MX.Big.Example.", "reader.example", "big", true, "names have no case, and may end in a dot")]
    [InlineData("mx.big.example", "reader.example", "mx.big.example", false, "*. is what is below, not the name itself")]
    [InlineData("mx.big.example.evil.example", "reader.example", "mx.big.example.evil.example", false, "the end counts")]
    [InlineData("mx.example", "exact.example", "hosted", true, "by the reader's domain")]
    [InlineData("mx.example", "a.below.example", "hosted", true, "and those below")]
    [InlineData("b.mx.example a.mx.example", "one.example", "a.mx.example b.mx.example", false, "in whatever order the exchanges come")]
    [InlineData("", "Vanity.example", "vanity.example", false, "without exchanges the domain is its own")]
    public void A_provider_is_known_by_its_exchanges_or_domains(string exchanges, string domain, string provider, bool isNamed, string reason)
    {
        var shape = Shaping.Parse(Two, "shaping.json").For(exchanges.Split(' ', StringSplitOptions.RemoveEmptyEntries), domain);
        Assert.Equal((provider, isNamed, reason), (shape.Provider, shape.IsNamed, reason));
        Assert.Equal(isNamed ? provider : "other", shape.SpokenName);
    }

    [Fact]
    public void What_an_entry_doesnt_say_the_default_says()
    {
        var shaping = Shaping.Parse(Two, "shaping.json");
        var (big, hosted, unknown) = (shaping.Named[0], shaping.Named[1], shaping.For(["mx.example"], "x.example"));
        Assert.Equal((3, 7, null), (big.Connections, big.MessagesPerConnection, big.PerMinute));
        Assert.Equal((9, 20, 30), (hosted.Connections, hosted.MessagesPerConnection, hosted.PerMinute));
        Assert.Equal((3, 20, 30), (unknown.Connections, unknown.MessagesPerConnection, unknown.PerMinute));
        Assert.Equal(["big only", "everybody"], big.Rules.Select(rule => rule.Reply.ToString()));
        Assert.Equal(["everybody"], unknown.Rules.Select(rule => rule.Reply.ToString()));
    }

    [Theory]
    [InlineData("2026-11-24", 10, "before its day the first figure holds")]
    [InlineData("2026-12-01", 10, "the first day")]
    [InlineData("2026-12-02", 20, "the second")]
    [InlineData("2026-12-03", null, "after the last nothing limits us")]
    public void The_warm_up_allows_more_from_day_to_day(string day, int? ceiling, string reason) =>
        Assert.Equal((ceiling, reason), (Shaping.Parse(Two, "shaping.json").WarmUp.CeilingOn(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)), reason));

    [Theory]
    [InlineData("Defualt", "unknown key", """{ "Defualt": {} }""")]
    [InlineData("Providers[0].Exchange", "unknown key", """{ "Providers": [ { "Exchange": [] } ] }""")]
    [InlineData("Default.PerMinute", "not a value", """{ "Default": { "PerMinute": "fast" } }""")]
    [InlineData("Default.Connections", "must lie between", """{ "Default": { "Connections": 0 } }""")]
    [InlineData("Default.MessagesPerConnection", "must lie between", """{ "Default": { "MessagesPerConnection": -1 } }""")]
    [InlineData("Default.PerMinute", "must lie between", """{ "Default": { "PerMinute": -1 } }""")]
    [InlineData("Providers[0].Name", "must be set", """{ "Providers": [ { "Exchanges": [ "a.example" ] } ] }""")]
    [InlineData("Providers[1].Name", "already taken", """{ "Providers": [ { "Name": "a", "Domains": [ "a.example" ] }, { "Name": "A", "Domains": [ "b.example" ] } ] }""")]
    [InlineData("Providers[0].Exchanges", "names no host", """{ "Providers": [ { "Name": "a" } ] }""")]
    [InlineData("Providers[0].Exchanges", "is no name", """{ "Providers": [ { "Name": "a", "Exchanges": [ "mx*.example" ] } ] }""")]
    [InlineData("Providers[0]", "must not be null", """{ "Providers": [ null ] }""")]
    [InlineData("Default.Rules[0].Reply", "must be set", """{ "Default": { "Rules": [ {} ] } }""")]
    [InlineData("Default.Rules[0].Reply", "no regular expression", """{ "Default": { "Rules": [ { "Reply": "(" } ] } }""")]
    [InlineData("Default.Rules[0].Reply", "no regular expression", """{ "Default": { "Rules": [ { "Reply": "(a)\\1" } ] } }""")]
    [InlineData("Default.Rules[0].Times", "must lie between", """{ "Default": { "Rules": [ { "Reply": "a", "Times": 0 } ] } }""")]
    [InlineData("Default.Rules[0].Suspend", "longer than nothing", """{ "Default": { "Rules": [ { "Reply": "a", "Suspend": "00:00:00" } ] } }""")]
    [InlineData("WarmUp.PerDay", "at least one", """{ "WarmUp": { "PerDay": [ 5, 0 ] } }""")]
    [InlineData("WarmUp.Since", "not a value", """{ "WarmUp": { "Since": "soon" } }""")]
    public void A_bad_file_is_named_with_key_and_reason(string key, string reason, string text)
    {
        var message = Assert.Throws<SettingsException>(() => Shaping.Parse(text, "shaping.json")).Message;
        Assert.StartsWith("shaping.json: ", message);
        Assert.Contains(key, message);
        Assert.Contains(reason, message);
    }

    [Theory]
    [InlineData("gmail-smtp-in.l.google.com", "google")]
    [InlineData("smtp.google.com", "google")]
    [InlineData("example-org.mail.protection.outlook.com", "microsoft")]
    [InlineData("hotmail-com.olc.protection.outlook.com", "microsoft")]
    [InlineData("mta5.am0.yahoodns.net", "yahoo")]
    [InlineData("mx01.mail.icloud.com", "apple")]
    [InlineData("mxs.mail.ru", "mail.ru")]
    [InlineData("mx.yandex.ru", "yandex")]
    [InlineData("mx00.gmx.net", "gmx")]
    [InlineData("smtp-in.orange.fr", "orange")]
    [InlineData("mx3.qq.com", "tencent")]
    [InlineData("163mx01.mxmail.netease.com", "netease")]
    [InlineData("mail.protonmail.ch", "proton")]
    public void The_shipped_file_knows_the_large_ones(string exchange, string provider)
    {
        var shape = Shaping.Open("").For([exchange], "reader.example");
        Assert.Equal(provider, shape.Provider);
        Assert.InRange(shape.Connections, 1, 5);
        Assert.Empty(shape.WarmUp.PerDay);
    }

    [Theory]
    [InlineData("421 4.7.0 Error: too many connections from 203.0.113.1", false, "connections are counted by the ceiling")]
    [InlineData("450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages", false, "one mailbox")]
    [InlineData("451 4.7.1 Greylisting in action", false, "one reader, who comes again")]
    [InlineData("451 Rate limit exceeded", true, "our pace")]
    [InlineData("452 4.5.3 Too many messages, slow down", true, "our pace, with a status")]
    [InlineData("554 5.7.1 Service unavailable; Client host [203.0.113.1] blocked using zen.spamhaus.org", true, "our address")]
    public void The_shipped_rules_for_everybody_are_about_us(string reply, bool matches, string reason) =>
        Assert.Equal((matches, reason), (Shaping.Open("").For(["mx.example"], "x.example").Rules.Any(rule => rule.Matches(ReplyConcernTests.Parse(reply))), reason));
}
