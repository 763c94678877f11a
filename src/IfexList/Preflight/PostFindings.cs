using IfexList.Lists;

namespace IfexList.Preflight;

/// <summary>What can be told about a post before anybody reads it.</summary>
/// <param name="Kind">A code of <see cref="ReleaseKinds"/>.</param>
/// <param name="KindIsStated">Its own heading says so, and nothing else: an approval may take it over. Otherwise it is a guess, to be shown only.</param>
/// <param name="Country">Null where none is named, or several alike.</param>
/// <param name="CountryIsStated">As for the kind.</param>
/// <param name="Case">The number of the case that it probably continues; null where that is not sure.</param>
/// <param name="CaseSubject">The Subject of that case's newest release.</param>
/// <param name="Hints">In the order of <see cref="HintKind"/>.</param>
public sealed record PostFindings(string Kind, bool KindIsStated, Topic? Country, bool CountryIsStated, string? Case, string? CaseSubject, IReadOnlyList<Hint> Hints)
{
    public Stated Stated => new(KindIsStated ? Kind : null, CountryIsStated ? Country : null);
}
