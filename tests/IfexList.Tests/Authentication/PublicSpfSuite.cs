using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;

namespace IfexList.Tests.Authentication;

/// <summary>
/// The openspf.org test suite for RFC 7208, as Debian's source package pyspf carries it. It is fetched once with apt's own tools from the mirror that this machine is
/// set up with, and stays in the temporary folder.
/// </summary>
public static class PublicSpfSuite
{
    private const string Tarball = "pool/main/p/pyspf/pyspf_2.0.14.orig.tar.gz";
    private const string Hash = "SHA256:57a7ef01bda090173aafb6af0106251686ed73f03db4e911fcd34c57fc347186";
    private const string AptHelper = "/usr/lib/apt/apt-helper";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string Kept = Path.Combine(Path.GetTempPath(), "ifexlist-rfc7208-tests.yml");

    /// <summary>The suite's text, or why it isn't there.</summary>
    public static async Task<(string? Yaml, string Why)> OpenAsync()
    {
        if (File.Exists(Kept))
            return (await File.ReadAllTextAsync(Kept), "");
        if (!File.Exists(AptHelper))
            return (null, "the public suite comes with a Debian source package, and this is no Debian");
        var folder = Directory.CreateTempSubdirectory("ifexlist-spf-");
        try
        {
            var file = Path.Combine(folder.FullName, "pyspf.tar.gz");
            foreach (var mirror in (await RunAsync("apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages")).Split('\n').Distinct())
            {
                await RunAsync(AptHelper, "download-file", mirror + Tarball, file, Hash);
                if (File.Exists(file))
                    return (await KeepAsync(file), "");
            }
            return (null, "no mirror gave the source package of pyspf");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> KeepAsync(string tarball)
    {
        await using var unzipped = new GZipStream(File.OpenRead(tarball), CompressionMode.Decompress);
        await using var tar = new TarReader(unzipped);
        while (await tar.GetNextEntryAsync() is { } entry)
            if (entry.Name.EndsWith("/rfc7208-tests.yml", StringComparison.Ordinal))
                await entry.ExtractToFileAsync(tarball + ".yml", overwrite: true);
        // Another run may be reading it.
        File.Move(tarball + ".yml", Kept, overwrite: true);
        return await File.ReadAllTextAsync(Kept);
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var running = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var told = running.StandardError.ReadToEndAsync(patience.Token);
            var said = await running.StandardOutput.ReadToEndAsync(patience.Token);
            await told;
            await running.WaitForExitAsync(patience.Token);
            return said;
        }
        catch (OperationCanceledException)
        {
            running.Kill(entireProcessTree: true);
            return "";
        }
    }
}
