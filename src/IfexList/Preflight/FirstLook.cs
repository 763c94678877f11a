using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Publishing;
using IfexList.Store;

namespace IfexList.Preflight;

/// <summary>
/// The desk's checklist, as far as a program can go through it: kind, country and case of a post, and what it lacks. Each member's post passes here, so all of it is
/// linear in the post and in what it is compared with.
/// </summary>
public static class FirstLook
{
    private const string Alert = "alert";
    private const string Update = "update";
    private const int HeadingLines = 4;
    private const int FollowingLines = 15;

    // They tell of many cases.
    private static readonly HashSet<string> Gatherings = ["communique", "report"];

    private static readonly string[] Follows =
    [
        .. ("updates ifex alert, updates alert, update to ifex alert, update to alert, mise à jour de l'alerte, mise à jour des alertes,"
            + " mise à jour d'une alerte, actualiza la alerta,"
            + " actualiza las alertas, actualización de la alerta, обновление предупреждения, обновление тревоги, дополнение к предупреждению,"
            + " تحديث لتنبيه, تحديث للتنبيه, تحديثا لتنبيه").Split(", ").Select(Words.Fold),
    ];

    /// <summary>Only what it says of itself: the few lines that say it are read, and nothing else.</summary>
    public static Stated StatedIn(CleanPost post, MailingList list)
    {
        var headings = Headings(post.Text, list).Prepend(PostHeading.Read(post.Subject, list)).ToList();
        return new Stated(Kinds(headings) is [var kind] ? kind : null, Countries(headings) is [var country] ? country : null);
    }

    /// <param name="recent">What <see cref="Releases.Recent"/> finds within <see cref="Limits.CaseTime"/>, newest first.</param>
    public static PostFindings Of(CleanPost post, MailingList list, IReadOnlyList<RecentRelease> recent)
    {
        var parts = PostParts.Of(post.Text);
        var subject = PostHeading.Read(post.Subject, list);
        var headings = Headings(post.Text, list).Prepend(subject).ToList();
        var (kinds, countries) = (Kinds(headings), Countries(headings));
        var isEverywhere = headings.Any(heading => heading.IsEverywhere);
        var named = kinds.Count > 0 ? kinds[^1] : KindIn(post.Subject);
        var isGathering = named is not null && Gatherings.Contains(named);
        Topic? country = countries is [var stated] ? stated : isEverywhere || isGathering ? null : CountryGuess.Of(post.Subject, parts.Report, list);
        var names = Names(parts);
        var known = isGathering ? null : CaseGuess.Of(post.Text, subject.Headline, country, names, recent, list);
        var kind = named ?? (known is not null || SaysItFollows(post.Text) ? Update : Alert);
        var view = new PostView(post, parts, subject.Headline, kind, country is not null || isEverywhere, names, known, recent);
        return new PostFindings(kind, kinds.Count == 1, country, countries.Count == 1, known?.Case, known?.Subject, post.IsEncrypted ? [] : Checklist.Of(view));
    }

    private static List<string> Kinds(IEnumerable<PostHeading> headings) => [.. headings.Select(heading => heading.Kind).OfType<string>().Distinct()];

    private static List<Topic> Countries(IEnumerable<PostHeading> headings) => [.. headings.Select(heading => heading.Country).OfType<Topic>().Distinct()];

    // In a text a country and a colon are as likely to begin a sentence.
    private static IEnumerable<PostHeading> Headings(string text, MailingList list) =>
        Lines(text).Take(HeadingLines).Where(line => !line.StartsWith('>')).Select(line => PostHeading.Read(line, list)).Where(heading => heading.Kind is not null);

    // Whom to appeal to, whom to ask and who sends it stand in every alert from there.
    private static List<PersonName> Names(PostParts parts)
    {
        var names = PersonNames.In(parts.Report);
        var usual = new NameSearch(names).FoundIn($"{parts.Source}\n{parts.Appeals}\n{parts.Contact}");
        return [.. names.Where(name => !usual.Contains(name))];
    }

    // "IFEX COMMUNIQUÉ VOL 35", "Press release of the Reef Media Council".
    private static string? KindIn(string subject)
    {
        var begins = Words.Split(subject).Take(ReleaseKinds.MostWords).ToList();
        for (var first = 0; first < begins.Count; first++)
            for (var count = begins.Count - first; count > 0; count--)
                if (ReleaseKinds.Find(string.Join(' ', begins.Skip(first).Take(count))) is { } kind)
                    return kind;
        return null;
    }

    private static bool SaysItFollows(string text) => Lines(text).Take(FollowingLines).Select(Words.Fold).Any(line => Follows.Any(line.Contains));

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Where(line => !string.IsNullOrWhiteSpace(line));
}
