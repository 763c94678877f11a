using IfexList.Lists;
using Microsoft.Data.Sqlite;

namespace IfexList.Store;

/// <summary>What a registered key signs with.</summary>
public enum KeyKind
{
    OpenPgp,
    Smime,
}

/// <summary>A key by which an organisation's signatures are known.</summary>
/// <param name="Fingerprint">In capital hexadecimal digits.</param>
/// <param name="Bytes">The public key, or the certificate.</param>
public sealed record MemberKey(string Fingerprint, KeyKind Kind, Organisation Organisation, byte[] Bytes);

/// <summary>Rows of <c>member_key</c>. Nothing but what stands here vouches for a signature.</summary>
public static class MemberKeys
{
    private const string Select = """
        SELECT fingerprint, kind, organisation.id, organisation.name, bytes FROM member_key JOIN organisation ON organisation.id = member_key.organisation
        """;

    public static IReadOnlyList<MemberKey> All(Connection db) => db.All($"{Select} ORDER BY organisation.name, fingerprint", Row);

    public static IReadOnlyList<MemberKey> Of(Connection db, KeyKind kind) => db.All($"{Select} WHERE kind = @kind", Row, ("@kind", Name(kind)));

    /// <summary>Whose key that is; null where nobody has registered it.</summary>
    public static Organisation? OrganisationOf(Connection db, string fingerprint) =>
        db.First($"{Select} WHERE fingerprint = @fingerprint", Row, ("@fingerprint", fingerprint))?.Organisation;

    /// <summary>Registers a key; one that its organisation has registered before is renewed, as its owner has given it a longer life.</summary>
    public static void Register(Connection tx, MemberKey key, long now) => tx.Execute("""
        INSERT INTO member_key (fingerprint, organisation, kind, bytes, since) VALUES (@fingerprint, @organisation, @kind, @bytes, @now)
        ON CONFLICT (fingerprint) DO UPDATE SET bytes = excluded.bytes WHERE organisation = excluded.organisation
        """, ("@fingerprint", key.Fingerprint), ("@organisation", key.Organisation.Id), ("@kind", Name(key.Kind)), ("@bytes", key.Bytes), ("@now", now));

    public static bool Drop(Connection tx, string fingerprint) =>
        tx.Execute("DELETE FROM member_key WHERE fingerprint = @fingerprint", ("@fingerprint", fingerprint)) == 1;

    private static string Name(KeyKind kind) => kind == KeyKind.Smime ? "smime" : "openpgp";

    private static MemberKey Row(SqliteDataReader r) => new(
        r.GetString(0), r.GetString(1) == "smime" ? KeyKind.Smime : KeyKind.OpenPgp, new Organisation(r.GetInt64(2), r.GetString(3)), (byte[])r[4]);
}
