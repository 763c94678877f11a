using System.Diagnostics;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Publishing;
using IfexList.Store;
using MimeKit;

namespace IfexList.Communique;

/// <summary>An issue that needs nothing but its commit: the release of its number, or a further edition of that.</summary>
public sealed record ReadyIssue(IssueDraft Draft, DraftEdit Edit, ReadyEdition? First, ReadyTranslation? Further)
{
    public string Number => First?.Release.Number ?? Further!.Translated.Number;

    public int Readers => First?.Readers ?? Further!.Readers;
}

/// <summary>From an editor's ok to an issue's release. All languages of a number are editions of one release; whoever is ready first begins it.</summary>
public sealed class IssueRelease(Publication publication, FurtherEditions further, AddressPlan addresses, TimeProvider time)
{
    private const string Kind = "communique";

    /// <returns>Null where the number is out in that language already, or there is nothing to release.</returns>
    public ReadyIssue? Prepare(Connection db, MailingList list, IssueDraft draft, DraftEdit edit)
    {
        var issue = new IssueText(list, draft with { Note = edit.Note, Text = edit.Text }, edit.Entries, DraftTimes.Day(list, time.GetUtcNow()), addresses, isDraft: false);
        var post = Cleansing.Edited(new CleanPost(issue.Subject, "", [], IsEncrypted: false, IsCut: false, SignedPart: null, draft.Language, Date: null), issue.Subject, issue.Write());
        if (edit.Text is null && edit.Entries.All(entry => entry.IsDropped) || post.Text.Length is 0 or > Limits.PostCharacters)
            return null;
        if (IssueDrafts.ReleaseOf(db, draft) is { } release)
            return further.Prepare(db, release, draft.Language, post.Subject, post.Text) is { } translated ? new ReadyIssue(draft, edit, null, translated) : null;
        var html = new TextPart("html") { Text = issue.Html() };
        return new ReadyIssue(draft, edit, publication.Prepare(db, list, draft.Language, null, Unsent(), post with { Html = html }, new ReleaseOrders([], Kind, BeginsCase: true)), null);
    }

    public static bool StillHolds(Connection tx, ReadyIssue ready) => IssueDrafts.Find(tx, ready.Draft.Id) == ready.Draft && ready switch
    {
        { First: { } first } => IssueDrafts.ReleaseOf(tx, ready.Draft) is null && Publication.StillHolds(tx, first),
        { Further: { } translated } => FurtherEditions.StillHolds(tx, translated),
        _ => throw new UnreachableException(),
    };

    /// <summary>The edition, its readers' rows, and the issue with its entries as they went out.</summary>
    public void Commit(Connection tx, ReadyIssue ready)
    {
        var (release, edition) = ready.First is { } first ? First(tx, first) : (ready.Further!.Original.Release, further.Commit(tx, ready.Further));
        IssueEntries.Write(tx, ready.Draft.Id, ready.Edit.Entries);
        if (!IssueDrafts.Release(tx, ready.Draft, release, edition))
            throw new UnreachableException("somebody was first in our own transaction");
    }

    private (long Release, long Edition) First(Connection tx, ReadyEdition first)
    {
        var release = publication.Commit(tx, first);
        return (release, CaseFile.NewestOf(tx, release)!.Id);
    }

    // Nobody has sent it: it answers nothing and is known by no Message-ID.
    private static MimeMessage Unsent()
    {
        var message = new MimeMessage();
        message.Headers.Remove(HeaderId.MessageId);
        return message;
    }
}
