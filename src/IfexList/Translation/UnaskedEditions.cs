using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Publishing;
using IfexList.Store;
using MimeKit;

namespace IfexList.Translation;

/// <summary>
/// An edition that somebody of a language desk begins by himself: a mail to the list that names a release, or answers one of our mails about it, in a language of his desk that it isn't out
/// in. It is the draft of that translation; its editors read it before it goes out. Anybody else's mail is a post.
/// </summary>
public sealed class UnaskedEditions(Database database, PostHash hash, FurtherEditions further, TranslationDrafts drafts, TranslationLetters letters, AnswerBudget budget, TimeProvider time)
{
    /// <param name="stated">The language of the address that it went to.</param>
    /// <param name="text">What people read in it.</param>
    /// <returns>False where it is no such thing.</returns>
    public async Task<bool> TryAsync(InboxMail mail, MailingList list, Language? stated, Address author, MimeMessage message, string text)
    {
        if (list is not { Kind: ListKind.Broadcast, Newsletter: null } || Evidence.Of(message).LacksProof || Secrecy.IsIn(message, text))
            return false;
        // False: something changed while the letters were written.
        bool? isDone;
        while ((isDone = await TryOnceAsync(mail, list, stated, author, message, text)) == false)
        {
        }
        return isDone is not null;
    }

    // Null where it is none.
    private async Task<bool?> TryOnceAsync(InboxMail mail, MailingList list, Language? stated, Address author, MimeMessage message, string text)
    {
        var people = database.Read(db => PeopleOf(db, list, author));
        if (people.Count == 0 || database.Read(db => NamedRelease.In(db, hash, list, message, text)) is not { } named)
            return null;
        var original = database.Read(db => CaseFile.NewestOf(db, named.Release));
        var language = named.Stated ?? stated ?? LanguageGuess.Of(string.Join('\n', OwnText.Of(text).Top), list.Languages);
        if (original is null or { About.ToMembers: true } || language == original.About.Language || !list.Languages.Contains(language))
            return null;
        var of = database.Read(db => TranslationCase.Read(db, further, list, original, language));
        if (of.Desk.All.FirstOrDefault(hand => people.Contains(hand.Person)) is not { } by || database.Read(db => WantedEditions.EditionIn(db, original.Release, language)) is not null)
            return null;
        if (TranslationReader.Read(message, of.Source, null) is not TranslationReply.Draft draft || !TranslationDrafts.IsUsable(Bare(draft, message)))
            return null;
        var was = database.Read(db => WantedEditions.Of(db, original.Release, language)) ?? await WantAsync(of);
        var matter = new TranslationMatter(mail, message.MessageId, by, draft, of, was);
        // A text that is there isn't replaced by a mail that anybody may have written in his name: his letter has a token.
        return was is { Text: { } known, Subject: { } subject } && (was is { State: WantedState.Drafted } && was.DraftedBy != by.Person || !Evidence.Of(message).IsAlignedAsAddressed)
            ? await ShowAsync(matter, new Drafted(subject, known, of.AddressOf(was.DraftedBy), of.Losses(subject, known)))
            : await drafts.TakeAsync(matter, Bare(draft, message));
    }

    // What he began unasked is never out with the same mail.
    private static TranslationReply.Draft Bare(TranslationReply.Draft draft, MimeMessage message) => draft with
    {
        Subject = NamedRelease.Without(draft.Subject) is { Length: > 0 } title ? title : NamedRelease.Without(HeaderText.Clean(message.Subject)),
        Text = NamedRelease.WithoutNaming(draft.Text),
        IsApproved = false,
    };

    private static HashSet<long> PeopleOf(Connection db, MailingList list, Address author) =>
    [
        .. Roster.ModeratorsOf(db, list.Name, author).Where(moderator => !moderator.Suspended).Select(moderator => moderator.Person),
        .. Translators.Of(db, list.Name).Where(translator => translator.Address.Key == author.Key).Select(translator => translator.Person),
    ];

    private Task<WantedEdition> WantAsync(TranslationCase of) => database.WriteAsync(tx =>
    {
        WantedEditions.Want(tx, of.Original.Release, of.Desk.Language, of.Original.Id, time.After(of.Desk.List.Translation.Within), time.Now());
        return WantedEditions.Of(tx, of.Original.Release, of.Desk.Language)!;
    });

    // There is one already: he gets that, once an hour, and may change it.
    private Task<bool> ShowAsync(TranslationMatter matter, Drafted first)
    {
        var letter = letters.Draft(matter.Of, matter.Hand, matter.Was.Version, first, isOutdated: true, matter.MessageId);
        return database.WriteAsync(tx =>
        {
            if (!matter.StillHolds(tx))
                return false;
            if (Inbox.Finish(tx, matter.Mail) && budget.MayTell(tx, matter.Hand.Address))
                letter(tx, matter.Was.Id);
            return true;
        });
    }
}
