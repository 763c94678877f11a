using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Publishing;
using IfexList.Store;
using MimeKit;

namespace IfexList.Moderation;

/// <summary>
/// A poster's reply to a letter about his post. While it is held, <c>withdraw</c> takes it back and anything else is added to it; once it is out, his reply
/// proposes an update of its case; once it was refused or sent back, it is a post anew.
/// </summary>
public sealed class PosterMail(Database database, PostHash hash, Hold hold, Settlement settlement, PosterLetters posters, DeskLetters desk, ModerationRequest request, TimeProvider time)
{
    /// <returns>False where it is no reply of that kind, or encrypted, or not from its poster: then it is what any mail to the list is.</returns>
    public async Task<bool> HandleAsync(InboxMail mail, MailingList list, string token, MimeMessage message, Automation automation)
    {
        if (!automation.IsPersonal || HeaderText.Author(message) is not { } author)
        {
            await database.WriteAsync(tx => { Inbox.Finish(tx, mail); });
            return true;
        }
        var stored = database.Read(db => Tokens.Find(db, token));
        // What its domain says isn't his withdraws and adds nothing: as a post the desk may still look at it.
        if (Evidence.Of(message).LacksProof || stored is not { Purpose: Tokens.Answer } || stored.List != list.Name || stored.Expires < time.Now() || database.Read(db => Person.Find(db, author)) != stored.Person)
            return false;
        var readable = PlainText.Of(message);
        // To the desk alone: nothing of it is quoted to anybody.
        if (Secrecy.IsIn(message, readable))
            return false;
        var said = PosterReply.Read(readable);
        // False: somebody decided or answered something meanwhile.
        while (!await TryAsync(mail, list, stored.Subject, author, message, said))
        {
        }
        return true;
    }

    private Task<bool> TryAsync(InboxMail mail, MailingList list, long held, Address author, MimeMessage message, PosterReply said) =>
        (database.Read(db => HeldPosts.Find(db, held)), said) switch
        {
            (null or { State: HeldState.Returned }, _) => AfterwardsAsync(mail, list, held, author, message, said),
            (var post, PosterReply.Withdraw) => WithdrawAsync(mail, list, post, message),
            (var post, PosterReply.Addition addition) => AddAsync(mail, list, post, addition.Text, message),
            var (post, _) => TellAsync(mail, list, post, "empty", message),
        };

    private Task<bool> WithdrawAsync(InboxMail mail, MailingList list, HeldPost post, MimeMessage message)
    {
        var letter = Letter(list, post, "withdrawn", message);
        var notes = desk.TellOthers(post, list, new Decider(null), post.Version, DeskEvent.Withdrawn);
        var original = settlement.Seal(post);
        return database.WriteAsync(tx =>
        {
            if (HeldPosts.Find(tx, post.Id) != post)
                return false;
            if (!Inbox.Finish(tx, mail))
                return true;
            settlement.Settle(tx, post, "withdrawn", new Decider(null), Deed.Withdrawn, original);
            letter(tx);
            foreach (var note in notes)
                note(tx);
            return true;
        });
    }

    // Everybody who was asked sees it; an approval that waits for its time stands, and they can still recall it.
    private Task<bool> AddAsync(InboxMail mail, MailingList list, HeldPost post, string text, MimeMessage message)
    {
        var letter = Letter(list, post, "added", message);
        var remark = new Remark(IsQuestion: false, text.Length <= Limits.RemarkCharacters ? text : text[..Limits.RemarkCharacters] + "…", time.Now());
        var now = post with { Version = post.Version + 1 };
        var submission = database.Read(db => Submission.Read(db, now));
        var briefing = database.Read(db => Briefing.Of(db, submission with { Remarks = [.. submission.Remarks, remark] }, list));
        var asked = database.Read(db => Roster.AskedAbout(db, post));
        var asks = asked.Select(m => request.Prepare(briefing, list, m, asked, RequestOccasion.Added)).ToList();
        return database.WriteAsync(tx =>
        {
            if (HeldPosts.Find(tx, post.Id) != post)
                return false;
            if (!Inbox.Finish(tx, mail))
                return true;
            Remarks.Add(tx, post.Id, remark);
            HeldPosts.Renew(tx, post);
            if (post.State != HeldState.Waiting)
                HeldTime.RemindAt(tx, post, time.After(Escalation.Interval(post, list)));
            DeskLog.Note(tx, post, null, Deed.Added, time.Now());
            letter(tx);
            asks.ForEach(ask => ask(tx));
            return true;
        });
    }

    private async Task<bool> AfterwardsAsync(InboxMail mail, MailingList list, long was, Address author, MimeMessage message, PosterReply said)
    {
        var decided = database.Read(db => HeldPosts.Decision(db, was));
        var subject = SubjectOf(message);
        var text = (said as PosterReply.Addition)?.Text ?? "";
        var readable = PlainText.Of(message);
        var post = Cleansing.Of(message, readable);
        if (said is PosterReply.Addition)
        {
            var known = database.Read(db => Roster.AuthorOf(db, author, HeaderText.Clean(message.From.ToString())));
            var follows = new Following(decided?.ReleaseId, new EditedText(subject, text));
            // Sent twice, it is held once; of its twin nobody hears.
            if (!await hold.MemberPostAsync(mail, list, null, message, post, known, answer: true, hash.Of(list, message, readable), follows))
                await database.WriteAsync(tx => { Inbox.Finish(tx, mail); });
            return true;
        }
        return await TellAsync(mail, list, Gone(was, list, subject, author), decided?.Verdict == "approved" ? "out" : said is PosterReply.Withdraw ? "ended" : "empty", message);
    }

    // Ours has a tag, a label and a colon before the post's own; a Subject without the tag is the poster's own.
    internal static string SubjectOf(MimeMessage message)
    {
        var subject = Words.PeelReplyPrefixes(HeaderText.Clean(message.Subject));
        var tag = subject.StartsWith('[') ? subject.IndexOf(']') : -1;
        var colon = tag < 0 ? -1 : subject.IndexOf(':', tag);
        return colon < 0 ? subject : subject[(colon + 1)..].Trim();
    }

    // Enough of it for a letter to its poster.
    private HeldPost Gone(long was, MailingList list, string subject, Address author) => new(
        was, 0, 1, HeldKind.Post, list.Name, list.Languages[0], database.Read(db => Person.Find(db, author)), null, subject, "", time.Now());

    private Task<bool> TellAsync(InboxMail mail, MailingList list, HeldPost post, string what, MimeMessage message)
    {
        var letter = Letter(list, post, what, message);
        return database.WriteAsync(tx =>
        {
            if (Inbox.Finish(tx, mail))
                letter(tx);
            return true;
        });
    }

    private Action<Connection> Letter(MailingList list, HeldPost post, string what, MimeMessage message) =>
        posters.Prepare(post, list, NoticeCatalogue.PosterNote, new Dictionary<string, object?> { ["event"] = what }, message.MessageId);
}
