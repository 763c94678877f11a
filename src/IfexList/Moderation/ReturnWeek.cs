using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Store;

namespace IfexList.Moderation;

/// <summary>What came back of a list's mail in a week, as its owners read it: numbers, some domains, and nobody's address.</summary>
/// <param name="Domains">With how many readers whose mail failed or who left because of it; those with most first.</param>
/// <param name="Others">The same for all other domains together.</param>
public sealed record ReturnWeek(IReadOnlyList<ReturnFigure> Figures, IReadOnlyList<(string Name, long Readers)> Domains, long Others)
{
    public static readonly ReturnWeek None = new([], [], 0);

    // A reader stands in the figures once by what befell him; what was done about it comes on top.
    private static readonly string[] Befell = ["dead", "full", "unavailable", Parted.Complaint, Parted.Removed];

    public bool IsEmpty => Figures.Count == 0;

    public long Count(string what) => Figures.Where(figure => figure.What == what).Sum(figure => figure.Readers);

    public static ReturnWeek Read(Connection db, MailingList list, DateOnly end)
    {
        long At(DateOnly day) => DeskWeek.EndOf(list, day).ToUnixTimeMilliseconds();
        var figures = ReturnFigures.Between(db, list.Name, At(end.AddDays(-DeskWeek.Length)), At(end), Limits.SetbackDomainReaders);
        var befell = figures.Where(figure => Befell.Contains(figure.What)).ToList();
        var named = befell.Where(figure => figure.Domain.Length > 0).GroupBy(figure => figure.Domain, (domain, of) => (Name: domain, Readers: of.Sum(figure => figure.Readers)))
            .OrderByDescending(domain => domain.Readers).ThenBy(domain => domain.Name, StringComparer.Ordinal).Take(Limits.SetbackDomainsShown).ToList();
        return new ReturnWeek(figures, named, befell.Sum(figure => figure.Readers) - named.Sum(domain => domain.Readers));
    }
}
