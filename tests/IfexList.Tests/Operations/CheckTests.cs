using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IfexList.Foundation;
using IfexList.Operations;

namespace IfexList.Tests.Operations;

public sealed class CheckTests
{
    private static readonly DateTimeOffset Now = new(2040, 3, 12, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_fresh_house_has_nothing_to_mend()
    {
        using var shell = new AdminShell();
        var answer = await shell.RunAsync("check", "--data");
        Assert.Equal(0, answer.ExitCode);
        Assert.Empty(answer.Error);
        Assert.All(answer.Lines, line => Assert.Matches("^(ok|warn) +[^ ].*: .+", line));
    }

    [Fact]
    public async Task A_bad_configuration_fails_the_check_with_its_reason()
    {
        using var shell = new AdminShell();
        shell.Write("ifexlist.json", """{ "Domian": "x" }""");
        var answer = await shell.RunAsync("check");
        Assert.Equal(1, answer.ExitCode);
        Assert.Equal($"fail  configuration: {shell.ConfigFile}: Domian: unknown key", Assert.Single(answer.Lines));
    }

    [Fact]
    public async Task A_directory_that_all_may_read_is_a_warning()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "modes are Unix's");
        using var shell = new AdminShell();
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(shell.Settings.DataDirectory, (UnixFileMode)0b111_101_101);
        Assert.Contains("warn  permissions: ", (await shell.RunAsync("check")).Out);
    }

    [Theory]
    [InlineData("220 lists.example.org ESMTP", "our daemon answers")]
    [InlineData("220 other.example ESMTP", "another program has it and says \"220 other.example ESMTP\"")]
    public async Task A_port_in_use_is_asked_who_has_it(string greeting, string reason)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var greeted = GreetAsync(other, greeting);
        using var shell = new AdminShell();
        var settings = shell.Settings with { Smtp = new SmtpSettings { Listen = [other.LocalEndpoint.ToString()!] } };
        var findings = await PortCheck.RunAsync(settings, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        await greeted;
        Assert.Contains(reason, Assert.Single(findings).Reason);
    }

    /// <summary>The relay that takes all mail, and one that takes some domains'.</summary>
    [Theory]
    [InlineData(RelayMode.Smarthost, "relay")]
    [InlineData(RelayMode.Mx, "route partner")]
    public async Task A_relay_that_greets_is_ok_and_one_that_is_not_there_fails(RelayMode mode, string what)
    {
        using var relay = new TcpListener(IPAddress.Loopback, 0);
        relay.Start();
        var port = ((IPEndPoint)relay.LocalEndpoint).Port;
        using var shell = new AdminShell();
        var route = new RelayRouteSettings { Name = "partner", Domains = ["partner.example"], Host = "127.0.0.1", Port = port };
        var settings = shell.Settings with { Relay = new RelaySettings { Mode = mode, Host = "127.0.0.1", Port = port, Routes = mode == RelayMode.Mx ? [route] : [] } };
        var greeted = GreetAsync(relay, "220 relay");
        var finding = Assert.Single(await RelayCheck.RunAsync(settings, TestContext.Current.CancellationToken));
        Assert.Equal((Grade.Ok, what), (finding.Grade, finding.What));
        await greeted;
        relay.Stop();
        Assert.Equal(Grade.Fail, Assert.Single(await RelayCheck.RunAsync(settings, TestContext.Current.CancellationToken)).Grade);
    }

    [Theory]
    [InlineData("lists.example.org", -1, 60, Grade.Ok, "valid for 60 more days")]
    [InlineData("lists.example.org", -1, 5, Grade.Warn, "in 5 days")]
    [InlineData("lists.example.org", -9, -1, Grade.Fail, "renew it")]
    [InlineData("lists.example.org", 1, 60, Grade.Fail, "is the clock right?")]
    [InlineData("other.example.org", -1, 60, Grade.Warn, "is not for lists.example.org")]
    public void A_certificate_is_looked_at(string host, int from, int to, Grade grade, string reason)
    {
        using var shell = new AdminShell();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + host, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(Now.AddDays(from), Now.AddDays(to));
        var settings = shell.Settings with
        {
            Smtp = new SmtpSettings { Certificate = shell.Write("c.pem", certificate.ExportCertificatePem()), CertificateKey = shell.Write("k.pem", key.ExportPkcs8PrivateKeyPem()) },
        };
        var finding = Assert.Single(CertificateCheck.Run(settings, shell.Time));
        Assert.Equal(grade, finding.Grade);
        Assert.Contains(reason, finding.Reason);
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        shell.Write("k.pem", stranger.ExportPkcs8PrivateKeyPem());
        Assert.Contains("can't be used", Assert.Single(CertificateCheck.Run(settings, shell.Time)).Reason);
    }

    [Fact]
    public async Task A_clock_before_what_the_database_knows_fails()
    {
        using var shell = new AdminShell();
        await shell.ImportAsync("alerts", "address\na@b.example\n");
        await shell.InsertAsync(tx => tx.Execute("UPDATE person SET since = @later", ("@later", Now.AddDays(2).ToUnixTimeMilliseconds())));
        var answer = await shell.RunAsync("check");
        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("fail  clock: it says 2040-03-12 08:00Z, yet the database knows things of 2040-03-14 08:00Z", answer.Out);
    }

    private static async Task GreetAsync(TcpListener listener, string greeting)
    {
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await using var writer = new StreamWriter(client.GetStream()) { NewLine = "\r\n" };
        await writer.WriteLineAsync(greeting);
    }
}
