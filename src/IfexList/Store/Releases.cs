using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using Microsoft.Data.Sqlite;

namespace IfexList.Store;

/// <summary>One text of the place of record.</summary>
/// <param name="ToMembers">Found because a registered member asks: nobody else may read it.</param>
/// <param name="Credit">Its visible author; null where none is known.</param>
/// <param name="Withdrawn">Why there is no text any more; null where there is.</param>
public sealed record ReleasedText(long Id, string List, string Number, Language Language, string Subject, string Text, DateTimeOffset At, bool ToMembers, string? Credit, string? Withdrawn);

/// <summary>What everybody may know of a release that came out lately, in one of its languages: posts are compared with it.</summary>
/// <param name="Case">The number of the case that it belongs to.</param>
/// <param name="Text">Its first <see cref="Limits.ComparedCharacters"/>.</param>
public sealed record RecentRelease(string Number, string Case, Topic? Country, string Subject, string Text, DateTimeOffset At);

/// <summary>Which releases of a list are looked for.</summary>
/// <param name="About">Null: whatever they are about.</param>
/// <param name="From">The first instant, and with <paramref name="Until"/> the first one behind; null means any.</param>
/// <param name="Languages">Only what has an edition in one of these, best first; none means any.</param>
/// <param name="ToMember">Whether it is a registered member who looks.</param>
public sealed record ReleaseSearch(string List, IReadOnlyList<Language> Languages, bool ToMember, Topic? About = null, long? From = null, long? Until = null);

/// <summary>
/// What came out, read again: releases and their editions, and the entries of parcels. Whoever asks says whether it is for a registered member,
/// since some releases are for nobody else.
/// </summary>
public static class Releases
{
    /// <summary>The visible author as SQL: the organisation, and behind it the name that the desk wants to be read. The same for copies, parcels and answers.</summary>
    internal const string Credit = "nullif(concat_ws(', ', nullif(organisation.name, ''), release.author), '')";

    private const string Text = $"""
        SELECT edition.id, release.list, number, language, subject, text, release.at, audience, {Credit}, (SELECT reason FROM retraction WHERE retraction.edition = edition.id)
        FROM edition JOIN release ON release.id = edition.release LEFT JOIN organisation ON organisation.id = release.organisation
        """;

    // What was corrected is no longer read: the correction is. Of what was withdrawn the reason is.
    private const string Readable = """
        (@member OR audience = 'everyone') AND NOT EXISTS (SELECT 1 FROM edition AS later WHERE later.corrects = edition.id)
        """;

    // An edition's rank is the place of its language among the reader's; the first in another language is the original.
    private const string Best = "ORDER BY CASE instr(@languages, language) WHEN 0 THEN 99 ELSE instr(@languages, language) END, edition.id";

    private const string Matching = """
        FROM release WHERE list = @list AND (@member OR audience = 'everyone') AND (@topic = '' OR instr(topics, @topic) > 0) AND at >= @from AND at < @until
        AND EXISTS (SELECT 1 FROM edition WHERE release = release.id AND state <> 'withdrawn' AND (@languages = '' OR instr(@languages, language) > 0))
        """;

    /// <summary>Whether the desk put it on record: nobody was sent it.</summary>
    public static bool IsFiled(Connection db, long release) => db.Number("SELECT 1 FROM release WHERE id = @release AND origin = 'filed'", ("@release", release)) is not null;

    /// <summary>Whether that is a number as releases have them: <c>2026-1130-01</c>.</summary>
    public static bool IsNumber(string number) => Topic.IsCaseNumber(number);

    /// <summary>Whether any release of that list belongs to that case.</summary>
    public static bool IsCase(Connection db, string list, string number) =>
        db.Number("SELECT 1 FROM release WHERE list = @list AND case_number = @number LIMIT 1", ("@list", list), ("@number", number)) is not null;

    public static string? CaseOf(Connection db, long release) => db.Text("SELECT case_number FROM release WHERE id = @release", ("@release", release));

    /// <summary>The list of a release; null where there is no such number.</summary>
    public static string? ListOf(Connection db, string number) => db.Text("SELECT list FROM release WHERE number = @number", ("@number", number));

    public static string? ListOf(Connection db, long release) => db.Text("SELECT list FROM release WHERE id = @release", ("@release", release));

    public static long? IdOf(Connection db, string number) => db.Number("SELECT id FROM release WHERE number = @number", ("@number", number));

    /// <summary>The edition in the best of the reader's languages, else the original.</summary>
    public static ReleasedText? Find(Connection db, string number, IReadOnlyList<Language> languages, bool toMember) => db.First(
        $"{Text} WHERE number = @number AND {Readable} {Best} LIMIT 1", Row,
        ("@number", number), ("@languages", Languages.Join(languages)), ("@member", toMember ? 1L : 0L));

    /// <summary>An entry of a parcel by its place in the index, as it reads now; null where that Message-ID is no parcel's, or it has fewer.</summary>
    public static ReleasedText? Entry(Connection db, string parcelMessageId, int place, bool toMember) => db.First(
        $"""
        {Text} WHERE {Readable} AND (edition.release, edition.language) = (
            SELECT entry.release, entry.language FROM parcel JOIN rendering ON rendering.id = parcel.rendering JOIN edition AS entry ON entry.id = parcel.edition
            WHERE rendering.message_id = @message_id ORDER BY parcel.edition LIMIT 1 OFFSET @offset)
        """, Row, ("@message_id", parcelMessageId), ("@offset", place - 1L), ("@member", toMember ? 1L : 0L));

    /// <summary>Numbers of the whole case that a release belongs to, oldest first.</summary>
    public static IReadOnlyList<string> OfCase(Connection db, string number, bool toMember, int most)
    {
        const string whole = """
            SELECT number FROM release WHERE case_number = (SELECT case_number FROM release WHERE number = @number) AND (@member OR audience = 'everyone')
            ORDER BY id LIMIT @most
            """;
        return db.All(whole, r => r.GetString(0), ("@number", number), ("@member", toMember ? 1L : 0L), ("@most", (long)most));
    }

    /// <summary>What came out since then and everybody may read, newest first: one for each language.</summary>
    public static IReadOnlyList<RecentRelease> Recent(Connection db, string list, long since, int most)
    {
        const string recent = """
            SELECT number, case_number, country, subject, substr(text, 1, @characters), release.at FROM release JOIN edition ON edition.release = release.id
            WHERE list = @list AND release.at >= @since AND audience = 'everyone' AND state = 'released' ORDER BY release.at DESC, release.id DESC, edition.id DESC LIMIT @most
            """;
        return db.All(recent, r => new RecentRelease(r.GetString(0), r.GetString(1), r.IsDBNull(2) ? null : Topic.Split(r.GetString(2))[0], r.GetString(3), r.GetString(4),
            Instant.Time(r.GetInt64(5))), ("@list", list), ("@since", since), ("@most", (long)most), ("@characters", (long)Limits.ComparedCharacters));
    }

    /// <summary>Numbers of what is looked for, newest first.</summary>
    public static IReadOnlyList<string> Numbers(Connection db, ReleaseSearch search, int most) =>
        db.All($"SELECT number {Matching} ORDER BY at DESC, id DESC LIMIT @most", r => r.GetString(0), [.. Parameters(search), ("@most", (long)most)]);

    public static int Count(Connection db, ReleaseSearch search) => (int)db.Number($"SELECT count(*) {Matching}", Parameters(search))!.Value;

    private static (string, object?)[] Parameters(ReleaseSearch search) =>
    [
        ("@list", search.List), ("@topic", search.About is { } topic ? Topic.Join([topic]) : ""), ("@from", search.From ?? long.MinValue),
        ("@until", search.Until ?? long.MaxValue), ("@languages", Languages.Join(search.Languages)), ("@member", search.ToMember ? 1L : 0L),
    ];

    private static ReleasedText Row(SqliteDataReader r) => new(
        r.GetInt64(0), r.GetString(1), r.GetString(2), Languages.Parse(r.GetString(3)), r.GetString(4), r.GetString(5), Instant.Time(r.GetInt64(6)), r.GetString(7) == "members",
        r.IsDBNull(8) ? null : r.GetString(8), r.IsDBNull(9) ? null : r.GetString(9));
}
