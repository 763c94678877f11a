using IfexList.Foundation;
using IfexList.Store;
using Microsoft.Data.Sqlite;

namespace IfexList.Operations;

/// <summary>The database file: sound in itself, of our schema, and consistent in what it says.</summary>
public static class DataCheck
{
    private const int DamageShown = 5;

    public static IReadOnlyList<Finding> Run(Settings settings)
    {
        if (!File.Exists(settings.DatabaseFile))
            return [Finding.Warn("database", $"{settings.DatabaseFile} doesn't exist yet")];
        try
        {
            using var db = new Connection(settings.DatabaseFile, readOnly: true);
            // What must hold is said of the newest schema.
            var isNewest = Invariants.SchemaVersion(db) == Migrations.Latest;
            return [Schema(db), .. Soundness(db), .. isNewest ? Invariants.All.Select(invariant => Look(db, invariant)) : [], Key(settings)];
        }
        catch (SqliteException e)
        {
            return [Finding.Fail("database", $"{settings.DatabaseFile}: {e.Message}: restore a backup")];
        }
    }

    private static Finding Schema(Connection db)
    {
        var version = Invariants.SchemaVersion(db);
        return version == Migrations.Latest
            ? Finding.Ok("schema", $"version {version}")
            : version < Migrations.Latest
                ? Finding.Warn("schema", $"version {version}, this program's is {Migrations.Latest}: the next start brings it up to date")
                : Finding.Fail("schema", $"version {version} is newer than this program's {Migrations.Latest}: install the newer ifexlist");
    }

    private static IEnumerable<Finding> Soundness(Connection db)
    {
        var damage = Invariants.Damage(db);
        return damage.Count == 0
            ? [Finding.Ok("integrity", "pages, indexes and references are sound")]
            : damage.Take(DamageShown).Select(line => Finding.Fail("integrity", $"{line}: stop the daemon and restore a backup"));
    }

    private static Finding Look(Connection db, Invariant invariant)
    {
        var broken = Invariants.CountViolations(db, invariant);
        return broken == 0 ? Finding.Ok("data", invariant.Sentence) : Finding.Fail("data", $"not so: {invariant.Sentence} ({broken} rows): {invariant.Remedy}");
    }

    private static Finding Key(Settings settings) => File.Exists(settings.TokenKeyFile)
        ? Finding.Ok("token key", "is there")
        : Finding.Warn("token key", $"{settings.TokenKeyFile} doesn't exist: a new one is made, and the addresses in mail already sent stop working");
}
