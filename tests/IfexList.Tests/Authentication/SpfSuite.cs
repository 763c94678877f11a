using System.Globalization;
using System.Net;
using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Tests.Operations;
using YamlDotNet.RepresentationModel;

namespace IfexList.Tests.Authentication;

/// <summary>
/// Every case of the public suite, each scenario's zone served by a resolver on a real socket. What a refusal would have to explain is left out: we don't fetch it.
/// A name that "times out" is answered as failed, so that nobody has to wait.
/// </summary>
public sealed class SpfSuite
{
    [Fact]
    public async Task Every_case_of_the_public_suite_comes_out_as_it_must()
    {
        var (yaml, why) = await PublicSpfSuite.OpenAsync();
        Assert.SkipWhen(yaml is null, why);
        var scenarios = new YamlStream();
        scenarios.Load(new StringReader(yaml!));
        var wrong = new List<string>();
        var cases = 0;
        foreach (var scenario in scenarios.Documents.Select(document => (YamlMappingNode)document.RootNode))
        {
            await using var dns = Zone(scenario);
            var spf = new Spf(NameLookup.Open(new DnsSettings { Servers = [dns.Endpoint] }, TimeProvider.System));
            foreach (var (name, test) in ((YamlMappingNode)scenario["tests"]).Children.Select(pair => (pair.Key.ToString(), (YamlMappingNode)pair.Value)))
            {
                var came = (await spf.CheckAsync(Identity(test), TestContext.Current.CancellationToken)).Result.ToString().ToLowerInvariant();
                if (!Strings(test["result"]).Contains(came))
                    wrong.Add($"{scenario["description"]}: {name} came to {came}, not to {string.Join(" or ", Strings(test["result"]))} (RFC 7208 {string.Join(", ", Strings(test["spec"]))})");
                cases++;
            }
        }
        Assert.Empty(wrong);
        Assert.Equal(203, cases);
    }

    private static SpfIdentity Identity(YamlMappingNode test)
    {
        var (sender, helo) = (test["mailfrom"].ToString(), test["helo"].ToString());
        var at = sender.LastIndexOf('@');
        return new SpfIdentity(
            AddressLabels.Plain(IPAddress.Parse(test["host"].ToString())), at > 0 ? sender[..at] : "postmaster", sender.Length > 0 ? sender[(at + 1)..] : helo, helo);
    }

    private static FakeDns Zone(YamlMappingNode scenario)
    {
        var dns = new FakeDns();
        foreach (var (name, records) in ((YamlMappingNode)scenario["zonedata"]).Children.Select(pair => (pair.Key.ToString(), (YamlSequenceNode)pair.Value)))
        {
            // Where nothing is said of TXT, the old SPF type stands for it (see the suite's head).
            var textType = records.OfType<YamlMappingNode>().Any(record => record.Children.ContainsKey("TXT")) ? "TXT" : "SPF";
            foreach (var record in records)
                if (record is YamlMappingNode { Children: [var (type, value)] })
                    Add(dns, name, type.ToString() == textType ? "text" : type.ToString(), value);
                else
                    dns.Broken(name);
        }
        return dns;
    }

    private static void Add(FakeDns dns, string name, string type, YamlNode value)
    {
        switch (type)
        {
            case "A" or "AAAA":
                dns.Host(name, value.ToString());
                break;
            case "MX":
                var exchange = (YamlSequenceNode)value;
                dns.Exchange(name, exchange[1].ToString(), byte.Parse(exchange[0].ToString(), CultureInfo.InvariantCulture));
                break;
            case "PTR":
                dns.Called(name, value.ToString());
                break;
            case "CNAME":
                dns.Alias(name, value.ToString());
                break;
            case "text" when value.ToString() != "NONE":
                dns.Text(name, [.. Strings(value)]);
                break;
        }
    }

    private static IEnumerable<string> Strings(YamlNode node) => node is YamlSequenceNode several ? several.Select(item => item.ToString()) : [node.ToString()];
}
