using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Publishing;
using IfexList.Store;

namespace IfexList.Translation;

/// <summary>What somebody of a language desk says about a translation is done, and answered in the same commit. Of two at once one decides; an answer to an older version decides nothing.</summary>
public sealed class TranslationAnswers(Database database, FurtherEditions further, TranslationLetters letters, TranslationDrafts drafts, TimeProvider time)
{
    internal async Task HandleAsync(TranslatorsMail reply, TranslationReply said)
    {
        // False: it has changed while the letters were written.
        while (!await TryAsync(reply, said))
        {
        }
    }

    private Task<bool> TryAsync(TranslatorsMail reply, TranslationReply said)
    {
        if (database.Read(db => Read(db, reply)) is not var (was, of))
            return database.WriteAsync(tx => Inbox.Finish(tx, reply.Mail) || true);
        var matter = new TranslationMatter(reply.Mail, reply.Message.MessageId, reply.Hand, said, of, was);
        if (said is TranslationReply.Say say)
            return SayAsync(matter, say.Spellings);
        // The original's correction is out, and the desk is about to hear of it.
        var isBehind = was.State != WantedState.Dropped && was.Source != of.Original.Id;
        if (Math.Abs(reply.Token.Version) != was.Version || reply.Token.Expires < time.Now() || isBehind)
            return DoneAsync(matter, AsItStands(matter));
        return said switch
        {
            TranslationReply.Draft draft when TranslationDrafts.IsUsable(draft) => drafts.TakeAsync(matter, draft),
            // Thanks for the letter that says so, or it waits for an editor in any case; what he says about names counts.
            TranslationReply.Approve { Spellings.Count: > 0 } approve when was.State == WantedState.Released || IsForEditors(matter) => SayAsync(matter, approve.Spellings),
            TranslationReply.Approve or TranslationReply.Unclear when was.State == WantedState.Released => DoneAsync(matter),
            TranslationReply.Approve when IsForEditors(matter) => DoneAsync(matter),
            not TranslationReply.Draft when !was.IsOpen => DoneAsync(matter, AsItStands(matter)),
            // "ok, thanks" to a mere note, by somebody who may have seen no text.
            TranslationReply.Approve when was.Text is not null && reply.Token.Version < 0 => DoneAsync(matter, AsItStands(matter)),
            TranslationReply.Take => TakeAsync(matter),
            TranslationReply.Drop drop when matter.MayRelease => DropAsync(matter, drop.Reason),
            // It isn't for a translator to say that nobody wants it.
            TranslationReply.GiveBack or TranslationReply.Drop => GiveBackAsync(matter),
            TranslationReply.Approve approve when was is { Text: { } text, Subject: { } subject } => drafts.ApproveAsync(matter, subject, text, approve.Spellings),
            _ => UnclearAsync(matter, reply.Token, said as TranslationReply.Unclear ?? new TranslationReply.Unclear("")),
        };
    }

    private static bool IsForEditors(TranslationMatter matter) => matter.Was.State == WantedState.Drafted && !matter.MayRelease;

    // Null where its original was withdrawn meanwhile.
    private (WantedEdition Was, TranslationCase Of)? Read(Connection db, TranslatorsMail reply)
    {
        var was = WantedEditions.Find(db, reply.Token.Subject) ?? throw new InvalidDataException($"translation {reply.Token.Subject} is gone");
        if (CaseFile.NewestOf(db, was.Release) is not { } original)
            return null;
        return (was, TranslationCase.Read(db, further, reply.List, original, was.Language));
    }

    // Who is first has it; whoever comes after him hears of it, and his text counts all the same.
    private Task<bool> TakeAsync(TranslationMatter matter)
    {
        var (hand, of, was) = (matter.Hand, matter.Of, matter.Was);
        if (of.Desk.Find(was.TakenBy) is { } other && other.Person != hand.Person)
            return DoneAsync(matter, letters.Note(of, hand, was.Version, "taken", other.Address.ToString(), cause: matter.MessageId));
        return DoneAsync(matter, tx => WantedEditions.Take(tx, was.Id, hand.Person), [letters.Note(of, hand, was.Version, "yours", cause: matter.MessageId), .. ToOthers(matter, "taken", was.Version)]);
    }

    private Task<bool> GiveBackAsync(TranslationMatter matter)
    {
        var (hand, of, was) = (matter.Hand, matter.Of, matter.Was);
        var answer = letters.Note(of, hand, was.Version, "returned", cause: matter.MessageId);
        return was.TakenBy == hand.Person
            ? DoneAsync(matter, tx => WantedEditions.Take(tx, was.Id, null), [answer, .. ToOthers(matter, "givenback", was.Version)])
            : DoneAsync(matter, answer);
    }

    private Task<bool> DropAsync(TranslationMatter matter, string reason)
    {
        var (hand, of, was) = (matter.Hand, matter.Of, matter.Was);
        var version = was.Version + 1;
        var answer = letters.Note(of, hand, version, "dropped", hand.Address.ToString(), reason: reason, cause: matter.MessageId);
        return DoneAsync(matter, tx =>
        {
            WantedEditions.Drop(tx, was);
            DeskLog.Note(tx, new DeskEntry(of.Desk.List.Name, WantedEditions.HeldOf(tx, was.Release), was.Language, hand.Person, Deed.Untranslated, of.Number, time.Now()));
        }, [answer, .. ToOthers(matter, "dropped", version, reason)]);
    }

    private Task<bool> SayAsync(TranslationMatter matter, IReadOnlyList<Spelling> spellings)
    {
        var of = matter.Of;
        return DoneAsync(matter, tx => SpellingMemory.Say(tx, of.Original.About.Case, of.Desk.Language, spellings, time.Now()),
            [letters.Note(of, matter.Hand, matter.Was.Version, "said", cause: matter.MessageId)]);
    }

    private Task<bool> UnclearAsync(TranslationMatter matter, StoredToken token, TranslationReply.Unclear said)
    {
        var answer = letters.Unclear(matter.Of, matter.Hand, token, said, matter.Was.Text is not null && token.Version > 0, matter.MessageId);
        return DoneAsync(matter, (tx, id) =>
        {
            if (Tokens.AskOnce(tx, token))
                answer(tx, id);
        });
    }

    /// <summary>The letter that shows what there is now.</summary>
    private Action<Connection, long> AsItStands(TranslationMatter matter)
    {
        var (hand, of, was) = (matter.Hand, matter.Of, matter.Was);
        var deadline = Instant.Time(was.Deadline);
        return was switch
        {
            { State: WantedState.Released } => letters.Note(of, hand, was.Version, "out", cause: matter.MessageId),
            { State: WantedState.Dropped } => letters.Note(of, hand, was.Version, "gone", cause: matter.MessageId),
            { State: WantedState.Drafted, Text: { } text, Subject: { } subject } => letters.Draft(
                of, hand, was.Version, new Drafted(subject, text, of.AddressOf(was.DraftedBy), of.Losses(subject, text)), isOutdated: true, matter.MessageId),
            { Text: not null } => letters.Changed(of, hand, was, was.Version, null, deadline, isOutdated: true, matter.MessageId),
            _ => letters.Call(of, hand, was.Version, deadline, of.AddressOf(was.TakenBy), isOutdated: true, matter.MessageId),
        };
    }

    // To those who were called, and whoever has it in hand.
    private List<Action<Connection, long>> ToOthers(TranslationMatter matter, string what, int version, string reason = "") => [.. matter.Of.Desk.Called
        .Concat(matter.Of.Desk.Find(matter.Was.TakenBy) is { } has ? [has] : []).DistinctBy(hand => hand.Person).Where(hand => hand.Person != matter.Hand.Person)
        .Select(hand => letters.Note(matter.Of, hand, version, what, matter.Hand.Address.ToString(), reason: reason))];

    private Task<bool> DoneAsync(TranslationMatter matter, params IReadOnlyList<Action<Connection, long>> answers) => DoneAsync(matter, _ => { }, answers);

    private Task<bool> DoneAsync(TranslationMatter matter, Action<Connection> deed, IReadOnlyList<Action<Connection, long>> answers) => database.WriteAsync(tx =>
    {
        if (!matter.StillHolds(tx))
            return false;
        if (!Inbox.Finish(tx, matter.Mail))
            return true;
        deed(tx);
        foreach (var answer in answers)
            answer(tx, matter.Was.Id);
        return true;
    });
}
