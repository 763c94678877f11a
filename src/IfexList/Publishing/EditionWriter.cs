using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Store;

namespace IfexList.Publishing;

/// <summary>The finished bytes of an edition.</summary>
/// <param name="Cuts">The same once more for each size cap that it doesn't keep within.</param>
/// <param name="Full">With its files and its HTML; null where it has neither.</param>
public sealed record EditionBytes(NewRendering Whole, IReadOnlyList<NewRendering> Cuts, NewRendering? Full = null);

/// <summary>Writes editions, once for all their readers, and the lines of our own in them: what an update updates, what a correction corrects.</summary>
public sealed class EditionWriter(AddressPlan addresses, NoticeTexts texts)
{
    public EditionBytes Write(NewEdition edition)
    {
        edition = edition with { Release = edition.Release with { Text = RightToLeft.Steady(edition.Release.Text) } };
        var footer = Footer(edition);
        var full = edition.Files.Count > 0 || edition.Html is not null ? Rendering.Full(edition, footer, addresses) : null;
        if (edition.Files.Count == 0)
            return new EditionBytes(Rendering.Of(edition, footer, addresses), Cuts(edition, footer), full);
        // What is signed is said to the letter: there the lines about its files stand with the footer.
        var lines = FileLines.Of([.. edition.Files.Select(file => new FileFact(file.Name, file.Bytes.Length))], texts, edition.Release.Language);
        var told = edition with { Release = edition.Release with { Text = $"{edition.Release.Text}\n\n{lines}" } };
        return new EditionBytes(
            Rendering.Of(told, edition.SignedPart is null ? footer : $"{lines}\n\n{footer}", addresses), Cuts(told, footer, lines), full);
    }

    /// <summary>"Updates alerts of 22, 21 and 18 January 1999": the days on which something of the case came out. Empty where nothing did.</summary>
    public string UpdatesLine(MailingList list, Language language, IReadOnlyList<CaseEdition> before)
    {
        if (before.Count == 0)
            return "";
        var days = before.Select(edition => DayOf(edition.At, list)).Distinct().OrderDescending().ToList();
        return texts.Render(NoticeCatalogue.UpdatesLine, language, new Dictionary<string, object?>
        {
            ["count"] = Math.Min(days.Count, Limits.CaseDays),
            ["dates"] = WrittenDays.Of([.. days.Take(Limits.CaseDays)], language),
            ["more"] = Math.Max(0, days.Count - Limits.CaseDays),
        }).Text.Trim('\n');
    }

    /// <summary>The Subject with the word for it before it, unless it begins with that, and the line that says what is corrected.</summary>
    public (string Subject, string Lead) CorrectsLine(MailingList list, PublishedEdition wrong, string subject)
    {
        Notice Render(string shown) => texts.Render(NoticeCatalogue.CorrectsLine, wrong.About.Language, new Dictionary<string, object?>
        {
            ["subject"] = shown,
            ["number"] = wrong.About.Number,
            ["date"] = WrittenDays.Of([DayOf(wrong.At, list)], wrong.About.Language),
        });
        var said = Words.Split(subject).FirstOrDefault() == Words.Fold(Render("").Subject);
        var notice = Render(subject);
        return (said ? subject : notice.Subject, notice.Text.Trim('\n'));
    }

    // Members' copies are always whole.
    private List<NewRendering> Cuts(NewEdition edition, string footer, string lines = "") => edition.Release.ToMembers ? []
        : [.. Limits.CapKilobytes.Where(cap => cap * 1000 < TextCut.Octets(edition.Release.Text) + TextCut.Octets(footer))
            .Select(cap => Rendering.Cut(edition, cap, $"{CutHere(edition, cap)}\n\n{lines}".TrimEnd('\n'), footer, addresses)).OfType<NewRendering>()];

    /// <summary>The Subject of what it corrects, where the word for it stands before it.</summary>
    public string WithoutCorrection(MailingList list, PublishedEdition correction, string subject)
    {
        var word = CorrectsLine(list, correction, "").Subject.Trim();
        return subject.StartsWith(word, StringComparison.Ordinal) ? subject[word.Length..].TrimStart() : subject;
    }

    private string CutHere(NewEdition edition, int cap) => texts.Render(NoticeCatalogue.CutHere, edition.Release.Language, new Dictionary<string, object?>
    {
        ["number"] = edition.Number,
        ["cap"] = cap,
    }).Text.Trim('\n');

    private string Footer(NewEdition edition) => texts.Render(NoticeCatalogue.Footer, edition.Release.Language, new Dictionary<string, object?>
    {
        ["number"] = edition.Number,
        ["list_title"] = edition.List.TitleIn(edition.Release.Language),
        ["leave_address"] = addresses.Unsubscribe(edition.List),
        ["credit"] = edition.Credit ?? "",
    }).Text.TrimEnd('\n') + AlsoIn(edition);

    // Each language by its own name: who reads it knows that.
    private string AlsoIn(NewEdition edition) => edition.Also.Count == 0 ? "" : "\n" + texts.Render(NoticeCatalogue.AlsoIn, edition.Release.Language, new Dictionary<string, object?>
    {
        ["languages"] = string.Join(edition.Release.Language == Language.Ar ? "، " : ", ", edition.Also.Select(language => NoticeLanguageNames.Of(language, language))),
        ["number"] = edition.Release.Number,
        ["code"] = edition.Also[0].Code(),
    }).Text.Trim('\n');

    private static DateOnly DayOf(DateTimeOffset at, MailingList list) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, list.Zone).DateTime);
}
