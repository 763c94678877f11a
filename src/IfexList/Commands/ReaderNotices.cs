using System.Globalization;
using IfexList.Archive;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Publishing;
using IfexList.Store;

namespace IfexList.Commands;

/// <summary>What readers' commands are answered with, as text: facts become the letters of the catalogue.</summary>
public sealed class ReaderNotices(NoticeTexts texts, ListCatalogue lists, AddressPlan addresses, TimeProvider time)
{
    // A pause as people ask for it.
    private const int ExampleDays = 14;

    /// <summary>Was it you? In plain words what was asked, and how to say yes.</summary>
    /// <param name="unsure">Whether his language is only guessed.</param>
    public Notice Confirm(IReadOnlyList<Command> requests, MailingList list, Language language, string token, bool unsure) => Text(NoticeCatalogue.Confirm, language, list, new()
    {
        ["requests"] = requests.Select(request => Request(request, language)).ToList(),
        ["token"] = token,
        ["days"] = (int)Limits.ConfirmTime.TotalDays,
        ["unsure"] = unsure,
    });

    public Notice ConfirmLate(MailingList list, Language language, bool used) => Text(NoticeCatalogue.ConfirmLate, language, list, new() { ["used"] = used });

    public Notice Cancelled(MailingList list, Language language) => Text(NoticeCatalogue.Cancelled, language, list, []);

    /// <param name="leaveAddress">The one that ends this subscription without a question.</param>
    /// <param name="mails">Releases of the last week.</param>
    public Notice Welcome(MailingList list, Choices choices, string leaveAddress, int mails) => Text(NoticeCatalogue.Welcome, choices.Languages[0], list, new()
    {
        ["choices"] = Choices(choices, list, choices.Languages[0]),
        ["mails"] = mails,
        ["leave_address"] = leaveAddress,
    });

    public Notice Settings(IReadOnlyList<Subscriber> subscriptions, MailingList list, Language language, bool changed) => Text(NoticeCatalogue.Settings, language, list, new()
    {
        ["subscriptions"] = subscriptions.Select(s => Subscription(s, language)).ToList(),
        ["changed"] = changed,
    });

    public Notice Help(MailingList list, Language language) => Text(NoticeCatalogue.Help, language, list, []);

    public Notice NotUnderstood(MailingList list, Language language, string? suggestion) =>
        Text(NoticeCatalogue.NotUnderstood, language, list, new() { ["suggestion"] = suggestion ?? "" });

    public Notice ReadableLists(Language language) => texts.Render(NoticeCatalogue.ReadableLists, language, new Dictionary<string, object?>
    {
        ["lists"] = lists.All.Where(list => list.Kind == ListKind.Broadcast).Select(list => new Dictionary<string, object?>
        {
            ["list"] = list.Name,
            ["list_title"] = list.TitleIn(language),
            ["languages"] = Names(list.Languages, language),
            ["subscribe_address"] = addresses.Subscribe(list),
        }).ToList(),
    });

    public Notice Goodbye(IEnumerable<MailingList> left, MailingList list, Language language, bool erased = false, bool registered = false) =>
        Text(NoticeCatalogue.Goodbye, language, list, new()
        {
            ["list_titles"] = left.Select(l => l.TitleIn(language)).ToList(),
            ["erased"] = erased,
            ["registered"] = registered,
            ["subscribe_address"] = addresses.Subscribe(list),
        });

    public Notice MyData(PersonalData data, MailingList list, Language language) => Text(NoticeCatalogue.MyData, language, list, new()
    {
        ["since"] = Day(data.Since),
        ["subscriptions"] = data.Subscriptions.Select(s =>
        {
            var facts = Subscription(s, language);
            facts["since"] = Trace.Minute(s.Since);
            facts["wording"] = s.Wording;
            return facts;
        }).ToList(),
        ["served"] = data.Served,
        ["waiting"] = data.Waiting,
        ["returned"] = data.Returned,
        ["setbacks"] = data.Setbacks,
        ["failing_since"] = data.FailingSince is { } failing ? Day(failing) : "",
        ["requests"] = data.Requests,
        ["items"] = data.Items,
        ["registered"] = data.IsRegistered,
    });

    public Notice Texts(RequestedTexts found, MailingList list, Language language) => Text(NoticeCatalogue.GetAnswer, language, list, new()
    {
        ["entries"] = found.Texts.Select(text => new Dictionary<string, object?>
        {
            ["number"] = text.Number,
            ["date"] = text.Date,
            ["subject"] = text.Subject,
            ["credit"] = text.Credit,
            ["text"] = text.Text,
            ["reason"] = text.Withdrawn ?? "",
        }).ToList(),
        ["missing"] = found.Missing,
        ["postponed"] = found.Postponed,
    });

    /// <summary>A release is off the record.</summary>
    /// <param name="who">Empty: its reader did it himself.</param>
    /// <param name="texts">None: it was so before.</param>
    public Notice Withdrawn(Command.Withdraw withdrawn, int texts, string who, MailingList list, Language language) => Text(NoticeCatalogue.WithdrawnNote, language, list, new()
    {
        ["number"] = withdrawn.Language is { } one ? ReleaseNumbers.Of(withdrawn.Number, one) : withdrawn.Number,
        ["reason"] = withdrawn.Reason,
        ["who"] = who,
        ["count"] = texts,
    });

    /// <summary>What was looked for, with the line that gets each.</summary>
    public Notice Found(SearchResult result, MailingList list, Language language) => Text(NoticeCatalogue.SearchAnswer, language, list, new()
    {
        ["entries"] = result.Found.Select(one => new Dictionary<string, object?>
        {
            ["number"] = one.Edition.PublicNumber,
            ["date"] = Day(TimeZoneInfo.ConvertTime(one.Edition.At, lists.Find(one.Edition.List)!.Zone)),
            ["subject"] = one.Edition.Subject,
            ["snippet"] = one.Snippet,
            ["bytes"] = TextCut.Octets(one.Edition.Text),
        }).ToList(),
        ["more"] = result.Count - result.Found.Count,
    });

    /// <param name="file">Null where there is none.</param>
    public Notice File(EditionFile? file, Command.GetFile asked, MailingList list, Language language) => Text(NoticeCatalogue.FileAnswer, language, list, new()
    {
        ["number"] = asked.Number,
        ["place"] = asked.Place,
        ["name"] = file?.Name ?? "",
        ["bytes"] = file?.Bytes.Length ?? 0,
    });

    public Notice Index(ReleaseIndex index, Command.Index asked, MailingList list, Language language) => Text(NoticeCatalogue.IndexAnswer, language, list, new()
    {
        ["entries"] = index.Entries.Select(entry => new Dictionary<string, object?>
        {
            ["number"] = entry.Number,
            ["date"] = entry.Date,
            ["subject"] = entry.Subject,
            ["bytes"] = entry.Octets,
        }).ToList(),
        ["more"] = index.More,
        ["about"] = string.Join(", ", new[] { asked.About is { } topic ? TopicNames.Of(topic, language, list) : null, asked.Month?.ToString("yyyy-MM", CultureInfo.InvariantCulture) }.OfType<string>()),
    });

    /// <summary>Which version of the words somebody consents to: they may be an administrator's own.</summary>
    public string Wording(Language language) => $"confirm {language.Code()} {texts.Version(NoticeCatalogue.Confirm, language)}";

    private Dictionary<string, object?> Request(Command request, Language language) => request switch
    {
        Command.Subscribe subscribe => Asked("subscribe", subscribe.List.TitleIn(language), Choices(new Choices([subscribe.List.Languages[0]]).With(subscribe.Wish), subscribe.List, language)),
        Command.Unsubscribe { List: { } list } => Asked("unsubscribe", list.TitleIn(language)),
        Command.Unsubscribe => Asked("unsubscribe-all"),
        Command.MyData => Asked("my-data"),
        Command.Withdraw withdraw => Asked("withdraw", withdraw.Language is { } one ? ReleaseNumbers.Of(withdraw.Number, one) : withdraw.Number, withdraw.Reason),
        Command.ForgetMe => Asked("forget-me"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Dictionary<string, object?> Asked(string kind, string title = "", string choices = "") => new()
    {
        ["kind"] = kind,
        ["list_title"] = title,
        ["choices"] = choices,
    };

    private Dictionary<string, object?> Subscription(Subscriber s, Language language) => new()
    {
        ["list"] = s.List,
        ["list_title"] = lists.Find(s.List)?.TitleIn(language) ?? s.List,
        ["choices"] = lists.Find(s.List) is { } list ? Choices(s.Choices, list, language, s.State == SubscriptionState.Paused, s.PausedUntil) : "",
    };

    private string Choices(Choices choices, MailingList list, Language language, bool paused = false, DateTimeOffset? until = null) =>
        texts.Render(NoticeCatalogue.Choices, language, new Dictionary<string, object?>
        {
            ["languages"] = Names(choices.Languages, language),
            ["format"] = choices.Format.Code(),
            ["rhythm"] = choices.Rhythm.Code(),
            ["topics"] = string.Join(language == Language.Ar ? "، " : ", ", choices.Topics.Select(topic => TopicNames.Of(topic, language, list))),
            ["cap"] = choices.Cap,
            ["waits"] = choices.Wait is not null,
            ["wait"] = choices.Wait is not { } wait ? (int)list.Wait.TotalHours : wait == Timeout.InfiniteTimeSpan ? -1 : (int)wait.TotalHours,
            ["all_editions"] = choices.AllEditions,
            ["paused"] = paused,
            ["until"] = until is { } day ? Day(TimeZoneInfo.ConvertTime(day, list.Zone)) : "",
        }).Text;

    private static string Names(IEnumerable<Language> named, Language reader) =>
        string.Join(reader == Language.Ar ? "، " : ", ", named.Select(language => NoticeLanguageNames.Of(language, reader)));

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // What most letters name: the list, and where its people and its commands are.
    private Notice Text(NoticeKind kind, Language language, MailingList list, Dictionary<string, object?> facts)
    {
        facts["list"] = list.Name;
        facts["list_title"] = list.TitleIn(language);
        facts["request_address"] = addresses.Request(list);
        facts["owner_address"] = addresses.Owner(list);
        facts["example_day"] = Day(TimeZoneInfo.ConvertTime(time.GetUtcNow(), list.Zone).AddDays(ExampleDays));
        return texts.Render(kind, language, facts);
    }
}
