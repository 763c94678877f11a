using System.Numerics;
using System.Text.RegularExpressions;
using IfexList.Foundation;
using IfexList.Mail;

namespace IfexList.Translation;

/// <summary>
/// Which paragraph of a translation stands for which of its source: by length, as Gale and Church found that translations keep it, and by the numbers, days and addresses
/// in them. Two may have become one, or one two; what is left over is lost. Order is kept.
/// </summary>
internal static partial class Alignment
{
    // Natural logarithms of how rarely it happens. Translators of alerts keep the blank lines.
    private const double Lost = 4.5;
    private const double Joined = 7;

    // How far lengths spread, per character, and how much a mismatch may cost: a paragraph may be told at length.
    private const double Spread = 10;
    private const double MostByLength = 9;

    private const double ByFact = 2.5;
    private const int FactsCounted = 3;

    // A colon, a bracket, a quotation, an item, a figure: what a paragraph looks like.
    private const double BySign = 0.8;

    // Characters for one of English.
    private static readonly Dictionary<Language, double> Lengths = new()
    {
        [Language.En] = 1.0,
        [Language.Fr] = 1.18,
        [Language.Es] = 1.15,
        [Language.Ru] = 1.08,
        [Language.Ar] = 0.85,
    };

    /// <returns>Indexes of the source's paragraphs that have nothing in the translation; none where either side is too long to tell.</returns>
    public static IReadOnlyList<int> Missing(IReadOnlyList<string> source, Language from, IReadOnlyList<string> translation, Language to)
    {
        if (source.Count > Limits.AlignedParagraphs || translation.Count > Limits.AlignedParagraphs)
            return [];
        var (ones, others) = (source.Select(Side.Of).ToList(), translation.Select(Side.Of).ToList());
        var costs = Costs(ones, others, Lengths[to] / Lengths[from]);
        var missing = new List<int>();
        var (i, j) = (ones.Count, others.Count);
        while (i > 0 || j > 0)
        {
            var (_, ofSource, ofTranslation) = costs[i, j];
            if (ofTranslation == 0)
                missing.Insert(0, i - 1);
            (i, j) = (i - ofSource, j - ofTranslation);
        }
        return missing;
    }

    private static (double Cost, int Source, int Translation)[,] Costs(List<Side> ones, List<Side> others, double ratio)
    {
        var (onePairs, otherPairs) = (Pairs(ones), Pairs(others));
        var costs = new (double Cost, int Source, int Translation)[ones.Count + 1, others.Count + 1];
        for (var i = 0; i <= ones.Count; i++)
            for (var j = 0; j <= others.Count; j++)
            {
                costs[i, j].Cost = i + j == 0 ? 0 : double.MaxValue;
                if (i > 0)
                    Try(costs, i, j, 1, 0, Lost);
                if (j > 0)
                    Try(costs, i, j, 0, 1, Lost);
                if (i > 0 && j > 0)
                    Try(costs, i, j, 1, 1, Between(ones[i - 1], others[j - 1], ratio));
                if (i > 1 && j > 0)
                    Try(costs, i, j, 2, 1, Joined + Between(onePairs[i - 2], others[j - 1], ratio));
                if (i > 0 && j > 1)
                    Try(costs, i, j, 1, 2, Joined + Between(ones[i - 1], otherPairs[j - 2], ratio));
            }
        return costs;
    }

    private static List<Side> Pairs(List<Side> sides) => [.. sides.Zip(sides.Skip(1), (side, next) => side.With(next))];

    private static void Try((double Cost, int Source, int Translation)[,] costs, int i, int j, int source, int translation, double step)
    {
        var cost = costs[i - source, j - translation].Cost + step;
        if (cost < costs[i, j].Cost)
            costs[i, j] = (cost, source, translation);
    }

    private static double Between(Side one, Side other, double ratio)
    {
        var expected = one.Length * ratio;
        var off = (other.Length - expected) / Math.Sqrt(Spread * Math.Max(expected, 1));
        var shared = one.Facts.Count(other.Facts.Contains);
        var lacking = one.Facts.Count - shared;
        return Math.Min(off * off / 2, MostByLength) + BySign * BitOperations.PopCount(one.Signs ^ other.Signs) + ByFact * (Math.Min(lacking, FactsCounted) - Math.Min(shared, FactsCounted));
    }

    private sealed record Side(int Length, HashSet<(string Kind, string Key)> Facts, uint Signs)
    {
        private const int HeadCharacters = 30;

        public static Side Of(string paragraph) => new(
            paragraph.Length, [.. Translation.Facts.Of(paragraph).Take(2 * FactsCounted).Select(fact => (fact.Kind, fact.Key)), .. Acronyms().Matches(paragraph).Take(FactsCounted).Select(found => ("", found.Value))], SignsOf(paragraph));

        public Side With(Side next) => new(Length + next.Length, [.. Facts, .. next.Facts], Signs | next.Signs);

        private static uint SignsOf(string paragraph)
        {
            var head = paragraph.AsSpan(0, Math.Min(paragraph.Length, HeadCharacters));
            return Bit(0, head.ContainsAny(':', '：')) | Bit(1, paragraph.Contains('(')) | Bit(2, paragraph.AsSpan().ContainsAny("\"«“„")) | Bit(3, paragraph.Contains("\n-") || paragraph is ['-', ..])
                | Bit(4, paragraph.Any(char.IsDigit)) | Bit(5, paragraph.AsSpan().TrimEnd() is [.., '.']) | Bit(6, head.Contains(" - ", StringComparison.Ordinal) || head.Contains(" – ", StringComparison.Ordinal));
        }

        private static uint Bit(int number, bool isSet) => isSet ? 1u << number : 0;
    }

    // Organisations keep theirs in most translations.
    [GeneratedRegex(@"\b[A-Z]{2,10}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Acronyms();
}
