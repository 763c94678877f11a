using IfexList.Foundation;
using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;
using Org.BouncyCastle.Security;

namespace IfexList.Authentication;

/// <summary>A desk's public OpenPGP key. What is closed with it is an armoured OpenPGP message (RFC 9580), which its owner opens with any program of that kind.</summary>
public sealed class DeskKey
{
    private readonly OpenPgpKey _key;
    private readonly TimeProvider _time;

    /// <param name="setting">Named where the file is no such key.</param>
    /// <exception cref="SettingsException">Nothing can be encrypted to it.</exception>
    public DeskKey(string file, string setting, TimeProvider time)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{setting}: {file} can't be read: {e.Message}", e);
        }
        if (!OpenPgpKey.TryRead(bytes, out var key, out var reason))
            throw new SettingsException($"{setting}: {file} {reason}");
        if (key.IsRevoked)
            throw new SettingsException($"{setting}: {file}: the key {key.Fingerprint} is revoked");
        if (key.Encryption(time.GetUtcNow()) is null)
            throw new SettingsException($"{setting}: {file}: nothing can be encrypted to the key {key.Fingerprint}");
        (_key, _time) = (key, time);
    }

    public string Fingerprint => _key.Fingerprint;

    /// <summary>Null where it never ends. A key that has ended still opens what it opened, so it is used until somebody names another.</summary>
    public DateTimeOffset? Ends => _key.Ends;

    public byte[] Close(byte[] clear)
    {
        var now = _time.GetUtcNow();
        var generator = new PgpEncryptedDataGenerator(SymmetricKeyAlgorithmTag.Aes256, withIntegrityPacket: true, new SecureRandom());
        generator.AddMethod(_key.Encryption(now));
        using var closed = new MemoryStream();
        using (var armour = new ArmoredOutputStream(closed, addVersionHeader: false))
        using (var encrypted = generator.Open(armour, new byte[Limits.SealingOctets]))
        using (var text = new PgpLiteralDataGenerator().Open(encrypted, PgpLiteralData.Binary, "", clear.Length, now.UtcDateTime))
            text.Write(clear);
        return closed.ToArray();
    }
}
