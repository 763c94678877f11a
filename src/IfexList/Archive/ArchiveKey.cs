using System.Security.Cryptography;
using IfexList.Authentication;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math.EC.Rfc8032;
using Org.BouncyCastle.OpenSsl;
using Org.BouncyCastle.X509;

namespace IfexList.Archive;

/// <summary>The key that vouches for the archive's bundles: Ed25519 (RFC 8032), in PEM as openssl writes it. .NET has none of its own.</summary>
public sealed class ArchiveKey
{
    private readonly Ed25519PrivateKeyParameters _key;

    private ArchiveKey(Ed25519PrivateKeyParameters key) => _key = key;

    public ArchivePublicKey Public => new(_key.GeneratePublicKey());

    /// <summary>Reads the key file, or makes it, readable by its owner alone.</summary>
    public static ArchiveKey LoadOrCreate(string file)
    {
        if (!File.Exists(file))
            Create(file);
        using var text = new StringReader(File.ReadAllText(file));
        return new PemReader(text).ReadObject() is Ed25519PrivateKeyParameters key ? new ArchiveKey(key) : throw new InvalidDataException($"{file}: holds no Ed25519 key in PEM");
    }

    /// <summary>The bare signature, as <c>openssl pkeyutl -verify -rawin</c> takes it.</summary>
    public byte[] Sign(byte[] text)
    {
        var signature = new byte[Ed25519.SignatureSize];
        _key.Sign(Ed25519.Algorithm.Ed25519, null, text, 0, text.Length, signature, 0);
        return signature;
    }

    // It appears under its name only when it is whole, and of two processes one makes it.
    private static void Create(string file)
    {
        var fresh = $"{file}.{Environment.ProcessId}";
        try
        {
            File.Delete(fresh);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var stream = new FileStream(fresh, options))
            {
                stream.Write(System.Text.Encoding.ASCII.GetBytes(Ed25519Key.NewPem()));
                stream.Flush(flushToDisk: true);
            }
            File.Move(fresh, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(fresh);
        }
    }
}

/// <summary>Its public half, by which a mirror is checked.</summary>
public sealed class ArchivePublicKey(Ed25519PublicKeyParameters key)
{
    private readonly byte[] _info = SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(key).GetDerEncoded();

    /// <summary>SubjectPublicKeyInfo (RFC 8410) in PEM.</summary>
    public string Pem => new string(PemEncoding.Write("PUBLIC KEY", _info)) + "\n";

    /// <summary>SHA-256 of the same, in hexadecimal digits: short enough to be compared on paper.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(_info));

    /// <exception cref="InvalidDataException">It is no such key.</exception>
    public static ArchivePublicKey Read(string file)
    {
        try
        {
            using var text = new StringReader(File.ReadAllText(file));
            if (new PemReader(text).ReadObject() is Ed25519PublicKeyParameters key)
                return new ArchivePublicKey(key);
        }
        catch (Exception e) when (e is not (FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException))
        {
            // Whatever it is, it is no key.
        }
        throw new InvalidDataException($"{file}: holds no Ed25519 public key in PEM");
    }

    public bool Vouches(byte[] signature, byte[] text) =>
        signature.Length == Ed25519.SignatureSize && key.Verify(Ed25519.Algorithm.Ed25519, null, text, 0, text.Length, signature, 0);
}
