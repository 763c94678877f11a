using System.Security.Cryptography.X509Certificates;
using IfexList.Scenarios.Actors;

namespace IfexList.Scenarios;

/// <summary>Domains that enforce MTA-STS (RFC 8461 §4.1): their mail goes to whoever shows a certificate of the host's name, from an authority that the system trusts, and to nobody else.</summary>
public sealed class ProvenExchanges
{
    private const string Subject = "ALERT - ZIMBABWE: Plates seized";

    [Fact(Timeout = 120_000)]
    public async Task Only_the_hosts_name_by_a_trusted_authority_proves_who_it_is()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "whom the system trusts is told by SSL_CERT_FILE");
        using var trusted = new HopAuthority("Trusted Authority");
        using var stranger = new HopAuthority("Strange Authority");
        (string Domain, X509Certificate2? Shows)[] hosts =
        [
            ("good.example", trusted.Vouch("mx.good.example")),
            ("other-name.example", trusted.Vouch("mx.good.example")),
            ("other-authority.example", stranger.Vouch("mx.other-authority.example")),
            ("run-out.example", trusted.Vouch("mx.run-out.example", until: -10)),
            ("in-clear.example", null),
        ];
        await using var world = new MailWorld();
        var exchanges = hosts.Select((host, number) => Open(world, host.Domain, host.Shows, (byte)(number + 1))).ToList();
        string[] proven = ["reader0@good.example", "reader1@good.example"], unproven = [.. hosts[1..].Select(host => "reader0@" + host.Domain)];
        await using var host = await world.FoundAsync([.. proven, .. unproven]);
        var authorities = Path.GetTempFileName();
        await File.WriteAllTextAsync(authorities, trusted.Pem, TestContext.Current.CancellationToken);
        await host.StartAsync(("SSL_CERT_FILE", authorities));
        foreach (var (domain, _) in hosts)
            Enforce(host, domain);
        await host.ReleaseAsync(world.Desk, Subject);

        await world.ServesAsync(Subject, proven);
        foreach (var reader in unproven)
            await Eventually.SeesAsync($"{reader} in a queue that rests", async () => await host.RunAsync("queue", "explain", reader) is var told && told.Contains("454 ", StringComparison.Ordinal) ? told : null);
        Assert.Equal(unproven.ToHashSet(), host.Owed());
        Assert.All(exchanges[1..], exchange => Assert.Empty(exchange.Taken));

        for (var i = 1; i < hosts.Length; i++)
            exchanges[i].Habits = new HopHabits { Certificate = trusted.Vouch("mx." + hosts[i].Domain) };
        await host.RunAsync("queue", "retry");
        await world.ServesAsync(Subject, unproven, TimeSpan.FromSeconds(50));
        await host.DeliversAllAsync();
        File.Delete(authorities);
    }

    private static NextHop Open(MailWorld world, string domain, X509Certificate2? shows, byte number)
    {
        world.Dns.Exchange(domain, "mx." + domain);
        var exchange = world.Host("mx." + domain, number);
        exchange.Habits = new HopHabits { Certificate = shows };
        return exchange;
    }

    // As if it had been fetched earlier: a kept policy holds whatever becomes of the web (§5.1).
    private static void Enforce(ListHost host, string domain) => host.Sql($"""
        INSERT INTO sts_policy (domain, id, policy, expires)
        VALUES ('{domain}', '1', 'version: STSv1{'\n'}mode: enforce{'\n'}mx: mx.{domain}{'\n'}max_age: 604800{'\n'}', {DateTimeOffset.UtcNow.AddDays(7).ToUnixTimeMilliseconds()})
        """);
}
