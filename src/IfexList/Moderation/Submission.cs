using IfexList.Lists;
using IfexList.Mail;
using IfexList.Publishing;
using IfexList.Store;
using MimeKit;

namespace IfexList.Moderation;

/// <summary>A held post as it is decided about: read, cleansed, with whose it is and what was said of it.</summary>
/// <param name="Clean">What would be released: its own text, or a moderator's in its place.</param>
/// <param name="IsFirst">Nothing from that address was released before.</param>
/// <param name="Remarks">The desk's questions, its poster's answers.</param>
public sealed record Submission(
    HeldPost Held, CleanPost Clean, MimeMessage Original, Organisation? Organisation, bool IsFirst, IReadOnlyList<Remark> Remarks)
{
    /// <summary>The post as it rests in the database, where <see cref="With"/> has put another text in the place of its own.</summary>
    public HeldPost AtRest { get; private init; } = Held;

    /// <summary>As it rests in the database.</summary>
    public static Submission Read(Connection db, HeldPost held)
    {
        var original = RawMessage.Parse(Inbox.Body(db, held.Body) ?? throw new InvalidDataException($"held post {held.Id} has lost its body"));
        return Of(db, held, original, Cleansing.Of(original, PlainText.Of(original)), Roster.Organisation(db, held.Organisation), held.Poster);
    }

    /// <param name="poster">Null for a stranger or a program.</param>
    public static Submission Of(Connection db, HeldPost held, MimeMessage original, CleanPost clean, Organisation? organisation, long? poster)
    {
        var shown = held.Edited is { } edited ? Cleansing.Edited(clean, edited.Subject, edited.Text) : clean;
        return new Submission(
            held, shown, original, organisation, poster is not { } known || !Person.WasReleased(db, known), Store.Remarks.Of(db, held.Id));
    }

    /// <summary>What its author wrote, whatever is to be released in its place.</summary>
    public CleanPost AsItCame() => Cleansing.Of(Original, PlainText.Of(Original));

    /// <summary>The same with a moderator's text.</summary>
    public Submission With(EditedText edited) => this with { Held = Held with { Edited = edited }, Clean = Cleansing.Edited(Clean, edited.Subject, edited.Text) };
}
