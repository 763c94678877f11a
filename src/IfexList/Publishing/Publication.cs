using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Store;
using MimeKit;

namespace IfexList.Publishing;

/// <summary>An edition that needs nothing but its commit.</summary>
/// <param name="Cuts">The rendering once more for each size cap that it doesn't keep within.</param>
public sealed record ReadyEdition(
    MailingList List, NewRelease Release, NewRendering Rendering, IReadOnlyList<NewRendering> Cuts, int Readers, byte[]? PosterMessageId);

/// <summary>From an approved post to finished bytes and rows: the steps of publishing in their order.</summary>
public sealed class Publication(AddressPlan addresses, NoticeTexts texts, TimeProvider time)
{
    private const int CopyPriority = 5;

    // Before letters, too: somebody's hours in custody run, and a letter waits for seconds.
    private const int UrgentPriority = 1;

    // A Date from before this, or from after now, is a wrong clock: links that deliver in batches are some days late at most.
    private static readonly TimeSpan CredibleAge = TimeSpan.FromDays(14);

    /// <summary>All that can be done before the transaction: number, thread, footer, render the cleansed post.</summary>
    /// <param name="releasesBefore">Releases that go before it in the same commit.</param>
    public ReadyEdition Prepare(
        Connection db, MailingList list, Language language, Organisation? organisation, MimeMessage original, CleanPost post, ReleaseOrders orders, int releasesBefore = 0)
    {
        var number = Posts.NextNumber(db, time.Today(list), releasesBefore);
        var edition = new NewEdition(
            list, language, number, $"{number}.{language.Code()}@{addresses.Domain}", post, Credit(organisation?.Name, orders.Author), ThreadOf(db, original), Credible(post.Date));
        var footer = Footer(edition);
        var release = new NewRelease(
            number, list.Name, language, edition.MessageId, post.Subject, post.Text, organisation?.Id, orders.IsUrgent ? UrgentPriority : CopyPriority,
            list.Kind == ListKind.Members, Topic.WithRegions(orders.Topics), orders.Kind);
        return new ReadyEdition(
            list, release, Rendering.Of(edition, footer, addresses), Cuts(edition, footer), Readers(db, release), original.MessageId is { Length: > 0 } id ? Hash(id) : null);
    }

    /// <summary>Whether the number is still free and the readers are as many as letters say.</summary>
    public static bool StillHolds(Connection tx, ReadyEdition ready) => !Posts.IsTaken(tx, ready.Release.Number) && Readers(tx, ready.Release) == ready.Readers;

    /// <summary>The release, one row per reader, and the memory of its thread.</summary>
    /// <returns>The release's id.</returns>
    public long Commit(Connection tx, ReadyEdition ready)
    {
        var release = Posts.Publish(tx, ready.Release, ready.Rendering, ready.Cuts, time.Now());
        if (ready.List.Kind == ListKind.Broadcast)
            Parcels.Plan(tx, ready.List, time.GetUtcNow());
        if (ready.PosterMessageId is { } hash)
            Posts.Remember(tx, hash, release);
        return release;
    }

    private static string? Credit(string? organisation, string? author) => organisation is { Length: > 0 } && author is not null ? $"{organisation}, {author}" : organisation ?? author;

    private static int Readers(Connection db, NewRelease release) => release.ToMembers ? Audience.CountMembers(db) : Audience.CountReaders(db, release.List, release.Language, release.Topics);

    // Members' copies are always whole.
    private List<NewRendering> Cuts(NewEdition edition, string footer) => edition.List.Kind == ListKind.Members ? []
        : [.. Limits.CapKilobytes.Where(cap => cap * 1000 < TextCut.Octets(edition.Post.Text) + TextCut.Octets(footer))
            .Select(cap => Rendering.Cut(edition, cap, CutHere(edition, cap), footer, addresses)).OfType<NewRendering>()];

    private string CutHere(NewEdition edition, int cap) => texts.Render(NoticeCatalogue.CutHere, edition.Language, new Dictionary<string, object?>
    {
        ["number"] = edition.Number,
        ["cap"] = cap,
    }).Text.Trim('\n');

    private string Footer(NewEdition edition) => texts.Render(NoticeCatalogue.Footer, edition.Language, new Dictionary<string, object?>
    {
        ["number"] = edition.Number,
        ["list_title"] = edition.List.TitleIn(edition.Language),
        ["leave_address"] = addresses.Unsubscribe(edition.List),
        ["credit"] = edition.Organisation ?? "",
    }).Text;

    // Our Message-IDs and those that members gave to what we released; others would tell which machine they come from.
    private static string? ThreadOf(Connection db, MimeMessage original) =>
        original.References.Append(original.InReplyTo).Reverse().OfType<string>().Take(Limits.ThreadIds)
            .Select(id => Posts.ThreadOf(db, Hash(id), id)).FirstOrDefault(known => known is not null);

    private DateTimeOffset Credible(DateTimeOffset? date)
    {
        var now = time.GetUtcNow();
        return date is { } written && written <= now && now - written < CredibleAge ? written : now;
    }

    private static byte[] Hash(string messageId) => SHA256.HashData(Encoding.UTF8.GetBytes(messageId));
}
