using IfexList.Authentication;
using IfexList.Commands;
using IfexList.Communique;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Moderation;
using IfexList.Notices;
using IfexList.Publishing;
using IfexList.Store;
using IfexList.Translation;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace IfexList.Reception;

/// <summary>A mail to <c>L@D</c>: gathers what is known of it, lets <see cref="Screening"/> judge, and hands it to whom the verdict names.</summary>
public sealed class PostDesk(
    Database database, PostHash postHash, ListCatalogue lists, AddressPlan addresses, Hold hold, DecisionMail decisions, UnaskedEditions unasked, CommandDesk commands, ItemDesk items, FilingMail filing, LetterWriter letters, AnswerBudget budget, TimeProvider time,
    ILogger<PostDesk> logger)
{
    public async Task HandleAsync(InboxMail mail, Recipient.Post to, MimeMessage message, Automation automation)
    {
        var (facts, author, text, hash) = PostLook.Of(database, postHash, lists, addresses, to.List, message, automation);
        var screened = Screening.Of(facts);
        if (author is not null && automation.IsPersonal && await filing.TryAsync(mail, to.List, author.Address, message, Cleansing.Of(message, text), hash))
            return;
        // A translator may read the list, and answers a copy of it: that is no command.
        var mayTranslate = screened is Screened.Hold or Screened.HoldStranger or Screened.Answer && author is not null && automation.IsPersonal;
        if (!mayTranslate || !await unasked.TryAsync(mail, to.List, to.Stated, author!.Address, message, text))
            await HandAsync(mail, to, message, automation, screened, author, text, hash);
    }

    private Task HandAsync(InboxMail mail, Recipient.Post to, MimeMessage message, Automation automation, Screened screened, Author? author, string text, byte[] hash) =>
        screened switch
        {
            Screened.Drop => DropAsync(mail, automation),
            Screened.DecisionAttempt when author is not null => decisions.HowToAsync(mail, to.List, author.Address, message),
            Screened.DecisionAttempt => database.WriteAsync(tx => { Inbox.Finish(tx, mail); }),
            Screened.Answer => commands.ReadReplyAsync(mail, to.List, message, automation),
            Screened.Twice => TroubleAsync(mail, to.List, author, message, "duplicate"),
            Screened.Hold when ItemIn(to.List, message, Cleansing.Of(message, text)) is { } item => automation.NeverAnswer
                ? DropAsync(mail, automation)
                : items.ReceiveAsync(mail, to.List, to.Stated, Cleansing.Of(message, text), author!, item, hash, message.MessageId),
            Screened.Hold => HoldAsync(mail, to, message, Cleansing.Of(message, text), author!, !automation.NeverAnswer, hash),
            Screened.HoldStranger => hold.StrangersPostAsync(mail, to.List, to.Stated, Cleansing.Of(message, text), HeaderText.Clean(message.From.ToString()), hash),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    // A member's or an editor's item for a newsletter is no post. What its domain says isn't his is looked at by people.
    private ReadItem? ItemIn(MailingList list, MimeMessage message, CleanPost post) =>
        list.Newsletter is not null && !post.IsEncrypted && !post.IsCut && !Evidence.Of(message).LacksProof && Masthead.Read(post.Subject, post.Text) is null
            ? ItemReader.Read(post, list, time.Today(list)) : null;

    private async Task HoldAsync(InboxMail mail, Recipient.Post to, MimeMessage message, CleanPost post, Author author, bool answer, byte[] hash)
    {
        var trouble = post.IsEncrypted ? null : post.Text.Length == 0 ? "empty" : post.IsCut ? "too_long" : null;
        if (trouble is not null && answer)
            await TroubleAsync(mail, to.List, author, message, trouble);
        else if (!await hold.MemberPostAsync(mail, to.List, to.Stated, message, post, author, answer, hash))
            await TroubleAsync(mail, to.List, answer ? author : null, message, "duplicate");
    }

    private Task DropAsync(InboxMail mail, Automation automation)
    {
        logger.RobotDropped(mail.Id, automation.Signs.ToString());
        return database.WriteAsync(tx => { Inbox.Finish(tx, mail); });
    }

    // A member hears why his mail is no post; a stranger hears nothing.
    private Task TroubleAsync(InboxMail mail, MailingList list, Author? author, MimeMessage message, string reason)
    {
        var letter = author is { IsMember: true }
            ? letters.Write(NoticeCatalogue.PostTrouble, author.LanguageOr(list.Languages[0]), list, new Dictionary<string, object?>
            {
                ["list_title"] = list.TitleIn(author.LanguageOr(list.Languages[0])),
                ["subject"] = HeaderText.Clean(message.Subject),
                ["reason"] = reason,
                ["owner_address"] = addresses.Owner(list),
            }, inReplyTo: message.MessageId)
            : null;
        return database.WriteAsync(tx =>
        {
            if (!Inbox.Finish(tx, mail) || letter is null)
                return;
            if (budget.MayTell(tx, author!.Address))
                Letters.Owe(tx, list.Name, Person.Know(tx, author.Address, time.Now()), letter, time.Now());
        });
    }
}
