using System.Globalization;
using IfexList.Archive;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Store;

namespace IfexList.Publishing;

/// <summary>A release as an index shows it.</summary>
/// <param name="Date">Its day in the list's zone.</param>
/// <param name="Octets">Of its text.</param>
public sealed record ListedRelease(string Number, string Date, string Subject, int Octets, Language Language);

/// <summary>What came out, newest first.</summary>
/// <param name="More">How many aren't listed.</param>
public sealed record ReleaseIndex(IReadOnlyList<ListedRelease> Entries, int More);

/// <summary>A text that was asked for, whole.</summary>
/// <param name="Credit">Its visible author; empty where none is known.</param>
/// <param name="Withdrawn">Why there is no text any more; null where there is.</param>
public sealed record RequestedText(string Number, string Date, string Subject, string Credit, string Text, Language Language, string? Withdrawn = null);

/// <summary>What came of a request for texts.</summary>
/// <param name="Missing">As asked for: what nothing is known by, or what the asker may not read, and nobody learns which.</param>
/// <param name="Postponed">Numbers of releases that didn't fit into one answer.</param>
public sealed record RequestedTexts(IReadOnlyList<RequestedText> Texts, IReadOnlyList<string> Missing, IReadOnlyList<string> Postponed);

/// <summary>
/// Texts and indexes that people ask for: what came out on lists whose archive is public, on those that they read (paused or not), or, as members, on a members' list or for members
/// alone. Others find nothing, so that a number tells them nothing either. These are facts; letters are their asker's.
/// </summary>
public sealed class TextsOnRequest(ListCatalogue lists)
{
    /// <summary>By release number, or by the place (<c>3</c>) in the parcel that is answered.</summary>
    /// <param name="answered">Message-IDs of In-Reply-To and References, without angle brackets.</param>
    /// <param name="kilobytes">Of all texts together; null: what fits one answer.</param>
    public RequestedTexts Find(Connection db, MailingList list, long? person, IReadOnlyList<string> numbers, IReadOnlyList<string> answered, int? kilobytes = null)
    {
        var (found, missing) = (new List<ReleasedText>(), new List<string>());
        foreach (var asked in numbers.Distinct().Take(Limits.TextsAsked))
            if (Named(db, person, asked, answered) is { } text)
                found.Add(text);
            else
                missing.Add(asked);
        return Fit([.. found.DistinctBy(text => (text.Number, text.Language))], [.. missing, .. numbers.Distinct().Skip(Limits.TextsAsked)], OctetsFor(db, list, person, kilobytes));
    }

    /// <summary>All of the case that a release belongs to, oldest first, as far as it fits.</summary>
    public RequestedTexts Case(Connection db, MailingList list, long? person, string number, int? kilobytes = null)
    {
        var found = Releases.OfCase(db, number, IsMember(db, person), Limits.CaseReleases).Select(one => ByNumber(db, person, one)).OfType<ReleasedText>().ToList();
        return Fit(found, found.Count > 0 ? [] : [number], OctetsFor(db, list, person, kilobytes));
    }

    /// <summary>The newest ones, whole, as far as they fit.</summary>
    public RequestedTexts Last(Connection db, MailingList list, long? person, int count, int? kilobytes = null) =>
        Find(db, list, person, [.. Numbers(db, list, person, null, null, Math.Clamp(count, 1, Limits.TextsAsked))], [], kilobytes);

    /// <summary>A file of a release; null where there is none, or he may not read the release.</summary>
    /// <param name="place">From 1.</param>
    public EditionFile? File(Connection db, long? person, string number, int place) =>
        Named(db, person, number, []) is { Withdrawn: null } text ? EditionFiles.Of(db, text.Id).ElementAtOrDefault(place - 1) : null;

    /// <summary>What is looked for, on all lists that he may read, as far as it fits.</summary>
    public SearchResult Search(Connection db, MailingList list, long? person, string words, int? kilobytes = null)
    {
        var reach = new Reach([.. lists.All.Where(other => MayRead(db, other.Name, person)).Select(other => other.Name)], IsMember(db, person));
        var result = ArchiveSearch.Find(db, reach, SearchQuery.Read(words, lists), 0, Limits.IndexEntries);
        return result with { Found = Fitting(result.Found, one => one.Edition.Subject + one.Snippet, OctetsFor(db, list, person, kilobytes)) };
    }

    /// <summary>What came out in the reader's languages.</summary>
    /// <param name="month">Any day of it.</param>
    public ReleaseIndex Index(Connection db, MailingList list, long? person, Topic? about, DateOnly? month)
    {
        var search = Search(db, list, person, about, month);
        var listed = Numbers(db, list, person, about, month, Limits.IndexEntries)
            .Select(number => Releases.Find(db, number, search.Languages, search.ToMember)).OfType<ReleasedText>()
            .Select(text => new ListedRelease(text.Number, Day(text), text.Subject, TextCut.Octets(text.Text), text.Language)).ToList();
        var entries = Fitting(listed, entry => entry.Subject, OctetsFor(db, list, person, kilobytes: null));
        return new ReleaseIndex(entries, MayRead(db, list.Name, person) ? Releases.Count(db, search) - entries.Count : 0);
    }

    private IReadOnlyList<string> Numbers(Connection db, MailingList list, long? person, Topic? about, DateOnly? month, int most) =>
        MayRead(db, list.Name, person) ? Releases.Numbers(db, Search(db, list, person, about, month), most) : [];

    private ReleaseSearch Search(Connection db, MailingList list, long? person, Topic? about, DateOnly? month)
    {
        var first = month is { } day ? new DateOnly(day.Year, day.Month, 1) : (DateOnly?)null;
        return new ReleaseSearch(list.Name, LanguagesOf(db, list.Name, person), IsMember(db, person), about, Begin(list, first), Begin(list, first?.AddMonths(1)));
    }

    private static long? Begin(MailingList list, DateOnly? day) => day is { } first ? list.Begin(first).ToUnixTimeMilliseconds() : null;

    // In the language that he names, or the best of his.
    private ReleasedText? Named(Connection db, long? person, string asked, IReadOnlyList<string> answered)
    {
        var (number, language) = ReleaseNumbers.Split(asked);
        var text = IsPlace(number, out var place) ? Entry(db, person, answered, place) : language is null ? ByNumber(db, person, number) : null;
        return language is not { } named ? text
            : ByNumber(db, person, text?.Number ?? number, named) is { } found && found.Language == named ? found : null;
    }

    private ReleasedText? ByNumber(Connection db, long? person, string number, Language? language = null) => Releases.ListOf(db, number) is { } list
        ? Readable(db, person, Releases.Find(db, number, language is { } named ? [named] : LanguagesOf(db, list, person), IsMember(db, person))) : null;

    private ReleasedText? Entry(Connection db, long? person, IReadOnlyList<string> answered, int place) =>
        Readable(db, person, answered.Take(Limits.ThreadIds).Select(id => Releases.Entry(db, id, place, IsMember(db, person))).FirstOrDefault(text => text is not null));

    // What is for members alone was found as a member's, whichever lists he reads.
    private ReleasedText? Readable(Connection db, long? person, ReleasedText? text) => text is { ToMembers: true } || text is not null && MayRead(db, text.List, person) ? text : null;

    private static bool IsPlace(string asked, out int place) => int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out place) && place > 0;

    private bool MayRead(Connection db, string list, long? person) => lists.Find(list)?.Archive.IsPublic == true || person is { } id && lists.Find(list)?.Kind switch
    {
        ListKind.Broadcast => Subscriptions.LanguagesOf(db, list, id).Count > 0,
        ListKind.Members => IsMember(db, id),
        _ => false,
    };

    private static bool IsMember(Connection db, long? person) => person is { } id && Roster.IsMember(db, id);

    // Who doesn't read it gets the original, and an index of all.
    private IReadOnlyList<Language> LanguagesOf(Connection db, string name, long? person) => lists.Find(name) is not { } list ? []
        : list.Kind == ListKind.Members && person is { } member ? Roster.LanguageOf(db, member) is { } spoken ? [spoken, .. list.Languages] : list.Languages
        : person is { } id && Subscriptions.LanguagesOf(db, name, id) is { Count: > 0 } own ? own : [];

    private static int OctetsFor(Connection db, MailingList list, long? person, int? kilobytes) =>
        1000 * (kilobytes ?? (person is { } id && Enrolment.Find(db, list.Name, id)?.Choices.Cap is > 0 and var cap ? Math.Min(cap, Limits.AnswerKilobytes) : Limits.AnswerKilobytes));

    // The entries of an index, each with its line to send back; the first whatever its length.
    private static IReadOnlyList<T> Fitting<T>(IReadOnlyList<T> entries, Func<T, string> shown, int octets) =>
        [.. entries.TakeWhile((entry, index) => (octets -= TextCut.Octets(shown(entry)) + Limits.IndexLineOctets) >= 0 || index == 0)];

    // The first is sent whatever its length: he has asked for it, most likely because a cap had cut it.
    private RequestedTexts Fit(IReadOnlyList<ReleasedText> found, IReadOnlyList<string> missing, int octets)
    {
        var fitting = found.TakeWhile((text, index) => (octets -= TextCut.Octets(text.Text)) >= 0 || index == 0).ToList();
        return new RequestedTexts(
            [.. fitting.Select(text => new RequestedText(text.Number, Day(text), text.Subject, text.Credit ?? "", RightToLeft.Steady(text.Text), text.Language, text.Withdrawn))], missing,
            [.. found.Skip(fitting.Count).Select(text => text.Number)]);
    }

    private string Day(ReleasedText text) => ParcelWriter.Day(text.At, lists.Find(text.List)?.Zone ?? TimeZoneInfo.Utc);
}
