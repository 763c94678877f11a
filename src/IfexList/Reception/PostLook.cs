using IfexList.Commands;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Moderation;
using IfexList.Publishing;
using IfexList.Store;
using MimeKit;

namespace IfexList.Reception;

/// <summary>A mail to <c>L@D</c> as it is looked at before <see cref="Screening"/> judges it.</summary>
/// <param name="Author">Null where there is no one author.</param>
/// <param name="Text">What people read in it.</param>
/// <param name="Hash">By which its twin is known.</param>
public sealed record PostLook(PostFacts Facts, Author? Author, string Text, byte[] Hash)
{
    private const int FirstLines = 20;

    public static PostLook Of(Database database, PostHash postHash, ListCatalogue lists, AddressPlan addresses, MailingList list, MimeMessage message, Automation automation)
    {
        var text = PlainText.Of(message);
        var author = HeaderText.Author(message) is { } address ? database.Read(db => Roster.AuthorOf(db, address, HeaderText.Clean(message.From.ToString()))) : null;
        var hash = postHash.Of(list, message, text);
        // Its own editors mail a newsletter in; they needn't be members.
        var isDesk = list.Newsletter is not null && author is not null && database.Read(db => Roster.IsOfDesk(db, list.Name, author.Address));
        var facts = new PostFacts(
            IsRobot: author is { IsMember: true } || isDesk ? automation.IsEcho : automation.NeverAnswer,
            NamesRequest: RequestReference.IsNamedBy(message, addresses.Domain) || addresses.NamedIn(message).Any(to => to is Recipient.Decision),
            IsMember: author is { IsMember: true } || isDesk,
            IsReader: author is not null && database.Read(db => Person.Find(db, author.Address) is { } person && Subscriptions.IsReader(db, person)),
            IsReply: message.InReplyTo is not null || Words.PeelReplyPrefixes(message.Subject ?? "") != (message.Subject ?? "").Trim(),
            IsCommand: IsCommand(message, text, lists),
            CameBefore: database.Read(db => Seen.Knows(db, hash)));
        return new PostLook(facts, author, text, hash);
    }

    // A phone's "unsubscribe" may stand in the Subject over an empty body. Most posts are told by their first line: it is no command and begins no quotation.
    private static bool IsCommand(MimeMessage message, string text, ListCatalogue lists)
    {
        var first = text.Split('\n', FirstLines).FirstOrDefault(OwnText.IsWritten);
        if (first is not null && !first.Contains(':') && !first.Contains('>') && !CommandWords.IsCommand(first, lists))
            return false;
        var own = OwnText.Of(text);
        return own.IsEmpty ? CommandWords.IsCommand(Words.PeelReplyPrefixes(message.Subject ?? ""), lists) : CommandWords.IsCommand(own, lists);
    }
}
