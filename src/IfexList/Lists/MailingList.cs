using IfexList.Foundation;
using IfexList.Mail;

namespace IfexList.Lists;

/// <summary>One list, as the configuration describes it.</summary>
public sealed record MailingList(
    string Name,
    LocalizedText Title,
    IReadOnlyList<Language> Languages,
    IReadOnlyList<Address> Owners,
    ListKind Kind,
    TimeZoneInfo Zone,
    IReadOnlyList<string> Aliases,
    TimeSpan StrangersEvery,
    IReadOnlyDictionary<string, LocalizedText> Themes,
    TimeOnly ParcelHour,
    DayOfWeek ParcelDay,
    TimeSpan Wait,
    TranslationRules Translation,
    NewsletterRules? Newsletter,
    DeskRules Desk,
    SourceRules Source,
    ArchiveRules Archive)
{
    public string TitleIn(Language language) => Title.In(language.Code());
}

/// <summary>How a list's language desks work. <see cref="ListSettings"/> says what each means.</summary>
public sealed record TranslationRules(TimeSpan Within, bool TranslatorsRelease, TimeOnly HandoverHour);

/// <summary>What makes a list a weekly newsletter. <see cref="NewsletterSettings"/> says what each means.</summary>
/// <param name="Drafts">The day and hour at which the editor of a language gets the draft.</param>
public sealed record NewsletterRules(
    IReadOnlyList<string> Sources, IReadOnlyDictionary<Language, (DayOfWeek Day, TimeOnly Hour)> Drafts, int FirstYear, IReadOnlyList<Address> EditorsInChief);

/// <summary>How a list's desk works: its clocks, and what two editors must agree on. <see cref="ListSettings"/> says what each means.</summary>
public sealed record DeskRules(TimeSpan RemindUrgent, TimeSpan RemindAfter, WeeklyHours? QuietHours, TimeSpan HoldFor, TimeSpan RecallGrace, IReadOnlyList<string> TwoEditors, TimeSpan KeepLog)
{
    /// <summary>Whether two editors are wanted for whatever is of that kind, whoever sent it.</summary>
    public bool WantsTwo(string? kind) => TwoEditors.Contains("all") || kind is not null && TwoEditors.Contains(kind);
}

/// <summary>What of a post may leave with its release, and how long its original stays. <see cref="ListSettings"/> says what each means.</summary>
/// <param name="MembersPass">Posts of authenticated members are not held.</param>
public sealed record SourceRules(
    bool MembersPass, AttachmentPolicy Attachments, int AttachmentOctets, bool Html, TimeSpan RoundDates, TimeSpan KeepOriginals, string DeskKeyFile);

/// <summary>Who reads what a list has released. <see cref="ListSettings"/> says what each means.</summary>
public sealed record ArchiveRules(bool IsPublic, bool ShowsAddresses);

/// <summary>What the clock and calendar of a list, or of a zone, show.</summary>
public static class ListTime
{
    /// <summary>The instant at which a day begins: one o'clock, where the clocks skip midnight.</summary>
    public static DateTimeOffset Begin(this MailingList list, DateOnly day) => list.InstantOf(day.ToDateTime(TimeOnly.MinValue));

    /// <summary>The instant at which its clock shows that time.</summary>
    public static DateTimeOffset InstantOf(this MailingList list, DateTime local) => list.Zone.InstantOf(local);

    public static DateOnly Today(this TimeProvider time, MailingList list) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), list.Zone).DateTime);
}

/// <summary>All lists of this house, by name and alias.</summary>
public sealed class ListCatalogue
{
    private readonly Dictionary<string, MailingList> _byName = new(StringComparer.OrdinalIgnoreCase);

    public ListCatalogue(Settings settings)
    {
        Domain = settings.Domain.ToLowerInvariant();
        All = [.. settings.Lists.Select(pair => From(pair.Key, pair.Value))];
        foreach (var list in All)
            foreach (var name in list.Aliases.Prepend(list.Name))
                _byName.Add(name, list);
    }

    public string Domain { get; }

    public IReadOnlyList<MailingList> All { get; }

    /// <summary>The lists whose archive everybody may read.</summary>
    public IReadOnlyList<MailingList> Public => [.. All.Where(list => list.Archive.IsPublic)];

    /// <summary>By name or alias, without regard to case.</summary>
    public MailingList? Find(string name) => _byName.GetValueOrDefault(name);

    private static MailingList From(string name, ListSettings s) => new(
        name.ToLowerInvariant(),
        s.Title.Default.Length > 0 ? s.Title : new LocalizedText(name),
        [.. s.Languages.Select(Mail.Languages.Parse)],
        [.. s.Owners.Select(owner => Address.TryParse(owner, out var address) ? address : throw new SettingsException($"Lists.{name}.Owners: \"{owner}\" is no mail address"))],
        s.Kind,
        TimeZoneInfo.FindSystemTimeZoneById(s.Zone),
        [.. s.Aliases.Select(alias => alias.ToLowerInvariant())],
        s.StrangersEvery,
        s.Themes,
        s.ParcelHour,
        s.ParcelDay,
        s.Wait,
        new TranslationRules(s.TranslateWithin, s.TranslatorsRelease, s.HandoverHour),
        s.Newsletter is { } newsletter ? Newsletter(newsletter) : null,
        new DeskRules(s.RemindUrgent, s.RemindAfter, WeeklyHours.Parse(s.QuietHours), s.HoldFor, s.RecallGrace, s.TwoEditors, s.KeepLog),
        new SourceRules(s.Moderation == ModerationPolicy.Members, s.Attachments, s.AttachmentBytes, s.Html, s.RoundDates, s.KeepOriginals, s.DeskKeyFile),
        new ArchiveRules(s.Archive == ArchivePolicy.Public && s.Kind == ListKind.Broadcast, s.ArchiveAddresses));

    private static NewsletterRules Newsletter(NewsletterSettings s) => new(
        [.. s.Sources.Select(source => source.ToLowerInvariant())],
        s.Drafts.ToDictionary(pair => Mail.Languages.Parse(pair.Key), pair => WeeklyTime.Parse(pair.Value)),
        s.FirstYear,
        [.. s.EditorsInChief.Select(editor => Address.TryParse(editor, out var address) ? address : throw new SettingsException($"EditorsInChief: \"{editor}\" is no mail address"))]);
}
