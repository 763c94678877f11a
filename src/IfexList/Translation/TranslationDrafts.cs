using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Publishing;
using IfexList.Store;
using Microsoft.Extensions.Logging;

namespace IfexList.Translation;

/// <summary>The text of a translation: laid before its editors, or released, by itself or as the correction of what is out.</summary>
public sealed class TranslationDrafts(
    Database database, FurtherEditions further, Publication publication, TranslationLetters letters, TimeProvider time, ILogger<TranslationDrafts> logger)
{
    /// <summary>Whether there is a text, and not more of it than a post may have.</summary>
    internal static bool IsUsable(TranslationReply.Draft draft) => Cleansing.Edited(Publication.Blank, draft.Subject, draft.Text).Text.Length is > 0 and <= Limits.PostCharacters;

    /// <returns>False where it has changed meanwhile.</returns>
    internal Task<bool> TakeAsync(TranslationMatter matter, TranslationReply.Draft draft)
    {
        var clean = Cleansing.Edited(Publication.Blank with { Subject = matter.Was.Subject ?? matter.Of.Original.About.Subject }, draft.Subject, draft.Text);
        return draft.IsApproved && matter.MayRelease ? ReleaseAsync(matter, matter.Hand.Person, clean.Subject, clean.Text, draft.Spellings) : LayBeforeAsync(matter, clean.Subject, clean.Text, draft.Spellings);
    }

    /// <summary>The text that is there is good: it goes out, or its editors read it once more.</summary>
    internal Task<bool> ApproveAsync(TranslationMatter matter, string subject, string text, IReadOnlyList<Spelling> spellings) =>
        matter.MayRelease ? ReleaseAsync(matter, null, subject, text, spellings) : LayBeforeAsync(matter, subject, text, spellings);

    private Task<bool> LayBeforeAsync(TranslationMatter matter, string subject, string text, IReadOnlyList<Spelling> spellings)
    {
        var (hand, of, was) = (matter.Hand, matter.Of, matter.Was);
        var draft = new Drafted(subject, text, hand.Address.ToString(), of.Losses(subject, text));
        var version = was.Version + 1;
        List<Action<Connection, long>> owed =
        [
            letters.Note(of, hand, version, "drafted", draft.Who, losses: draft.Losses, cause: matter.MessageId),
            .. of.Desk.Editors.Where(editor => editor.Person != hand.Person).Select(editor => letters.Draft(of, editor, version, draft)),
        ];
        // Somebody else had begun.
        if (of.Desk.Find(was.TakenBy) is { IsEditor: false } has && has.Person != hand.Person)
            owed.Add(letters.Note(of, has, version, "taken", draft.Who));
        return database.WriteAsync(tx =>
        {
            if (!matter.StillHolds(tx))
                return false;
            if (!Inbox.Finish(tx, matter.Mail))
                return true;
            logger.TranslationDrafted(matter.Mail.Id, was.Id);
            WantedEditions.Draft(tx, was, of.Original.Id, hand.Person, subject, text);
            Say(tx, of, spellings);
            // What was out or dropped comes up again.
            if (!was.IsOpen)
                Due.Set(tx, Due.Chase, was.DueSubject, time.After(Limits.ChasePause));
            owed.ForEach(owe => owe(tx, was.Id));
            return true;
        });
    }

    private async Task<bool> ReleaseAsync(TranslationMatter matter, long? by, string subject, string text, IReadOnlyList<Spelling> spellings)
    {
        var (of, was) = (matter.Of, matter.Was);
        var ready = database.Read(db => Prepare(db, matter, subject, text));
        var version = was.Version + 1;
        var told = new[] { matter.Hand, of.Desk.Find(was.DraftedBy), of.Desk.Find(was.TakenBy) }.OfType<DeskHand>().DistinctBy(hand => hand.Person);
        var notes = told.Select(hand => letters.Note(of, hand, version, ready.Event, readers: ready.Readers, cause: hand == matter.Hand ? matter.MessageId : null)).ToList();
        var isOut = false;
        var isDone = await database.WriteAsync(tx =>
        {
            if (!matter.StillHolds(tx) || !ready.StillHolds(tx))
                return false;
            if (!Inbox.Finish(tx, matter.Mail))
                return true;
            Say(tx, of, spellings);
            if (ready.Commit is { } commit)
            {
                WantedEditions.Release(tx, was, by, subject, text, commit(tx));
                SpellingMemory.Learn(tx, of.Original.About.Case, of.Original.About.Language, of.Source, of.Desk.Language, NumberedText.Of(subject, text), time.Now());
            }
            else
                WantedEditions.Stand(tx, was);
            DeskLog.Note(tx, new DeskEntry(of.Desk.List.Name, WantedEditions.HeldOf(tx, was.Release), was.Language, matter.Hand.Person, Deed.Translated, of.Number, time.Now()));
            notes.ForEach(note => note(tx, was.Id));
            isOut = ready.Commit is not null;
            return true;
        });
        if (isOut)
            logger.TranslationReleased(was.Id, of.Number, ready.Readers);
        return isDone;
    }

    // Out for the first time, or corrected; or what is out is good as it is, whatever the source's correction changed.
    private ReadyRelease Prepare(Connection db, TranslationMatter matter, string subject, string text)
    {
        var (of, was) = (matter.Of, matter.Was);
        if (further.Prepare(db, was.Release, was.Language, subject, text) is { } first)
            return new ReadyRelease("released", first.Readers, tx => further.StillHolds(tx, first), tx => further.Commit(tx, first));
        var edition = WantedEditions.EditionIn(db, was.Release, was.Language) is { } newest ? CaseFile.Newest(db, newest) : null;
        if (edition is not null && further.Source(db, edition) == (subject, text))
            return new ReadyRelease("stands", 0, _ => true, null);
        return edition is not null && publication.PrepareCorrection(db, edition.Id, subject, text) is { } correction
            ? new ReadyRelease("corrected", correction.Readers, tx => Publication.StillHolds(tx, correction), tx => publication.Commit(tx, correction))
            : throw new InvalidDataException($"{of.Number} can be neither released nor corrected");
    }

    private void Say(Connection tx, TranslationCase of, IReadOnlyList<Spelling> spellings)
    {
        if (spellings.Count > 0)
            SpellingMemory.Say(tx, of.Original.About.Case, of.Desk.Language, spellings, time.Now());
    }

    /// <param name="Commit">Null where nothing goes out.</param>
    private sealed record ReadyRelease(string Event, int Readers, Func<Connection, bool> StillHolds, Func<Connection, long>? Commit);
}
