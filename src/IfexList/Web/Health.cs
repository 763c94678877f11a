using IfexList.Reception;
using IfexList.Store;
using Microsoft.AspNetCore.Http;

namespace IfexList.Web;

/// <summary>
/// <c>GET /health</c>: 200 and a line while the daemon can accept and send, 503 otherwise, with the reason for <see cref="Insiders"/>. Names nobody.
/// </summary>
public sealed class Health(Database database, Shortages shortages, Insiders insiders)
{
    public async Task AnswerAsync(HttpContext context)
    {
        var trouble = await TroubleAsync();
        context.Response.StatusCode = trouble is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync((trouble is null ? "ok" : insiders.Include(context) ? trouble : "not now") + "\n", context.RequestAborted);
    }

    private async Task<string?> TroubleAsync()
    {
        try
        {
            await database.WriteAsync(_ => { });
        }
        catch (Exception e)
        {
            return $"the database can't be written: {e.Message}";
        }
        return shortages.Now()?.Reason;
    }
}
