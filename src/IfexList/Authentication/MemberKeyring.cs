using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Bcpg.OpenPgp;

namespace IfexList.Authentication;

/// <summary>The registered OpenPGP keys as MimeKit verifies with them: in memory alone, without a key server, a file or a secret key.</summary>
internal sealed class MemberKeyring(IReadOnlyList<OpenPgpKey> keys) : OpenPgpContext
{
    /// <summary>The registered key that has, or is, the key of that id.</summary>
    public OpenPgpKey? Find(long id) => keys.FirstOrDefault(key => key.Signing(id) is not null);

    protected override PgpPublicKeyRing? GetPublicKeyRing(long keyId, CancellationToken cancellationToken) => Find(keyId)?.RingOf(keyId);

    protected override Task<PgpPublicKeyRing?> GetPublicKeyRingAsync(long keyId, CancellationToken cancellationToken) => Task.FromResult(GetPublicKeyRing(keyId, cancellationToken));

    // It only verifies.
    protected override PgpSecretKey GetSecretKey(long keyId, CancellationToken cancellationToken) => throw new NotSupportedException();
    protected override string GetPasswordForKey(PgpSecretKey key) => throw new NotSupportedException();
    public override IList<PgpPublicKey> GetPublicKeys(IEnumerable<MailboxAddress> mailboxes, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    public override PgpSecretKey GetSigningKey(MailboxAddress mailbox, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    public override bool CanSign(MailboxAddress signer, CancellationToken cancellationToken = default) => false;
    public override bool CanEncrypt(MailboxAddress mailbox, CancellationToken cancellationToken = default) => false;
    public override void Import(PgpPublicKeyRing keyring, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    public override void Import(PgpPublicKeyRingBundle bundle, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    public override void Import(PgpSecretKeyRing keyring, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    public override void Import(PgpSecretKeyRingBundle bundle, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    public override MimePart Export(IEnumerable<MailboxAddress> mailboxes, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    public override Task<MimePart> ExportAsync(IEnumerable<MailboxAddress> mailboxes, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    public override void Export(IEnumerable<MailboxAddress> mailboxes, Stream stream, bool armor, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    public override Task ExportAsync(IEnumerable<MailboxAddress> mailboxes, Stream stream, bool armor, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
