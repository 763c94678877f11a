using System.Diagnostics;
using System.Security.Cryptography;
using IfexList.Authentication;

namespace IfexList.Load;

/// <summary>RSA-2048 signatures and nothing else: each core with a key object of its own, as fast as it can.</summary>
public static class BareSignatures
{
    private static readonly TimeSpan SigningTime = TimeSpan.FromSeconds(1);

    public static async Task<Run> MakeAsync(CancellationToken cancellationToken)
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

    /// <summary>What signed copies cost if nothing could be done side by side: the unsigned ones, and behind them bare signatures.</summary>
    public static Run Behind(Run plain, Run bare) => new(plain.Count, plain.Wall + TimeSpan.FromSeconds(plain.Count / bare.PerSecond));
}
