using System.CommandLine;
using IfexList.Archive;

namespace IfexList.Operations;

/// <summary><c>archive rebuild DIR</c>: verifies a mirror of bundles and puts back what isn't here.</summary>
public static class ArchiveRebuild
{
    private const string Purpose = """
        Put the archive back from a mirror of its bundles

        Signature, hashes and chains are verified first; nothing is written unless all of them hold. What is here stays as it is, so it may be run again.
        The key that the mirror brings along vouches for the mirror's wholeness only: compare its fingerprint with one that you know, or name your own.
        """;

    public static Command Build(CommandLine line)
    {
        var folder = new Argument<string>("DIR") { Description = "The folder with index.json, its signature and the bundles" };
        var key = new Option<string?>("--key") { HelpName = "FILE", Description = "The public key to verify with; without it DIR/key.pub" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Verify, and write nothing" };
        return line.Verb("rebuild", Purpose, [folder, key, dryRun], async (parsed, desk, cancellationToken) =>
        {
            var from = parsed.GetRequiredValue(folder);
            var publicKey = ArchivePublicKey.Read(parsed.GetValue(key) ?? Path.Combine(from, BundleIndex.KeyName));
            line.Terminal.Row("key", publicKey.Fingerprint);
            var mirror = new Mirror(from, BundleIndex.Read(from, publicKey));
            await mirror.VerifyAsync(cancellationToken);
            line.Terminal.Row("verified", $"{mirror.Lines} editions in {mirror.Index.Bundles.Count} bundles", $"signed {mirror.Index.Written:yyyy-MM-dd HH:mm} UTC");
            return parsed.GetValue(dryRun) ? 0 : await RebuildAsync(line.Terminal, desk, mirror, cancellationToken);
        });
    }

    private static async Task<int> RebuildAsync(Terminal terminal, AdminDesk desk, Mirror mirror, CancellationToken cancellationToken)
    {
        var figures = await Watched.RunAsync(terminal, "rebuild", mirror.Lines, advance =>
            new Rebuilding(desk.Database, desk.Lists, desk.Time).RunAsync(mirror, advance, cancellationToken));
        terminal.Row("added", $"{figures.Added}, there already {figures.There}, taken {figures.Taken.Count}");
        foreach (var taken in figures.Taken)
            terminal.Complain(taken);
        return figures.Taken.Count > 0 ? 1 : 0;
    }
}
