using IfexList.Lists;
using IfexList.Store;
using Microsoft.AspNetCore.Http;

namespace IfexList.Web;

/// <summary>The archive's pages, feeds and files, below <c>/archive/</c>.</summary>
public sealed class ArchivePages(Database database, ListCatalogue lists)
{
    // A sketch: the pages' own part.
    public Task AnswerAsync(HttpContext context, string path)
    {
        context.Response.StatusCode = database.Read(db => Shelf.Count(db, lists, new ShelfQuery())) > 0 && path.Length == 0 ? 200 : 404;
        return Task.CompletedTask;
    }
}
