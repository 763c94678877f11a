using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Operations;

namespace IfexList.Tests.Operations;

/// <summary>A key from its making to its record in the DNS.</summary>
public sealed class DkimTests
{
    [Theory]
    [InlineData("rsa")]
    [InlineData("ed25519", "--ed25519", "--selector", "e1")]
    public async Task What_is_made_can_be_configured_as_it_is_shown_and_published_as_it_is_shown(string kind, params string[] options)
    {
        using var maker = new AdminShell();
        var answer = await maker.DoneAsync(["dkim", "create", "--domain", "lists.ngo.org", "--out", maker.At("k.pem"), .. options]);
        var config = answer.Lines.Single(line => line.StartsWith("\"Dkim\"", StringComparison.Ordinal));
        var record = answer.Lines.Single(line => line.Contains(" IN TXT ", StringComparison.Ordinal));
        using var shell = new AdminShell(config);
        var settings = Assert.Single(shell.Settings.Dkim);
        var key = DkimKey.Read(settings);
        Assert.Equal((kind, maker.At("k.pem"), "lists.ngo.org"), (key.Kind, settings.KeyFile, settings.Domain));
        Assert.StartsWith($"{key.RecordName}. IN TXT ( \"v=DKIM1; k={kind}; p=", record, StringComparison.Ordinal);
        // As a name server reads it: quoted strings of at most 255 octets, put together.
        var strings = record[(record.IndexOf('(', StringComparison.Ordinal) + 1)..^1].Trim().Trim('"').Split("\" \"");
        Assert.All(strings, text => Assert.InRange(text.Length, 1, 255));
        Assert.Equal(kind == "rsa" ? 2 : 1, strings.Length);
        Assert.Contains("belongs to our key", DkimRecord.Compare(settings, [string.Concat(strings)], "lists.ngo.org").Reason, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(settings.KeyFile));
    }

    [Fact]
    public async Task Without_options_it_is_s1_of_the_lists_domain_in_the_data_directory_and_a_second_one_overwrites_nothing()
    {
        using var shell = new AdminShell();
        var answer = await shell.DoneAsync("dkim", "create");
        var file = Path.Combine(shell.Settings.DataDirectory, "dkim-s1.pem");
        Assert.Contains($"\"Domain\": \"lists.example.org\", \"Selector\": \"s1\", \"KeyFile\": \"{file}\"", answer.Out, StringComparison.Ordinal);
        var before = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        var again = await shell.RunAsync("dkim", "create");
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("never overwritten", Assert.Single(again.Complaints), StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(2048, "lists.ngo.org", "v=DKIM1; k=rsa; p=KEY", Grade.Ok, "belongs to our key")]
    [InlineData(2048, "lists.ngo.org", "v=DKIM1; p=K EY; t=s", Grade.Ok, "belongs to our key")]
    [InlineData(2048, "ngo.org", "v=DKIM1; p=KEY", Grade.Ok, "belongs to our key")]
    [InlineData(2048, "ngo.net", "v=DKIM1; p=KEY", Grade.Warn, "From is at lists.ngo.org")]
    [InlineData(1024, "lists.ngo.org", "v=DKIM1; p=KEY", Grade.Warn, "2048 should be taken")]
    [InlineData(2048, "lists.ngo.org", "v=DKIM1; k=ed25519; p=KEY", Grade.Fail, "another key")]
    [InlineData(2048, "lists.ngo.org", "v=DKIM1; p=", Grade.Fail, "another key")]
    [InlineData(2048, "lists.ngo.org", "v=DKIM1", Grade.Fail, "another key")]
    public void A_published_record_is_compared_with_the_key(int bits, string domain, string text, Grade grade, string reason)
    {
        using var shell = new AdminShell();
        using var rsa = System.Security.Cryptography.RSA.Create(bits);
        var settings = new DkimSettings { Domain = domain, Selector = "s1", KeyFile = shell.Write("k.pem", rsa.ExportPkcs8PrivateKeyPem()) };
        var own = Convert.ToBase64String(rsa.ExportSubjectPublicKeyInfo());
        var published = text.Replace("KEY", own, StringComparison.Ordinal).Replace("K EY", own.Insert(40, " "), StringComparison.Ordinal);
        var finding = DkimRecord.Compare(settings, [published], "lists.ngo.org");
        Assert.Equal((grade, $"DKIM s1._domainkey.{domain}"), (finding.Grade, finding.What));
        Assert.Contains(reason, finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_daemon_with_a_bad_key_does_not_start_and_names_it()
    {
        using var folder = new AdminShell();
        var file = folder.Write("k.pem", "no key");
        using var shell = new AdminShell($$"""  "Dkim": [ { "Domain": "lists.example.org", "Selector": "s1", "KeyFile": "{{file}}" } ],""");
        var answer = await shell.RunAsync("run");
        Assert.Equal(1, answer.ExitCode);
        Assert.Equal($"ifexlist: Dkim[0].KeyFile: {file}: holds no PEM key", Assert.Single(answer.Complaints));
    }
}
