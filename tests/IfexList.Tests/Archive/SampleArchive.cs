using IfexList.Archive;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Tests.Archive;

/// <summary>A small archive, written into a database as releases write it: files, languages, a correction, something withdrawn, something for members alone.</summary>
internal static class SampleArchive
{
    public static readonly DateTimeOffset Day = new(2026, 3, 12, 8, 0, 0, TimeSpan.Zero);

    /// <summary>The name that is to vanish.</summary>
    public const string Withdrawn = "Withdrawn Name";

    public static long Release(Connection tx, string number, DateTimeOffset at, string subject, string text, string list = "alerts", string? organisation = null, bool toMembers = false,
        Origin origin = Origin.Released, IReadOnlyList<EditionFile>? files = null)
    {
        if (organisation is not null)
            tx.Execute("INSERT INTO organisation (name, since) VALUES (@name, 0) ON CONFLICT DO NOTHING", ("@name", organisation));
        var id = organisation is null ? null : tx.Number("SELECT id FROM organisation WHERE name = @name", ("@name", organisation));
        var release = new NewRelease(
            number, list, Language.En, $"{number}.en@lists.example.org", subject, text, id, 5, toMembers, Topic.WithRegions(Topic.Split(";TN;women;")), "alert", organisation is null ? null : "A. Author")
        { Origin = origin, Link = origin == Origin.Filed ? "https://example.org/report" : null };
        return Posts.File(tx, release, files ?? [], at.ToUnixTimeMilliseconds());
    }

    public static long Further(Connection tx, long edition, string language, string subject, string text, DateTimeOffset at, bool corrects = false)
    {
        const string insert = """
            INSERT INTO edition (release, language, state, corrects, message_id, subject, text, at)
            SELECT release, @language, 'released', @corrects, number || @id, @subject, @text, @at FROM edition JOIN release ON release.id = edition.release WHERE edition.id = @edition RETURNING id
            """;
        Due.OweBy(tx, Due.Bundle, at.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture), 2);
        return tx.Number(insert, ("@language", language), ("@corrects", corrects ? edition : null), ("@id", $".{language}{(corrects ? ".c2" : "")}@lists.example.org"), ("@subject", subject),
            ("@text", text), ("@at", at.ToUnixTimeMilliseconds()), ("@edition", edition))!.Value;
    }

    // As the desk's retraction leaves it.
    public static void Withdraw(Connection tx, long edition, string reason)
    {
        tx.Execute("UPDATE edition SET state = 'withdrawn', subject = '', text = '' WHERE id = @id", ("@id", edition));
        tx.Execute("INSERT INTO retraction (edition, reason, at) VALUES (@id, @reason, 1)", ("@id", edition), ("@reason", reason));
        tx.Execute("DELETE FROM edition_words WHERE rowid = @id", ("@id", edition));
        tx.Execute("DELETE FROM edition_file WHERE edition = @id", ("@id", edition));
        var month = CaseFile.Find(tx, edition)!.Issued.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
        Due.OweBy(tx, Due.Bundle, month, 2);
    }

    /// <summary>Some of everything, in three months.</summary>
    public static void Fill(Connection tx)
    {
        tx.Execute("INSERT INTO organisation (id, name, since) VALUES (41, 'Reef Media Council', 0)");
        Release(tx, "2026-0112-01", Day.AddMonths(-2), "Editor arrested", "Ask rana@example.org.", organisation: "Reef Media Council",
            files: [new EditionFile("photo-1.jpg", "image/jpeg", [1, 2, 3, 255]), new EditionFile("document-1.pdf", "application/pdf", [4])]);
        // Corrected in a later month than its translations came out in.
        var corrected = Release(tx, "2026-0212-01", Day.AddMonths(-1), "Radio closed", "Wrong Text.");
        Further(tx, corrected, "fr", "Radio fermée", "Le texte.", Day.AddMonths(-1).AddHours(1));
        tx.Execute("UPDATE edition SET state = 'stale' WHERE message_id = '2026-0212-01.fr@lists.example.org'");
        Further(tx, corrected, "en", "CORRECTION: Radio closed", "Right text.", Day, corrects: true);
        Further(tx, corrected, "ar", "إغلاق إذاعة", "للاتصال: rana@example.org", Day.AddHours(1));
        var withdrawn = Release(tx, "2026-0312-01", Day.AddHours(2), Withdrawn, Withdrawn);
        Withdraw(tx, withdrawn, "wrong in the main; ask desk@example.org");
        Release(tx, "2026-0312-02", Day.AddHours(3), "For members", "Members' secret.", toMembers: true);
        Release(tx, "2026-0312-03", Day.AddHours(4), "A report", "Its text.", origin: Origin.Filed);
        Release(tx, "2026-0312-04", Day.AddHours(5), "Of old", "Её текст.", origin: Origin.Imported);
    }

    /// <summary>Does what the clock would.</summary>
    public static async Task WriteAllAsync(Database database, Bundles bundles, long now = long.MaxValue)
    {
        foreach (var (_, month) in database.Read(db => Due.Now(db, now)).Where(due => due.Kind == Due.Bundle).ToList())
            await bundles.WriteAsync(month);
    }

    public static IReadOnlyDictionary<string, string> Files(Settings settings) => Directory.EnumerateFiles(settings.Archive).ToDictionary(file => Path.GetFileName(file), File.ReadAllText);

    /// <summary>What everybody may read, without the ids of this house.</summary>
    public static IReadOnlyList<string> Shown(Database database, Settings settings, bool masked)
    {
        var lists = new ListCatalogue(settings);
        var text = new PublicText(lists);
        return database.Read(db => Shelf.Page(db, lists, new ShelfQuery(), 0, 1000).Select(edition =>
        {
            var files = string.Join(',', EditionFiles.Of(db, edition.Id).Select(file => $"{file.Name} {file.Type} {Convert.ToHexString(file.Bytes)}"));
            var shown = (masked ? text.Whole(edition) : edition) with { Id = 0, Release = 0, Topics = [] };
            var languages = string.Join(',', Shelf.InLanguages(db, lists, edition.Number).Select(one => one.Language));
            return $"{shown} {string.Join(',', edition.Topics)} [{files}] {languages}";
        }).ToList());
    }
}
