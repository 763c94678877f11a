using System.Security.Cryptography;
using System.Text;

namespace IfexList.Archive;

/// <summary>The hash chain of a bundle: each line names the hash of the one before, so that the last one's vouches for all of them.</summary>
public sealed class Chain(string file)
{
    /// <summary>SHA-256 of the last line; before the first one, of the file's name.</summary>
    public byte[] Head { get; private set; } = SHA256.HashData(Encoding.ASCII.GetBytes(file));

    public long Lines { get; private set; }

    /// <summary>What the next line is to name.</summary>
    public string Previous => Convert.ToHexStringLower(Head);

    /// <param name="line">Without its line feed.</param>
    public void Add(ReadOnlySpan<byte> line)
    {
        Head = SHA256.HashData(line);
        Lines++;
    }
}
