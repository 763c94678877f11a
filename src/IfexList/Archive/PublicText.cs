using IfexList.Lists;
using IfexList.Store;

namespace IfexList.Archive;

/// <summary>A text as everybody sees it where machines gather addresses: on the web, in feeds, in bundles.</summary>
public sealed class PublicText(ListCatalogue lists)
{
    /// <summary>Empty where it is withdrawn.</summary>
    public string Of(ArchivedEdition edition) => edition.Withdrawn is not null ? "" : Shown(edition, edition.Text);

    public string SubjectOf(ArchivedEdition edition) => Shown(edition, edition.Subject);

    /// <summary>The edition with all its texts so, and nothing else of it changed.</summary>
    public ArchivedEdition Whole(ArchivedEdition edition) => edition with
    {
        Subject = SubjectOf(edition),
        Text = Of(edition),
        Author = edition.Author is { } author ? Shown(edition, author) : null,
        Link = edition.Link is { } link ? Shown(edition, link) : null,
        Withdrawn = edition.Withdrawn is { } reason ? Shown(edition, reason) : null,
    };

    /// <summary>A piece of it.</summary>
    public string Shown(ArchivedEdition edition, string text) => lists.Find(edition.List)!.Archive.ShowsAddresses ? text : MaskedAddresses.In(text);
}
