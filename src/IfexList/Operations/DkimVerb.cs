using System.CommandLine;
using System.CommandLine.Parsing;
using IfexList.Authentication;
using IfexList.Foundation;

namespace IfexList.Operations;

/// <summary><c>dkim create</c>: makes a key to sign with, and says what to publish and what to configure. Nothing is signed before the configuration names it.</summary>
public static class DkimVerb
{
    // RFC 1035 §3.3.14: a record's text comes in strings of at most so many octets.
    private const int StringOctets = 255;

    public static Command Build(CommandLine line) => new("dkim", "Keys to sign all outgoing mail with: create") { Create(line) };

    private static Command Create(CommandLine line)
    {
        var selector = new Option<string>("--selector") { HelpName = "NAME", Description = "The key's name in the DNS; another one for each key", DefaultValueFactory = _ => "s1" };
        selector.Validators.Add(result => Require(result, "selector"));
        var domain = new Option<string?>("--domain") { HelpName = "D", Description = "For whom it speaks; by default the domain of the lists, as DMARC wants it" };
        domain.Validators.Add(result => Require(result, "domain name"));
        var ed25519 = new Option<bool>("--ed25519") { Description = "An Ed25519 key, to sign beside an RSA one: most receivers check only RSA" };
        var file = new Option<string?>("--out") { HelpName = "FILE", Description = "Where the key goes; by default the data directory" };
        return line.Verb("create", "Make a key, and show its DNS record and the lines for the configuration", [selector, domain, ed25519, file], async (parsed, desk, cancellationToken) =>
        {
            var name = parsed.GetRequiredValue(selector);
            var settings = new DkimSettings
            {
                Domain = parsed.GetValue(domain) ?? desk.Settings.Domain,
                Selector = name,
                KeyFile = Path.GetFullPath(parsed.GetValue(file) ?? Path.Combine(desk.Settings.DataDirectory, $"dkim-{name}.pem")),
            };
            PrivateDirectory.Create(desk.Settings.DataDirectory);
            await WriteAsync(settings.KeyFile, parsed.GetValue(ed25519) ? Ed25519Key.NewPem() : RsaKey.NewPem(), cancellationToken);
            Show(line.Terminal.Out, DkimKey.Read(settings), settings.KeyFile);
            return 0;
        });
    }

    private static async Task WriteAsync(string file, string pem, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            await using var writer = new StreamWriter(file, options);
            await writer.WriteAsync(pem.AsMemory(), cancellationToken);
        }
        catch (IOException) when (File.Exists(file))
        {
            throw new VerbFailedException($"{file} exists: a key in use is never overwritten; take another --selector, or another --out");
        }
    }

    private static void Show(TextWriter output, DkimKey key, string file)
    {
        output.WriteLine($"The key is in {file}; the daemon's user must be able to read it, nobody else should.");
        output.WriteLine();
        output.WriteLine("1. Publish this record, as a zone file writes it:");
        output.WriteLine();
        output.WriteLine($"{key.RecordName}. IN TXT ( {string.Join(' ', key.Record.Chunk(StringOctets).Select(part => $"\"{new string(part)}\""))} )");
        output.WriteLine();
        output.WriteLine("2. Name the key in the configuration, beside those that are there. Restart when \"ifexlist check\" has found the record:");
        output.WriteLine();
        output.WriteLine($$"""  "Dkim": [ { "Domain": {{Json(key.Domain)}}, "Selector": {{Json(key.Selector)}}, "KeyFile": {{Json(file)}} } ],""");
    }

    private static string Json(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    private static void Require(OptionResult result, string what)
    {
        if (result.Tokens.Count > 0 && !SettingsCheck.IsDomain(result.Tokens[0].Value))
            result.AddError($"\"{result.Tokens[0].Value}\" is no {what}");
    }
}
