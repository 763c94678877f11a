using System.Diagnostics.CodeAnalysis;
using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;

namespace IfexList.Authentication;

/// <summary>
/// Somebody's public OpenPGP key: the primary key and those of its subkeys that it has signed for. A subkey without that signature can be hung on anybody's key (and
/// key servers would pass it on), so it is as if it weren't there.
/// </summary>
public sealed class OpenPgpKey
{
    private readonly PgpPublicKeyRing _ring;

    private OpenPgpKey(PgpPublicKeyRing ring) => _ring = ring;

    /// <summary>In capital hexadecimal digits.</summary>
    public string Fingerprint => Convert.ToHexString(Primary.GetFingerprint());

    /// <summary>Whose it says it is.</summary>
    public string Owner => Primary.GetUserIds().FirstOrDefault() ?? "";

    public bool IsRevoked => Primary.HasRevocation();

    /// <summary>Null where it never ends.</summary>
    public DateTimeOffset? Ends => EndOf(Primary);

    private PgpPublicKey Primary => _ring.GetPublicKey();

    /// <param name="bytes">Binary, or armoured.</param>
    /// <param name="reason">Why they are no key that can be used.</param>
    public static bool TryRead(byte[] bytes, [NotNullWhen(true)] out OpenPgpKey? key, out string reason)
    {
        (key, reason) = (null, "");
        try
        {
            var packets = new PgpObjectFactory(PgpUtilities.GetDecoderStream(new MemoryStream(bytes)));
            switch (packets.NextPgpObject())
            {
                case PgpSecretKeyRing:
                    reason = "is a secret key: nobody but its owner may have it, and we need the public one";
                    return false;
                case PgpPublicKeyRing ring when packets.NextPgpObject() is null:
                    key = new OpenPgpKey(ring);
                    return true;
                case PgpPublicKeyRing:
                    reason = "holds several keys: one at a time";
                    return false;
            }
        }
        catch (Exception e) when (e is IOException or PgpException or ArgumentException or InvalidOperationException or IndexOutOfRangeException)
        {
            // What it isn't, it isn't.
        }
        reason = "holds no public OpenPGP key";
        return false;
    }

    /// <summary>The key itself, or a subkey of it that may sign; null where that id isn't one of them.</summary>
    public PgpPublicKey? Signing(long id) => _ring.GetPublicKey(id) is { } found && (found.IsMasterKey || Binding(found) is { } binding && MaySign(binding, found)) ? found : null;

    /// <summary>The ring with that key in it.</summary>
    public PgpPublicKeyRing? RingOf(long id) => Signing(id) is null ? null : _ring;

    /// <summary>What to encrypt to: the newest subkey for it that is still good, else the primary key, else, if all have ended, the newest. Null where there is none.</summary>
    public PgpPublicKey? Encryption(DateTimeOffset now) => _ring.GetPublicKeys()
        .Where(key => key.IsEncryptionKey && !key.HasRevocation() && (key.IsMasterKey ? MayEncrypt(key.GetSignatures()) : Binding(key) is { } binding && MayEncrypt([binding])))
        .OrderByDescending(key => !HasEnded(key, now)).ThenBy(key => key.IsMasterKey).ThenByDescending(key => key.CreationTime)
        .FirstOrDefault();

    /// <summary>Whether a key, or the primary key that speaks for it, is over.</summary>
    public bool HasEnded(PgpPublicKey key, DateTimeOffset at) => EndOf(key) <= at || EndOf(Primary) <= at;

    private static DateTimeOffset? EndOf(PgpPublicKey key) => key.GetValidSeconds() is > 0 and var seconds ? new DateTimeOffset(key.CreationTime.ToUniversalTime(), TimeSpan.Zero).AddSeconds(seconds) : null;

    // The newest signature by which the primary key says that a subkey is its own.
    private PgpSignature? Binding(PgpPublicKey subkey) => subkey.GetSignatures()
        .Where(signature => signature.SignatureType == PgpSignature.SubkeyBinding && IsTrue(signature, by: Primary, subkey))
        .OrderByDescending(signature => signature.CreationTime).FirstOrDefault();

    // A subkey that signs has said as well that it belongs to this key, or somebody would claim another's signatures as his (RFC 9580 §5.2.1.9).
    private bool MaySign(PgpSignature binding, PgpPublicKey subkey) =>
        (binding.GetHashedSubPackets().GetKeyFlags() & PgpKeyFlags.CanSign) != 0
        && new[] { binding.GetHashedSubPackets(), binding.GetUnhashedSubPackets() }.OfType<PgpSignatureSubpacketVector>()
            .SelectMany(said => Embedded(said.GetEmbeddedSignatures()))
            .Any(back => back.SignatureType == PgpSignature.PrimaryKeyBinding && IsTrue(back, by: subkey, subkey));

    private static IEnumerable<PgpSignature> Embedded(PgpSignatureList signatures) => Enumerable.Range(0, signatures.Count).Select(i => signatures[i]);

    private bool IsTrue(PgpSignature signature, PgpPublicKey by, PgpPublicKey subkey)
    {
        try
        {
            signature.InitVerify(by);
            return signature.VerifyCertification(Primary, subkey);
        }
        catch (Exception e) when (e is PgpException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    // Where nothing is said, any key that can encrypt may.
    private static bool MayEncrypt(IEnumerable<PgpSignature> said) =>
        said.Select(signature => signature.GetHashedSubPackets()?.GetKeyFlags() ?? 0).Where(flags => flags != 0).DefaultIfEmpty(PgpKeyFlags.CanEncryptCommunications)
            .Any(flags => (flags & (PgpKeyFlags.CanEncryptCommunications | PgpKeyFlags.CanEncryptStorage)) != 0);
}
