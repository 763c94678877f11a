using System.Globalization;
using System.Security.Cryptography;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Store;

namespace IfexList.Translation;

/// <summary>
/// The letters of a language desk. Each can be answered: it bears a token for the version that it shows. Written before the transaction; what is returned
/// owes them in it, for the translation of that id.
/// </summary>
public sealed class TranslationLetters(AddressPlan addresses, LetterWriter letters, NoticeTexts texts, TimeProvider time)
{
    /// <summary>The beginning of the Message-IDs of letters about a release, by which an answer to one is known wherever it was sent.</summary>
    public const string Reference = "wanted.";

    /// <summary>The source, and what its translator needs to know.</summary>
    internal Action<Connection, long> Call(TranslationCase of, DeskHand to, int version, DateTimeOffset deadline, string takenBy = "", bool isOutdated = false, string? cause = null) =>
        Write(of, to, version, NoticeCatalogue.TranslationCall, of.Facts(to,
            ("list_title", of.Desk.List.TitleIn(to.Letters)), ("occasion", isOutdated ? "outdated" : "new"), ("subject", of.Original.About.Subject), ("text", of.Source.Shown),
            ("readers", of.Waiting), ("deadline", InWords(deadline, of.Desk.List)), ("taken_by", takenBy),
            ("spellings", of.Spellings.Take(Limits.SpellingsShown).Select(spelling => $"{spelling.Term} = {spelling.Spelled}").ToList()),
            ("others", of.Desk.Called.Where(hand => hand.Person != to.Person).Select(hand => hand.Address.ToString()).ToList())), cause);

    /// <summary>What a correction changed in the source, with the translation as it is now.</summary>
    /// <param name="old">The source before; null where that was told already.</param>
    internal Action<Connection, long> Changed(TranslationCase of, DeskHand to, WantedEdition wanted, int version, NumberedText? old, DateTimeOffset deadline, bool isOutdated = false, string? cause = null) =>
        Write(of, to, version, NoticeCatalogue.TranslationChanged, of.Facts(to,
            ("list_title", of.Desk.List.TitleIn(to.Letters)), ("occasion", isOutdated ? "outdated" : "new"), ("out", wanted.Edition is not null), ("translated", wanted.Text is not null),
            ("changes", old is null ? [] : Rows(old, of.Source)), ("text", wanted.Text ?? of.Source.Shown), ("text_subject", wanted.Subject ?? of.Original.About.Subject),
            ("deadline", InWords(deadline, of.Desk.List))), cause);

    /// <summary>A text that waits for its release.</summary>
    internal Action<Connection, long> Draft(TranslationCase of, DeskHand to, int version, Drafted draft, bool isOutdated = false, string? cause = null) =>
        Write(of, to, version, NoticeCatalogue.TranslationDraft, of.Facts(to,
            ("occasion", isOutdated ? "outdated" : "new"), ("subject", draft.Subject), ("text", draft.Text), ("who", draft.Who), ("readers", of.Waiting),
            ("losses", InWords(draft.Losses, to.Letters)), ("source", of.Source.Shown)), cause);

    internal Action<Connection, long> Note(TranslationCase of, DeskHand to, int version, string what, string who = "", int readers = 0, IReadOnlyList<Loss>? losses = null, string reason = "", string? cause = null) =>
        Write(of, to, what == "drafted" ? version : -version, NoticeCatalogue.TranslationNote, of.Facts(to,
            ("event", what), ("who", who), ("readers", readers), ("losses", InWords(losses ?? [], to.Letters)), ("reason", reason)), cause);

    internal Action<Connection, long> Unclear(TranslationCase of, DeskHand to, StoredToken token, TranslationReply.Unclear said, bool isDrafted, string? cause) =>
        Write(of, to, token.Version, NoticeCatalogue.TranslationUnclear, of.Facts(to, ("line", said.Line), ("document", said.IsDocument), ("drafted", isDrafted)), cause, instead: token);

    internal Action<Connection, long> Reminder(TranslationCase of, DeskHand to, WantedEdition wanted, string takenBy) =>
        Write(of, to, wanted.Version, NoticeCatalogue.TranslationReminder, Late(of, to, wanted, takenBy, isOwner: false));

    /// <summary>The owners hear that reminding has not helped; they have nothing to answer.</summary>
    internal Action<Connection, long> ToOwners(TranslationCase of, IReadOnlyList<Address> owners, WantedEdition wanted, string takenBy)
    {
        var list = of.Desk.List;
        var facts = Late(of, new DeskHand(0, default, list.Languages[0], IsEditor: false), wanted, takenBy, isOwner: true);
        var letter = letters.Write(NoticeCatalogue.TranslationReminder, list.Languages[0], list, facts, addresses.Moderate(list));
        return (tx, _) =>
        {
            foreach (var owner in owners)
                Letters.Owe(tx, list.Name, Person.Know(tx, owner, time.Now()), letter, time.Now());
        };
    }

    private static Dictionary<string, object?> Late(TranslationCase of, DeskHand to, WantedEdition wanted, string takenBy, bool isOwner) => of.Facts(
        to, ("subject", wanted.Subject ?? of.Original.About.Subject), ("text", wanted.State == WantedState.Drafted ? wanted.Text : of.Source.Shown), ("readers", of.Waiting),
        ("deadline", InWords(Instant.Time(wanted.Deadline), of.Desk.List)), ("drafted", wanted.State == WantedState.Drafted), ("taken_by", takenBy),
        ("yours", wanted.TakenBy == to.Person), ("owner", isOwner));

    private Action<Connection, long> Write(
        TranslationCase of, DeskHand to, int version, NoticeKind notice, Dictionary<string, object?> facts, string? cause = null, StoredToken? instead = null)
    {
        var (list, token) = (of.Desk.List, Token.NewRandom());
        // All letters share some facts; each kind has its own of them.
        facts = facts.Where(fact => notice.Variables.Contains(fact.Key)).ToDictionary();
        var id = $"{Reference}{of.Original.About.Number}.{of.Desk.Language.Code()}.{RandomNumberGenerator.GetHexString(12, lowercase: true)}@{addresses.Domain}";
        var letter = letters.Write(notice, to.Letters, list, facts, addresses.Moderate(list), addresses.Answer(list, token), id, cause);
        return (tx, wanted) =>
        {
            if (instead is null)
                Tokens.Add(tx, token, Tokens.Translation, list.Name, to.Person, wanted, version, time.After(Limits.TranslationTokenTime));
            else
            {
                Tokens.AddInstead(tx, token, instead, instead.IsProven);
                Tokens.MarkAsked(tx, token);
            }
            Letters.Owe(tx, list.Name, to.Person, letter, time.Now());
        };
    }

    private List<string> InWords(IReadOnlyList<Loss> losses, Language language) => [.. losses.Take(Limits.LossesShown).Select(loss =>
        texts.Render(NoticeCatalogue.Loss, language, new Dictionary<string, object?> { ["kind"] = loss.Kind, ["detail"] = loss.Detail }).Text.Trim())];

    private static List<Dictionary<string, object?>> Rows(NumberedText old, NumberedText now) => [.. Changes.Between(old, now).Where(change => change.Kind != ChangeKind.Kept)
        .SelectMany(change => (Dictionary<string, object?>?[])[Row(old, change.Old, isNew: false), Row(now, change.New, isNew: true)]).OfType<Dictionary<string, object?>>().Take(Limits.ChangesShown)];

    private static Dictionary<string, object?>? Row(NumberedText text, int? number, bool isNew) => number is not { } n ? null
        : new() { ["added"] = isNew, ["n"] = n, ["text"] = Shortened.To(text.Paragraphs[n - 1], Limits.ChangeCharacters, "…") };

    // By the list's clock and in UTC: a desk may sit in any zone.
    private static string InWords(DateTimeOffset at, MailingList list) =>
        TimeZoneInfo.ConvertTime(at, list.Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + (list.Zone.BaseUtcOffset == TimeSpan.Zero && !list.Zone.SupportsDaylightSavingTime
            ? " UTC"
            : $" {list.Zone.Id} ({at.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC)");
}
