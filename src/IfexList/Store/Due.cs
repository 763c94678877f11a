namespace IfexList.Store;

/// <summary>Work that time brings: one row per kind and subject. After downtime a row that came due meanwhile runs once.</summary>
public static class Due
{
    /// <summary>Strangers' posts of a list wait for their digest.</summary>
    public const string Strangers = "strangers";

    /// <summary>Rows that have outlived their use are swept away.</summary>
    public const string Sweep = "sweep";

    /// <summary>A reader's pause ends by itself; subject <c>LIST/PERSON</c>.</summary>
    public const string Resume = "resume";

    /// <summary>A person goes once his farewell has left; subject <c>PERSON</c>.</summary>
    public const string Erase = "erase";

    /// <summary>The file is written anew, so that nothing of those who went stays in it.</summary>
    public const string Scrub = "scrub";

    /// <summary>The file has been written anew, but a reader kept the old pages in the log.</summary>
    public const string Log = "log";

    /// <summary>The hour of a list's parcels of one rhythm has come (<c>LIST/RHYTHM</c>), or one reader is to have his now (<c>LIST/person/ID</c>).</summary>
    public const string Parcel = "parcel";

    /// <summary>Parcels of a list and rhythm are being made of what waited at a moment (<c>LIST/RHYTHM/INSTANT</c>).</summary>
    public const string Packing = "packing";

    /// <summary>Moderators are to be reminded of a held post; subject <c>HELD</c>.</summary>
    public const string Remind = "remind";

    /// <summary>The next hop has refused a request; subject <c>HELD/PERSON</c>.</summary>
    public const string Unasked = "unasked";

    /// <summary>A held post's last day; subject <c>HELD</c>.</summary>
    public const string Return = "return";

    /// <summary>An approved post's time has come, as a moderator named it; subject <c>HELD</c>.</summary>
    public const string Release = "release";

    /// <summary>The grace to recall an approved post is over; subject <c>HELD</c>.</summary>
    public const string Grace = "grace";

    /// <summary>The wait of some readers for a better language is over; subject <c>RELEASE/MILLISECONDS</c>, one row for a release and wait.</summary>
    public const string Fallback = "fallback";

    /// <summary>Language desks are to be called for a release, or told that its text was corrected; subject <c>RELEASE</c>.</summary>
    public const string Translate = "translate";

    /// <summary>A translation's deadline, or the next time that its desk is reminded; subject <c>TRANSLATION</c>.</summary>
    public const string Chase = "chase";

    /// <summary>The desk's day: what is missing, in one letter; subject <c>LIST</c>.</summary>
    public const string Handover = "handover";

    /// <summary>The hour at which the editor of a newsletter's language gets the draft; subject <c>LIST/LANGUAGE</c>.</summary>
    public const string Draft = "draft";

    /// <summary>The end of the day on which a newsletter's language is out; subject <c>LIST/LANGUAGE</c>.</summary>
    public const string Missing = "missing";

    /// <summary>A month of the archive has grown or changed, and its bundle is to be written; subject <c>MONTH</c>, such as <c>2026-11</c>, of UTC.</summary>
    public const string Bundle = "bundle";

    /// <summary>Editions of before there was a search are to be indexed.</summary>
    public const string Index = "index";

    /// <summary>Returned mails that an earlier version kept raw are read.</summary>
    public const string Returned = "returned";

    /// <summary>The desk's weekly summary; subject <c>LIST</c>.</summary>
    public const string Summary = "summary";

    /// <summary>What was refused or came back is weighed.</summary>
    public const string Weigh = "weigh";

    /// <summary>A reader is asked whether mail reaches him; subject <c>PERSON</c>, as with the next two.</summary>
    public const string Probe = "probe";

    /// <summary>It is looked at what became of his probe.</summary>
    public const string Probed = "probed";

    /// <summary>A reader whom we paused has been silent for weeks.</summary>
    public const string Paused = "paused";

    /// <summary>The bundle in which an edition stands is written anew.</summary>
    public static void OweBundle(Connection tx, long edition, long now)
    {
        const string month = "SELECT strftime('%Y-%m', edition.at / 1000, 'unixepoch') FROM edition JOIN release ON release.id = edition.release WHERE edition.id = @edition AND audience = 'everyone'";
        if (tx.Text(month, ("@edition", edition)) is { } of)
            OweBy(tx, Bundle, of, now);
    }

    /// <summary>Unless it is already owed, it becomes due then.</summary>
    public static void Owe(Connection tx, string kind, string subject, long at) =>
        tx.Execute("INSERT INTO due (kind, subject, at) VALUES (@kind, @subject, @at) ON CONFLICT (kind, subject) DO NOTHING",
            ("@kind", kind), ("@subject", subject), ("@at", at));

    /// <summary>It becomes due then, or earlier if it was to come earlier.</summary>
    public static void OweBy(Connection tx, string kind, string subject, long at) =>
        tx.Execute("INSERT INTO due (kind, subject, at) VALUES (@kind, @subject, @at) ON CONFLICT (kind, subject) DO UPDATE SET at = min(at, excluded.at)",
            ("@kind", kind), ("@subject", subject), ("@at", at));

    /// <summary>It becomes due then, whenever it was to come.</summary>
    public static void Set(Connection tx, string kind, string subject, long at) =>
        tx.Execute("INSERT INTO due (kind, subject, at) VALUES (@kind, @subject, @at) ON CONFLICT (kind, subject) DO UPDATE SET at = excluded.at",
            ("@kind", kind), ("@subject", subject), ("@at", at));

    /// <summary>It becomes due then, unless its time came already and it is still to be done.</summary>
    public static void Plan(Connection tx, string kind, string subject, long at, long now) =>
        tx.Execute("""
            INSERT INTO due (kind, subject, at) VALUES (@kind, @subject, @at)
            ON CONFLICT (kind, subject) DO UPDATE SET at = excluded.at WHERE due.at > @now
            """, ("@kind", kind), ("@subject", subject), ("@at", at), ("@now", now));

    /// <summary>Null where it isn't owed.</summary>
    public static long? At(Connection db, string kind, string subject) => db.Number("SELECT at FROM due WHERE kind = @kind AND subject = @subject", ("@kind", kind), ("@subject", subject));

    /// <summary>Done: the row goes, or moves on to its next time.</summary>
    public static void Done(Connection tx, string kind, string subject, long? next)
    {
        if (next is { } at)
            tx.Execute("UPDATE due SET at = @at WHERE kind = @kind AND subject = @subject", ("@at", at), ("@kind", kind), ("@subject", subject));
        else
            tx.Execute("DELETE FROM due WHERE kind = @kind AND subject = @subject", ("@kind", kind), ("@subject", subject));
    }

    /// <summary>Done, unless it has become due again since it was put off to that time.</summary>
    public static void DoneSince(Connection tx, string kind, string subject, long putOffTo) =>
        tx.Execute("DELETE FROM due WHERE kind = @kind AND subject = @subject AND at = @at", ("@kind", kind), ("@subject", subject), ("@at", putOffTo));

    /// <summary>Whether its time has come and it is still to be done.</summary>
    public static bool IsDue(Connection db, string kind, string subject, long now) =>
        db.Number("SELECT 1 FROM due WHERE kind = @kind AND subject = @subject AND at <= @now", ("@kind", kind), ("@subject", subject), ("@now", now)) is not null;

    /// <summary>What the archive owes itself comes last: after an import that is hundreds of months, and mail doesn't wait for them.</summary>
    public static IReadOnlyList<(string Kind, string Subject)> Now(Connection db, long now) =>
        db.All("SELECT kind, subject FROM due WHERE at <= @now ORDER BY kind IN ('bundle', 'index'), at, kind, subject LIMIT 100", r => (r.GetString(0), r.GetString(1)), ("@now", now));
}
