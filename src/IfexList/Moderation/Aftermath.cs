using System.Globalization;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Publishing;
using IfexList.Store;
using MimeKit;

namespace IfexList.Moderation;

/// <summary>
/// What a moderator says to the letter that told him of a release: <c>correct</c>, with the text or without; <c>ok</c> to what went to members only, so
/// that everybody gets it; <c>original</c>, for the untouched mail as long as it is kept; <c>recall</c>, which comes too late.
/// </summary>
public sealed class Aftermath(
    Database database, DecisionAnswers answers, Publication publication, ModerationRequest request, DeskLetters desk, Seals seals, TimeProvider time)
{
    internal async Task HandleAsync(DecisionReply reply, ModeratorReply said)
    {
        // Null: readers or editions came and went while the letters were written.
        while (await TryAsync(reply, said) is null)
        {
        }
    }

    private Task<bool?> TryAsync(DecisionReply reply, ModeratorReply said)
    {
        if (database.Read(db => HeldPosts.Decision(db, reply.Token.Subject)) is not { ReleaseId: { } release } decided)
            return LateAsync(reply);
        // It was withdrawn since.
        if (database.Read(db => CaseFile.NewestOf(db, release)) is not { } edition)
            return LateAsync(reply);
        return said switch
        {
            ModeratorReply.Correct { Returned: { } returned } when Changed(returned, edition) is { } changed => CorrectAsync(reply, edition, changed),
            ModeratorReply.Correct or ModeratorReply.Recall => ShowAsync(reply, edition, said switch
            {
                ModeratorReply.Recall => "toolate",
                ModeratorReply.Correct { Returned: null } => "howto",
                _ => "unchanged",
            }),
            ModeratorReply.Original => SendOriginalAsync(reply, edition),
            // The plain word, to the letter that asks for it: who only hears that it is out says "ok, thanks" as well.
            ModeratorReply.Approve approve when approve == ModeratorReply.Approve.Plain && reply.Token.Version > decided.Version && !reply.List.Desk.WantsTwo(edition.About.Kind) => WidenAsync(reply, release),
            _ => LateAsync(reply),
        };
    }

    private static EditedText? Changed(ReturnedText returned, PublishedEdition edition) =>
        TextEdit.Of(returned with { IsSaid = true }, new CleanPost(edition.About.Subject, edition.About.Text, [], IsEncrypted: false, IsCut: false, null, null, null)) is TextEdit.Changed changed
            ? new EditedText(changed.Subject, changed.Text)
            : null;

    // To those who got what it corrects; where the list wants two editors for such a thing, it is first laid before the others.
    private Task<bool?> CorrectAsync(DecisionReply reply, PublishedEdition edition, EditedText text)
    {
        if (reply.List.Desk.WantsTwo(edition.About.Kind))
            return HoldAsync(reply, edition, text);
        var ready = database.Read(db => publication.PrepareCorrection(db, edition.Id, text.Subject, text.Text));
        return ready is null ? LateAsync(reply) : DoneAsync(reply, "corrected", edition, ready.Readers, tx => Publication.StillHolds(tx, ready), tx =>
        {
            publication.Commit(tx, ready);
            Note(tx, reply, edition, Deed.Corrected);
        });
    }

    private Task<bool?> WidenAsync(DecisionReply reply, long release)
    {
        var ready = database.Read(db => publication.PrepareWidening(db, release));
        return ready is null ? LateAsync(reply) : DoneAsync(reply, "widened", ready.Edition, ready.Readers, tx => Publication.StillHolds(tx, ready), tx =>
        {
            publication.Commit(tx, ready);
            Note(tx, reply, ready.Edition, Deed.Widened);
        });
    }

    private Task<bool?> DoneAsync(
        DecisionReply reply, string verdict, PublishedEdition edition, int readers, Func<Connection, bool> stillHolds, Action<Connection> deed)
    {
        var facts = reply.Facts(("verdict", verdict), ("release", edition.About.Number), ("readers", readers), ("for_all", true), ("at", ""));
        var letter = desk.Ask(reply.Moderator, reply.List, reply.Token.Subject, reply.Token.Version, NoticeCatalogue.DecisionDone, facts, reply.Message.MessageId);
        return database.WriteAsync<bool?>(tx =>
        {
            if (!stillHolds(tx))
                return null;
            // Said once: a mail that comes twice widens and corrects nothing twice.
            if (!Inbox.Finish(tx, reply.Mail) || !Tokens.Use(tx, reply.Token, time.Now()))
                return false;
            deed(tx);
            letter(tx);
            return true;
        });
    }

    private Task<bool?> ShowAsync(DecisionReply reply, PublishedEdition edition, string what)
    {
        var facts = reply.Facts(("release", edition.About.Number), ("event", what), ("text", edition.About.Text));
        facts["subject"] = edition.About.Subject;
        var letter = desk.Ask(reply.Moderator, reply.List, reply.Token.Subject, reply.Token.Version, NoticeCatalogue.CorrectionHowto, facts, reply.Message.MessageId);
        return database.WriteAsync<bool?>(tx =>
        {
            if (Inbox.Finish(tx, reply.Mail))
                letter(tx);
            return true;
        });
    }

    // As it came in, where the house can open it; else as it is kept.
    private Task<bool?> SendOriginalAsync(DecisionReply reply, PublishedEdition edition)
    {
        var held = reply.Token.Subject;
        var original = database.Read(db => SealedOriginals.Find(db, held));
        MimeEntity? attached = original switch
        {
            null => null,
            { IsDesks: true } => new MimePart("application", "octet-stream")
            {
                Content = new MimeContent(new MemoryStream(original.Bytes)),
                ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = $"original-{held}.eml.asc" },
                ContentTransferEncoding = ContentEncoding.Base64,
            },
            _ => seals.Open(original) is { } clear ? new MessagePart { Message = RawMessage.Parse(clear) } : null,
        };
        var facts = reply.Facts(
            ("event", attached switch { null => "gone", MessagePart => "opened", _ => "sealed" }),
            ("until", original is null ? "" : (Instant.Time(original.At) + reply.List.Source.KeepOriginals).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        var letter = desk.Ask(reply.Moderator, reply.List, held, reply.Token.Version, NoticeCatalogue.SealedOriginal, facts, reply.Message.MessageId, attached);
        return database.WriteAsync<bool?>(tx =>
        {
            if (!Inbox.Finish(tx, reply.Mail))
                return true;
            letter(tx);
            if (attached is not null)
                Note(tx, reply, edition, Deed.Original);
            // Attached in clear, it stands in the file until it has left and the file is written anew.
            Due.Owe(tx, Due.Scrub, "", time.After(Limits.ScrubPause));
            return true;
        });
    }

    private Task<bool?> HoldAsync(DecisionReply reply, PublishedEdition edition, EditedText text)
    {
        var (list, by) = (reply.List, reply.Moderator);
        var approval = new StandingApproval("", by.Person);
        var held = new HeldPost(
            reply.Mail.Id, reply.Mail.Body, 1, HeldKind.Post, list.Name, edition.About.Language, null, edition.About.Organisation, text.Subject, by.Address.ToString(), time.Now())
        { Corrects = edition.Id, Edited = text };
        var laid = held with { Version = 2, State = HeldState.Seconding, Approval = approval };
        var briefing = database.Read(db => Briefing.Of(db, Submission.Of(
            db, laid, reply.Message, Cleansing.Of(reply.Message, PlainText.Of(reply.Message)), Roster.Organisation(db, edition.About.Organisation), null), list));
        var others = database.Read(db => Roster.ActiveModerators(db, list.Name)).Where(m => m.Person != by.Person).ToList();
        var asks = others.Select(m => request.Prepare(briefing, list, m, others, RequestOccasion.Seconding)).ToList();
        var answer = desk.Tell(by, list, NoticeCatalogue.DeskDone, reply.Facts(("event", "seconding"), ("at", "")), reply.Message.MessageId);
        return database.WriteAsync<bool?>(tx =>
        {
            if (!Tokens.Use(tx, reply.Token, time.Now()))
            {
                Inbox.Finish(tx, reply.Mail);
                return false;
            }
            if (!Inbox.MoveOn(tx, reply.Mail))
                return false;
            Hold.Enter(tx, held, list);
            HeldPosts.Stand(tx, held, HeldState.Seconding, approval, text);
            DeskLog.Note(tx, held, by.Person, Deed.Approved, time.Now(), edition.About.Number);
            asks.ForEach(ask => ask(tx));
            answer(tx);
            return true;
        });
    }

    private async Task<bool?> LateAsync(DecisionReply reply)
    {
        await answers.LateAsync(reply);
        return true;
    }

    private void Note(Connection tx, DecisionReply reply, PublishedEdition edition, Deed deed) => DeskLog.Note(
        tx, new DeskEntry(reply.List.Name, reply.Token.Subject, edition.About.Language, reply.Moderator.Person, deed, edition.About.Number, time.Now()));
}
