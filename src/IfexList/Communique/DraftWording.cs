using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Preflight;
using IfexList.Publishing;
using IfexList.Store;

namespace IfexList.Communique;

/// <summary>How releases and announcements are told in a newsletter of one language.</summary>
internal sealed class DraftWording(MailingList list, Language language, AddressPlan addresses)
{
    // What is shorter is a heading, a place or a source's line, not the news.
    private const int LeadCharacters = 90;

    private const int HeadingsPassed = 8;

    // Behind Arabic letters a number would be read from its other end.
    private const string LeftToRight = "\u200E";

    private static readonly string[] AllOfCase =
        ["All about this case, by e-mail to", "Tout sur cette affaire, par courriel à", "Todo sobre este caso, por correo a", "Всё об этом деле: письмом на адрес", "كل ما يخص هذه القضية، برسالة إلى"];

    /// <summary>The country and the headline, without the words of a Subject before it.</summary>
    public string Headline(WeeksRelease release)
    {
        var said = HeaderText.Clean(PostHeading.Read(release.Subject, list).Headline);
        var headline = said.Length > 0 ? said : HeaderText.Clean(release.Subject);
        return Place(release) is { Length: > 0 } place && !headline.Contains(place, StringComparison.CurrentCultureIgnoreCase) ? $"{place}{Colon} {headline}" : headline;
    }

    public string Summary(WeeksRelease release)
    {
        var lead = Lead(release.Text);
        // Most leads begin with who reports it.
        var credit = release.Organisation is { } said && lead.Contains(said, StringComparison.OrdinalIgnoreCase) ? "" : Credit(release.Organisation);
        return $"{lead}{credit}\n\n{AllOfCase[(int)language]}\n{release.List}-request@{addresses.Domain}:\nget {release.Case}";
    }

    public string Announced(WeeksItem item)
    {
        var when = string.Join(language.IsRightToLeft() ? "، " : ", ", new[] { item.Day is { } day ? WrittenDays.Of([day], language) : "", HeaderText.Clean(item.Place) }.Where(said => said.Length > 0));
        return $"{when}\n\n{Short(item.Text)}{Credit(item.Organisation)}".TrimStart('\n');
    }

    /// <summary>By region: country, number and headline of each case's newest; what came before it in the week, behind a plus.</summary>
    public string Issued(IReadOnlyList<IReadOnlyList<WeeksRelease>> cases)
    {
        var regions = cases.GroupBy(updates => updates[0].Country?.Region).Select(region => string.Join('\n', region.SelectMany(Lines)
            .Prepend(region.Key is { } named ? TopicNames.Of(named, language, list) : "").Where(line => line.Length > 0)));
        return string.Join("\n\n", regions);
    }

    private IEnumerable<string> Lines(IReadOnlyList<WeeksRelease> updates) => updates.Select((release, index) =>
        $"{(index > 0 ? "+ " : "")}{Mark}{release.Number} - {Headline(release)}{Source(release)}");

    private static string Source(WeeksRelease release) => release.Organisation is { Length: > 0 } organisation ? $" ({HeaderText.Clean(organisation)})" : "";

    private string Mark => language.IsRightToLeft() ? LeftToRight : "";

    private string Colon => language == Language.Fr ? "\u00A0:" : ":";

    private string Place(WeeksRelease release) => release.Country is { } country ? TopicNames.Of(country, language, list) : "";

    private static string Credit(string? organisation) => organisation is { Length: > 0 } ? $" ({HeaderText.Clean(organisation)})" : "";

    // The paragraphs from the first one that tells something; lines of headings, of a date and of what is updated stand above it.
    private static string Lead(string text)
    {
        var paragraphs = text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        var first = Array.FindIndex(paragraphs, paragraph => paragraph.Trim().Length >= LeadCharacters);
        return Short(string.Join("\n\n", first is > 0 and < HeadingsPassed ? paragraphs[first..] : paragraphs));
    }

    // Lines that a program broke are joined: the newsletter breaks its own.
    private static string Short(string text)
    {
        var whole = text.Trim('\n', ' ');
        var cut = whole.Length <= Limits.SummaryCharacters ? whole : TextCut.Fit(whole, TextCut.Octets(whole[..Limits.SummaryCharacters]));
        var isSentence = cut.Length == whole.Length || cut.Length > 0 && ".!?…؟»\"".Contains(cut[^1]);
        return string.Join("\n\n", cut.Split("\n\n").Select(paragraph => paragraph.Replace('\n', ' ').Trim())) + (isSentence ? "" : "…");
    }
}
