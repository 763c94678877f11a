using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Store;
using MimeKit;

namespace IfexList.Moderation;

/// <summary>What a moderator hears about a held post besides the request itself. A letter that can be answered carries a token of its own.</summary>
public sealed class DeskLetters(Database database, AddressPlan addresses, LetterWriter letters, TimeProvider time)
{
    /// <summary>Written now; what is returned owes it in the transaction.</summary>
    /// <param name="cause">The Message-ID of the mail that it answers.</param>
    public Action<Connection> Tell(Moderator to, MailingList list, NoticeKind notice, IReadOnlyDictionary<string, object?> facts, string? cause = null)
    {
        var letter = letters.Write(notice, to.Language, list, facts, addresses.Moderate(list), inReplyTo: cause);
        return tx => Letters.Owe(tx, list.Name, to.Person, letter, time.Now());
    }

    /// <summary>The same with a token for that version of the post: whoever gets it can answer it.</summary>
    public Action<Connection> Ask(
        Moderator to, MailingList list, long held, int version, NoticeKind notice, IReadOnlyDictionary<string, object?> facts, string? cause = null, MimeEntity? attached = null)
    {
        var token = Token.NewRandom();
        var letter = letters.Write(
            notice, to.Language, list, facts, addresses.Moderate(list), addresses.Moderate(list, token), RequestReference.MessageId(held, addresses.Domain), cause, attached);
        return tx =>
        {
            Tokens.Add(tx, token, Tokens.Decision, list.Name, to.Person, held, version, time.After(Limits.DecisionTokenTime));
            Letters.Owe(tx, list.Name, to.Person, letter, time.Now());
        };
    }

    /// <summary>The same instead of an earlier token: it lives no longer, and asks no second time.</summary>
    internal Action<Connection> Ask(Moderator to, MailingList list, StoredToken instead, NoticeKind notice, IReadOnlyDictionary<string, object?> facts, string? cause)
    {
        var token = Token.NewRandom();
        var letter = letters.Write(
            notice, to.Language, list, facts, addresses.Moderate(list), addresses.Moderate(list, token), RequestReference.MessageId(instead.Subject, addresses.Domain), cause);
        return tx =>
        {
            Tokens.AddInstead(tx, token, instead, instead.IsProven);
            Tokens.MarkAsked(tx, token);
            Letters.Owe(tx, list.Name, to.Person, letter, time.Now());
        };
    }

    /// <summary>To all others who were asked: who did what, so that nobody does it twice.</summary>
    /// <param name="version">The version of the post that an answer decides about.</param>
    internal IReadOnlyList<Action<Connection>> TellOthers(HeldPost post, MailingList list, Decider by, int version, DeskEvent what, string release = "", DateTimeOffset? at = null)
    {
        var asked = database.Read(db => ToldOf(db, post, list));
        var moderators = database.Read(db => Roster.Moderators(db, list.Name));
        var who = moderators.FirstOrDefault(m => m.Person == by.Person)?.Address.ToString() ?? "";
        return [.. moderators.Where(m => !m.Suspended && m.Person != by.Person && asked.Contains(m.Person)).Select(m => Ask(m, list, post.Id, version, NoticeCatalogue.DeskNote, new Dictionary<string, object?>
        {
            ["number"] = post.Id,
            ["list"] = list.Name,
            ["subject"] = post.Subject,
            ["event"] = what.ToString().ToLowerInvariant(),
            ["who"] = who,
            ["release"] = release,
            ["at"] = at is { } moment ? Trace.Minute(moment) : "",
        }))];
    }

    // A member's post that passes is laid before nobody: those hear of it who would have been asked.
    private IReadOnlyList<long> ToldOf(Connection db, HeldPost post, MailingList list)
    {
        var asked = Asked.Of(db, post.Id);
        return asked.Count > 0 || post is not { State: HeldState.Waiting, Kind: HeldKind.Post, Approval.By: null }
            ? asked
            : [.. DutyRoster.Asked(Roster.ActiveModerators(db, list.Name), list, post.Language, time.GetUtcNow()).Select(m => m.Person)];
    }
}

/// <summary>What the others at a desk are told of.</summary>
internal enum DeskEvent
{
    Taken,
    PutOff,
    Questioned,
    Scheduled,

    /// <summary>A member's post leaves without a decision.</summary>
    Passing,
    Recalled,
    Released,
    Rejected,
    Discarded,
    Withdrawn,
}
