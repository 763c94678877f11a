using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Preflight;
using IfexList.Store;

namespace IfexList.Moderation;

/// <summary>The one letter that reminds a moderator of all that waits for her: a line for each post, and a token by which she decides them by number.</summary>
public sealed class ReminderLetter(Database database, AddressPlan addresses, LetterWriter letters, NoticeTexts texts, TimeProvider time)
{
    /// <summary>Written now; what is returned owes it in the transaction.</summary>
    public Action<Connection> Prepare(MailingList list, Moderator moderator, IEnumerable<HeldPost> posts)
    {
        var ordered = posts.OrderByDescending(post => post.IsUrgent).ThenBy(post => post.At).ToList();
        var shown = ordered.Take(Limits.DigestPosts).ToList();
        var token = Token.NewRandom();
        var facts = new Dictionary<string, object?>
        {
            ["list"] = list.Name,
            ["list_title"] = list.TitleIn(moderator.Language),
            ["waiting"] = ordered.Count,
            ["more"] = ordered.Count - shown.Count,
            ["lines"] = shown.Select((post, index) => Line(post, index + 1, moderator.Language)).ToList(),
        };
        Age.Tell(facts, ordered.MinBy(post => post.At)!, time.Now());
        var letter = letters.Write(NoticeCatalogue.Reminder, moderator.Language, list, facts, addresses.Moderate(list), addresses.Moderate(list, token));
        return tx =>
        {
            Tokens.Add(tx, token, Tokens.Digest, list.Name, moderator.Person, 0, 1, time.After(Limits.DecisionTokenTime));
            for (var i = 0; i < shown.Count; i++)
                Tokens.AddLine(tx, token, new DigestLine(i + 1, shown[i].Id, shown[i].Version));
            Letters.Owe(tx, list.Name, moderator.Person, letter, time.Now());
            foreach (var post in ordered)
                DeskLog.Note(tx, post, moderator.Person, Deed.Reminded, time.Now());
        };
    }

    private Dictionary<string, object?> Line(HeldPost post, int number, Language language)
    {
        var (happened, who) = database.Read(db => Story(db, post));
        var line = new Dictionary<string, object?>
        {
            ["n"] = number,
            ["number"] = post.Id,
            ["credence"] = database.Read(db => Credentials.Of(db, post)).InWords(texts, language),
            ["urgent"] = post.IsUrgent,
            ["subject"] = post.Subject,
            ["happened"] = happened,
            ["who"] = who,
        };
        Age.Tell(line, post, time.Now());
        return line;
    }

    // What was last done about it, so that nobody asks or calls a second time.
    private static (string Happened, string Who) Story(Connection db, HeldPost post)
    {
        var last = DeskLog.Last(db, post.Id, Deed.Taken, Deed.Questioned, Deed.Added, Deed.Approved);
        var who = last?.Person is { } person ? Person.AddressOf(db, person)?.ToString() : null;
        return last?.Deed switch
        {
            Deed.Taken when who is not null => ("taken", who),
            Deed.Questioned => ("asked", ""),
            Deed.Added => ("added", ""),
            Deed.Approved when post.State == HeldState.Seconding => ("approved", ""),
            _ => ("", ""),
        };
    }
}
