using System.CommandLine;
using IfexList.Foundation;

namespace IfexList.Operations;

/// <summary><c>check [--data]</c>: everything an administrator would look at before blaming the daemon, one line each.</summary>
public static class CheckVerb
{
    public static Command Build(CommandLine line)
    {
        var data = new Option<bool>("--data") { Description = "Also the database: its integrity and what must hold between its rows" };
        return line.Verb("check", "Look at configuration, directory, disk, clock, ports, certificates, relay and DNS", [data], async (parsed, desk, cancellationToken) =>
        {
            var failed = false;
            await foreach (var finding in FindAsync(desk, parsed.GetValue(data), cancellationToken))
            {
                failed |= finding.Grade == Grade.Fail;
                line.Terminal.Out.WriteLine(Terminal.Harmless(finding.ToString()));
            }
            return failed ? 1 : 0;
        });
    }

    private static async IAsyncEnumerable<Finding> FindAsync(AdminDesk desk, bool data, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var configuration = Configuration(desk);
        yield return configuration;
        if (configuration.Grade == Grade.Fail)
            yield break;
        var settings = desk.Settings;
        // Asked while the rest is looked at: resolvers may be slow.
        var dns = DnsCheck.RunAsync(settings, cancellationToken);
        foreach (var finding in DirectoryCheck.Run(settings, desk.Time))
            yield return finding;
        foreach (var finding in CertificateCheck.Run(settings, desk.Time))
            yield return finding;
        foreach (var finding in DeskKeyCheck.Run(settings, desk.Time))
            yield return finding;
        await foreach (var finding in PortCheck.RunAsync(settings, cancellationToken))
            yield return finding;
        foreach (var finding in await RelayCheck.RunAsync(settings, cancellationToken))
            yield return finding;
        if (settings.Relay.Mode == RelayMode.Mx)
            foreach (var finding in await MxCheck.RunAsync(settings, desk.Time, cancellationToken))
                yield return finding;
        foreach (var finding in await dns)
            yield return finding;
        if (data)
            foreach (var finding in DataCheck.Run(settings))
                yield return finding;
    }

    private static Finding Configuration(AdminDesk desk)
    {
        try
        {
            return Finding.Ok("configuration", $"{desk.Settings.Lists.Count} lists at {desk.Settings.Domain}, data in {desk.Settings.DataDirectory}");
        }
        catch (SettingsException e)
        {
            return Finding.Fail("configuration", e.Message);
        }
    }
}
