using System.Text;
using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace IfexList.Tests.Authentication;

/// <summary>An OpenPGP key made for a test: Ed25519 to sign with, another one beside it as a subkey, X25519 to encrypt to.</summary>
public sealed class PgpPair
{
    private readonly PgpSecretKeyRing _secret;

    /// <param name="lives">How long; zero for ever.</param>
    public PgpPair(string owner, DateTimeOffset created, TimeSpan lives = default)
    {
        var random = new SecureRandom();
        var signing = new Ed25519KeyPairGenerator();
        signing.Init(new Ed25519KeyGenerationParameters(random));
        var encrypting = new X25519KeyPairGenerator();
        encrypting.Init(new X25519KeyGenerationParameters(random));
        var primary = new PgpKeyPair(PublicKeyAlgorithmTag.EdDsa_Legacy, signing.GenerateKeyPair(), created.UtcDateTime);
        var said = new PgpSignatureSubpacketGenerator();
        said.SetKeyFlags(false, PgpKeyFlags.CanCertify | PgpKeyFlags.CanSign);
        if (lives > TimeSpan.Zero)
            said.SetKeyExpirationTime(false, (long)lives.TotalSeconds);
        var rings = new PgpKeyRingGenerator(
            PgpSignature.PositiveCertification, primary, owner, SymmetricKeyAlgorithmTag.Null, HashAlgorithmTag.Sha256, (char[]?)null, false, said.Generate(), null, random);
        var subkey = new PgpSignatureSubpacketGenerator();
        subkey.SetKeyFlags(false, PgpKeyFlags.CanEncryptCommunications | PgpKeyFlags.CanEncryptStorage);
        rings.AddSubKey(new PgpKeyPair(PublicKeyAlgorithmTag.ECDH, encrypting.GenerateKeyPair(), created.UtcDateTime), subkey.Generate(), null, HashAlgorithmTag.Sha256);
        var signs = new PgpSignatureSubpacketGenerator();
        signs.SetKeyFlags(false, PgpKeyFlags.CanSign);
        rings.AddSubKey(new PgpKeyPair(PublicKeyAlgorithmTag.EdDsa_Legacy, signing.GenerateKeyPair(), created.UtcDateTime), signs.Generate(), null, HashAlgorithmTag.Sha256, HashAlgorithmTag.Sha256);
        _secret = rings.GenerateSecretKeyRing();
        PublicRing = rings.GeneratePublicKeyRing();
    }

    public PgpPublicKeyRing PublicRing { get; private set; }

    public string Fingerprint => Convert.ToHexString(PublicRing.GetPublicKey().GetFingerprint());

    public byte[] Public => PublicRing.GetEncoded();

    public byte[] Secret => _secret.GetEncoded();

    private PgpPrivateKey Private => _secret.GetSecretKey().ExtractPrivateKey(null);

    /// <summary>Its owner takes it back.</summary>
    public void Revoke()
    {
        var generator = new PgpSignatureGenerator(PublicKeyAlgorithmTag.EdDsa_Legacy, HashAlgorithmTag.Sha256);
        generator.InitSign(PgpSignature.KeyRevocation, Private);
        var key = PublicRing.GetPublicKey();
        PublicRing = PgpPublicKeyRing.InsertPublicKey(PublicRing, PgpPublicKey.AddCertification(key, generator.GenerateCertification(key)));
    }

    /// <summary>Somebody hangs his own key on this one, as anybody can: a subkey that nobody has signed for.</summary>
    public byte[] With(PgpPair other)
    {
        var key = other.PublicRing.GetPublicKey();
        var subkey = new PublicSubkeyPacket(PublicKeyPacket.Version4, key.Algorithm, key.CreationTime, key.PublicKeyPacket.Key);
        using var packets = new MemoryStream();
        PublicRing.Encode(packets);
        new BcpgOutputStream(packets).WritePacket(subkey);
        return packets.ToArray();
    }

    /// <summary>An armoured signature over these octets.</summary>
    public string Sign(string content, HashAlgorithmTag digest = HashAlgorithmTag.Sha256, bool bySubkey = false)
    {
        var generator = new PgpSignatureGenerator(PublicKeyAlgorithmTag.EdDsa_Legacy, digest);
        generator.InitSign(PgpSignature.BinaryDocument, bySubkey ? _secret.GetSecretKeys().Last().ExtractPrivateKey(null) : Private);
        generator.Update(Encoding.UTF8.GetBytes(content));
        using var armoured = new MemoryStream();
        using (var armour = new ArmoredOutputStream(armoured, addVersionHeader: false))
            generator.Generate().Encode(armour);
        return Encoding.ASCII.GetString(armoured.ToArray()).Trim().ReplaceLineEndings("\r\n");
    }

    /// <summary>What was encrypted to it, in clear.</summary>
    public byte[] Open(byte[] armoured)
    {
        var list = (PgpEncryptedDataList)new PgpObjectFactory(PgpUtilities.GetDecoderStream(new MemoryStream(armoured))).NextPgpObject();
        var data = (PgpPublicKeyEncryptedData)list[0];
        using var clear = data.GetDataStream(_secret.GetSecretKey(data.KeyId).ExtractPrivateKey(null));
        var literal = (PgpLiteralData)new PgpObjectFactory(clear).NextPgpObject();
        using var text = new MemoryStream();
        literal.GetInputStream().CopyTo(text);
        Assert.True(data.Verify());
        return text.ToArray();
    }
}
