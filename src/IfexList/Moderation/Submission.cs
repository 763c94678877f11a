using IfexList.Lists;
using IfexList.Publishing;
using IfexList.Store;
using MimeKit;

namespace IfexList.Moderation;

/// <summary>A held post with all that its moderators are shown.</summary>
/// <param name="Clean">What would be released: its own text, or a moderator's in its place.</param>
/// <param name="IsRegisteredAddress">Its author's address itself is registered, not only its domain.</param>
/// <param name="Remarks">The desk's questions, its poster's answers.</param>
public sealed record Submission(HeldPost Held, CleanPost Clean, MimeMessage Original, Organisation? Organisation, bool IsRegisteredAddress, IReadOnlyList<Remark> Remarks)
{
    /// <summary>As it rests in the database.</summary>
    public static Submission Read(Connection db, HeldPost held)
    {
        var original = Mail.RawMessage.Parse(Inbox.Body(db, held.Body) ?? throw new InvalidDataException($"held post {held.Id} has lost its body"));
        var clean = Cleansing.Of(original, Mail.PlainText.Of(original));
        return new Submission(
            held, held.Edited is { } edited ? Cleansing.Edited(clean, edited.Subject, edited.Text) : clean, original, Roster.Organisation(db, held.Organisation),
            held.Poster is { } poster && Roster.IsMember(db, poster), Store.Remarks.Of(db, held.Id));
    }
}
