using System.Buffers.Binary;
using System.Security.Cryptography;
using IfexList.Mail;

namespace IfexList.Store;

/// <summary>The one table with addresses. Everybody whom the daemon writes to is a person here, and nobody else is.</summary>
public static class Person
{
    /// <summary>Something of his has been released: he is no first-time poster any more.</summary>
    public static void NoteRelease(Connection tx, long person, long now) =>
        tx.Execute("UPDATE person SET released = @now WHERE id = @person AND released IS NULL", ("@now", now), ("@person", person));

    public static bool WasReleased(Connection db, long person) => db.Number("SELECT released FROM person WHERE id = @person", ("@person", person)) is not null;

    /// <summary>The id of that address's person, made now if we didn't know him.</summary>
    public static long Know(Connection tx, Address address, long now)
    {
        if (Find(tx, address) is { } known)
            return known;
        while (true)
        {
            var id = NewId();
            const string insert = """
                INSERT INTO person (id, key, address, domain, since) VALUES (@id, @key, @address, @domain, @now) ON CONFLICT (id) DO NOTHING
                """;
            if (tx.Execute(insert, ("@id", id), ("@key", address.Key), ("@address", address.ToString()), ("@domain", address.Domain), ("@now", now)) == 1)
                return id;
        }
    }

    public static long? Find(Connection db, Address address) => db.Number("SELECT id FROM person WHERE key = @key", ("@key", address.Key));

    /// <summary>Null where that person is gone.</summary>
    public static Address? AddressOf(Connection db, long person) =>
        db.Text("SELECT address FROM person WHERE id = @person", ("@person", person)) is { } text && Address.TryParse(text, out var address) ? address : null;

    /// <summary>A random id of 48 bits, as tokens carry it: it tells nothing about who came when.</summary>
    public static long NewId()
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes[2..]);
        return Math.Max(1, BinaryPrimitives.ReadInt64BigEndian(bytes));
    }
}
