using System.Collections;
using IfexList.Foundation;

namespace IfexList.Tests.Foundation;

public sealed class SettingsFileTests
{
    private static readonly string File = Path.Combine(Path.GetTempPath(), "etc", "ifexlist.json");

    [Theory]
    [InlineData("Domian", "unknown key", """{ "Domian": "x" }""")]
    [InlineData("Smtp.Listne", "unknown key", """{ "Smtp": { "Listne": [] } }""")]
    [InlineData("Lists.alerts.Titel", "unknown key", """{ "Lists": { "alerts": { "Titel": "x" } } }""")]
    [InlineData("Dkim[0].Key", "unknown key", """{ "Dkim": [ { "Key": "x" } ] }""")]
    [InlineData("Smtp.MaxSessions", "not a value", """{ "Smtp": { "MaxSessions": "many" } }""")]
    [InlineData("Relay.Mode", "not a value", """{ "Relay": { "Mode": "pigeon" } }""")]
    [InlineData("Relay.Mode", "not a value", """{ "Relay": { "Mode": 1 } }""")]
    [InlineData("Relay.GiveUpAfter", "not a value", """{ "Relay": { "GiveUpAfter": "5 days" } }""")]
    [InlineData("Smtp.Listen", "not a value", """{ "Smtp": { "Listen": "127.0.0.1:25" } }""")]
    [InlineData("Smtp", "must not be null", """{ "Smtp": null }""")]
    [InlineData("Lists.alerts.Title", "a text", """{ "Lists": { "alerts": { "Title": {} } } }""")]
    [InlineData("line 1", "", "{ \"Domain\": ")]
    [InlineData("one JSON object", "", "[]")]
    [InlineData("Domain", "twice", """{ "Domain": "a.example", "Domain": "b.example" }""")]
    [InlineData("Lists.Alerts", "already taken", """{ "Lists": { "alerts": {}, "Alerts": {} } }""")]
    [InlineData("Lists.alerts", "must not be null", """{ "Lists": { "alerts": null } }""")]
    [InlineData("Domain", "is no domain name", """{ "Domain": "lists example" }""")]
    [InlineData("HostName", "is no host name", """{ "HostName": "" }""")]
    [InlineData("DataDirectory", "must be set", """{ "DataDirectory": "" }""")]
    [InlineData("Smtp.Listen[1]", "is no address:port", """{ "Smtp": { "Listen": [ "127.0.0.1:25", "localhost:25" ] } }""")]
    [InlineData("Smtp.Listen", "at least one", """{ "Smtp": { "Listen": [] } }""")]
    [InlineData("Smtp.Certificate", "doesn't exist", """{ "Smtp": { "Certificate": "nowhere.pem" } }""")]
    [InlineData("Smtp.FrontRelays[0]", "is no IP address or network", """{ "Smtp": { "FrontRelays": [ "mx.example" ] } }""")]
    [InlineData("Smtp.MaxMessageBytes", "must lie between", """{ "Smtp": { "MaxMessageBytes": 5 } }""")]
    [InlineData("Relay.Host", "needs a host", """{ "Relay": { "Mode": "smarthost" } }""")]
    [InlineData("Relay.Port", "must lie between", """{ "Relay": { "Port": 70000 } }""")]
    [InlineData("Relay.Retry", "at least one pause", """{ "Relay": { "Retry": [] } }""")]
    [InlineData("Relay.PasswordFile", "a user name needs", """{ "Relay": { "UserName": "me" } }""")]
    [InlineData("Http.PublicUrl", "is no http or https", """{ "Http": { "PublicUrl": "lists.example.org" } }""")]
    [InlineData("Http.Certificate", "doesn't exist", """{ "Http": { "Certificate": "nowhere.pem" } }""")]
    [InlineData("Dns.Servers[0]", "is no IP address", """{ "Dns": { "Servers": [ "resolver" ] } }""")]
    [InlineData("Dkim[0].Selector", "must be set", """{ "Dkim": [ { "Domain": "a.example", "KeyFile": "k.pem" } ] }""")]
    [InlineData("Dkim[0].Selector", "no name in the DNS", """{ "Dkim": [ { "Domain": "a.example", "Selector": "s 1", "KeyFile": "k.pem" } ] }""")]
    [InlineData("Dkim[0].KeyFile", "doesn't exist", """{ "Dkim": [ { "Domain": "a.example", "Selector": "s1", "KeyFile": "nowhere.pem" } ] }""")]
    [InlineData("Lists", "at least one list", """{ "Lists": {} }""")]
    [InlineData("Lists.twenty-letters-names", "1 to 19 characters", """{ "Lists": { "twenty-letters-names": {} } }""")]
    [InlineData("Lists.news-request", "ends in \"-request\"", """{ "Lists": { "news-request": {} } }""")]
    [InlineData("Lists.news-owner", "ends in \"-owner\"", """{ "Lists": { "news-owner": {} } }""")]
    [InlineData("Lists.news-fr", "ends in \"-fr\"", """{ "Lists": { "news-fr": {} } }""")]
    [InlineData("Lists.news-FR", "which has a meaning", """{ "Lists": { "news-FR": {} } }""")]
    [InlineData("Lists.a b", "may hold only", """{ "Lists": { "a b": {} } }""")]
    [InlineData("Lists..a", "may not begin or end", """{ "Lists": { ".a": {} } }""")]
    [InlineData("Lists.a+b", "may hold only", """{ "Lists": { "a+b": {} } }""")]
    [InlineData("Lists.postmaster", "already taken", """{ "Lists": { "postmaster": {} } }""")]
    [InlineData("Lists.b", "the name \"A\" is already taken", """{ "Lists": { "a": {}, "b": { "Aliases": [ "A" ] } } }""")]
    [InlineData("Lists.a", "\"x-leave\" ends in", """{ "Lists": { "a": { "Aliases": [ "x-leave" ] } } }""")]
    [InlineData("Lists.a.Languages", "\"de\" is none of", """{ "Lists": { "a": { "Languages": [ "de" ] } } }""")]
    [InlineData("Lists.a.Languages", "twice", """{ "Lists": { "a": { "Languages": [ "fr", "fr" ] } } }""")]
    [InlineData("Lists.a.Owners", "is no mail address", """{ "Lists": { "a": { "Owners": [ "me" ] } } }""")]
    [InlineData("Lists.a.Zone", "is no IANA time zone", """{ "Lists": { "a": { "Zone": "Mars/Base" } } }""")]
    [InlineData("Lists.a.QuietHours", "no span of hours", """{ "Lists": { "a": { "QuietHours": "at night" } } }""")]
    [InlineData("Lists.a.StrangersEvery", "longer than nothing", """{ "Lists": { "a": { "StrangersEvery": "00:00:00" } } }""")]
    public void What_is_wrong_is_said_with_file_key_and_reason(string key, string reason, string json)
    {
        var text = json.Contains("\"Lists\"", StringComparison.Ordinal) || json[^1] != '}' ? json : json[..^1] + """, "Lists": { "alerts": {} } }""";
        var said = Assert.Throws<SettingsException>(() => SettingsFile.Parse(text, File, new Hashtable())).Message;
        Assert.StartsWith(File + ": ", said, StringComparison.Ordinal);
        Assert.Contains(key, said, StringComparison.Ordinal);
        Assert.Contains(reason, said, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', said);
    }

    [Fact]
    public void Comments_trailing_commas_and_keys_in_any_case_are_welcome()
    {
        var settings = Parse("""
            { // why
              "domain": "a.example", /* and */ "SMTP": { "maxSessions": 7, },
            """);
        Assert.Equal(("a.example", 7), (settings.Domain, settings.Smtp.MaxSessions));
    }

    [Fact]
    public void An_array_in_the_file_replaces_the_default()
    {
        var settings = Parse("""{ "Smtp": { "Listen": [ "0.0.0.0:25", "[::]:25" ] }, "Relay": { "Retry": [ "00:01:00" ] },""");
        Assert.Equal(["0.0.0.0:25", "[::]:25"], settings.Smtp.Listen);
        Assert.Equal([TimeSpan.FromMinutes(1)], settings.Relay.Retry);
    }

    [Fact]
    public void Relative_paths_start_at_the_file()
    {
        var folder = Path.GetDirectoryName(File)!;
        Assert.Equal(Path.GetFullPath("../data", folder), Parse("{").DataDirectory);
        var absolute = Path.GetFullPath("elsewhere", Path.GetTempPath());
        Assert.Equal(absolute, Parse("{", ("IFEXLIST__DataDirectory", absolute)).DataDirectory);
    }

    [Fact]
    public void Variables_lie_over_the_file()
    {
        var settings = Parse("""{ "Smtp": { "Listen": [ "127.0.0.1:2525" ], "MaxSessions": 5 },""",
            ("IFEXLIST__Smtp__Listen__0", "127.0.0.1:25"), ("IFEXLIST__Smtp__Listen__1", "[::1]:25"), ("ifexlist__smtp__maxsessions", "9"),
            ("IFEXLIST__Dns__TrustAd", "true"), ("IFEXLIST__Lists__alerts__Languages__0", "fr"), ("IFEXLIST__Lists__news__Title", "News"),
            ("IFEXLIST__Relay__Retry__0", "00:00:01"), ("IFEXLIST__Domain", "123.example"), ("OTHER__Domain", "no"));
        Assert.Equal(["127.0.0.1:25", "[::1]:25"], settings.Smtp.Listen);
        Assert.Equal(9, settings.Smtp.MaxSessions);
        Assert.True(settings.Dns.TrustAd);
        Assert.Equal(["fr"], settings.Lists["alerts"].Languages);
        Assert.Equal("News", settings.Lists["news"].Title.Default);
        Assert.Equal([TimeSpan.FromSeconds(1)], settings.Relay.Retry);
        Assert.Equal("123.example", settings.Domain);
    }

    [Fact]
    public void Ten_and_more_elements_come_from_variables_in_their_order()
    {
        var variables = Enumerable.Range(0, 12).Select(i => ($"IFEXLIST__Smtp__FrontRelays__{i}", $"192.0.2.{i}")).ToArray();
        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"192.0.2.{i}"), Parse("{", variables).Smtp.FrontRelays);
    }

    [Theory]
    [InlineData("IFEXLIST__Smtp__Lisen__0", "25", "Smtp.Lisen: unknown key")]
    [InlineData("IFEXLIST__Smtp__MaxSessions", "many", "Smtp.MaxSessions: not a value")]
    [InlineData("IFEXLIST__Smtp__Listen__5", "127.0.0.1:25", "IFEXLIST__Smtp__Listen__5: the next free index")]
    [InlineData("IFEXLIST__Domain__Name", "x", "IFEXLIST__Domain__Name: ")]
    public void A_wrong_variable_is_named(string name, string value, string message)
    {
        var said = Assert.Throws<SettingsException>(() => Parse("""{ "Domain": "a.example", "Smtp": { "Listen": [ "127.0.0.1:2525" ] },""", (name, value))).Message;
        Assert.Contains(message, said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_title_is_one_text_or_one_for_each_language()
    {
        var lists = SettingsFile.Parse("""{ "Lists": { "a": { "Title": "One" }, "b": { "Title": { "fr": "Deux", "en": "Two" } } } }""", File, new Hashtable()).Lists;
        Assert.Equal(("One", "One"), (lists["a"].Title.In("en"), lists["a"].Title.In("ar")));
        Assert.Equal(("Two", "Deux"), (lists["b"].Title.In("en"), lists["b"].Title.In("ar")));
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var said = Assert.Throws<SettingsException>(() => SettingsFile.Load("/nowhere/ifexlist.json")).Message;
        Assert.StartsWith("/nowhere/ifexlist.json: can't be read", said, StringComparison.Ordinal);
    }

    private static Settings Parse(string start, params (string Name, string Value)[] variables)
    {
        var laid = new Hashtable();
        foreach (var (name, value) in variables)
            laid[name] = value;
        return SettingsFile.Parse(start.TrimEnd() + """ "Lists": { "alerts": { "Title": "Alerts" } } }""", File, laid);
    }
}
