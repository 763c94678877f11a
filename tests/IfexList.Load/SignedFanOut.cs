using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using IfexList.Authentication;

namespace IfexList.Load;

/// <summary>
/// The fan-out with each copy signed (RSA-2048). Its limit is composed in the same run: the same daemon without a key, and behind it bare signatures on all cores, as if
/// nothing could be done side by side.
/// </summary>
public sealed class SignedFanOut(Plan plan, Report report, int readers)
{
    private static readonly TimeSpan SigningTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!PostfixSink.IsInstalled)
        {
            report.Say("the signed fan-out needs smtp-sink");
            return;
        }
        await using var unsigned = await Sender.StartAsync(plan.Daemon, readers, signs: false, cancellationToken);
        await using var signing = await Sender.StartAsync(plan.Daemon, readers, signs: true, cancellationToken);
        List<Run> bare = [], plain = [], signed = [];
        for (var run = 0; run < plan.Runs; run++)
        {
            bare.Add(await SignAsync(cancellationToken));
            plain.Add(await unsigned.SendAsync(cancellationToken));
            signed.Add(await signing.SendAsync(cancellationToken));
        }
        report.Uses("smtp-sink");
        report.Add($"bare RSA-2048 signatures on {Environment.ProcessorCount} cores", bare, null);
        report.Add($"unsigned fan-out to {readers:N0}, beside it", plain, unsigned.PeakKilobytes);
        report.Add($"signed fan-out to {readers:N0}, into smtp-sink: to the last commit", signed, signing.PeakKilobytes,
            ("the limit composed of both", [.. plain.Zip(bare, Composed)]));
    }

    private Run Composed(Run plain, Run bare) => new(readers, plain.Wall + TimeSpan.FromSeconds(readers / bare.PerSecond));

    // Each core with a key object of its own, as fast as it can.
    private static async Task<Run> SignAsync(CancellationToken cancellationToken)
    {
        var pem = RsaKey.NewPem();
        using var self = Process.GetCurrentProcess();
        var (watch, cpu) = (Stopwatch.StartNew(), ProcessReading.Cpu(self));
        var counts = await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(() =>
        {
            using var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes], signature = stackalloc byte[rsa.KeySize / 8];
            var count = 0;
            for (; watch.Elapsed < SigningTime; count++)
                rsa.SignHash(digest, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            return count;
        }, cancellationToken)));
        return new Run(counts.Sum(), watch.Elapsed, ProcessReading.Cpu(self) - cpu);
    }

    /// <summary>A daemon with its readers, and whatever else one of its releases needs.</summary>
    private sealed class Sender(TemporaryFolder folder, RunningDaemon daemon, StoreView store, Release release, IPEndPoint relay, bool signs) : IAsyncDisposable
    {
        public long PeakKilobytes => daemon.PeakKilobytes;

        public static async Task<Sender> StartAsync(string executable, int readers, bool signs, CancellationToken cancellationToken)
        {
            var (folder, relay) = (new TemporaryFolder(), Ports.Free());
            var key = folder.File("dkim.pem");
            if (signs)
                await File.WriteAllTextAsync(key, RsaKey.NewPem(), cancellationToken);
            var daemon = new RunningDaemon(executable, folder, relay, signs ? key : null);
            await Release.PrepareAsync(daemon, folder, readers, cancellationToken);
            await daemon.StartAsync(cancellationToken);
            var store = new StoreView(daemon.DatabaseFile, Patience);
            return new Sender(folder, daemon, store, new Release(daemon, store, readers), relay, signs);
        }

        public async Task<Run> SendAsync(CancellationToken cancellationToken)
        {
            string request;
            await using (var own = await OwnSink.StartAsync(relay, cancellationToken))
                request = await release.AskAsync(own, cancellationToken);
            if (request.StartsWith("DKIM-Signature:", StringComparison.Ordinal) != signs)
                throw new LoadException($"a letter is {(signs ? "not " : "")}signed");
            await using var sink = await PostfixSink.StartAsync(relay, folder, cancellationToken);
            return await release.DecideAsync(request, sink, cancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            store.Dispose();
            await daemon.DisposeAsync();
            folder.Dispose();
        }
    }
}
