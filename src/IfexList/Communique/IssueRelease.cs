using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Publishing;
using IfexList.Store;
using MimeKit;

namespace IfexList.Communique;

/// <summary>A draft that needs nothing but its commit.</summary>
/// <param name="Edit">As its editors left it.</param>
public sealed record ReadyDraft(IssueDraft Draft, DraftEdit Edit, ReadyIssue Issue)
{
    public string Number => Issue.Number;

    public int Readers => Issue.Readers;
}

/// <summary>From an editor's ok to a draft's release, the way that a finished number takes (<see cref="IssuePublication"/>).</summary>
public sealed class IssueRelease(IssuePublication issues, ListCatalogue lists, AddressPlan addresses, TimeProvider time)
{
    /// <returns>Null where the number is out in that language already, or there is nothing to release.</returns>
    public ReadyDraft? Prepare(Connection db, MailingList list, IssueDraft draft, DraftEdit edit)
    {
        var day = DraftTimes.Day(list, time.GetUtcNow());
        var issue = new IssueText(list, draft with { Note = edit.Note, Text = edit.Text }, edit.Entries, day, addresses, isDraft: false);
        var post = Cleansing.Edited(new CleanPost(issue.Subject, "", [], IsEncrypted: false, IsCut: false, SignedPart: null, draft.Language, Date: null), issue.Subject, issue.Write());
        if (edit.Text is null && edit.Entries.All(entry => entry.IsDropped) || post.Text.Length is 0 or > Limits.PostCharacters)
            return null;
        var masthead = new Masthead(draft.Volume, draft.Number, draft.Language, day);
        var ready = issues.Prepare(db, list, draft.Language, masthead, null, Unsent(), post with { Html = new TextPart("html") { Text = issue.Html() } });
        return ready is null or ReadyIssue.Again ? null : new ReadyDraft(draft, edit, ready);
    }

    public bool StillHolds(Connection tx, ReadyDraft ready) => IssueDrafts.Find(tx, ready.Draft.Id) == ready.Draft && CurrentEntries.StillHold(tx, ready.Edit.Entries) && issues.StillHolds(tx, ready.Issue);

    /// <summary>The edition, its readers' rows, and the issue with its entries as they went out.</summary>
    public void Commit(Connection tx, ReadyDraft ready)
    {
        IssueEntries.Write(tx, ready.Draft.Id, ready.Edit.Entries);
        issues.Commit(tx, ready.Issue);
        // As its editor left it. Where she wrote the whole anew, nobody knows which part is which.
        if (ready.Edit.Text is null)
            foreach (var entry in ready.Edit.Entries.Where(entry => entry is { IsDropped: false, Item: not null }))
                Items.PutOnRecord(tx, entry, DraftTimes.Day(lists.Find(ready.Draft.List)!, time.GetUtcNow()), addresses.Domain, time.Now());
    }

    // Nobody has sent it: it answers nothing and is known by no Message-ID.
    private static MimeMessage Unsent()
    {
        var message = new MimeMessage();
        message.Headers.Remove(HeaderId.MessageId);
        return message;
    }
}
