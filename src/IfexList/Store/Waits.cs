using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Store;

/// <summary>How the readers of a list wait for a better language.</summary>
/// <param name="Default">Milliseconds, for whom said nothing about it.</param>
/// <param name="HasOriginal">Whether a release comes out in one language first. A newsletter's languages are all the same.</param>
public sealed record Waits(long Default, bool HasOriginal)
{
    public static Waits Of(MailingList list) => new((long)list.Wait.TotalMilliseconds, list.Newsletter is null);
}

/// <summary>A release for everybody, as the audience of its editions is chosen by.</summary>
/// <param name="Original">The language that it came out in; null for a newsletter.</param>
/// <param name="Topics">What it is about, its case included.</param>
/// <param name="Opened">When everybody could read it first: since then its readers wait. Unix milliseconds.</param>
/// <param name="Wait">Milliseconds, for whom said nothing about it: what the list said when it came out, so that nobody is forgotten when that changes.</param>
public sealed record AwaitedRelease(long Id, string List, Language? Original, IReadOnlyList<Topic> Topics, long Opened, long Wait)
{
    // Whose wait of nothing is over at once, and who was entered at any time before.
    private const long SomeTime = long.MaxValue / 4;

    /// <summary>One that isn't out yet: its readers begin to wait in the moment in which it comes out.</summary>
    public static AwaitedRelease ToCome(NewRelease about, Waits waits) =>
        new(0, about.List, waits.HasOriginal ? about.Language : null, about.AllTopics, SomeTime, waits.Default);

    /// <summary>Null where there is no such release, or it is for members alone.</summary>
    public static AwaitedRelease? Find(Connection db, long release, Waits waits)
    {
        const string find = """
            SELECT list, topics, coalesce(widened, at), (SELECT language FROM edition WHERE edition.release = release.id ORDER BY edition.id LIMIT 1),
                coalesce(wait, @wait)
            FROM release WHERE id = @release AND audience = 'everyone' AND origin = 'released'
            """;
        return db.First(find, r => new AwaitedRelease(
            release, r.GetString(0), waits.HasOriginal ? Languages.Parse(r.GetString(3)) : null, Topic.Split(r.GetString(1)), r.GetInt64(2), r.GetInt64(4)),
            ("@release", release), ("@wait", waits.Default));
    }

    /// <summary>The moment by which its waits are measured.</summary>
    internal long Now(long now) => Id == 0 ? SomeTime : now;
}
