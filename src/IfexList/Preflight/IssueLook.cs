using System.Globalization;
using System.Text.RegularExpressions;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Publishing;
using IfexList.Store;

namespace IfexList.Preflight;

/// <summary>A post to a newsletter, as its editor sees it before it is released: which number it is, what it contains, what is odd about it.</summary>
/// <param name="Masthead">Null where it is no number of the newsletter.</param>
/// <param name="Contents">The first lines of its table of contents.</param>
public sealed partial record IssueLook(Masthead? Masthead, IReadOnlyList<string> Contents, IReadOnlyList<Hint> Hints)
{
    private const string Issue = "communique";

    private static readonly HashSet<string> ContentsWords =
    [
        .. ("index, contents, table of contents, in this issue, sommaire, table des matières, dans ce numéro, índice, contenido, sumario, en este número,"
            + " содержание, оглавление, в номере, в этом номере, المحتويات, محتويات العدد, الفهرس, فهرس, في هذا العدد").Split(", ").Select(words => string.Join(' ', Words.Split(words))),
    ];

    /// <param name="language">In which it would go out.</param>
    public static IssueLook Of(Connection db, MailingList list, CleanPost post, Language language, DateOnly today)
    {
        if (Masthead.Read(post.Subject, post.Text) is not { } masthead)
            return new IssueLook(null, [], [new Hint(HintKind.NeitherIssueNorItem)]);
        var contents = ContentsOf(post.Text);
        return new IssueLook(masthead, [.. contents.Take(Limits.ContentsShown)], [.. OddNumber(db, list, masthead, language), .. OddText(post, list, masthead, language, today), .. contents.Count == 0 ? [new Hint(HintKind.NoContents)] : Array.Empty<Hint>()]);
    }

    /// <summary>The kind of a newsletter's number; null for all else.</summary>
    public static string? KindOf(CleanPost post, MailingList list) => list.Newsletter is not null && Masthead.Read(post.Subject, post.Text) is not null ? Issue : null;

    /// <summary>What was found in it as in any post, read as what it is: a number of a newsletter tells of many cases and countries.</summary>
    public PostFindings Over(PostFindings found) => Masthead is null
        ? found with { Hints = [.. Hints, .. found.Hints] }
        : new PostFindings(Issue, KindIsStated: true, Country: null, CountryIsStated: true, Case: null, CaseSubject: null, [.. Hints, .. found.Hints.Where(hint => hint.Kind != HintKind.NearDuplicate)]);

    private static IEnumerable<Hint> OddNumber(Connection db, MailingList list, Masthead masthead, Language language)
    {
        if (Issues.Find(db, list.Name, language, masthead.Volume, masthead.Number) is { State: IssueState.Released })
            yield return new Hint(HintKind.IssueIsOut, Shown(masthead.Volume, masthead.Number));
        else if (Issues.Latest(db, list.Name, isOut: true) is { } last && !Follows(masthead, last) && Issues.ReleaseOf(db, list.Name, masthead.Volume, masthead.Number) is null)
            yield return new Hint(HintKind.IssueNumber, Shown(last.Volume, last.Number));
    }

    private static IEnumerable<Hint> OddText(CleanPost post, MailingList list, Masthead masthead, Language language, DateOnly today)
    {
        if ((masthead.Language ?? LanguageGuess.Of(post.Text, list.Languages)) is var spoken && spoken != language)
            yield return new Hint(HintKind.IssueLanguage, spoken.Code());
        if (masthead.Day is not { } day || Math.Abs(day.DayNumber - today.DayNumber) > Limits.IssueDays.Days)
            yield return new Hint(HintKind.IssueDay, masthead.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "");
    }

    private static bool Follows(Masthead masthead, IssueNumber last) =>
        (masthead.Volume, masthead.Number) == (last.Volume, last.Number + 1) || (masthead.Volume, masthead.Number) == (last.Volume + 1, 1);

    private static string Shown(int volume, int number) => string.Create(CultureInfo.InvariantCulture, $"{volume}/{number}");

    // Its heading, then numbered lines; what is numbered once more below is the text itself.
    private static List<string> ContentsOf(string text)
    {
        var lines = text.Split('\n', Limits.ContentsLines + 1).Take(Limits.ContentsLines).Select(line => line.Trim()).ToList();
        var heading = lines.FindIndex(line => line.Length <= Limits.MastheadCharacters && ContentsWords.Contains(string.Join(' ', Words.Split(line))));
        return heading < 0 ? [] : [.. lines.Skip(heading + 1).TakeWhile(line => !Rule().IsMatch(line)).Where(line => Entry().IsMatch(line)).Select(line => line.Length <= Limits.MastheadCharacters ? line : line[..Limits.MastheadCharacters])];
    }

    [GeneratedRegex(@"^\p{Nd}{1,2}[.)]\s", RegexOptions.NonBacktracking)]
    private static partial Regex Entry();

    [GeneratedRegex(@"^[-–—_=*]{20,}$", RegexOptions.NonBacktracking)]
    private static partial Regex Rule();
}
