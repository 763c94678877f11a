using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Moderation;
using IfexList.Notices;
using IfexList.Store;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace IfexList.Translation;

/// <summary>
/// The answer to a letter about a translation: whose token it is, whether he sent it, and who deals with what it says. Robots decide nothing and get no answer; the right token from
/// somebody else, or in a mail that its domain disowns, decides nothing, and the desk's editors hear of it.
/// </summary>
public sealed class TranslationMail(
    Database database, AddressPlan addresses, ListCatalogue lists, TranslationAnswers answers, TranslationOnceMore onceMore, TranslationLetters letters, AnswerBudget budget, ILogger<TranslationMail> logger)
{
    /// <returns>False where it is somebody else's to work off.</returns>
    public async Task<bool> HandleAsync(InboxMail mail, MailingList list, StoredToken token, MimeMessage message, Automation automation)
    {
        if (automation.NeverAnswer || automation.IsBulk || HeaderText.Author(message) is not { } author)
        {
            await database.WriteAsync(tx => { Inbox.Finish(tx, mail); });
            return true;
        }
        var wanted = database.Read(db => WantedEditions.Find(db, token.Subject));
        var original = wanted is null ? null : database.Read(db => CaseFile.NewestOf(db, wanted.Release));
        if (original is null || token.List != list.Name || lists.Find(original.About.List) != list)
            return false;
        var evidence = Evidence.Of(message);
        if (database.Read(db => LanguageDesk.HandOf(db, list, wanted!.Language, token, author)) is not { } hand)
            await TellAsync(mail, list, original, wanted!, token, message, "stranger");
        else if (evidence.LacksProof)
            await TellAsync(mail, list, original, wanted!, token, message, "unproven");
        else
            await AnswerAsync(new TranslatorsMail(mail, list, token, hand, message), original, wanted!, automation, evidence);
        return true;
    }

    private Task AnswerAsync(TranslatorsMail reply, PublishedEdition original, WantedEdition wanted, Automation automation, Evidence evidence)
    {
        var said = automation.IsReaction ? new TranslationReply.Unclear("") : TranslationReader.Read(reply.Message, NumberedText.Of(original.About.Text), wanted.Text);
        // A draft is read by somebody before it goes out; what ends something asks for proof.
        var ends = said is TranslationReply.Approve or TranslationReply.Drop or TranslationReply.Draft { IsApproved: true };
        return ends && !reply.Token.IsProven && (OnceMore.IsWantedOf(evidence) || IsSentOn(reply, evidence))
            ? onceMore.AskAsync(reply, original, said)
            : answers.HandleAsync(reply, said);
    }

    // Signed by him, but to others: somebody sends a letter of his on.
    private bool IsSentOn(TranslatorsMail reply, Evidence evidence) => evidence.IsAligned && !(evidence.IsAlignedAsAddressed
        && addresses.NamedIn(reply.Message).Any(to => to is Recipient.Answer { Token: { } token } && Token.Hash(token).SequenceEqual(reply.Token.Hash)));

    private Task TellAsync(InboxMail mail, MailingList list, PublishedEdition original, WantedEdition wanted, StoredToken token, MimeMessage message, string what)
    {
        logger.TranslationInStrangeHands(wanted.Id, what);
        var of = database.Read(db => TranslationCase.Read(db, list, original, wanted.Language));
        var sender = HeaderText.Clean(message.From.ToString());
        var notes = of.Desk.Editors.Select(editor => letters.Note(of, editor, wanted.Version, what, who: sender)).ToList();
        return database.WriteAsync(tx =>
        {
            // Whoever has one token may send it a thousand times: the desk hears of it once an hour.
            if (Inbox.Finish(tx, mail) && Person.AddressOf(tx, token.Person) is { } owner && budget.MayTell(tx, owner))
                notes.ForEach(note => note(tx, wanted.Id));
        });
    }
}
