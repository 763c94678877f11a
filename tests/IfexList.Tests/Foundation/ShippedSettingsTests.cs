using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using IfexList.Foundation;

namespace IfexList.Tests.Foundation;

public sealed class ShippedSettingsTests
{
    private static readonly string File = Path.Combine(AppContext.BaseDirectory, "config", "ifexlist.json");
    private static readonly string Text = System.IO.File.ReadAllText(File);
    private static readonly Settings Shipped = SettingsFile.Parse(Text, File, new Hashtable());

    // What can be set, and not what is derived from it.
    private static readonly JsonSerializerOptions Written = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver
        {
            Modifiers = { type => type.Properties.Where(p => p.AttributeProvider is PropertyInfo { CanWrite: false }).ToList().ForEach(p => type.Properties.Remove(p)) },
        },
    };

    [Fact]
    public void The_shipped_file_says_the_defaults()
    {
        var silent = SettingsFile.Parse("""{ "Lists": { "alerts": {} } }""", File, new Hashtable());
        Assert.Equal(AsJson(silent with { Lists = Shipped.Lists }), AsJson(Shipped));
    }

    [Fact]
    public void The_shipped_lists_depart_from_the_defaults_only_where_lists_must_differ()
    {
        foreach (var list in Shipped.Lists.Values)
            Assert.Equal(AsJson(new ListSettings { Title = list.Title, Owners = list.Owners, Zone = list.Zone, Kind = list.Kind, Aliases = list.Aliases, Newsletter = list.Newsletter }), AsJson(list));
        Assert.Equal(["alerts", "communique", "members", "campaigns", "outreach"], Shipped.Lists.Keys);
    }

    [Fact]
    public void The_shipped_file_names_every_key()
    {
        foreach (var type in new[] { typeof(Settings), typeof(SmtpSettings), typeof(RelaySettings), typeof(HttpSettings), typeof(DkimSettings), typeof(DnsSettings), typeof(BounceSettings), typeof(ListSettings), typeof(NewsletterSettings) })
            foreach (var key in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite).Select(p => p.Name))
                Assert.True(Regex.IsMatch(Text, $"\"{key}\":"), $"{type.Name}.{key} is not in the shipped file");
    }

    [Fact]
    public void Every_shipped_list_has_a_title_and_owners()
    {
        foreach (var (name, list) in Shipped.Lists)
            Assert.True(list.Owners.Count > 0 && list.Title.Default.Length > 0, name);
    }

    private static string AsJson<T>(T value) => JsonSerializer.Serialize(value, Written);
}
