using System.Net;
using System.Net.Mail;

namespace IfexList.Foundation;

/// <summary>What a well-formed file may still get wrong; each problem with the key it stands at.</summary>
public static class SettingsCheck
{
    /// <summary>Suffixes that addresses of a list use; a list's own name may not end in one.</summary>
    public static readonly IReadOnlyList<string> ReservedSuffixes =
        ["request", "subscribe", "join", "unsubscribe", "leave", "confirm", "moderate", "answer", "bounces", "owner"];

    /// <summary>The languages the daemon speaks.</summary>
    public static readonly IReadOnlyList<string> LanguageCodes = ["en", "fr", "es", "ru", "ar"];

    // Tokens take 33 octets with their "+", the longest suffix 12: RFC 5321 §4.5.3.1.1 gives a local part 64 octets in all.
    private const int ListNameOctets = 19;

    // RFC 5322 §2.1.1: with the token behind it, it must fit a header line of 998 characters; nobody's is near that.
    private const int PublicUrlCharacters = 200;

    public static IEnumerable<(string Key, string Reason)> Problems(Settings s)
    {
        if (!IsDomain(s.Domain))
            yield return ("Domain", $"\"{s.Domain}\" is no domain name");
        if (!IsDomain(s.HostName))
            yield return ("HostName", $"\"{s.HostName}\" is no host name");
        if (s.DataDirectory.Length == 0)
            yield return ("DataDirectory", "must be set");
        foreach (var problem in Smtp(s.Smtp).Concat(Relay(s.Relay)).Concat(Http(s.Http)).Concat(Dkim(s.Dkim)).Concat(Bounces(s.Bounces)).Concat(Lists(s.Lists)))
            yield return problem;
        for (var i = 0; i < s.Dns.Servers.Count; i++)
            if (!IPEndPoint.TryParse(s.Dns.Servers[i], out _))
                yield return ($"Dns.Servers[{i}]", $"\"{s.Dns.Servers[i]}\" is no IP address");
    }

    private static IEnumerable<(string, string)> Smtp(SmtpSettings s)
    {
        foreach (var problem in Endpoints("Smtp.Listen", s.Listen, mayBeEmpty: false))
            yield return problem;
        foreach (var problem in Certificate("Smtp", s.Certificate, s.CertificateKey))
            yield return problem;
        for (var i = 0; i < s.FrontRelays.Count; i++)
            if (!Networks.IsOne(s.FrontRelays[i]))
                yield return ($"Smtp.FrontRelays[{i}]", $"\"{s.FrontRelays[i]}\" is no IP address or network");
        if (s.MaxMessageBytes is < 64 * 1024 or > 256 * 1024 * 1024)
            yield return ("Smtp.MaxMessageBytes", "must lie between 65536 and 268435456");
        for (var i = 0; i < s.Dnsbl.Count; i++)
            if (!IsDomain(s.Dnsbl[i]))
                yield return ($"Smtp.Dnsbl[{i}]", $"\"{s.Dnsbl[i]}\" is no domain name");
        if (s.Rspamd.Length > 0 && (!Uri.TryCreate(s.Rspamd, UriKind.Absolute, out var rspamd) || rspamd.Scheme is not ("http" or "https")))
            yield return ("Smtp.Rspamd", $"\"{s.Rspamd}\" is no http or https address");
        if (s.MaxSessions < 1)
            yield return ("Smtp.MaxSessions", "must be at least 1");
        if (s.MaxSessionsPerAddress < 1)
            yield return ("Smtp.MaxSessionsPerAddress", "must be at least 1");
    }

    private static IEnumerable<(string, string)> Relay(RelaySettings s)
    {
        if (s.Mode == RelayMode.Smarthost && s.Host.Length == 0)
            yield return ("Relay.Host", "the mode smarthost needs a host");
        if (s.Retry.Count == 0)
            yield return ("Relay.Retry", "needs at least one pause");
        if (s.Retry.Any(pause => pause <= TimeSpan.Zero))
            yield return ("Relay.Retry", "every pause must be longer than nothing");
        if (s.GiveUpAfter <= TimeSpan.Zero)
            yield return ("Relay.GiveUpAfter", "must be longer than nothing");
        foreach (var problem in NextHop("Relay", s.Host, s.Port, s.Tls, s.UserName, s.PasswordFile, s.Connections))
            yield return problem;
        if (s.Shaping.Length > 0 && !File.Exists(s.Shaping))
            yield return ("Relay.Shaping", $"{s.Shaping} doesn't exist");
        for (var i = 0; i < s.Sources.Count; i++)
            if (!IPAddress.TryParse(s.Sources[i], out _))
                yield return ($"Relay.Sources[{i}]", $"\"{s.Sources[i]}\" is no IP address");
        if (s.MaxConnections is < 1 or > 10_000)
            yield return ("Relay.MaxConnections", "must lie between 1 and 10000");
        foreach (var problem in s.Routes.SelectMany((route, i) => Route($"Relay.Routes[{i}]", route, s.Routes.Take(i))))
            yield return problem;
    }

    private static IEnumerable<(string, string)> Route(string key, RelayRouteSettings route, IEnumerable<RelayRouteSettings> earlier)
    {
        if (route.Name.Length == 0 || !route.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            yield return ($"{key}.Name", "needs a name of letters, digits and hyphens");
        if (earlier.Any(other => other.Name == route.Name))
            yield return ($"{key}.Name", $"there are two routes \"{route.Name}\"");
        if (route.Host.Length == 0)
            yield return ($"{key}.Host", "a route needs a host");
        if (route.Domains.Count == 0)
            yield return ($"{key}.Domains", "a route needs a domain");
        foreach (var domain in route.Domains)
            if (!IsDomain(domain.StartsWith("*.", StringComparison.Ordinal) ? domain[2..] : domain))
                yield return ($"{key}.Domains", $"\"{domain}\" is no domain name");
            else if (earlier.Any(other => other.Domains.Contains(domain, StringComparer.OrdinalIgnoreCase)))
                yield return ($"{key}.Domains", $"{domain} stands in an earlier route");
        foreach (var problem in NextHop(key, route.Host, route.Port, route.Tls, route.UserName, route.PasswordFile, route.Connections))
            yield return problem;
    }

    private static IEnumerable<(string, string)> NextHop(string key, string host, int port, RelayTls tls, string userName, string passwordFile, int connections)
    {
        if (port is < 1 or > 65535)
            yield return ($"{key}.Port", "must lie between 1 and 65535");
        if (connections is < 1 or > 1000)
            yield return ($"{key}.Connections", "must lie between 1 and 1000");
        if (userName.Length > 0 && !File.Exists(passwordFile))
            yield return ($"{key}.PasswordFile", "a user name needs a password file that exists");
        if (userName.Length > 0 && (tls is RelayTls.None or RelayTls.Opportunistic) && !IsLoopback(host))
            yield return ($"{key}.Tls", "a password is only sent over required or implicit TLS, or to this machine");
    }

    private static IEnumerable<(string, string)> Http(HttpSettings s)
    {
        foreach (var problem in Endpoints("Http.Listen", s.Listen, mayBeEmpty: true))
            yield return problem;
        if (!Uri.TryCreate(s.PublicUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            yield return ("Http.PublicUrl", $"\"{s.PublicUrl}\" is no http or https address");
        else if (s.PublicUrl.Length > PublicUrlCharacters || !s.PublicUrl.All(char.IsAscii) || url.Query.Length > 0 || url.Fragment.Length > 0)
            yield return ("Http.PublicUrl", $"must be at most {PublicUrlCharacters} ASCII characters without \"?\" or \"#\": it stands in every copy's header");
        foreach (var problem in Certificate("Http", s.Certificate, s.CertificateKey))
            yield return problem;
        for (var i = 0; i < s.MetricsFrom.Count; i++)
            if (!Networks.IsOne(s.MetricsFrom[i]))
                yield return ($"Http.MetricsFrom[{i}]", $"\"{s.MetricsFrom[i]}\" is no IP address or network");
    }

    private static IEnumerable<(string, string)> Certificate(string side, string certificate, string key)
    {
        if (certificate.Length > 0 && !File.Exists(certificate))
            yield return ($"{side}.Certificate", $"{certificate} doesn't exist");
        if (key.Length > 0 && !File.Exists(key))
            yield return ($"{side}.CertificateKey", $"{key} doesn't exist");
        if (certificate.Length > 0 && key.Length == 0)
            yield return ($"{side}.CertificateKey", "a certificate needs its key");
    }

    private static IEnumerable<(string, string)> Dkim(IReadOnlyList<DkimSettings> keys)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            if (!IsDomain(keys[i].Domain))
                yield return ($"Dkim[{i}].Domain", $"\"{keys[i].Domain}\" is no domain name");
            if (!IsDomain(keys[i].Selector))
                yield return ($"Dkim[{i}].Selector", keys[i].Selector.Length == 0 ? "must be set" : $"\"{keys[i].Selector}\" is no name in the DNS");
            if (!File.Exists(keys[i].KeyFile))
                yield return ($"Dkim[{i}].KeyFile", $"{(keys[i].KeyFile.Length > 0 ? keys[i].KeyFile : "the key file")} doesn't exist");
        }
    }

    private static IEnumerable<(string, string)> Bounces(BounceSettings s)
    {
        // A point, and more than anybody gets in a year.
        if (s.ProbeScore is < 100 or > 36_500)
            yield return ("Bounces.ProbeScore", "must lie between 100 and 36500, in hundredths of a point");
        foreach (var (setting, span) in new[] { ("ProbeWait", s.ProbeWait), ("PauseAfter", s.PauseAfter), ("RemoveAfter", s.RemoveAfter) })
            if (span < TimeSpan.FromDays(1) || span > TimeSpan.FromDays(400))
                yield return ($"Bounces.{setting}", "must lie between 1 day and 400 days");
        for (var i = 0; i < s.FeedbackLoops.Count; i++)
            if (s.FeedbackLoops[i].StartsWith('@') ? !IsDomain(s.FeedbackLoops[i][1..]) : !(MailAddress.TryCreate(s.FeedbackLoops[i], out var loop) && loop.Address == s.FeedbackLoops[i]))
                yield return ($"Bounces.FeedbackLoops[{i}]", $"\"{s.FeedbackLoops[i]}\" is neither an address nor @domain");
    }

    private static IEnumerable<(string, string)> Lists(IReadOnlyDictionary<string, ListSettings> lists)
    {
        if (lists.Count == 0)
            yield return ("Lists", "at least one list is needed");
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "postmaster", "abuse" };
        foreach (var (name, list) in lists)
        {
            var key = $"Lists.{name}";
            if (list is null)
            {
                yield return (key, "must not be null");
                continue;
            }
            foreach (var address in list.Aliases.Prepend(name))
            {
                if (NameProblem(address) is { } reason)
                    yield return (key, $"\"{address}\" {reason}");
                else if (!taken.Add(address))
                    yield return (key, $"the name \"{address}\" is already taken");
            }
            if (list.Languages.Count == 0)
                yield return ($"{key}.Languages", "at least one language is needed");
            foreach (var code in list.Languages.Where(code => !LanguageCodes.Contains(code)))
                yield return ($"{key}.Languages", $"\"{code}\" is none of {string.Join(" ", LanguageCodes)}");
            if (list.Languages.Distinct().Count() < list.Languages.Count)
                yield return ($"{key}.Languages", "a language stands there twice");
            foreach (var owner in list.Owners.Where(owner => !MailAddress.TryCreate(owner, out _)))
                yield return ($"{key}.Owners", $"\"{owner}\" is no mail address");
            if (!TimeZoneInfo.TryFindSystemTimeZoneById(list.Zone, out _))
                yield return ($"{key}.Zone", $"\"{list.Zone}\" is no IANA time zone");
            if (list.StrangersEvery <= TimeSpan.Zero)
                yield return ($"{key}.StrangersEvery", "must be longer than nothing");
            if (list.Wait <= TimeSpan.Zero)
                yield return ($"{key}.Wait", "must be longer than nothing");
            foreach (var (setting, span) in new[] { ("RemindUrgent", list.RemindUrgent), ("RemindAfter", list.RemindAfter), ("HoldFor", list.HoldFor), ("TranslateWithin", list.TranslateWithin), ("KeepLog", list.KeepLog), ("KeepOriginals", list.KeepOriginals) })
                if (span <= TimeSpan.Zero)
                    yield return ($"{key}.{setting}", "must be longer than nothing");
            if (list.QuietHours.Length > 0 && !WeeklyHours.TryParse(list.QuietHours, out _, out var unread))
                yield return ($"{key}.QuietHours", unread);
            if (list.RecallGrace < TimeSpan.Zero || list.RecallGrace > Limits.EmbargoTime)
                yield return ($"{key}.RecallGrace", $"must lie between nothing and {Limits.EmbargoTime.TotalDays} days");
            if (list.AttachmentBytes < 0)
                yield return ($"{key}.AttachmentBytes", "can't be less than nothing");
            if (list.RoundDates < TimeSpan.Zero || list.RoundDates > TimeSpan.FromDays(1))
                yield return ($"{key}.RoundDates", "must lie between nothing and a day");
            if (list.DeskKeyFile.Length > 0 && !File.Exists(list.DeskKeyFile))
                yield return ($"{key}.DeskKeyFile", $"{list.DeskKeyFile} doesn't exist");
            foreach (var (setting, problem) in list.Newsletter is { } newsletter ? NewsletterProblems(newsletter, list, lists) : [])
                yield return ($"{key}.Newsletter.{setting}", problem);
            foreach (var theme in list.Themes.Keys.Where(theme => theme.Length < 3 || !theme.All(c => char.IsAsciiLetterLower(c) || c == '-')))
                yield return ($"{key}.Themes", $"\"{theme}\" must be three or more small ASCII letters");
        }
    }

    private static IEnumerable<(string, string)> NewsletterProblems(NewsletterSettings newsletter, ListSettings list, IReadOnlyDictionary<string, ListSettings> lists)
    {
        foreach (var source in newsletter.Sources.Where(source => !lists.Keys.Contains(source, StringComparer.OrdinalIgnoreCase)))
            yield return ("Sources", $"there is no list \"{source}\"");
        foreach (var (language, time) in newsletter.Drafts)
            if (!list.Languages.Contains(language))
                yield return ("Drafts", $"\"{language}\" is no language of this list");
            else if (!WeeklyTime.TryParse(time, out _))
                yield return ("Drafts", $"\"{time}\" is no weekly time such as \"tue 09:00\"");
        if (newsletter.FirstYear is < 1900 or > 2100)
            yield return ("FirstYear", "must be a year");
        foreach (var editor in newsletter.EditorsInChief.Where(editor => !MailAddress.TryCreate(editor, out _)))
            yield return ("EditorsInChief", $"\"{editor}\" is no mail address");
    }

    private static string? NameProblem(string? name)
    {
        if (name is null || name.Length is 0 or > ListNameOctets)
            return $"must have 1 to {ListNameOctets} characters";
        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            return "may hold only ASCII letters, digits, \"-\", \"_\" and \".\"";
        if (name[0] is '.' or '-' || name[^1] is '.' or '-' || name.Contains("..", StringComparison.Ordinal))
            return "may not begin or end with \".\" or \"-\", or hold two dots in a row";
        var ending = name.Split('-')[^1].ToLowerInvariant();
        if (name.Contains('-') && (ReservedSuffixes.Contains(ending) || LanguageCodes.Contains(ending)))
            return $"ends in \"-{ending}\", which has a meaning in addresses";
        return null;
    }

    private static IEnumerable<(string, string)> Endpoints(string key, IReadOnlyList<string> endpoints, bool mayBeEmpty)
    {
        if (endpoints.Count == 0 && !mayBeEmpty)
            yield return (key, "at least one address:port is needed");
        for (var i = 0; i < endpoints.Count; i++)
            if (!IPEndPoint.TryParse(endpoints[i], out var endpoint) || endpoint.Port == 0 && !endpoints[i].EndsWith(":0", StringComparison.Ordinal))
                yield return ($"{key}[{i}]", $"\"{endpoints[i]}\" is no address:port");
    }

    private static bool IsLoopback(string host) => host == "localhost" || IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip);

    /// <summary>In ASCII: a name beyond it is written as the DNS has it (<c>xn--</c>).</summary>
    public static bool IsDomain(string name) => name.Length is > 0 and <= 255 && name.All(char.IsAscii) && Uri.CheckHostName(name) == UriHostNameType.Dns;
}
