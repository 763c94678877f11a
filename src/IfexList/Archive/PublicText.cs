using IfexList.Lists;
using IfexList.Store;

namespace IfexList.Archive;

/// <summary>A text as everybody sees it where machines gather addresses: on the web, in feeds, in bundles.</summary>
public sealed class PublicText(ListCatalogue lists)
{
    /// <summary>Empty where it is withdrawn.</summary>
    public string Of(ArchivedEdition edition) => edition.Withdrawn is not null ? "" : lists.Find(edition.List)!.Archive.ShowsAddresses ? edition.Text : edition.Text;
}
