using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Moderation;
using IfexList.Notices;
using IfexList.Store;

namespace IfexList.Communique;

/// <summary>Why an editor gets a draft.</summary>
public enum DraftOccasion
{
    New,
    Changed,
    Shown,

    /// <summary>He answered an older version: nothing was done.</summary>
    Outdated,
}

/// <summary>What editors hear about a draft. A letter that can be answered carries a token of its own for the version that it shows.</summary>
public sealed class DraftLetters(AddressPlan addresses, LetterWriter letters, TimeProvider time)
{
    /// <summary>The editors of a language, those on duty first: its desk, else those who serve all, else everybody.</summary>
    public static IReadOnlyList<Moderator> Editors(Connection db, MailingList list, Language language, DateTimeOffset at)
    {
        var active = Roster.ActiveModerators(db, list.Name);
        var own = active.Where(moderator => moderator.Desks.Contains(language)).ToList();
        var all = active.Where(moderator => moderator.Desks.Count == 0).ToList();
        return DutyRoster.InOrder(own.Count > 0 ? own : all.Count > 0 ? all : active, list, at);
    }

    /// <summary>Whether she decides what that desk releases.</summary>
    public static bool IsEditor(Connection db, Moderator moderator, MailingList list, Language language, DateTimeOffset at) =>
        moderator.Desks.Count == 0 || moderator.Desks.Contains(language) || Editors(db, list, language, at).Any(editor => editor.Person == moderator.Person);

    /// <summary>The draft with its index and its words; what is returned owes it in the transaction.</summary>
    public Action<Connection> Show(Connection db, Moderator to, MailingList list, IssueDraft draft, IReadOnlyList<IssueEntry> entries, DraftOccasion occasion, string? cause = null)
    {
        var text = new IssueText(list, draft, entries, DraftTimes.Day(list, time.GetUtcNow()), addresses, isDraft: true);
        var facts = Facts(to, list, draft.Language, draft.Number);
        facts["occasion"] = occasion.ToString().ToLowerInvariant();
        facts["missing"] = WeeklyDraft.Missing(db, list, draft.Language, Instant.Time(draft.At));
        facts["entries"] = entries.OrderBy(entry => entry.Number).Select(entry => new Dictionary<string, object?>
        {
            ["n"] = entry.Number,
            ["headline"] = entry.Headline,
            ["dropped"] = entry.IsDropped,
        }).ToList();
        (facts["text"], facts["text_subject"]) = (text.Write(), text.Subject);
        return Ask(to, list, draft, NoticeCatalogue.Draft, facts, cause);
    }

    /// <summary>A line wasn't understood: asked once.</summary>
    public Action<Connection> Unclear(Moderator to, MailingList list, IssueDraft draft, StoredToken token, string line, string? cause)
    {
        var facts = Facts(to, list, draft.Language, draft.Number);
        facts["line"] = line;
        var fresh = Token.NewRandom();
        var letter = Letter(to, list, NoticeCatalogue.DraftUnclear, facts, addresses.Answer(list, fresh), cause);
        return tx =>
        {
            if (!Tokens.AskOnce(tx, token))
                return;
            Tokens.AddInstead(tx, fresh, token, token.IsProven);
            Tokens.MarkAsked(tx, fresh);
            Letters.Owe(tx, list.Name, to.Person, letter, time.Now());
        };
    }

    /// <param name="what">released, skipped, closed, nothing or desk.</param>
    /// <param name="who">An address; empty where it was she herself.</param>
    public Action<Connection> Tell(
        Moderator to, MailingList list, Language language, int number, string what, string who = "", string release = "", int readers = 0, int missing = 0, string? cause = null)
    {
        var facts = Facts(to, list, language, number);
        (facts["event"], facts["who"], facts["release"], facts["readers"], facts["missing"]) = (what, who, release, readers, missing);
        var letter = Letter(to, list, NoticeCatalogue.DraftNote, facts, null, cause);
        return tx => Letters.Owe(tx, list.Name, to.Person, letter, time.Now());
    }

    private Action<Connection> Ask(Moderator to, MailingList list, IssueDraft draft, NoticeKind kind, Dictionary<string, object?> facts, string? cause)
    {
        var token = Token.NewRandom();
        var letter = Letter(to, list, kind, facts, addresses.Answer(list, token), cause);
        return tx =>
        {
            Tokens.Add(tx, token, Tokens.Issue, list.Name, to.Person, draft.Id, draft.Version, time.After(Limits.DecisionTokenTime));
            Letters.Owe(tx, list.Name, to.Person, letter, time.Now());
        };
    }

    private NewRendering Letter(Moderator to, MailingList list, NoticeKind kind, Dictionary<string, object?> facts, string? replyTo, string? cause) =>
        letters.Write(kind, to.Language, list, facts, addresses.Moderate(list), replyTo, inReplyTo: cause);

    private static Dictionary<string, object?> Facts(Moderator to, MailingList list, Language language, int number) => new()
    {
        ["list"] = list.Name,
        ["list_title"] = list.TitleIn(to.Language),
        ["language_name"] = NoticeLanguageNames.Of(language, to.Language),
        ["number"] = number,
    };
}
