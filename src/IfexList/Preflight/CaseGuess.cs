using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Preflight;

/// <summary>Which of the recent cases a post continues: the one whose number it cites, else the one of the same country that shares its names or its headline.</summary>
/// <param name="Subject">Of the case's newest release.</param>
/// <param name="Releases">What came out of it lately.</param>
internal sealed record CaseGuess(string Case, string Subject, IReadOnlyList<RecentRelease> Releases)
{
    private const int NumberCharacters = 12;
    private const int CitedWeight = 100;
    private const int HeadlineWeight = 2;
    private const int LeastHeadlineWords = 4;
    private const double HeadlineLikeness = 0.6;

    /// <param name="names">Of the report alone: whom to appeal to and whom to ask stand in every alert.</param>
    /// <returns>Null where none fits, or two fit alike.</returns>
    public static CaseGuess? Of(string text, string headline, Topic? country, IReadOnlyList<PersonName> names, IReadOnlyList<RecentRelease> recent, MailingList list)
    {
        var cited = Cited(text);
        var search = new NameSearch(names);
        var own = HeadlineWords(headline);
        var cases = recent.GroupBy(release => release.Case).Select(releases => (Releases: releases.ToList(), Weight: Weight([.. releases]))).Where(known => known.Weight > 0)
            .OrderByDescending(known => known.Weight).Take(2).ToList();
        if (cases.Count == 0 || cases.Count == 2 && cases[0].Weight == cases[1].Weight)
            return null;
        return new CaseGuess(cases[0].Releases[0].Case, cases[0].Releases[0].Subject, cases[0].Releases);

        int Weight(List<RecentRelease> releases)
        {
            if (releases.Any(release => cited.Contains(release.Number) || cited.Contains(release.Case)))
                return CitedWeight;
            var near = releases.Where(release => country is not null && release.Country == country).ToList();
            var shared = near.SelectMany(release => Shared(search, release)).Distinct().Count();
            return shared + (near.Any(release => IsAlike(own, HeadlineWords(PostHeading.Read(release.Subject, list).Headline))) ? HeadlineWeight : 0);
        }
    }

    // Its source's name is in each of that source's releases. Few share a name, so few are taken apart.
    private static IEnumerable<PersonName> Shared(NameSearch search, RecentRelease release) =>
        search.FoundIn(release.Text).Count == 0 ? search.FoundIn(release.Subject) : search.FoundIn($"{release.Subject}\n{PostParts.Of(release.Text).Report}");

    // yyyy-mmdd-nn, with more digits on a day with a hundred releases.
    private static HashSet<string> Cited(string text)
    {
        var cited = new HashSet<string>();
        var top = text.AsSpan(0, Math.Min(text.Length, Limits.ComparedCharacters));
        for (var i = 4; i + 8 <= top.Length; i++)
            if (top[i] == '-' && top[i + 5] == '-' && !top.Slice(i - 4, 4).ContainsAnyExceptInRange('0', '9') && !top.Slice(i + 1, 4).ContainsAnyExceptInRange('0', '9'))
            {
                var end = i + 6;
                while (end < top.Length && end - i < NumberCharacters && char.IsAsciiDigit(top[end]))
                    end++;
                cited.Add(top[(i - 4)..end].ToString());
            }
        return cited;
    }

    private static bool IsAlike(HashSet<ulong> one, HashSet<ulong> other)
    {
        var common = one.Count(other.Contains);
        return common >= LeastHeadlineWords && common >= HeadlineLikeness * (one.Count + other.Count - common);
    }

    private static HashSet<ulong> HeadlineWords(string headline) => [.. TextWords.Of(headline).Where(word => word.End - word.Start > 2).Select(word => word.Stem)];
}
