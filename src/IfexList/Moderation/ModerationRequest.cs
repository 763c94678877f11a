using System.Globalization;
using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Preflight;
using IfexList.Publishing;
using IfexList.Store;

namespace IfexList.Moderation;

/// <summary>Why a moderator is asked just now.</summary>
public enum RequestOccasion
{
    /// <summary>It has come in.</summary>
    New,

    /// <summary>Those asked before haven't answered, or their request can't be delivered.</summary>
    Escalated,

    /// <summary>His answer was about an earlier version.</summary>
    Outdated,

    /// <summary>Its poster has answered or added something.</summary>
    Added,

    /// <summary>Another editor has approved it; the list wants two.</summary>
    Seconding,

    /// <summary>It was approved, and is to be decided again.</summary>
    Recalled,
}

/// <summary>The letter that lays a held post before a moderator: everything she needs to decide on one phone screen, and a token of her own.</summary>
public sealed class ModerationRequest(AddressPlan addresses, LetterWriter letters, NoticeTexts texts, TimeProvider time)
{
    /// <summary>Written now; what is returned asks her in the transaction.</summary>
    /// <param name="asked">All who are asked, she among them or not.</param>
    public Action<Connection> Prepare(Briefing briefing, MailingList list, Moderator moderator, IReadOnlyList<Moderator> asked, RequestOccasion occasion)
    {
        var held = briefing.Post.Held;
        var token = Token.NewRandom();
        var letter = letters.Write(
            NoticeCatalogue.ModerationRequest, moderator.Language, list, Facts(briefing, list, moderator, asked, occasion),
            addresses.Moderate(list), addresses.Moderate(list, token), RequestReference.MessageId(held.Id, addresses.Domain));
        return tx =>
        {
            Tokens.Add(tx, token, Tokens.Decision, list.Name, moderator.Person, held.Id, held.Version, time.After(Limits.DecisionTokenTime));
            Asked.Note(tx, held.Id, moderator.Person, Letters.Owe(tx, list.Name, moderator.Person, letter, time.Now()), time.Now());
            // Whoever is asked again was asked before.
            if (occasion is RequestOccasion.New or RequestOccasion.Escalated)
                DeskLog.Note(tx, held, moderator.Person, Deed.Asked, time.Now());
        };
    }

    private Dictionary<string, object?> Facts(Briefing briefing, MailingList list, Moderator moderator, IReadOnlyList<Moderator> asked, RequestOccasion occasion)
    {
        var (post, found, language) = (briefing.Post, briefing.Findings, moderator.Language);
        var (held, clean) = (post.Held, post.Clean);
        var sender = briefing.Sender;
        var notes = FilePlan.Of(clean, list).Notes;
        return new Dictionary<string, object?>
        {
            ["number"] = held.Id,
            ["list"] = list.Name,
            ["list_title"] = list.TitleIn(language),
            ["occasion"] = occasion.ToString().ToLowerInvariant(),
            ["credence"] = sender.InWords(texts, language),
            ["why"] = sender.Verdict.Code,
            ["imitated"] = (sender.Verdict.Rule == SenderRule.OtherAddress ? sender.Facts.ShowsOther : sender.Facts.Imitated) ?? "",
            ["sender"] = SenderShown.Of(held.Sender).Text,
            ["organisation"] = sender.Organisation?.Name ?? "",
            ["known"] = sender.Facts.IsRegistered,
            ["first"] = sender.IsFirst,
            ["urgent"] = held.IsUrgent,
            ["subject"] = clean.Subject,
            ["kind"] = clean.IsEncrypted ? "" : found.Kind,
            ["country"] = found.Country is { } country ? TopicNames.Of(country, language, list) : "",
            ["stated"] = found.KindIsStated && (found.Country is null || found.CountryIsStated),
            ["case_number"] = briefing.Case,
            ["case_subject"] = briefing.CaseSubject,
            ["continues"] = held.Continues is not null,
            ["volume"] = briefing.Issue?.Masthead?.Volume ?? 0,
            ["issue"] = briefing.Issue?.Masthead?.Number ?? 0,
            ["issue_day"] = briefing.Issue?.Masthead?.Day is { } day ? WrittenDays.Of([day], language) : "",
            ["contents"] = briefing.Issue?.Contents ?? [],
            ["suggestion"] = Suggestion(briefing),
            ["language_name"] = NoticeLanguageNames.Of(held.Language, language),
            ["readers"] = briefing.Readers.Select(row => new Dictionary<string, object?>
            {
                ["language_name"] = list.Kind == ListKind.Members ? "" : NoticeLanguageNames.Of(row.Language, language),
                ["readers"] = row.Readers,
            }).ToList(),
            ["withheld"] = notes.Removed(texts, language),
            ["files"] = notes.Files(texts, language),
            ["warnings"] = (string[])[.. found.Hints.Concat(sender.Warning is { } warning ? [warning] : []).In(texts, language), .. notes.Warnings(texts, language)],
            ["remarks"] = post.Remarks.Select(Remark).ToList(),
            ["text"] = clean.Text,
            ["approved_by"] = briefing.ApprovedBy,
            ["orders"] = held.Approval?.Orders ?? "",
            ["taken_by"] = briefing.TakenBy,
            ["leaves_at"] = briefing.Leaves is { } leaves ? Trace.Minute(leaves) : "",
            ["others"] = asked.Where(m => m.Person != moderator.Person).Select(m => m.Address.ToString()).ToList(),
            ["remind_hours"] = (int)Math.Ceiling(Escalation.Interval(held, list).TotalHours),
            ["return_day"] = Instant.Time(held.At).Add(list.Desk.HoldFor).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["encrypted"] = clean.IsEncrypted,
            ["desk"] = list.Kind == ListKind.Desk,
        };
    }

    // Orders that accept what is only guessed; nothing where there is no more to accept than a plain "ok" does.
    private static string Suggestion(Briefing briefing)
    {
        var found = briefing.Findings;
        var country = found.CountryIsStated ? null : found.Country;
        var number = briefing.Post.Held.Continues is null ? found.Case : null;
        if (country is null && number is null)
            return "";
        string?[] orders = [found.KindIsStated ? null : $"kind={found.Kind}", country is { } topic ? $"country={topic.Code}" : null, number is null ? null : $"case={number}"];
        return string.Join(' ', orders.OfType<string>());
    }

    private static Dictionary<string, object?> Remark(Remark remark) => new()
    {
        ["question"] = remark.IsQuestion,
        ["text"] = remark.Text,
        ["at"] = Trace.Minute(Instant.Time(remark.At)),
    };
}
