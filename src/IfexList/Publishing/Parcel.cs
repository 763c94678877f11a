using System.Globalization;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Store;

namespace IfexList.Publishing;

/// <summary>A parcel about to be written: for whom it is the same, what it holds, and how its mail is named.</summary>
/// <param name="MessageId">Without angle brackets; boundaries are made of it, too, so it stands in no text.</param>
public sealed record Parcel(MailingList List, ParcelKey Key, IReadOnlyList<ParcelEdition> Editions, string MessageId, DateTimeOffset Date);

/// <summary>How one text stands in a parcel.</summary>
/// <param name="N">Its place, by which a reply may ask for it.</param>
/// <param name="Day">When it came out, in the list's zone.</param>
/// <param name="Shown">Its text, shortened or not; null where it has no place in the mail.</param>
internal sealed record ParcelEntry(int N, string Day, ParcelEdition Edition, string? Shown, bool IsCut);

/// <summary>
/// Turns a parcel into its finished bytes, once for all its readers: the index with sizes, then the texts in their order until the reader's cap is
/// full. The index is always whole; what stands there and not below can be asked for. Nothing in it is personal.
/// </summary>
public sealed class ParcelWriter(AddressPlan addresses, NoticeTexts texts)
{
    // A mail program's eye catches on it; RFC 1153 §4.2 has it between texts.
    private const string Separator = "------------------------------";

    // What is shorter than a few sentences isn't worth its heading.
    private const int LeastOctets = 300;

    public NewRendering Write(Parcel parcel)
    {
        var entries = Fit(parcel);
        var index = Index(parcel, entries);
        var headers = ListHeaders.Of(parcel, index.Subject, addresses);
        return parcel.Key.Format == CopyFormat.Full
            ? ParcelDigest.Compose(headers, parcel, index.Text, [.. entries.Where(entry => entry.Shown is not null)], Footer(parcel), addresses)
            : Rendering.Text(headers, $"{index.Text.TrimEnd('\n')}{string.Concat(entries.Where(entry => entry.Shown is not null).Select(Section))}", Footer(parcel));
    }

    private List<ParcelEntry> Fit(Parcel parcel)
    {
        var whole = parcel.Editions.Select(WithFiles).Select((edition, index) => new ParcelEntry(index + 1, Day(edition.At, parcel.List.Zone), edition, edition.Text, IsCut: false)).ToList();
        if (parcel.Key.Rhythm == Rhythm.Headlines)
            return [.. whole.Select(entry => entry with { Shown = null })];
        var cap = Cap(parcel);
        var rest = TextCut.Octets($"\n\n-- \n{Footer(parcel)}\n");
        if (TextCut.Octets(Index(parcel, whole).Text) + whole.Sum(Octets) + rest <= cap * 1000)
            return whole;
        // Marks of cut texts make the index longer: it is measured at its longest.
        var room = cap * 1000 - rest - TextCut.Octets(Index(parcel, [.. whole.Select(entry => entry with { IsCut = true })]).Text);
        return Fill(parcel, whole, cap, room);
    }

    // A parcel brings texts alone, and says what there is besides.
    private ParcelEdition WithFiles(ParcelEdition edition) =>
        edition with { Text = RightToLeft.Steady(edition.Files.Count == 0 ? edition.Text : $"{edition.Text}\n\n{FileLines.Of(edition.Files, texts, edition.Language)}") };

    private List<ParcelEntry> Fill(Parcel parcel, List<ParcelEntry> whole, int cap, int room)
    {
        var entries = new List<ParcelEntry>(whole.Count);
        foreach (var entry in whole)
        {
            var shown = Octets(entry) <= room ? entry : Shortened(parcel, entry, cap, room);
            entries.Add(shown);
            // Behind one that didn't fit none follows: the order of the index holds.
            room = shown.IsCut ? 0 : room - Octets(entry);
        }
        return entries;
    }

    private ParcelEntry Shortened(Parcel parcel, ParcelEntry entry, int cap, int room)
    {
        var end = "\n\n" + CutHere(parcel, entry.Edition.Number, cap);
        var shown = TextCut.Fit(entry.Edition.Text, Math.Max(0, room - Octets(entry with { Shown = end })));
        return entry with { IsCut = true, Shown = TextCut.Octets(shown) < LeastOctets ? null : shown + end };
    }

    private static int Octets(ParcelEntry entry) => TextCut.Octets(Section(entry));

    // The line of figures is ASCII and stands alone: nothing in an Arabic parcel turns it round.
    private static string Section(ParcelEntry entry) =>
        $"\n\n{Separator}\n{entry.N} | {entry.Edition.Number} | {entry.Day}\n{entry.Edition.Subject}\n"
        + (entry.Edition.Organisation is { } organisation ? organisation + "\n" : "") + $"\n{entry.Shown}";

    // Whoever wants everything gets no mail that his server would refuse.
    private static int Cap(Parcel parcel) => parcel.Key.Cap is > 0 and var cap ? Math.Min(cap, Limits.ParcelKilobytes) : Limits.ParcelKilobytes;

    private Notice Index(Parcel parcel, IReadOnlyList<ParcelEntry> entries) => texts.Render(NoticeCatalogue.ParcelIndex, parcel.Key.Language, new Dictionary<string, object?>
    {
        ["list_title"] = parcel.List.TitleIn(parcel.Key.Language),
        ["entries"] = entries.Select(entry => new Dictionary<string, object?>
        {
            ["n"] = entry.N,
            ["number"] = entry.Edition.Number,
            ["date"] = entry.Day,
            ["subject"] = entry.Edition.Subject,
            ["bytes"] = TextCut.Octets(entry.Edition.Text),
            ["cut"] = entry.IsCut,
        }).ToList(),
        // Who has just changed to "now" gets what waited for him: a day's, as he'll take it.
        ["rhythm"] = parcel.Key.Rhythm == Rhythm.Now ? Rhythm.Daily.Code() : parcel.Key.Rhythm.Code(),
        ["from"] = Day(parcel.Editions[0].At, parcel.List.Zone),
        ["to"] = Day(parcel.Editions[^1].At, parcel.List.Zone),
        ["bytes"] = parcel.Editions.Sum(edition => TextCut.Octets(edition.Text)),
        ["request_address"] = addresses.Request(parcel.List),
    });

    private string CutHere(Parcel parcel, string number, int cap) => texts.Render(NoticeCatalogue.CutHere, parcel.Key.Language, new Dictionary<string, object?>
    {
        ["number"] = number,
        ["cap"] = cap,
        ["request_address"] = addresses.Request(parcel.List),
    }).Text.Trim('\n');

    private string Footer(Parcel parcel) => texts.Render(NoticeCatalogue.Footer, parcel.Key.Language, new Dictionary<string, object?>
    {
        ["number"] = Day(parcel.Date, parcel.List.Zone),
        ["list_title"] = parcel.List.TitleIn(parcel.Key.Language),
        ["leave_address"] = addresses.Unsubscribe(parcel.List),
        ["credit"] = "",
    }).Text.Trim('\n');

    internal static string Day(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
