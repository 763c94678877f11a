using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;
using MimeKit;

namespace IfexList.Publishing;

/// <summary>One number of a newsletter in one language, ready for its commit: the number's first language, a further one, or one that is out already and is corrected.</summary>
public abstract record ReadyIssue(Masthead Masthead)
{
    /// <param name="Edition">The release that all languages of the number will be editions of.</param>
    public sealed record First(Masthead Masthead, ReadyEdition Edition) : ReadyIssue(Masthead);

    /// <param name="Edition">Of the release of the number's first language.</param>
    public sealed record Further(Masthead Masthead, ReadyTranslation Edition) : ReadyIssue(Masthead);

    /// <param name="Edition">For those who got that language of the number.</param>
    public sealed record Again(Masthead Masthead, ReadyCorrection Edition) : ReadyIssue(Masthead);

    public string Number => this switch
    {
        First first => first.Edition.Release.Number,
        Further further => further.Edition.Original.About.Number,
        Again again => again.Edition.Wrong.About.Number,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public int Readers => this switch
    {
        First first => first.Edition.Readers,
        Further further => further.Edition.Readers,
        Again again => again.Edition.Readers,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>Releases the numbers of newsletters. All languages of a number are editions of one release, and no language of it is the original: each goes first to those whose best it is.</summary>
public sealed class IssuePublication(Publication publication, FurtherEditions further, TimeProvider time)
{
    private const string Kind = "communique";

    /// <param name="masthead">Its number; its language doesn't count.</param>
    /// <param name="original">The mail that it came in.</param>
    public ReadyIssue? Prepare(
        Connection db, MailingList list, Language language, Masthead masthead, Organisation? organisation, MimeMessage original, CleanPost post, int releasesBefore = 0,
        IReadOnlyList<EditionFile>? files = null)
    {
        // What is signed is said to the letter.
        var laidOut = post.SignedPart is null ? post with { Text = IssueWrapping.Of(post.Text, language) } : post;
        var (volume, number) = (masthead.Volume, masthead.Number);
        if (Issues.Find(db, list.Name, language, volume, number) is { State: IssueState.Released, Edition: { } edition })
            return publication.PrepareCorrection(db, edition, laidOut.Subject, laidOut.Text) is { } again ? new ReadyIssue.Again(masthead, again) : null;
        if (Issues.ReleaseOf(db, list.Name, volume, number) is { } release)
            return further.Prepare(db, release, language, laidOut.Subject, laidOut.Text, list.Source.Html ? SafeHtml.Of(laidOut) : null) is { } translated ? new ReadyIssue.Further(masthead, translated) : null;
        var orders = ReleaseOrders.None with { Kind = Kind, BeginsCase = true };
        return new ReadyIssue.First(masthead, publication.Prepare(db, list, language, organisation, original, laidOut, orders, releasesBefore, files));
    }

    public bool StillHolds(Connection tx, ReadyIssue ready) => ready switch
    {
        // Another language of the number may have come out meanwhile.
        ReadyIssue.First first => Issues.ReleaseOf(tx, first.Edition.List.Name, first.Masthead.Volume, first.Masthead.Number) is null && Publication.StillHolds(tx, first.Edition),
        ReadyIssue.Further more => further.StillHolds(tx, more.Edition),
        ReadyIssue.Again again => Publication.StillHolds(tx, again.Edition),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <returns>The release's id.</returns>
    public long Commit(Connection tx, ReadyIssue ready)
    {
        var (list, language, release, edition) = ready switch
        {
            ReadyIssue.First first => Committed(tx, first.Edition),
            ReadyIssue.Further more => (more.Edition.List.Name, more.Edition.Translated.Language, more.Edition.Original.Release, further.Commit(tx, more.Edition)),
            ReadyIssue.Again again => (again.Edition.List.Name, again.Edition.Corrected.Language, again.Edition.Wrong.Release, publication.Commit(tx, again.Edition)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        Issues.Release(tx, list, language, ready.Masthead.Volume, ready.Masthead.Number, release, edition, time.Now());
        return release;
    }

    private (string, Language, long, long) Committed(Connection tx, ReadyEdition ready)
    {
        var release = publication.Commit(tx, ready);
        return (ready.List.Name, ready.Release.Language, release, CaseFile.NewestOf(tx, release)!.Id);
    }
}
